import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import type { Format } from '../../formats/format.ts'
import { formats } from '../../formats/registry.ts'
import { inspectFile, readText } from './decode.ts'
import { FileProblem } from './file-problem.ts'
import { countRows, openSource, sha256OfFile } from './open-source.ts'
import { dataRows } from './rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(content: string | Uint8Array, name = 'file.csv'): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function open(content: string | Uint8Array, wanted?: string) {
  return openSource(write(content), 'file.csv', formats, { source: wanted })
}

function problemOf(content: string | Uint8Array, wanted?: string): { code: string; facts: object } {
  try {
    const source = open(content, wanted)
    for (const _ of source.rows());
  } catch (error) {
    if (error instanceof FileProblem) return { code: error.code, facts: error.facts }
    throw error
  }
  return { code: 'none', facts: {} }
}

function namesOf(content: string | Uint8Array): (string | undefined)[] {
  const source = open(content)
  const at = source.columnIndex.get('First Name') ?? -1
  return [...source.rows()].map(row => row.cells?.[at])
}

const header = 'ID,Member ID,First Name,Last Name,Email,Tags'
const people = `${header}\n1,11,Zoë,Sample,zoe@example.org,"Donor, Board"\n2,,Søren,Sample,soren@example.org,\n`

test.each<[string, string | Uint8Array, string]>([
  ['UTF-8', people, 'UTF-8'],
  ['UTF-8 with BOM', `\ufeff${people}`, 'UTF-8'],
  ['UTF-16 little endian with BOM', iconv.encode(people, 'utf-16le', { addBOM: true }), 'UTF-16LE'],
  ['UTF-16 big endian with BOM', iconv.encode(people, 'utf-16be', { addBOM: true }), 'UTF-16BE'],
  ['UTF-16 little endian without BOM', iconv.encode(people, 'utf-16le', { addBOM: false }), 'UTF-16LE'],
  ['UTF-16 big endian without BOM', iconv.encode(people, 'utf-16be', { addBOM: false }), 'UTF-16BE'],
  ['Windows-1252', iconv.encode(people, 'win1252'), 'Windows-1252'],
  ['a NUL, a zero-width space and a second BOM', people.replace('Zoë', '\ufeffZ\0o\u200bë'), 'UTF-8'],
  ['a sep= line', `sep=,\r\n${people}`, 'UTF-8'],
  ['blank lines above and below', `\n\n${people}\n\n,,,,,\n`, 'UTF-8'],
  ['title lines above', `People report\nAll of them,,\n${people}`, 'UTF-8'],
  ['lone CR', people.replaceAll('\n', '\r'), 'UTF-8'],
])('%s is read', (_, content, encoding) => {
  expect(open(content).encoding).toBe(encoding)
  expect(namesOf(content)).toEqual(['Zoë', 'Søren'])
})

test.each([';', '\t', '|'])('the delimiter %j is found', delimiter => {
  const source = open(people.replaceAll('"Donor, Board"', 'Donor').replaceAll(',', delimiter))
  expect(source.delimiter).toBe(delimiter)
  expect(countRows(source)).toBe(2)
})

test('a sep= line decides the delimiter, and is no row', () => {
  const text = 'sep=;\nID;Member ID;Email;Tags\n1;11;"a;b@example.org";x,y,z\n'
  const source = open(text)
  expect(source.delimiter).toBe(';')
  expect([...source.rows()].map(row => row.cells)).toEqual([['1', '11', 'a;b@example.org', 'x,y,z']])
})

test('the whole file decides whether it is UTF-8, not its beginning', () => {
  const long = `${header}\n${'1,1,Ann,Sample,ann@example.org,\n'.repeat(40_000)}`
  const source = open(iconv.encode(`${long}2,2,Zoë,Sample,zoe@example.org,\n`, 'win1252'))
  expect(source.encoding).toBe('Windows-1252')
  expect(source.notes).toContainEqual(expect.stringContaining('Windows-1252'))
  expect([...source.rows()].at(-1)?.cells?.[2]).toBe('Zoë')
})

