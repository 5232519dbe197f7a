import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { formats } from '../../formats/registry.ts'
import type { ColumnAnswers } from './column-answers.ts'
import { type OpenedSource, openGuessed, openSource, type Wanted } from './open-source.ts'
import { recordRows } from './record-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'mapped-list-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(text: string | Uint8Array): string {
  const path = join(folder, 'list.csv')
  writeFileSync(path, text)
  return path
}

const open = (text: string | Uint8Array, wanted: Wanted) =>
  openSource(write(text), 'list.csv', formats, wanted)
function guess(text: string, source = 'mapped-list'): OpenedSource {
  const guessed = openGuessed(write(text), 'list.csv', formats, { source })
  if (guessed === null) throw new Error('no row looks like a header')
  return guessed
}

const columnsOf = (source: OpenedSource) =>
  Object.fromEntries([...source.columnIndex].map(([name, at]) => [source.headers[at], name]))

const rowsOf = (source: OpenedSource) => [
  ...recordRows(source, { optIn: 'subscribed', today: '2026-03-03', timeZone: 'America/Denver' }),
]

const list = [
  'Who,Where to write,Ring,Postal area,Born,Shirt',
  'Orla Fairweather,orla@example.org,(303) 555-0101,80301,03/14/1961,M',
  'Pim Vantongeren,pim@example.org,303-555-0102,80302,04/05/1970,L',
].join('\n')
const answers: ColumnAnswers = {
  source: 'mapped-list',
  columns: {
    Who: 'Full Name',
    'Where to write': 'Email',
    Ring: 'Mobile Phone',
    'Postal area': 'ZIP',
    Born: 'Birth Date',
    Shirt: null,
  },
}

test('columns of an unknown list are guessed by their words and by what stands in them', () => {
  expect(columnsOf(guess('My name,E-mail of member,Cell,Note\nAnn,a@example.org,1,x\n'))).toEqual({
    'E-mail of member': 'Email',
    Cell: 'Mobile Phone',
    'My name': 'Full Name',
  })
  expect(columnsOf(guess(list))).toEqual({
    Who: 'Full Name',
    'Where to write': 'Email',
    Ring: 'Phone',
    'Postal area': 'ZIP',
    Born: 'Birth Date',
  })
})

test('a title above the header is no header, and prose has none', () => {
  const source = guess(`Volunteers of 2025,,,,,\n\n${list}`)
  expect(source.headers).toEqual(['Who', 'Where to write', 'Ring', 'Postal area', 'Born', 'Shirt'])
  expect(() => guess('Dear friends,\nthank you for everything.\n')).toThrow('no row looks like a header')
})

test('a known export with renamed columns is proposed column by column', () => {
  const source = guess('Number,Member,Mail address,Labels\n1,11,a@example.org,x\n', 'kajabi-contacts')
  expect(columnsOf(source)).toMatchObject({ Member: 'Member ID' })
})

test('answered columns make records of people', () => {
  const rows = rowsOf(open(list, { answers }))
  expect(rows.map(({ mapped }) => mapped.record)).toMatchObject([
    {
      key: 'email:orla@example.org',
      person: {
        firstName: 'Orla',
        lastName: 'Fairweather',
        phones: [{ phone: '(303) 555-0101', type: 'mobile' }],
        address: { postalCode: '80301' },
        birthDate: '1961-03-14',
        optIn: { subscribed: true, method: 'in a list of people who are subscribed' },
      },
    },
    { key: 'email:pim@example.org', person: { birthDate: '1970-04-05' } },
  ])
  expect(rowsOf(open(list, { answers: { ...answers, dateOrder: 'dmy' } }))[1]?.mapped.record).toMatchObject({
    person: { birthDate: '1970-05-04' },
  })
})

test('answers are remembered for the same header, and refused when a column they need is nobody’s', () => {
  const other = list.replace('Orla', 'Ada')
  const header = open(list, { answers }).headerText
  const remembered = (text: string) => (text === header ? answers : null)
  const again = open(other, { remembered })
  expect(again.isRemembered).toBe(true)
  expect(columnsOf(again)).toMatchObject({ Who: 'Full Name' })
  expect(() => open(list.replace('Shirt', 'Size'), { remembered })).toThrow('file.unknown')
  const none = Object.fromEntries(Object.keys(answers.columns).map(column => [column, null]))
  expect(() => open(list, { answers: { ...answers, columns: none } })).toThrow('file.wrongSource')
})

test('the encoding that a person chose is read', () => {
  const bytes = iconv.encode(list.replace('Orla', 'Zoë'), 'macroman')
  const firstName = (encoding: ColumnAnswers['encoding']) =>
    rowsOf(open(bytes, { answers: { ...answers, encoding } }))[0]?.mapped.record?.person?.firstName
  expect(firstName('Mac Roman')).toBe('Zoë')
  expect(firstName('Windows-1252')).toBe('Zo‘')
})

test('dates in two orders: rows of the other order are not read, and say why', () => {
  const mixed = `${list}\nLee Fable,lee@example.org,,,25/12/1980,S\nKim Fable,kim@example.org,,,12/26/1981,S\n`
  const problems = rowsOf(open(mixed, { answers })).flatMap(({ rows, mapped }) =>
    'problems' in mapped ? mapped.problems.map(({ column, value }) => `${rows[0]} ${column} ${value}`) : [],
  )
  expect(problems).toEqual(['3 Born 25/12/1980'])
})

test('a row of a list that names nobody is skipped, a broken e-mail is told', () => {
  const rows = rowsOf(
    open('Who,Where to write,Ring,Postal area,Born,Shirt\n,,,80301,,\nAnn,at home,,,,\n', { answers }),
  )
  expect(rows.map(({ mapped }) => mapped)).toMatchObject([
    { skipReason: 'The row names nobody.' },
    { problems: [{ column: 'Email', value: 'at home' }] },
  ])
})
