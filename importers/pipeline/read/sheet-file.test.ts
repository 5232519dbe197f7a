import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { formats } from '../../formats/registry.ts'
import { FileProblem } from './file-problem.ts'
import { knownFormat } from './recognise.ts'
import { makeReadable, type SheetWish } from './sheet-file.ts'
import { type TestPart, type TestSheet, workbookParts, writeZip } from './write-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'sheets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = join(folder, 'sheets')
const isList = ([header = []]: string[][]) => header.length > 2
const isKnown = (firstRows: string[][]) => knownFormat(firstRows, formats, undefined) !== null

function read(content: Buffer, wish: Partial<SheetWish> = {}) {
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, content)
  const readable = makeReadable(path, 'book.xlsx', { folder: written, isKnown, isList, ...wish })
  return { ...readable, text: readFileSync(readable.path, 'utf8') }
}

/** The lines under `sep=,`. */
function linesOf(rows: TestSheet['rows'], options?: { is1904?: boolean }): string[] {
  const { text } = read(writeZip(workbookParts([{ name: 'One', rows }], options)))
  return text.split('\n').slice(1, -1)
}

function reasonOf(content: Buffer): string {
  try {
    read(content)
  } catch (error) {
    if (error instanceof FileProblem) return `${error.code}: ${error.facts.reason ?? ''}`
    throw error
  }
  return 'read'
}

const styled = (style: number, value: string) => ({ attributes: `s="${style}"`, inside: `<v>${value}</v>` })
const formula = (text: string, value = '') => ({ inside: `<f>${text}</f>${value}` })

test('texts, numbers, truths, errors and rich texts are as a CSV file has them', () => {
  const cells = [
    ['Name', 'Value'],
    ['Ann "Annie" Lee, and son', 12],
    ['long id', 123456789012345680],
    ['noise', 19.989999999999998],
    ['tiny', 0.0000001],
    [' kept\nlines ', { attributes: 't="b"', inside: '<v>1</v>' }],
    [
      { attributes: 't="inlineStr"', inside: '<is><r><t>Ma_x0072_ta</t></r><rPh><t>no</t></rPh></is>' },
      { attributes: 't="e"', inside: '<v>#N/A</v>' },
    ],
    ['A&B < C', { attributes: 't="str"', inside: '<f>UPPER("a")</f><v>A</v>' }],
  ]
  expect(linesOf(cells).join('\n')).toBe(
    [
      'Name,Value',
      '"Ann ""Annie"" Lee, and son",12',
      'long id,123456789012346000',
      'noise,19.99',
      'tiny,0.0000001',
      '" kept\nlines ",TRUE',
      'Marta,#N/A',
      'A&B < C,A',
    ].join('\n'),
  )
})

test('dates are days and moments by their style, in both calendars', () => {
  const rows = [[styled(1, '45968'), styled(2, '45968.604166666664'), styled(3, '45968'), styled(1, '0.5')]]
  expect(linesOf(rows)).toEqual(['2025-11-07,2025-11-07 14:30:00,45968,12:00:00'])
  expect(linesOf([[styled(1, '44506')]], { is1904: true })).toEqual(['2025-11-07'])
  expect(linesOf([[styled(1, '1'), styled(1, '59'), styled(1, '61')]])).toEqual([
    '1900-01-01,1900-02-28,1900-03-01',
  ])
})

test('nothing is calculated: a formula that is a number is read, another one without a result is given as typed', () => {
  const rows = [
    ['Date', 'Amount'],
    ['gift', formula('15000.00')],
    ['gift', formula('-2.5', '<v>0</v>')],
    ['sum', formula('SUM(B2:B3)')],
    ['sum with its result', formula('SUM(B2:B3)', '<v>14997.5</v>')],
    ['web', formula('WEBSERVICE("http://example.org")', '<v></v>')],
  ]
  expect(linesOf(rows).slice(1)).toEqual([
    'gift,15000.00',
    'gift,-2.5',
    'sum,=SUM(B2:B3)',
    'sum with its result,14997.5',
    'web,"=WEBSERVICE(""http://example.org"")"',
  ])
})

test('rows keep their numbers, columns without a cell are left out', () => {
  expect(linesOf([[], ['A', null, 'B'], [], ['1', null, '2']])).toEqual(['', 'A,B', '', '1,2'])
})

const people = {
  name: 'People',
  rows: [
    ['ID', 'Member ID', 'Email', 'Tags'],
    ['1', '11', 'a@example.org', ''],
  ],
}
const notes = { name: 'Notes', rows: [['Dear office', 'this']] }
const empty = { name: 'Empty', rows: [[' ']] }

test('of several sheets the first with a known header is taken, else the first list, else the first, or the one that is wanted', () => {
  const book = writeZip(workbookParts([empty, notes, people]))
  expect(read(book)).toMatchObject({ sheet: 'People', sheets: ['Notes', 'People'] })
  expect(read(book, { sheet: 'Notes' })).toMatchObject({ sheet: 'Notes', text: 'sep=,\nDear office,this\n' })
  const list = { name: 'List', rows: [['Who', 'Where', 'When']] }
  expect(read(writeZip(workbookParts([notes, list]))).sheet).toBe('List')
  expect(read(writeZip(workbookParts([empty, notes]))).sheet).toBe('Notes')
  expect(reasonOf(writeZip(workbookParts([empty])))).toBe('file.empty: ')
})