test('text that was encoded twice is noticed and kept', () => {
  const twice = people.replace('Zoë', 'ZoÃ«')
  const note = expect.stringContaining('double-encoded')
  expect(open(twice).notes).toContainEqual(note)
  expect(namesOf(twice)[0]).toBe('ZoÃ«')
  expect(open(people).notes).not.toContainEqual(note)
})

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'file.empty'],
  ['blanks only', ' \r\n\t\n', 'file.empty'],
  ['delimiters only', ',,,\n,,,\n', 'file.empty'],
  ['a header only', `${header}\n`, 'file.headerOnly'],
  ['a header and blank rows', `${header}\n,,,,,\n\n`, 'file.headerOnly'],
  [
    'no header',
    '1,11,Zoë,Sample,zoe@example.org,Donor\n2,,Søren,Sample,soren@example.org,\n',
    'file.noHeader',
  ],
  ['an Excel workbook', 'PK\x03\x04....xl/workbook.xml', 'file.excel'],
  ['an old Excel workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file.excel'],
  ['a ZIP archive', 'PK\x03\x04....people.csv', 'file.zip'],
  [
    'a spreadsheet of OpenDocument',
    'PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet',
    'file.spreadsheet',
  ],
  ['a web page', '\ufeff  <!DOCTYPE html><html><body>Log in</body></html>', 'file.html'],
  ['a table saved as .csv', '<table><tr><td>ID</td></tr></table>', 'file.html'],
  ['JSON', '[{"id": 1}]', 'file.json'],
  ['a PDF', '%PDF-1.7\n%....', 'file.binary'],
  ['bytes of no kind', new Uint8Array(4000).map((_, i) => (i * 7919) % 251), 'file.binary'],
  ['another system', 'Transaction ID,Gross,Fee,Net\nX,1,2,3\n', 'file.unknown'],
  ['prose', 'Dear office,\nplease find the people attached.\n', 'file.unknown'],
  [
    'a quote without an end',
    `${header}\n1,11,"Zoë,Sample,zoe@example.org,\n2,,Søren,Sample,soren@example.org,\n`,
    'file.unterminatedQuote',
  ],
  [
    'a BOM that lies',
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode(people, 'win1252')]),
    'file.encoding',
  ],
  [
    'half a UTF-16 sign',
    Buffer.concat([iconv.encode(people, 'utf-16le', { addBOM: true }), Buffer.from([1])]),
    'file.encoding',
  ],
  [
    'S46: 600 columns',
    `${Array.from({ length: 600 }, (_, i) => `c${i}`).join(',')}\n1\n`,
    'file.tooManyColumns',
  ],
  [
    'S46: a known header with 600 columns',
    `${header},${','.repeat(600)}\n1,2,3,4,5,6\n`,
    'file.tooManyColumns',
  ],
])('%s is refused', (_, content, code) => {
  expect(problemOf(content).code).toBe(code)
})

test('a missing file and a folder are refused by name, without their path', () => {
  for (const path of [join(folder, 'absent.csv'), folder]) {
    expect(() => openSource(path, 'absent.csv', formats)).toThrow(
      expect.objectContaining({ code: 'file.missing', facts: { file: 'absent.csv' } }),
    )
  }
})

test('an unknown file is described by its columns, an endless quote by its line', () => {
  expect(problemOf('Transaction ID,Gross,Fee\nX,1,2\n').facts).toEqual({
    file: 'file.csv',
    columns: '"Transaction ID", "Gross", "Fee"',
  })
  const text = `${header}\n1,11,"Zoë\nzoe",Sample,zoe@example.org,\n2,,Søren,"Sample,soren@example.org,\n`
  expect(problemOf(text)).toEqual({ code: 'file.unterminatedQuote', facts: { file: 'file.csv', line: 4 } })
})

test('a file that is not what the person asked for is refused with the columns it lacks', () => {
  expect(problemOf(people, 'kajabi-subscriptions')).toEqual({
    code: 'file.wrongSource',
    facts: {
      file: 'file.csv',
      wanted: 'Kajabi subscriptions',
      columns: '"Kajabi Subscription ID", "Amount", "Interval", "Status", "Offer Title"',
    },
  })
  expect(problemOf('Email,Member ID,Colour\na@example.org,1,red\n', 'kajabi-contacts').facts).toMatchObject({
    columns: '"Products or Tags"',
  })
  expect(problemOf(people, 'kajabi-contacts').code).toBe('none')
})

test('columns are found reordered, renamed, without handle, and beside unknown ones', () => {
  const text =
    ' TAGS ,E-mail,member\u00a0id,Where you live (address_city),Colour,Name (name),\ufeffState,Address (custom_4)\n' +
    'x,a@example.org,7,Sampleton,red,Ann,CO,elsewhere\n'
  const source = open(text)
  const found = Object.fromEntries(source.columnIndex)
  expect(found).toEqual({
    Tags: 0,
    Email: 1,
    'Member ID': 2,
    'City (address_city)': 3,
    'State (address_state)': 6,
  })
  expect(source.unknownColumns).toEqual(['Colour', 'Name (name)', 'Address (custom_4)'])
  expect(source.missingOptionalColumns).toContain('Products')
  expect(source.notes).toEqual([expect.stringContaining('another order')])
})

test('S47: duplicate, blank and dangerous headers lose no column', () => {
  const text = `${header},__proto__,Email,,constructor,Email\n1,11,Zoë,Sample,zoe@example.org,t,p,second,blank,c,third\n`
  const source = open(text)
  expect(source.headers.slice(6)).toEqual(['__proto__', 'Email (2)', 'Column 9', 'constructor', 'Email (3)'])
  expect(source.columnIndex.get('Email')).toBe(4)
  expect([...source.rows()][0]?.cells?.slice(6)).toEqual(['p', 'second', 'blank', 'c', 'third'])
  expect(({} as Record<string, unknown>)['p']).toBeUndefined()
})

