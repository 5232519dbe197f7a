import { cellReader } from '../../formats/cells/read-cell.ts'
import type { Line, MapOptions, ReadRow } from '../../formats/format.ts'
import { type ColumnForms, learnForms } from './column-forms.ts'
import type { OpenedSource } from './open-source.ts'
import { headerKey } from './recognise.ts'

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
  const { format, columnIndex, headers } = source
  const forms = learnForms(source)
  const mapOptions: MapOptions = {
    optIn: options.optIn,
    today: options.today,
    timeZone: options.timeZone,
    dateOrder: options.dateOrder ?? forms.dateOrder ?? format.usualDateOrder ?? 'mdy',
    decimalMark: options.decimalMark ?? forms.decimalMark ?? '.',
    headerOf: column => headers[columnIndex.get(column) ?? -1] ?? null,
  }
  const reader = cellReader(columnIndex)
  if ('read' in format) {
    const unreadable: ReadRow[] = []
    yield* format.read(() => readableLines(source, unreadable), reader.of, mapOptions)
    yield* unreadable
    return
  }
  for (const row of source.rows()) {
    if (row.problem) {
      yield { rows: [row.row], cells: [], mapped: { record: null, problems: [row.problem] } }
      continue
    }
    const { cell, raw } = reader.of(row.cells)
    yield { rows: [row.row], cells: row.cells, mapped: format.map(cell, raw, mapOptions) }
  }
}

/** The lines that have cells; the others are put aside, anew each time the file is gone through. */
function* readableLines(source: OpenedSource, unreadable: ReadRow[]): Generator<Line> {
  unreadable.length = 0
  for (const row of source.rows()) {
    if (row.problem)
      unreadable.push({ rows: [row.row], cells: [], mapped: { record: null, problems: [row.problem] } })
    else yield row
  }
}
