import { expect, test } from 'vitest'
import { type Candidate, choose } from './choose.ts'

const order = ['staff', 'paypal', 'zoho', 'kajabi']
const rankOf = (source: string) => order.indexOf(source)
const said = (text: string, more: Partial<Candidate> = {}): Candidate => ({
  id: text,
  contactId: text,
  text,
  key: text,
  source: 'kajabi',
  at: '2025-01-01T00:00:00.000Z',
  completeness: 0,
  isDoubtful: false,
  ...more,
})

test.each<[string, Partial<Candidate>, Partial<Candidate>]>([
  ['The other is known to be wrong.', {}, { isDoubtful: true, source: 'staff' }],
  ['A person typed it.', { source: 'staff' }, { source: 'paypal', completeness: 9 }],
  ['It is more complete.', { completeness: 4 }, { completeness: 3, source: 'paypal' }],
  ['It comes from the stronger source.', { source: 'zoho' }, { at: '2026-01-01T00:00:00.000Z' }],
  ['It is newer.', { at: '2026-01-01T00:00:00.000Z' }, {}],
])('%s', (reason, better, worse) => {
  for (const candidates of [
    [said('better', better), said('worse', worse)],
    [said('worse', worse), said('better', better)],
  ])
    expect(choose(candidates, rankOf)).toMatchObject({ chosen: { text: 'better' }, reason, differs: true })
})

test('where nothing tells them apart the surviving record, which is first, has its way', () => {
  expect(choose([said('ours'), said('theirs')], rankOf)).toMatchObject({
    chosen: { text: 'ours' },
    reason: 'The surviving record says so.',
  })
})

test('nobody, only one, and all the same are told as such', () => {
  expect(choose([], rankOf)).toEqual({ chosen: null, reason: 'Nobody has one.', differs: false })
  expect(choose([said('x')], rankOf)).toMatchObject({ reason: 'Only one has it.', differs: false })
  expect(choose([said('x'), said('X', { key: 'x' })], rankOf)).toMatchObject({
    reason: 'All say the same.',
    differs: false,
  })
})

test('of two that say the same the one in capitals gives way, unless a person typed it; of e-mails the case says nothing', () => {
  const usual = said('Ada Example', { key: 'ada' })
  const textOf = (text: string, more: Partial<Candidate>) =>
    choose([said(text, { key: 'ada', ...more }), usual], rankOf).chosen?.text
  expect(textOf('ADA EXAMPLE', { source: 'zoho' })).toBe('Ada Example')
  expect(textOf('ada example', { source: 'zoho' })).toBe('Ada Example')
  expect(textOf('ADA EXAMPLE', { source: 'staff' })).toBe('ADA EXAMPLE')
  const mail = [said('Ada@Example.org', { key: 'm' }), said('ada@example.org', { key: 'm', source: 'zoho' })]
  expect(choose(mail, rankOf).chosen?.text).toBe('ada@example.org')
})
