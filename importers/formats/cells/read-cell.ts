import type { Cell } from '../format.ts'
import { plainText } from './text.ts'

const blankWords = new Set([
  'nan',
  'null',
  'none',
  'n/a',
  '#n/a',
  '-',
  '--',
  '#null!',
  '#ref!',
  '#value!',
  '#name?',
])
const blankNames = new Set(['nan', 'null', 'none', '#N/A', '-', '--'])
const longestBlankWord = 8

/** Whether a cell that is no name says nothing: empty, or one of the words spreadsheets write for empty. */
export function isBlankWord(text: string): boolean {
  return text === '' || (text.length <= longestBlankWord && blankWords.has(text.toLowerCase()))
}

/** The same for a name cell, where `Nan`, `Null` and `None` are people. */
export function isBlankName(text: string): boolean {
  return text === '' || (text.length <= longestBlankWord && blankNames.has(text))
}

/** The two ways a format reads a row: `cell` gives null for blank words, `raw` gives them. Both trim and unwrap. */
export type RowCells = { cell: Cell; raw: Cell }

/**
 * Reads rows by the canonical names of their columns. `of` gives the same two functions every time, set to that row, so
 * they must not be kept.
 */
export function cellReader(columnIndex: ReadonlyMap<string, number>): {
  of: (cells: readonly string[]) => RowCells
} {
  let row: readonly string[] = []
  function raw(column: string): string | null {
    const index = columnIndex.get(column)
    const typed = index === undefined ? undefined : row[index]
    if (typed === undefined || typed === '') return null
    const text = plainText(typed)
    return text === '' ? null : text
  }
  function cell(column: string): string | null {
    const text = raw(column)
    return text === null || isBlankWord(text) ? null : text
  }
  const readers = { cell, raw }
  return {
    of: cells => {
      row = cells
      return readers
    },
  }
}
