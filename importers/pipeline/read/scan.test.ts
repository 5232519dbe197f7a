import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { EndlessRow, type ScannedRow, scanRows } from './scan.ts'

function scan(text: string, { delimiter = ',', size = text.length || 1 } = {}): ScannedRow[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size))
  const scanner = scanRows(pieces.values(), delimiter)
  const rows: ScannedRow[] = []
  for (let row = scanner.next(); row !== null; row = scanner.next()) rows.push(row)
  return rows
}

const cellsOf = (text: string, delimiter = ',') => scan(text, { delimiter }).map(row => row.cells)

test.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\rc,d\r',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
  ['a,"x, y",b', [['a', 'x, y', 'b']]],
  ['a,"x\ny\r\nz",b\nc', [['a', 'x\ny\r\nz', 'b'], ['c']]],
  ['"the ""Star"" flyer",b', [['the "Star" flyer', 'b']]],
  ['"",""', [['', '']]],
  ['"""",b', [['"', 'b']]],
  ['a,\n', [['a', '']]],
  ['a,', [['a', '']]],
  ['\n\na', [[''], [''], ['a']]],
  ['a,b "quoted" c,d', [['a', 'b "quoted" c', 'd']]],
  ['"a"  ,b', [['a', 'b']]],
  ['a,"say "hello" to","b"', [['a', 'say "hello" to', 'b']]],
  [
    '"Star" flyer,b\nc,d',
    [
      ['Star flyer', 'b'],
      ['c', 'd'],
    ],
  ],
])('%j is read as %j', (text, expected) => {
  expect(cellsOf(text)).toEqual(expected)
})

test('lines are counted through quoted cells of every kind of line end', () => {
  expect(scan('a\n"b\nc\r\nd\re"\r\nf\rg').map(row => row.line)).toEqual([1, 2, 6, 7])
})

test('a quote that is never closed names the line where it was opened', () => {
  const endless = () => scan('a,b\nc,d\n"e\ne",x,"f\ng\nh')
  expect(endless).toThrow(EndlessRow)
  expect(endless).toThrow(expect.objectContaining({ line: 4, isQuoted: true }))
})

test('an unclosed quote that meets a later quote spoils its own line only', () => {
  const rows = scan('a,b\nc,"d\ne,"f x",g\nh,i\n')
  expect(rows.map(row => [row.line, row.badQuote, row.cells[0]])).toEqual([
    [1, false, 'a'],
    [2, true, 'c'],
    [3, false, 'e'],
    [4, false, 'h'],
  ])
})

test('a bad quote after a cell of many lines spoils the first of those lines only', () => {
  const rows = scan('"a\nb",x,"c\nd"e\nf,g\n')
  expect(rows.map(row => [row.line, row.badQuote, row.cells])).toEqual([
    [1, true, ['"a']],
    [2, true, ['b"', 'x', '"c']],
    [3, false, ['d"e']],
    [4, false, ['f', 'g']],
  ])
})

test('a quoted cell without an end is given up long before memory is', () => {
  function* forever(): Generator<string> {
    yield '"'
    for (;;) yield 'x'.repeat(1_000_000)
  }
  const scanner = scanRows(forever(), ',')
  expect(() => scanner.next()).toThrow(expect.objectContaining({ line: 1, isQuoted: true }))
})

const anyCell = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r', '😀', '=', '1'),
  maxLength: 8,
})
const anyTable = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 })

test('what papaparse writes is read back cell by cell, in pieces of any size', () => {
  fc.assert(
    fc.property(
      anyTable,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      (table, newline, size) => {
        const text = Papa.unparse(table, { newline, quotes: false })
        expect(scan(text, { size }).map(row => row.cells)).toEqual(table)
      },
    ),
  )
})

test('ordinary files are read as papaparse reads them', () => {
  const line = fc
    .array(fc.stringMatching(/^[a-z0-9 é.@]{0,6}$/), { minLength: 1, maxLength: 5 })
    .map(cells => cells.join(';'))
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, newline) => {
      const text = lines.join(newline)
      const theirs = Papa.parse<string[]>(text, { delimiter: ';', newline }).data
      const isSame = text.endsWith(newline) || text === ''
      expect(cellsOf(text, ';')).toEqual(isSame ? theirs.slice(0, -1) : theirs)
    }),
  )
})

const garbage = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 60 })

test('garbage is read the same in pieces of any size, and no character but quotes and breaks is lost', () => {
  fc.assert(
    fc.property(garbage, fc.integer({ min: 1, max: 7 }), (text, size) => {
      const whole = attempt(() => scan(text))
      expect(attempt(() => scan(text, { size }))).toEqual(whole)
      if ('line' in whole) return
      const letters = (part: string) => part.replace(/[",\r\n ]/g, '')
      expect(letters(whole.rows.flatMap(row => row.cells).join(''))).toBe(letters(text))
    }),
    { numRuns: 1000 },
  )
})

function attempt(read: () => ScannedRow[]): { rows: ScannedRow[] } | { line: number } {
  try {
    return { rows: read() }
  } catch (error) {
    if (error instanceof EndlessRow) return { line: error.line }
    throw error
  }
}
