import type { CellProblem } from '../../formats/format.ts'
import { FileProblem } from './file-problem.ts'
import { EndlessRow, type RowScanner, type ScannedRow, scanRows } from './scan.ts'

/** One data row: its cells in the order of the header, or what makes it unreadable. */
export type SourceRow = {
  /** 1 is the first row under the header, in a sheet its first row. Blank rows and repeated headers are counted, but not given. */
  row: number
  /** Line of the file where the row starts; 1 is the first. */
  line: number
} & ({ cells: string[]; problem: null } | { cells: null; problem: CellProblem })

/** `headerAt` is the row of the file that is the header; 0 is the first. */
export type Layout = {
  delimiter: string
  file: string
  headerAt: number
  headers: readonly string[]
  /** The rows of a sheet have the numbers that people see beside them. */
  isSheet: boolean
}

const maxCellChars = 1_000_000

/** The first line of some files, written for Excel: `sep=;`. */
export function delimiterLine(text: string): string | null {
  return /^"?sep=([^\r\n"])"?(?:\r|\n|$)/i.exec(text.slice(0, 20))?.[1] ?? null
}

/** The rows of the text, without a `sep=` line. Throws FileProblem when a quoted cell never ends. */
export function readRows(pieces: Iterator<string>, delimiter: string, file: string): RowScanner {
  const scanner = scanRows(pieces, delimiter)
  function next(): ScannedRow | null {
    try {
      const row = scanner.next()
      return row !== null && row.line === 1 && isDelimiterRow(row.cells) ? scanner.next() : row
    } catch (error) {
      if (!(error instanceof EndlessRow)) throw error
      if (!error.isQuoted) throw new FileProblem('file.binary', { file })
      throw new FileProblem('file.unterminatedQuote', { file, line: error.line })
    }
  }
  return { next }
}

/** Whether the first row of a file is its `sep=` line, whatever it was cut by. */
export function isDelimiterRow(cells: readonly string[]): boolean {
  const [first, ...rest] = cells
  return first !== undefined && /^sep=.?$/i.test(first) && rest.every(cell => cell === '')
}

/**
 * The data rows under the header: short rows are filled up, blank cells beyond the header
 * dropped, blank rows and repeated headers left out; what cannot be read is a row with a problem, never a lost one.
 */
export function* dataRows(
  pieces: Generator<string>,
  { delimiter, file, headerAt, headers, isSheet }: Layout,
): Generator<SourceRow, void, undefined> {
  try {
    const rows = readRows(pieces, delimiter, file)
    const firstNumber = isSheet ? headerAt + 1 : 0
    let rawHeader: readonly string[] = []
    let number = -headerAt - 1
    for (let scanned = rows.next(); scanned !== null; scanned = rows.next()) {
      number++
      if (number === 0) rawHeader = scanned.cells
      if (number < 1 || isBlankRow(scanned.cells) || isRepeated(scanned.cells, rawHeader)) continue
      yield checkRow(scanned, number + firstNumber, headers)
    }
  } finally {
    pieces.return(undefined)
  }
}

function checkRow(scanned: ScannedRow, row: number, headers: readonly string[]): SourceRow {
  const { cells, line } = scanned
  const problem = findProblem(scanned, headers)
  if (problem !== null) return { row, line, cells: null, problem }
  if (cells.length > headers.length) cells.length = headers.length
  while (cells.length < headers.length) cells.push('')
  return { row, line, cells, problem: null }
}

function findProblem(
  { cells, line, badQuote, chars }: ScannedRow,
  headers: readonly string[],
): CellProblem | null {
  if (badQuote) {
    const at = cells.findIndex(cell => cell.includes('"'))
    const reason = `A quote is opened in line ${line} and not properly closed.`
    return { column: headers[at] ?? columnName(at), value: shown(cells[at] ?? ''), reason }
  }
  for (let at = headers.length; at < cells.length; at++) {
    const cell = cells[at] ?? ''
    if (cell.trim() === '') continue
    const reason = `The row has ${cells.length} cells, but the header only ${headers.length}. A quote may be missing.`
    return { column: columnName(at), value: shown(cell), reason }
  }
  for (let at = 0; chars > maxCellChars && at < cells.length; at++) {
    const cell = cells[at] ?? ''
    if (cell.length <= maxCellChars) continue
    const reason = `The cell has ${cell.length} characters, more than ${maxCellChars}.`
    return { column: headers[at] ?? columnName(at), value: shown(cell), reason }
  }
  return null
}

export function columnName(index: number): string {
  return `Column ${index + 1}`
}

/** A cell short enough for a report. */
function shown(cell: string): string {
  return cell.length > 200 ? `${cell.slice(0, 200)}…` : cell
}

export function isBlankRow(cells: readonly string[]): boolean {
  for (const cell of cells) {
    const code = cell === '' ? 32 : cell.charCodeAt(0)
    if ((code > 32 && code < 127) || cell.trim() !== '') return false
  }
  return true
}

/** Exports put together by hand carry their header again in the middle. */
function isRepeated(cells: readonly string[], header: readonly string[]): boolean {
  if (cells[0] !== header[0] || cells.length < 2 || cells.length !== header.length) return false
  for (let i = 1; i < cells.length; i++) if (cells[i] !== header[i]) return false
  return true
}
