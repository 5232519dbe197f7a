import { expect, test } from 'vitest'
import { readMoney } from './currency.ts'
import { parseDate, parseDay, parseInstant } from './dates.ts'
import { parseEmails } from './emails.ts'
import { readId } from './ids.ts'
import { parseMoney } from './money.ts'
import { isBusiness, readName } from './names.ts'
import { cellReader } from './read-cell.ts'
import { decodeEntities, plainText } from './text.ts'

test.each<[string, number, string | null]>([
  ['242.00', 24200, null],
  ['-242.00', -24200, null],
  ['$242.00', 24200, 'USD'],
  ['$1,234.50', 123450, 'USD'],
  ['€22,00', 2200, 'EUR'],
  ['€22.00', 2200, 'EUR'],
  ['1.234,50', 123450, null],
  ['1,234', 123400, null],
  ['1,234,567.89', 123456789, null],
  ['1.234.567', 123456700, null],
  ['1’234.50', 123450, null],
  ["1'234.50", 123450, null],
  ['1\u202f234,50 €', 123450, 'EUR'],
  ['1\u00a0234.50', 123450, null],
  ['(12.00)', -1200, null],
  ['($12.00)', -1200, 'USD'],
  ['$(12.00)', -1200, 'USD'],
  ['12.00-', -1200, null],
  ['\u221212.00', -1200, null],
  ['-$12.00', -1200, 'USD'],
  ['$-12.00', -1200, 'USD'],
  ['USD 12.5', 1250, 'USD'],
  ['12 USD', 1200, 'USD'],
  ['US$12.00', 1200, 'USD'],
  ['¥1,000', 100_000, 'JPY'],
  ['0', 0, null],
  ['-0.00', 0, null],
  ['.50', 50, null],
  ['999,999,999.99', 99_999_999_999, null],
])('%s is %i cents (%s)', (cell, cents, currency) => {
  const money = parseMoney(cell)
  expect(money).toEqual({ cents, currency })
  expect(Object.is(money?.cents, -0)).toBe(false)
})

test.each([
  '',
  'free',
  '1.234',
  '1.005',
  '12.3.4',
  '1,23,4',
  '--5',
  '(-5.00)',
  '12,34.56,7',
  '1e5',
  '3035550101',
  '1234567890.00',
  '$',
  ',',
  '1-2',
  '12 apples',
])('%s is no amount', cell => {
  expect(parseMoney(cell)).toBeNull()
})

test.each([
  ['Nov 28, 2025', '2025-11-28'],
  ['November 8, 2025', '2025-11-08'],
  ['28 Nov 2025', '2025-11-28'],
  ['Sept 3, 2025', '2025-09-03'],
  ['2025-11-28', '2025-11-28'],
  ['2025-01-14 23:02:11 -0700', '2025-01-14'],
  ['Feb 29, 2024', '2024-02-29'],
])('the day of %s is %s', (cell, expected) => {
  expect(parseDay(cell)).toBe(expected)
})

test.each([
  'Feb 29, 2025',
  '2025-02-30',
  '2025-13-01',
  'Nov 31, 2025',
  'Foo 1, 2025',
  '11/08/2025',
  '45968',
  '',
  'Novxx 1, 2025',
  '2025-11-28x',
  '0000-00-00',
])('%s is no day', cell => {
  expect(parseDay(cell)).toBeNull()
})

test.each([
  ['2025-11-08 04:11:00 -0700', '2025-11-08T11:11:00.000Z'],
  ['2025-11-08 23:30:00 -0700', '2025-11-09T06:30:00.000Z'],
  ['2025-11-08T04:11:00Z', '2025-11-08T04:11:00.000Z'],
  ['2025-11-08 04:11:00 UTC', '2025-11-08T04:11:00.000Z'],
  ['2025-11-08T04:11:00.5+01:00', '2025-11-08T03:11:00.500Z'],
  ['2025-11-08', '2025-11-08T12:00:00.000Z'],
  ['Nov 8, 2025', '2025-11-08T12:00:00.000Z'],
])('%s is %s', (cell, expected) => {
  expect(parseInstant(cell)).toBe(expected)
})

