import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { formats } from '../../formats/registry.ts'
import { FileProblem } from './file-problem.ts'
import { makeReadable } from './sheet-file.ts'
import { type TestPart, type TestSheet, workbookParts, writeZip } from './write-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'sheets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(content: Buffer): { text: string; sheet: string | null } {
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, content)
  const readable = makeReadable(path, 'book.xlsx', { formats, folder })
  const text = readFileSync(readable.path, 'utf8')
  readable.remove()
  return { text, sheet: readable.sheet }
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

test('of several sheets the one with a known header is taken, else the first with anything', () => {
  const people = {
    name: 'People',
    rows: [
      ['ID', 'Member ID', 'Email', 'Tags'],
      ['1', '11', 'a@example.org', ''],
    ],
  }
  const notes = { name: 'Notes', rows: [['Dear office', 'this']] }
  const empty = { name: 'Empty', rows: [] }
  expect(read(writeZip(workbookParts([empty, notes, people]))).sheet).toBe('People')
  expect(read(writeZip(workbookParts([empty, notes]))).sheet).toBe('Notes')
  expect(reasonOf(writeZip(workbookParts([empty])))).toBe('file.empty: ')
})

test('nothing is left of a workbook after it was read or refused', () => {
  read(writeZip(workbookParts([{ name: 'One', rows: [['A', 'B']] }])))
  const rows = [['A', 'x'.repeat(40_000)]]
  expect(reasonOf(writeZip(workbookParts([{ name: 'One', rows }])))).toContain('more text than Excel allows')
  expect(readdirSync(folder)).toEqual(['book.xlsx'])
})

test('what a killed program left behind is removed when it is older than a day', () => {
  for (const [name, days] of [
    ['sheet-old', 2],
    ['sheet-new', 0],
  ] as const) {
    mkdirSync(join(folder, name))
    const at = new Date(Date.now() - days * 86_400_000 - 60_000)
    utimesSync(join(folder, name), at, at)
  }
  read(writeZip(workbookParts([{ name: 'One', rows: [['A', 'B']] }])))
  expect(readdirSync(folder)).toEqual(['book.xlsx', 'sheet-new'])
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
