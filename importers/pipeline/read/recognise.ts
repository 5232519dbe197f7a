import type { Column, Format } from '../../formats/format.ts'
import { FileProblem } from './file-problem.ts'
import { columnName, isBlankRow } from './rows.ts'

/** Which export a file is, and where its columns are. */
export type Recognised = {
  format: Format
  /** Which row of the file is the header; 0 is the first. */
  headerAt: number
  /** The headers as typed, blank ones named `Column N`, repeated ones with ` (2)` behind. */
  headers: string[]
  /** Where each known column stands, by its canonical name. */
  columnIndex: Map<string, number>
  unknownColumns: string[]
  missingOptionalColumns: string[]
  isReordered: boolean
}

const headerSearchRows = 30
const maxColumns = 500

/** The part of a header that decides: trimmed, NFKC, lower-case, single spaces, no invisible signs. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\ufeff\u200b\0]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/**
 * Looks for a header of one of the formats in the first rows. Null when none fits. The format with the most columns
 * found wins; when two find equally many the file is ambiguous and none does.
 */
export function findHeader(rows: readonly string[][], formats: readonly Format[]): Recognised | null {
  for (const [headerAt, cells] of rows.slice(0, headerSearchRows).entries()) {
    if (cells.length > maxColumns * 20) continue
    const fits = formats
      .map(format => matchHeader(cells, format, headerAt))
      .filter(match => missingColumns(match).length === 0)
      .sort((a, b) => b.columnIndex.size - a.columnIndex.size)
    const [best, second] = fits
    if (best && best.columnIndex.size !== second?.columnIndex.size) return best
  }
  return null
}

/** As `findHeader`, but says in a FileProblem what is wrong when nothing fits. */
export function recognise(
  rows: readonly string[][],
  formats: readonly Format[],
  { file, wanted }: { file: string; wanted: string | undefined },
): Recognised {
  const asked = wanted === undefined ? formats : formats.filter(format => format.id === wanted)
  const found = findHeader(rows, asked)
  if (found !== null) {
    if (found.headers.length > maxColumns)
      throw new FileProblem('file.tooManyColumns', { file, limit: maxColumns })
    return found
  }
  throw explain(rows, formats, { file, wanted })
}

function explain(
  rows: readonly string[][],
  formats: readonly Format[],
  { file, wanted }: { file: string; wanted: string | undefined },
): FileProblem {
  const first = rows.find(cells => !isBlankRow(cells)) ?? []
  if (first.length > maxColumns) return new FileProblem('file.tooManyColumns', { file, limit: maxColumns })
  const nearest = nearestHeader(rows, formats)
  if (nearest === null && looksLikeData(first)) return new FileProblem('file.noHeader', { file })
  const format = formats.find(known => known.id === wanted)
  if (format) {
    const match = nearestHeader(rows, [format]) ?? matchHeader(first, format, 0)
    return new FileProblem('file.wrongSource', {
      file,
      wanted: format.label,
      columns: quoted(missingColumns(match)),
    })
  }
  return new FileProblem('file.unknown', { file, columns: quoted(nearest?.headers ?? namedHeaders(first)) })
}

/** The row in which the most columns of some format were found. */
function nearestHeader(rows: readonly string[][], formats: readonly Format[]): Recognised | null {
  let best: Recognised | null = null
  for (const [headerAt, cells] of rows.slice(0, headerSearchRows).entries()) {
    for (const format of formats) {
      const match = matchHeader(cells.slice(0, maxColumns), format, headerAt)
      if (match.columnIndex.size > (best?.columnIndex.size ?? 0)) best = match
    }
  }
  return best
}

function matchHeader(cells: readonly string[], format: Format, headerAt: number): Recognised {
  const headers = namedHeaders(cells)
  const keys = cells.map(headerKey)
  const handles = keys.map(key => /\(([a-z0-9_]+)\)$/.exec(key)?.[1] ?? null)
  const taken = new Set<number>()
  const columnIndex = new Map<string, number>()
  for (const rule of [byHandle, byName, byAlias, byBareName]) {
    for (const column of format.columns) {
      if (columnIndex.has(column.name)) continue
      const at = keys.findIndex(
        (key, index) => !taken.has(index) && rule(column, key, handles[index] ?? null),
      )
      if (at === -1) continue
      taken.add(at)
      columnIndex.set(column.name, at)
    }
  }
  const found = format.columns.filter(column => columnIndex.has(column.name))
  const places = found.map(column => columnIndex.get(column.name) ?? 0)
  return {
    format,
    headerAt,
    headers,
    columnIndex,
    unknownColumns: headers.filter((_, index) => !taken.has(index) && keys[index] !== ''),
    missingOptionalColumns: format.columns
      .filter(column => !column.required && !columnIndex.has(column.name))
      .map(column => column.name),
    isReordered: places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)),
  }
}

type ColumnRule = (column: Column, key: string, handle: string | null) => boolean
const byHandle: ColumnRule = (column, _, handle) => handle !== null && column.handle === handle
const byName: ColumnRule = (column, key) => headerKey(column.name) === key
const byAlias: ColumnRule = (column, key) => column.aliases?.some(alias => headerKey(alias) === key) ?? false
/** `City` for `City (address_city)`, but never another field that happens to have the same label. */
const byBareName: ColumnRule = (column, key, handle) =>
  handle === null &&
  column.handle !== undefined &&
  headerKey(column.name.replace(/\s*\([^()]*\)$/, '')) === key

function missingColumns({ format, columnIndex }: Recognised): string[] {
  const missing = format.columns.filter(column => column.required && !columnIndex.has(column.name))
  const names = missing.map(column => column.name)
  const either = format.requiresOneOf ?? []
  if (either.length > 0 && !either.some(name => columnIndex.has(name))) names.push(either.join(' or '))
  return names
}

function namedHeaders(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? columnName(index) : cell.trim()
    let unique = name
    for (let copy = 2; seen.has(unique); copy++) unique = `${name} (${copy})`
    seen.add(unique)
    return unique
  })
}

/** E-mail addresses, dates and numbers are no column names. */
function looksLikeData(cells: readonly string[]): boolean {
  return cells.some(cell => /\S@\S|^\s*[$€£-]?[\d.,:/\s-]*\d[\d.,:/\s-]*$/.test(cell.slice(0, 300)))
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 12).map(name => `"${name.length > 60 ? `${name.slice(0, 60)}…` : name}"`)
  return names.length > 12 ? `${shown.join(', ')} and ${names.length - 12} more` : shown.join(', ')
}
