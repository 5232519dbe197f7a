import { fc, test as property } from '@fast-check/vitest'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { cellsOf, csvFileName, csvText, dangerousStart, unreadRowsCsv } from './csv.ts'

/** What a spreadsheet would run, judged without our own expression. */
function isRunBySpreadsheets(cell: string): boolean {
  if (/^[\t\r\n\0]/.test(cell)) return true
  const seen = cell.replace(/^[\s\0]+/, '')
  return '=+-@\uff1d\uff0b\uff0d\uff20'.includes(seen.charAt(0)) && seen !== ''
}

const dangerous = [
  '=1+1',
  '+1 303 555 0101',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '=1+1\nfoo',
  ' =1',
  '\0=1',
  '\uff1d1',
  '\uff0b1',
  '\uff0d1',
  '\uff201',
  '\u00a0=1',
]

test.each(dangerous)('S45: the cell %j is disarmed, as a value and as a header', cell => {
  const read = Papa.parse<string[]>(csvText([cell, 'b'], [{ [cell]: cell, b: 'x' }]).slice(1)).data
  expect(read[0]?.[0]).toBe(`'${cell}`)
  expect(read[1]?.[0]).toBe(`'${cell}`)
})

test("S45: Papa's own list would let some of them through, so it is not used", () => {
  const read = Papa.parse<string[]>(Papa.unparse([['=1+1\nfoo'], ['\uff1d1']], { escapeFormulae: true })).data
  expect(read.flat().some(isRunBySpreadsheets)).toBe(true)
})

property.prop([
  fc.array(fc.record({ a: fc.string({ unit: 'binary' }), b: fc.constantFrom(...dangerous) }), {
    minLength: 1,
  }),
])('S45: no text cell that is read back would run', rows => {
  const text = csvText(['a', 'b'], rows)
  for (const row of Papa.parse<string[]>(text.slice(1), { skipEmptyLines: 'greedy' }).data.slice(1)) {
    for (const cell of row) expect(isRunBySpreadsheets(cell)).toBe(false)
  }
})

test('numbers stay numbers, also below zero; nothing is an empty cell; the file starts with a byte order mark', () => {
  expect(
    csvText(
      ['name', 'amount'],
      [
        { name: 'Ada', amount: -11.5 },
        { name: null, amount: 0 },
      ],
    ),
  ).toBe('\ufeffname,amount\r\nAda,-11.5\r\n,0\r\n')
})

test('a row of a list becomes cells', () => {
  const row = { fullName: 'Ada', totalCents: -1234, feeCents: null, isActive: true, lines: ['x'], report: {} }
  expect(cellsOf(row)).toEqual({ fullName: 'Ada', total: -12.34, fee: null, isActive: 'yes' })
  const otherMoney = [
    { currency: 'EUR', count: 2, amountCents: 2500 },
    { currency: 'JPY', count: 1, amountCents: 100_000 },
  ]
  expect(cellsOf({ otherMoney })).toEqual({ otherMoney: '25.00 EUR, 1000.00 JPY' })
})

test.each([
  ['contacts 2026-01-02', 'contacts 2026-01-02.csv'],
  ['../../etc/passwd', '.. .. etc passwd.csv'],
  ['a"b<c>|d', 'a b c  d.csv'],
  ['***', 'list.csv'],
])('the file name of %j is %j', (words, name) => {
  expect(csvFileName(words)).toBe(name)
})

test('rows that could not be read come with their cells and the reason in front', () => {
  const { fileName, text } = unreadRowsCsv({
    fileName: 'contacts.csv',
    rows: [
      { row: 3, reason: 'not an e-mail', cells: { Email: 'x', Name: 'Ada' } },
      { row: 9, reason: 'no e-mail', cells: { Email: '', Note: '=1' } },
    ],
  })
  expect(fileName).toBe('contacts rows to correct.csv')
  expect(Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data).toEqual([
    ['Row', 'Why it was not imported', 'Email', 'Name', 'Note'],
    ['3', 'not an e-mail', 'x', 'Ada', ''],
    ['9', 'no e-mail', '', '', "'=1"],
  ])
  expect(dangerousStart.test('plain')).toBe(false)
})