test.each([
  '2025-11-08 04:11:00',
  '2025-11-08 25:11:00 -0700',
  '2025-11-08 04:61:00 Z',
  '2025-02-30 04:11:00 Z',
  '2025-11-08 04:11:00 -9900',
  'soon',
])('%s is no moment', cell => {
  expect(parseInstant(cell)).toBeNull()
})

test('ids damaged by a spreadsheet are refused with what to do, others are kept as text', () => {
  for (const damaged of ['1.2E+18', '1.2e18', '2,1E+09', '12345678901234500', '2E9']) {
    expect(readId(damaged)).toMatchObject({
      id: null,
      reason: expect.stringContaining('Export the file again'),
    })
  }
  for (const id of ['2100000001', '0012', 'sub_TEST', 'I-TEST0EXAMPLE', '123456789012345'])
    expect(readId(id).id).toBe(id)
  expect(readId('2100000001.0').id).toBe('2100000001')
  expect(readId('9'.repeat(201)).id).toBeNull()
})

test.each([
  ['orla@example.org', ['orla@example.org']],
  ['Orla.F@Example.org.', ['Orla.F@Example.org']],
  ['Orla <orla@example.org>', ['orla@example.org']],
  ['mailto:orla@example.org;', ['orla@example.org']],
  ['a@example.org, b@example.org; A@EXAMPLE.ORG', ['a@example.org', 'b@example.org']],
  ['nobody, b@example.org', ['b@example.org']],
  ['orla@', []],
  ['a..b@example.org', []],
  ['', []],
])('the addresses of %s are %j', (cell, expected) => {
  expect(parseEmails(cell)).toEqual(expected)
})

test.each([
  ["'+1 303 555 0101", '+1 303 555 0101'],
  ["'=SUM(1)", '=SUM(1)'],
  ["'00123", '00123'],
  ['="00123"', '00123'],
  ["'tis Bakery", "'tis Bakery"],
  ["''=x", "''=x"],
  ['\u00a0 text \ufeff', 'text'],
])('%s is typed for %s', (typed, expected) => {
  expect(plainText(typed)).toBe(expected)
})

test.each([
  ['Tom &amp; Ada', 'Tom & Ada'],
  ['O&#39;Neil', "O'Neil"],
  ['O&#x27;Neil', "O'Neil"],
  ['&amp;amp;', '&amp;'],
  ['&quot;Star&quot;', '"Star"'],
  ['Tom&nbsp;Ada', 'Tom Ada'],
  ['&constructor; &#0; &#xD800; &#9999999; R&D', '&constructor; &#0; &#xD800; &#9999999; R&D'],
])('%s means %s', (text, expected) => {
  expect(decodeEntities(text)).toBe(expected)
})

test('blank words are empty in a cell, but people in a name', () => {
  const words = ['nan', 'NaN', 'NULL', 'null', 'None', 'N/A', 'n/a', '#N/A', '-', '--', '', '  ']
  const reader = cellReader(new Map(words.map((word, index) => [`${index}${word}`, index])))
  const { cell } = reader.of(words)
  expect(words.map((word, index) => cell(`${index}${word}`)).every(text => text === null)).toBe(true)
  expect(cell('absent')).toBeNull()
  for (const word of ['nan', 'null', 'none', '#N/A', '-'])
    expect(readName(word, word, null).firstName).toBeNull()
  for (const word of ['Nan', 'Null', 'None', 'NaN'])
    expect(readName(word, 'Sample', null).firstName).toBe(word)
})

test.each([
  'Alder Works LLC',
  'Alder Works, Inc.',
  'The Sample Center',
  'Grace Community Church',
  'Sample Foundation',
  'Center for Inner Work',
  'Alder & Co.',
  'Sampleton Yoga',
  'Church of the Sample',
  'Alder L.L.C.',
])('%s is a company', name => {
  expect(isBusiness(name)).toBe(true)
  expect(readName(null, null, name)).toEqual({ firstName: null, lastName: null, businessName: name })
})

