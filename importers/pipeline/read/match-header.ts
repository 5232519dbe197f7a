import type { Format } from '../../formats/format.ts'
import { columnName } from './rows.ts'

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

/** Below these rows of a file nobody looks for its header. */
export const headerSearchRows = 30
export const maxColumns = 500
/** What is longer is a cell of text, not a header. */
const maxHeaderChars = 300

/** The part of a header that decides: trimmed, NFKC, lower-case, single spaces, no invisible signs. */
export function headerKey(header: string): string {
  if (header.length > maxHeaderChars) return ''
  return header
    .normalize('NFKC')
    .replace(/[\ufeff\u200b\0]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** The whole header as one text: what files with the same columns have in common. */
export function headerTextOf(headers: readonly string[]): string {
  return headers.map(headerKey).join('\n')
}

/**
 * Looks for a header of one of the formats in the first rows. Null when none fits. The format with the most columns
 * found wins; when two find equally many the file is ambiguous and none does. `wanted` is a format the person chose.
 */
export function findHeader(
  rows: readonly string[][],
  formats: readonly Format[],
  wanted?: string,
): Recognised | null {
  const asked = formats.filter(format =>
    wanted === undefined ? !format.isOnlyByAnswer : format.id === wanted,
  )
  for (const [headerAt, cells] of rows.slice(0, headerSearchRows).entries()) {
    if (cells.length > maxColumns * 20) continue
    const keys = cells.map(headerKey)
    const fits = asked
      .map(format => ({ format, found: findColumns(keys, keys.map(handleOf), format) }))
      .filter(({ format, found }) => missingColumns(format, found).length === 0)
      .sort((a, b) => b.found.size - a.found.size)
    const [best, second] = fits
    if (best && best.found.size !== second?.found.size) return matchHeader(cells, best.format, headerAt)
  }
  return null
}

/** The row in which the most columns of some format were found. */
export function nearestHeader(rows: readonly string[][], formats: readonly Format[]): Recognised | null {
  let best: Recognised | null = null
  for (const [headerAt, cells] of rows.slice(0, headerSearchRows).entries()) {
    for (const format of formats) {
      const match = matchHeader(cells.slice(0, maxColumns), format, headerAt)
      if (match.columnIndex.size > (best?.columnIndex.size ?? 0)) best = match
    }
  }
  return best
}

export function matchHeader(cells: readonly string[], format: Format, headerAt: number): Recognised {
  const keys = cells.map(headerKey)
  return describe(cells, format, headerAt, findColumns(keys, keys.map(handleOf), format))
}

/** Where the columns of a format stand in this row, in words and places. */
export function describe(
  cells: readonly string[],
  format: Format,
  headerAt: number,
  columnIndex: Map<string, number>,
): Recognised {
  const headers = namedHeaders(cells)
  const keys = cells.map(headerKey)
  const taken = new Set(columnIndex.values())
  const places = format.columns
    .map(column => columnIndex.get(column.name))
    .filter(place => place !== undefined)
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

/** Handles first, then names, other spellings, labels whose handle is left out, and questions by their words; the leftmost column wins. */
function findColumns(
  keys: readonly string[],
  handles: readonly (string | null)[],
  format: Format,
): Map<string, number> {
  const spellings = spellingsOf(format)
  const places = new Map<string, number>()
  const taken = new Set<number>()
  const take = (index: number, name: string | undefined) => {
    if (name === undefined || taken.has(index) || places.has(name)) return
    taken.add(index)
    places.set(name, index)
  }
  for (const [index, handle] of handles.entries())
    if (handle !== null) take(index, spellings.handles.get(handle))
  for (const [index, key] of keys.entries()) take(index, spellings.names.get(key))
  for (const [index, key] of keys.entries()) take(index, spellings.aliases.get(key))
  for (const [index, key] of keys.entries())
    if (handles[index] === null) take(index, spellings.labels.get(key))
  for (const column of format.columns.filter(known => known.pattern && !places.has(known.name))) {
    const index = keys.findIndex((key, place) => !taken.has(place) && column.pattern?.test(key))
    if (index !== -1) take(index, column.name)
  }
  return places
}

/** Canonical names by what may stand in a header. `City` is a label of `City (address_city)`. */
type Spellings = Record<'handles' | 'names' | 'aliases' | 'labels', Map<string, string>>

const knownSpellings = new WeakMap<Format, Spellings>()

function spellingsOf(format: Format): Spellings {
  const known = knownSpellings.get(format)
  if (known) return known
  const { columns } = format
  const withHandle = columns.filter(column => column.handle !== undefined)
  const spellings: Spellings = {
    handles: new Map(withHandle.map(column => [column.handle ?? '', column.name])),
    names: new Map(columns.map(column => [headerKey(column.name), column.name])),
    aliases: new Map(
      columns.flatMap(column =>
        (column.aliases ?? []).map(alias => [headerKey(alias), column.name] as const),
      ),
    ),
    labels: new Map(
      withHandle.map(column => [headerKey(column.name.replace(/\s*\([^()]*\)$/, '')), column.name]),
    ),
  }
  knownSpellings.set(format, spellings)
  return spellings
}

/** Kajabi's stable name of a column, in the last brackets of its header. */
function handleOf(key: string): string | null {
  return key.endsWith(')') ? (/\(([a-z0-9_]+)\)$/.exec(key)?.[1] ?? null) : null
}

/** Canonical names of what a file of this format must have and this one lacks. */
export function missingColumns(format: Format, found: ReadonlyMap<string, number>): string[] {
  const missing = format.columns.filter(column => column.required && !found.has(column.name))
  const names = missing.map(column => column.name)
  const either = format.requiresOneOf ?? []
  if (either.length > 0 && !either.some(name => found.has(name))) names.push(either.join(' or '))
  return names
}

/** The headers as typed, blank and repeated ones made unlike any other. */
export function namedHeaders(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? columnName(index) : cell.trim()
    let unique = name
    for (let copy = 2; seen.has(unique); copy++) unique = `${name} (${copy})`
    seen.add(unique)
    return unique
  })
}
