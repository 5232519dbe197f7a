import { expect, test } from 'vitest'
import { type ConsentEvidence, uniteConsent } from './consent.ts'

const never = (contactId: string): ConsentEvidence => ({
  contactId,
  subscribed: false,
  consentDate: null,
  unsubscribeDate: null,
})
const agreed = (contactId: string, consentDate: string | null): ConsentEvidence => ({
  ...never(contactId),
  subscribed: true,
  consentDate,
})
const left = (contactId: string, unsubscribeDate: string, consentDate: string | null = null) => ({
  ...never(contactId),
  consentDate,
  unsubscribeDate,
})

test.each<[string, [ConsentEvidence, ConsentEvidence], { subscribed: boolean; fromId: string }]>([
  ['nobody said anything', [never('a'), never('b')], { subscribed: false, fromId: 'a' }],
  ['one agreed', [never('a'), agreed('b', '2025-03-04')], { subscribed: true, fromId: 'b' }],
  [
    'the newer consent counts',
    [agreed('a', '2024-01-01'), agreed('b', '2025-01-01')],
    { subscribed: true, fromId: 'b' },
  ],
  [
    'an opt-out after the consent wins',
    [agreed('a', '2025-01-01'), left('b', '2025-02-01')],
    { subscribed: false, fromId: 'b' },
  ],
  [
    'a consent after the opt-out wins',
    [agreed('a', '2025-03-01'), left('b', '2025-02-01')],
    { subscribed: true, fromId: 'a' },
  ],
  [
    'of one day the opt-out wins',
    [agreed('a', '2025-02-01T23:00:00.000Z'), left('b', '2025-02-01')],
    { subscribed: false, fromId: 'b' },
  ],
  [
    'of one day the later hour wins',
    [agreed('a', '2025-02-01T23:00:00.000Z'), left('b', '2025-02-01T08:00:00.000Z')],
    { subscribed: true, fromId: 'a' },
  ],
  [
    'a consent without a date never beats an opt-out',
    [agreed('a', null), left('b', '2010-01-01')],
    { subscribed: false, fromId: 'b' },
  ],
  [
    'what one agreed to before leaving is no consent',
    [left('a', '2025-02-01', '2025-01-01'), never('b')],
    { subscribed: false, fromId: 'a' },
  ],
])('%s', (_, records, united) => {
  expect(uniteConsent(records)).toMatchObject(united)
  const [first, second] = records
  const swapped = uniteConsent([second, first])
  expect(swapped.subscribed).toBe(united.subscribed)
  if (records.some(r => r.subscribed || r.unsubscribeDate)) expect(swapped.fromId).toBe(united.fromId)
})

test('an opt-out that stands keeps its date, and the newest consent stays known', () => {
  expect(uniteConsent([left('a', '2025-02-01', '2024-01-01'), agreed('b', '2025-01-01')])).toEqual({
    subscribed: false,
    consentDate: '2025-01-01',
    unsubscribeDate: '2025-02-01',
    fromId: 'a',
    why: 'Unsubscribed on 2025-02-01, and no consent is known to be newer.',
  })
})