test('ragged, giant and badly quoted rows are rows with a problem; the others are read', () => {
  const giant = 'x'.repeat(1_100_000)
  const lines = [
    '1',
    '2,2,Ann,Sample,,,,,',
    '3,3,Ann,Sample,,t,extra',
    `4,4,"${giant}",Sample,,t`,
    '5,"5,Ann',
    '6,6,"Ann "x",,',
    '',
    header,
    '9,9,Bo,Sample,bo@example.org,',
  ]
  const rows = [...open(`${header}\n${lines.join('\n')}\n`).rows()]
  expect(rows.map(row => [row.row, row.problem?.column ?? row.cells?.length])).toEqual([
    [1, 6],
    [2, 6],
    [3, 'Column 7'],
    [4, 'First Name'],
    [5, 'Member ID'],
    [6, 6],
    [9, 6],
  ])
  expect(rows[3]?.problem?.value.length).toBeLessThan(300)
  expect(rows[2]?.problem?.reason).toBe('The row has 7 cells, but the header only 6. A quote may be missing.')
})

test('a cell of 1,000,000 characters is read whole', () => {
  const big = 'y'.repeat(1_000_000)
  expect(namesOf(`${header}\n1,11,"${big}",Sample,,\n`)).toEqual([big])
})

test('two formats that find equally many columns make a file unknown, never a guess', () => {
  const twins = ['a', 'b'].map(
    (id): Format => ({ ...first, id, requiresOneOf: [], columns: [{ name: 'Email', required: true }] }),
  )
  const path = write('Email\na@example.org\n')
  expect(() => openSource(path, 'file.csv', twins)).toThrow(expect.objectContaining({ code: 'file.unknown' }))
  expect(openSource(path, 'file.csv', twins, { source: 'b' }).format.id).toBe('b')
})
const first = formats[0] as Format

test('rows are the same whatever the size of the pieces', () => {
  const text = people.replace('Søren', '"Sø\r\nren ""😀"""').repeat(3)
  for (const [bytes, encoding] of [
    [Buffer.from(text), 'UTF-8'],
    [iconv.encode(text, 'utf-16le'), 'UTF-16LE'],
    [iconv.encode(text, 'utf-16be', { addBOM: true }), 'UTF-16BE'],
  ] as const) {
    const path = write(bytes)
    const layout = {
      delimiter: ',',
      file: 'file.csv',
      headerAt: 0,
      headers: header.split(','),
      isSheet: false,
    }
    const whole = [...dataRows(readText(path, 'file.csv', encoding), layout)]
    expect(whole.map(row => row.cells?.[2])).toEqual([
      'Zoë',
      'Sø\r\nren "😀"',
      'Zoë',
      'Sø\r\nren "😀"',
      'Zoë',
      'Sø\r\nren "😀"',
    ])
    for (const size of [1, 2, 3, 5, 7, 16]) {
      expect([...dataRows(readText(path, 'file.csv', encoding, size), layout)]).toEqual(whole)
    }
  }
})

test('the fingerprint is that of the bytes', () => {
  expect(sha256OfFile(write('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

const anyBytes = fc.uint8Array({ maxLength: 400 })
const csvLike = fc
  .string({
    unit: fc.constantFrom('a', '1', '"', ',', ';', '\n', '\r', '\0', 'é', '\ufeff', ' ', '@', '='),
    maxLength: 300,
  })
  .map(text => Buffer.from(text))

test('any bytes are read or refused with a code, under a header or without one', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes, csvLike), fc.boolean(), (bytes, hasHeader) => {
      const content = hasHeader ? Buffer.concat([Buffer.from(`${header}\n`), bytes]) : bytes
      expect(problemOf(content).code).toMatch(/^none$|^file\./)
    }),
    { numRuns: 500 },
  )
})

test('no row is lost: rows read and rows with a problem are the rows of the file', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' '), minLength: 1, maxLength: 5 })
  const line = fc.array(cell, { minLength: 1, maxLength: 9 }).map(cells => {
    const quotedCells = cells.map(text => `"${text.replaceAll('"', '""')}"`)
    return ['x', ...quotedCells].join(',')
  })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), lines => {
      const rows = [...open(`${header}\n${lines.join('\r\n')}`).rows()]
      expect(rows.map(row => row.row)).toEqual(lines.map((_, index) => index + 1))
      for (const row of rows) expect(row.problem === null ? row.cells.length : 6).toBe(6)
    }),
  )
})

test('a character that lies across two pieces does not make a file invalid UTF-8', () => {
  const text = 'é'.repeat(1_048_575)
  expect(inspectFile(write(`a${text}`), 'file.csv').encoding).toBe('UTF-8')
})