test('a forged name of a sheet is cut', () => {
  const rows = [['A', 'B', 'C']]
  const { sheets } = read(writeZip(workbookParts([{ name: 'x'.repeat(5000), rows }])))
  expect(sheets).toEqual(['x'.repeat(255)])
})

test('a sheet that is not there, or holds nothing, is refused with the names of the others', () => {
  const book = writeZip(workbookParts([empty, notes, people]))
  for (const sheet of ['People ', 'Empty'])
    expect(() => read(book, { sheet })).toThrow(
      expect.objectContaining({
        code: 'file.noSheet',
        facts: expect.objectContaining({ sheets: '"Notes", "People"' }),
      }),
    )
  const path = join(folder, 'list.csv')
  writeFileSync(path, 'A,B\n1,2\n')
  expect(() => makeReadable(path, 'list.csv', { folder: written, isKnown, isList, sheet: 'One' })).toThrow(
    'file.noSheet',
  )
})

test('a large sheet is known by its beginning, in whatever part of the workbook its texts stand', () => {
  const many = Array.from({ length: 40_000 }, (_, row) => [
    `person ${row * 7919}`,
    `p${row * 104_729}@example.org`,
  ])
  const large = { name: 'Large', rows: [['Who', 'Where'], ...many] }
  const onTaken: string[][][] = []
  const book = writeZip(workbookParts([large, people]))
  const { sheet, text } = read(book, { onTaken: firstRows => onTaken.push(firstRows) })
  // Its shared texts come after those of the large sheet.
  expect([sheet, text.split('\n')[2]]).toEqual(['People', '1,11,a@example.org,'])
  expect(onTaken).toEqual([[people.rows[0], ['1', '11', 'a@example.org']]])
  expect(read(book, { sheet: 'Large' }).text.split('\n')).toHaveLength(40_003)
})

test('a sheet is written out once, and anew when the workbook has changed', () => {
  const book = (word: string) => writeZip(workbookParts([{ name: 'One', rows: [['A', word]] }]))
  const first = read(book('x'))
  appendFileSync(first.path, 'kept\n')
  expect(read(book('x')).text).toBe('sep=,\nA,x\nkept\n')
  expect(read(book('y')).text).toBe('sep=,\nA,y\n')
})

test('a column that only rows far below use is kept, one without any cell is not', () => {
  const rows = [
    ['A', null, 'C'],
    ...Array.from({ length: 40 }, () => ['1', null, '3']),
    ['1', null, '3', '4'],
  ]
  expect(linesOf(rows).toSpliced(2, 39)).toEqual(['A,C,', '1,3,', '1,3,4'])
})

test('nothing is left of a workbook that was refused', () => {
  rmSync(written, { recursive: true })
  const rows = [['A', 'x'.repeat(40_000)]]
  expect(reasonOf(writeZip(workbookParts([{ name: 'One', rows }])))).toContain('more text than Excel allows')
  expect(readdirSync(folder)).toEqual(['book.xlsx', 'list.csv'])
})

function withPart(change: Partial<TestPart> & { name: string }): Buffer {
  const parts = workbookParts([
    {
      name: 'One',
      rows: [
        ['A', 'B'],
        ['1', '2'],
      ],
    },
  ])
  return writeZip(parts.map(part => (part.name === change.name ? { ...part, ...change } : part)))
}
const sheetXml = 'xl/worksheets/sheet1.xml'
const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

test.each<[string, Buffer, string]>([
  ['a bomb', withPart({ name: sheetXml, content: sheetOf('0'.repeat(40_000_000)) }), '200 times'],
  ['a size that is a lie', withPart({ name: sheetXml, declared: 10 }), 'not what it says'],
  ['a huge size', withPart({ name: sheetXml, declared: 4_000_000_000 }), 'larger than 200 MB'],
  [
    'a bomb of shared strings',
    withPart({
      name: 'xl/sharedStrings.xml',
      content: `<sst><si><t>${'a'.repeat(20_000_000)}</t></si></sst>`,
    }),
    '200 times',
  ],
  [
    'entities that grow',
    withPart({
      name: sheetXml,
      content: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${sheetOf('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')}`,
    }),
    'read',
  ],
  [
    'a row far below',
    withPart({ name: sheetXml, content: sheetOf('<row r="99999999999"/>') }),
    'Excel allows',
  ],
  [
    'a column far right',
    withPart({ name: sheetXml, content: sheetOf('<row r="1"><c r="ZZZ1"><v>1</v></c></row>') }),
    'more columns',
  ],
  ['broken XML', withPart({ name: sheetXml, content: '<worksheet><sheetData><row' }), 'damaged'],
  ['no sheet', writeZip([{ name: '[Content_Types].xml', content: '' }]), 'lacks a part'],
  ['half a file', withPart({ name: 'none' }).subarray(0, 300), 'cut off'],
])('%s is refused in words, or read as it stands', (_, content, reason) => {
  expect(reasonOf(content)).toContain(reason)
})

test('any damage to a workbook is read or refused, never more', () => {
  const whole = withPart({ name: 'none' })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      changes => {
        const damaged = Buffer.from(whole)
        for (const [at, byte] of changes) damaged[at] = byte
        expect(reasonOf(damaged)).toMatch(/^(?:read|file\.\w+:)/)
      },
    ),
    { numRuns: 500 },
  )
})
