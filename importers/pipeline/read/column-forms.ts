import { isBlankWord } from '../../formats/cells/read-cell.ts'
import type { DateOrder } from '../../formats/format.ts'
import type { OpenedSource } from './open-source.ts'

/** How a file writes its dates and amounts; null where its cells leave it open. */
export type ColumnForms = { dateOrder: DateOrder | null; decimalMark: '.' | ',' | null }

/** What the cells of a file say about its forms: how many can only be read one way, and a few that could be read both ways. */
export type FormEvidence = {
  dates: { mdy: number; dmy: number; open: string[] }
  marks: { point: number; comma: number; open: string[] }
}

const keptSamples = 5

/** Whether some of its dates can only be read the one way and some only the other. */
export function hasTwoDateOrders({ dates }: FormEvidence): boolean {
  return dates.mdy > 0 && dates.dmy > 0
}

/**
 * Goes once through the columns that hold dates and amounts (not at all when the format has none marked). A first number above twelve can
 * only be a day, a last mark with one or two digits behind it only a decimal one.
 */
export function learnForms(source: OpenedSource): ColumnForms & { evidence: FormEvidence } {
  const evidence: FormEvidence = {
    dates: { mdy: 0, dmy: 0, open: [] },
    marks: { point: 0, comma: 0, open: [] },
  }
  const dates = placesOf(source, 'date')
  const amounts = placesOf(source, 'money')
  if (dates.length + amounts.length > 0) {
    for (const { cells } of source.rows()) {
      if (!cells) continue
      for (const place of dates) noteDate(cells[place] ?? '', evidence.dates)
      for (const place of amounts) noteAmount(cells[place] ?? '', evidence.marks)
    }
  }
  const { dates: d, marks: m } = evidence
  return {
    dateOrder: d.mdy === d.dmy ? null : d.mdy > d.dmy ? 'mdy' : 'dmy',
    decimalMark: m.point === m.comma ? null : m.point > m.comma ? '.' : ',',
    evidence,
  }
}

/** Where the columns stand that hold such cells. */
export function placesOf(
  { format, columnIndex }: Pick<OpenedSource, 'format' | 'columnIndex'>,
  kind: 'date' | 'money',
): number[] {
  return format.columns
    .filter(column => column.holds === kind)
    .map(column => columnIndex.get(column.name))
    .filter(place => place !== undefined)
}

/** The only order in which a date of numbers is one; `open` when it could be read both ways, null when it is no such date. */
export function dateOrderOf(cell: string): DateOrder | 'open' | null {
  const numbers = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(cell)
  if (!numbers) return null
  const first = Number(numbers[1])
  const second = Number(numbers[2])
  if (first > 12 && second <= 12) return 'dmy'
  if (second > 12 && first <= 12) return 'mdy'
  return first === second ? null : 'open'
}

function noteDate(cell: string, seen: FormEvidence['dates']): void {
  const order = dateOrderOf(cell)
  if (order === 'dmy' || order === 'mdy') seen[order]++
  else if (order === 'open' && seen.open.length < keptSamples) seen.open.push(cell.trim())
}

function noteAmount(cell: string, seen: FormEvidence['marks']): void {
  const text = cell.trim()
  if (text === '' || isBlankWord(text)) return
  const point = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  const last = Math.max(point, comma)
  if (last === -1) return
  const decimals = /^\d*/.exec(text.slice(last + 1))?.[0].length ?? 0
  const isDecimal = (point !== -1 && comma !== -1) || decimals === 1 || decimals === 2
  if (!isDecimal) {
    if (seen.open.length < keptSamples) seen.open.push(text)
  } else if (last === point) seen.point++
  else seen.comma++
}
