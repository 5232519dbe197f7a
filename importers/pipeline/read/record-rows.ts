import { cellReader } from '../../formats/cells/read-cell.ts'
import type { DateOrder, Line, MapOptions, ReadRow } from '../../formats/format.ts'
import { type ColumnForms, dateOrderOf, hasTwoDateOrders, learnForms, placesOf } from './column-forms.ts'
import { columnRulesOf, withColumnRules } from './column-rules.ts'
import { headerKey } from './match-header.ts'
import type { OpenedSource } from './open-source.ts'

/** What the office and the person say about a file, beside what stands in it. */
export type ReadingOptions = Pick<MapOptions, 'optIn' | 'today' | 'timeZone'> & Partial<ColumnForms>

/**
 * The rows of the plan, in the order of the file: one a line, or as the format puts its lines together. Lines that could not be read are
 * rows with a problem. Every line of the file is in exactly one of them. Secret columns are empty in them: nothing after this reads cards.
 */
export function* recordRows(source: OpenedSource, options: ReadingOptions): Generator<ReadRow> {
  const secret = secretPlaces(source)
  if (secret.size === 0) return yield* readRows(source, options)
  for (const row of readRows(source, options))
    yield { ...row, cells: row.cells.map((cell, place) => (secret.has(place) ? '' : cell)) }
}

function secretPlaces({ format, headers }: OpenedSource): Set<number> {
  const places = [...headers.keys()]
  return new Set(places.filter(place => format.secretColumns?.test(headerKey(headers[place] ?? ''))))
}

function* readRows(source: OpenedSource, options: ReadingOptions): Generator<ReadRow> {
  const { format, columnIndex, headers, answers } = source
  const forms = learnForms(source)
  const mapOptions: MapOptions = {
    optIn: options.optIn,
    today: options.today,
    timeZone: options.timeZone,
    dateOrder: options.dateOrder ?? answers?.dateOrder ?? forms.dateOrder ?? format.usualDateOrder ?? 'mdy',
    decimalMark: options.decimalMark ?? answers?.decimalMark ?? forms.decimalMark ?? '.',
    headerOf: column => headers[columnIndex.get(column) ?? -1] ?? null,
  }
  const reader = cellReader(columnIndex)
  const lines = hasTwoDateOrders(forms.evidence)
    ? () => linesOfOneOrder(source, mapOptions.dateOrder)
    : source.rows
  if ('read' in format) {
    const unreadable: ReadRow[] = []
    yield* format.read(() => readableLines(lines, unreadable), reader.of, mapOptions)
    yield* unreadable
    return
  }
  const rules = columnRulesOf(source)
  for (const row of lines()) {
    if (row.problem) {
      yield { rows: [row.row], cells: [], mapped: { record: null, problems: [row.problem] } }
      continue
    }
    const { cell, raw } = reader.of(row.cells)
    const { checksum, ...mapped } = format.map(cell, raw, mapOptions)
    yield {
      rows: [row.row],
      cells: row.cells,
      mapped: rules ? withColumnRules(rules, mapped, cell) : mapped,
      ...(checksum && { checksum }),
    }
  }
}

/** The lines that have cells; the others are put aside, anew each time the file is gone through. */
function* readableLines(lines: OpenedSource['rows'], unreadable: ReadRow[]): Generator<Line> {
  unreadable.length = 0
  for (const row of lines()) {
    if (row.problem)
      unreadable.push({ rows: [row.row], cells: [], mapped: { record: null, problems: [row.problem] } })
    else yield row
  }
}

/** Of a file that writes its dates in two orders: a line whose date cannot be one in the order the file is read in is not read at all. */
function* linesOfOneOrder(source: OpenedSource, order: DateOrder): ReturnType<OpenedSource['rows']> {
  const places = placesOf(source, 'date')
  for (const row of source.rows()) {
    const place = row.cells ? places.find(at => isOfOtherOrder(row.cells[at] ?? '', order)) : undefined
    if (!row.cells || place === undefined) {
      yield row
      continue
    }
    const value = row.cells[place]?.trim() ?? ''
    const column = source.headers[place] ?? ''
    yield { row: row.row, line: row.line, cells: null, problem: { column, value, reason: otherOrder[order] } }
  }
}

function isOfOtherOrder(cell: string, order: DateOrder): boolean {
  const own = dateOrderOf(cell)
  return own !== null && own !== 'open' && own !== order
}

const otherOrder: Record<DateOrder, string> = {
  mdy: 'This date has the day first, others of this file have the month first. Write all of them in one order.',
  dmy: 'This date has the month first, others of this file have the day first. Write all of them in one order.',
}