test.each([
  'Charlotte Church',
  'Shirley Temple',
  'Ann House',
  'Orla Fixture',
  'Grace',
  'Inc',
  'Mary Ann Temple',
  'Theo Sample',
  'Joy School-Smith',
  'Bo Co',
])('%s is a person', name => {
  expect(isBusiness(name)).toBe(false)
})

test('a whole name is split only when both parts are blank', () => {
  expect(readName(null, null, 'Mara Lynn Testworth')).toMatchObject({
    firstName: 'Mara Lynn',
    lastName: 'Testworth',
  })
  expect(readName('Mara', null, 'Mara Lynn Testworth')).toMatchObject({ firstName: 'Mara', lastName: null })
  expect(readName(null, null, 'Mara')).toMatchObject({ firstName: 'Mara', lastName: null })
  expect(readName(' Mara\u00a0 Lynn ', 'Testworth', null).firstName).toBe('Mara Lynn')
  expect(readName('nan', 'nan', 'nan nan')).toEqual({ firstName: null, lastName: null, businessName: null })
})

test.each([
  ['06/16/2022', 'mdy', '2022-06-16'],
  ['16/06/2022', 'mdy', null],
  ['16.6.2022', 'dmy', '2022-06-16'],
  ['02/03/24', 'mdy', '2024-02-03'],
  ['02/03/24', 'dmy', '2024-03-02'],
  ['02/03/71', 'dmy', '1971-03-02'],
  ['02/03.2024', 'dmy', null],
  ['2/30/2024', 'mdy', null],
  ['6/16/2022 4:05 PM', 'mdy', '2022-06-16'],
  ['Nov 8, 2025', 'dmy', '2025-11-08'],
  ['2025-11-08', 'dmy', '2025-11-08'],
] as const)('parseDate(%s, %s) is %s', (text, order, day) => {
  expect(parseDate(text, order)).toBe(day)
})

test.each([
  ['1.234', ',', 123_400],
  ['1.234', '.', null],
  ['1,234', '.', 123_400],
  ['-1.309,80', ',', -130_980],
  ['1,309.80', '.', 130_980],
  ['12.50', ',', null],
  ['12', ',', 1200],
] as const)('parseMoney(%s) in a column with the mark %s is %s cents', (text, mark, cents) => {
  expect(parseMoney(text, mark)?.cents ?? null).toBe(cents)
})

const amount = (typed: string, currency: string | null = null) =>
  readMoney({ column: 'Amount', typed }, { currency })

test('an amount of any currency is kept in hundredths of its unit', () => {
  expect(amount('12.50', 'eur')).toEqual({ cents: 1250, currency: 'EUR' })
  expect(amount('€12.50')).toEqual({ cents: 1250, currency: 'EUR' })
  expect(amount('12.50')).toEqual({ cents: 1250, currency: 'USD' })
  expect(amount('1,000', 'JPY')).toEqual({ cents: 100_000, currency: 'JPY' })
  expect(amount('1000.00', 'JPY')).toEqual({ cents: 100_000, currency: 'JPY' })
})

test.each([
  ['12.50', 'JPY', 'Amount', 'JPY has no decimals, so this is not an amount of it.'],
  [
    '12.500',
    'KWD',
    'Currency',
    'KWD has three decimals and the office keeps two, so this amount cannot be kept as it is.',
  ],
  [
    'BHD 12',
    null,
    'Amount',
    'BHD has three decimals and the office keeps two, so this amount cannot be kept as it is.',
  ],
  ['12.50', 'dollars', 'Currency', 'This is not a currency code.'],
  ['twelve', 'USD', 'Amount', 'This is not an amount.'],
])('%s in %s is refused in words', (typed, currency, column, reason) => {
  expect(amount(typed, currency)).toMatchObject({ column, reason })
})
