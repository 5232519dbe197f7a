import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import type { Format, FormatRecord, ReadRow } from '../../formats/format.ts'
import { formats } from '../../formats/registry.ts'
import { FileProblem } from './file-problem.ts'
import { type OpenedSource, openSource } from './open-source.ts'
import { recordRows } from './record-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'starhouse-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The header and the cells of a format's fixtures, to be mutated. */
function sampleOf(format: Format): string[][] {
  const fixtures = join(import.meta.dirname, '../../formats', format.id, 'fixtures')
  const [file] = readdirSync(fixtures).sort()
  if (file === undefined) throw new Error(`${format.id} has no fixture`)
  const source = openSource(join(fixtures, file), file, formats, { source: format.id })
  return [[...source.headers], ...[...source.rows()].flatMap(row => (row.cells ? [[...row.cells]] : []))]
}

const nastyCells = [
  '',
  ' ',
  '\u00a0',
  'nan',
  'N/A',
  '-',
  '0',
  '-0.00',
  '1e400',
  '1.23457E+18',
  '100000000000000000',
  '9'.repeat(40),
  '-99999999999.99',
  '1.234',
  '1,234',
  '1.234,50 €',
  '(12.00)',
  '$-5',
  'USD',
  'Feb 30, 2025',
  '31/12/2025 23:59',
  '12/31/25',
  '0000-00-00',
  '2025-11-07 14:28:00 -0700',
  'Sat Nov 8, 2025 7:15 PM',
  '2025-03-09 02:30',
  'a@b.co, c@d.co; <e@f.co>',
  '@',
  'mailto:x@y.zz.',
  '&amp;amp; &#0; &#55296; &nbsp;',
  '=HYPERLINK("x")',
  "'+15550100105",
  '="00123"',
  '""',
  'Ünïcödé 😀 \u202e',
  'line\nbreak\r\nand\ttab',
  '999999999 x General, 1 x Child',
  'A & B & C Smith',
  'Donation (Amount: x, Quantity: ) Total:',
  'Total: 5 USD\nTotal: 6 USD',
  '__proto__',
  'constructor',
  ' '.repeat(20_000),
  '\n'.repeat(20_000),
  '(Amount: '.repeat(3000),
  '1 x '.repeat(5000),
  'Total: '.repeat(3000),
  'a,'.repeat(10_000),
  '?'.repeat(20_000),
] as const

/** What happens to a file: numbers choose columns and rows, whatever their count. */
const mutation = fc.oneof(
  fc.record({
    kind: fc.constantFrom('drop column', 'repeat column', 'rename column', 'shout column', 'swap columns'),
    a: fc.nat(200),
    b: fc.nat(200),
  }),
  fc.record({
    kind: fc.constant('set cell'),
    a: fc.nat(200),
    b: fc.nat(200),
    text: fc.constantFrom(...nastyCells),
  }),
  fc.record({
    kind: fc.constant('set cell'),
    a: fc.nat(200),
    b: fc.nat(200),
    text: fc.string({ maxLength: 30 }),
  }),
  fc.record({ kind: fc.constantFrom('cut row', 'repeat row', 'add cell'), a: fc.nat(200), b: fc.nat(200) }),
)
type Mutation = { kind: string; a: number; b: number; text?: string }

function mutated(sample: readonly string[][], mutations: readonly Mutation[]): string[][] {
  const rows = sample.map(cells => [...cells])
  for (const m of mutations) mutateOnce(rows, m)
  return rows
}

function mutateOnce(rows: string[][], { kind, a, b, text }: Mutation): void {
  const width = Math.max(rows[0]?.length ?? 1, 1)
  const row = rows[1 + (a % Math.max(rows.length - 1, 1))]
  const column = b % width
  const header = rows[0] ?? []
  if (kind === 'drop column') for (const cells of rows) cells.splice(column, 1)
  else if (kind === 'repeat column') for (const cells of rows) cells.push(cells[column] ?? '')
  else if (kind === 'rename column') header[column] = `${header[column]} ${a}`
  else if (kind === 'shout column') header[column] = `  ${header[column]?.toUpperCase()}\u00a0`
  else if (kind === 'swap columns')
    for (const cells of rows)
      [cells[column], cells[a % width]] = [cells[a % width] ?? '', cells[column] ?? '']
  else if (row === undefined) return
  else if (kind === 'set cell') row[column] = text ?? ''
  else if (kind === 'cut row') row.length = Math.min(row.length, column)
  else if (kind === 'repeat row') rows.push([...row])
  else row.push(...Array<string>(1 + (b % 3)).fill('more'))
}

