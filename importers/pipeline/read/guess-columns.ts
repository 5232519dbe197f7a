import type { Format } from '../../formats/format.ts'
import { findHeader, headerKey, matchHeader, nearestHeader, type Recognised } from './match-header.ts'
import { isBlankRow } from './rows.ts'

/**
 * The likely header of a file that no format knows, and what its columns may be for one format: by their words, and by what stands in them.
 * Null when no row looks like a header. It is a proposal: required columns may be missing.
 */
export function guessColumns(rows: readonly string[][], format: Format): Recognised | null {
  const known = findHeader(rows, [format], format.id) ?? nearestHeader(rows, [format])
  const found = known !== null && known.columnIndex.size > 1 ? known : headerOf(rows, format)
  if (found === null) return null
  const below = rows.slice(found.headerAt + 1).filter(cells => !isBlankRow(cells))
  const columnIndex = new Map(found.columnIndex)
  const taken = new Set(columnIndex.values())
  for (const [index, header] of found.headers.entries()) {
    if (taken.has(index)) continue
    const name = nameByWords(header, format, columnIndex) ?? nameByCells(below, index, format, columnIndex)
    if (name !== null) columnIndex.set(name, index)
  }
  return { ...found, columnIndex }
}

/** The first row that has as many cells as the rows around it, and nothing that only data has. */
function headerOf(rows: readonly string[][], format: Format): Recognised | null {
  const filled = rows.map(cells => cells.filter(cell => cell.trim() !== '').length)
  const most = Math.max(0, ...filled)
  const headerAt = rows.findIndex(
    (cells, index) =>
      (filled[index] ?? 0) >= Math.max(2, most * 0.6) && !cells.some(cell => looksLikeData(cell)),
  )
  const cells = rows[headerAt]
  return cells === undefined ? null : matchHeader(cells, format, headerAt)
}

function looksLikeData(cell: string): boolean {
  return cell.length > 120 || looks.email.test(cell) || looks.phone.test(cell) || /\d{3}/.test(cell)
}

/** The free column whose name shares most words with the header, at least half of them. */
function nameByWords(header: string, format: Format, taken: ReadonlyMap<string, number>): string | null {
  const words = wordsOf(header)
  let best: string | null = null
  let most = 0.49
  for (const column of format.columns) {
    if (taken.has(column.name)) continue
    for (const spelling of [column.name, ...(column.aliases ?? [])]) {
      const share = sharedWords(words, wordsOf(spelling))
      if (share <= most) continue
      most = share
      best = column.name
    }
  }
  return best
}

function wordsOf(text: string): Set<string> {
  return new Set(
    headerKey(text)
      .replace(/e-mail/g, 'email')
      .split(/[^\p{L}\d]+/u)
      .filter(word => word !== ''),
  )
}

function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter(word => b.has(word)).length
  return shared / Math.max(1, new Set([...a, ...b]).size)
}

const looks = {
  email: /^\s*\S+@\S+\.\S+\s*$/,
  phone: /^\s*(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\s*$/,
  name: /^\s*\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}\s*$/u,
  zip: /^\s*\d{5}(?:-\d{4})?\s*$/,
}
/** What a column of such cells is, in the formats that name it so. */
const byLooks = [
  ['email', ['Email', 'Second Email']],
  ['phone', ['Phone', 'Mobile Phone', 'Work Phone']],
  ['zip', ['ZIP']],
  ['name', ['Full Name']],
] as const

function nameByCells(
  rows: readonly string[][],
  index: number,
  format: Format,
  taken: ReadonlyMap<string, number>,
): string | null {
  const cells = rows.map(row => row[index] ?? '').filter(cell => cell.trim() !== '')
  for (const [kind, names] of byLooks) {
    const share = cells.filter(cell => looks[kind].test(cell)).length / Math.max(1, cells.length)
    if (share < 0.6 || (kind === 'name' && taken.has('Last Name'))) continue
    const free = names.find(name => !taken.has(name) && format.columns.some(column => column.name === name))
    return free ?? null
  }
  return null
}