const encodings = ['utf-8', 'utf-8 with mark', 'utf-16le', 'win1252'] as const
const delimiters = [',', ';', '\t', '|'] as const

function bytesOf(rows: readonly string[][], delimiter: string, encoding: (typeof encodings)[number]): Buffer {
  const quoted = (cell: string) =>
    /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = rows.map(cells => Array.from(cells, cell => quoted(cell ?? '')).join(delimiter))
  const text = lines.join('\r\n')
  if (encoding === 'utf-8 with mark') return iconv.encode(text, 'utf-8', { addBOM: true })
  return iconv.encode(text, encoding)
}

function readAll(
  bytes: Buffer,
  source: string | undefined,
): { source: OpenedSource; rows: ReadRow[] } | null {
  const path = join(folder, 'file.csv')
  writeFileSync(path, bytes)
  try {
    const opened = openSource(path, 'file.csv', formats, { source })
    return {
      source: opened,
      rows: [...recordRows(opened, { optIn: 'unknown', today: '2025-11-30', timeZone: 'America/Denver' })],
    }
  } catch (error) {
    if (error instanceof FileProblem) return null
    throw error
  }
}

const instant = /^\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const calendarDay = /^\d{4}-\d{2}-\d{2}$/
const formOf: Record<string, RegExp> = {
  at: instant,
  startsAt: instant,
  endsAt: instant,
  checkedInAt: instant,
  date: calendarDay,
  birthDate: calendarDay,
  startedAt: calendarDay,
  currentPeriodEnd: calendarDay,
  cancelledAt: calendarDay,
  invoicedOn: calendarDay,
  currency: /^[A-Z]{3}$/,
}

/** What the types promise and cannot check: cents are whole, instants and days have their form, no text is blank. */
function faultsOf(value: unknown, path: string): string[] {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? [] : [`${path} is ${value}`]
  if (typeof value === 'string') {
    if (value.trim() === '') return [`${path} is blank`]
    const form = formOf[name]
    return form && !form.test(value) ? [`${path} is ${value}`] : []
  }
  if (value === null || typeof value !== 'object') return value === undefined ? [`${path} is undefined`] : []
  return Object.entries(value).flatMap(([key, part]) => faultsOf(part, `${path}.${key}`))
}

function faultsOfRecord(record: FormatRecord): string[] {
  const wrongSigns = (record.transactions ?? [])
    .filter(t => t.type === 'refund' && t.amountCents > 0)
    .map(t => `refund ${t.externalId} is positive`)
  return [...faultsOf(record, 'record'), ...wrongSigns]
}

function check({ source, rows }: { source: OpenedSource; rows: ReadRow[] }): void {
  const lines = [...source.rows()].map(row => row.row)
  expect(rows.flatMap(row => [...row.rows]).sort((a, b) => a - b)).toEqual(lines)
  for (const { mapped, rows: numbers } of rows) {
    expect(numbers.length).toBeGreaterThan(0)
    if (mapped.record) expect(faultsOfRecord(mapped.record)).toEqual([])
    else if ('skipReason' in mapped) expect(mapped.skipReason).not.toBe('')
    else expect(mapped.problems.filter(({ column, reason }) => column === '' || reason === '')).toEqual([])
  }
}

describe.each(
  formats.map(format => ({
    id: format.id,
    chosen: format.isOnlyByAnswer ? format.id : undefined,
    sample: sampleOf(format),
  })),
)('$id', ({ id, chosen, sample }) => {
  test('its fixture is its own, with every delimiter and encoding', () => {
    for (const delimiter of delimiters) {
      for (const encoding of encodings) {
        const read = readAll(bytesOf(sample, delimiter, encoding), chosen)
        expect([read?.source.format.id, delimiter, encoding]).toEqual([id, delimiter, encoding])
        if (read) check(read)
      }
    }
  })

  test('whatever happens to it, every line is in one row and what comes out is sound', () => {
    const file = fc.record({
      mutations: fc.array(mutation, { minLength: 1, maxLength: 12 }),
      delimiter: fc.constantFrom(...delimiters),
      encoding: fc.constantFrom(...encodings),
    })
    fc.assert(
      fc.property(file, ({ mutations, delimiter, encoding }) => {
        const read = readAll(bytesOf(mutated(sample, mutations), delimiter, encoding), chosen)
        if (read) check(read)
      }),
      { numRuns: 60 },
    )
  })
})
