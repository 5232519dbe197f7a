import {
  columnSizingFeature,
  columnVisibilityFeature,
  createTableHook,
  tableFeatures,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { RowSource } from '../lib/rows-window.ts'

/** One column of a list. */
export type DataColumn<Row> = {
  id: string
  /** Words in the header and in the column choice. */
  header: string
  /** At the base type size; scaled with large type. */
  widthPx: number
  /** Takes what is left of the width. */
  grows?: boolean
  align?: 'right'
  /** Sorting by the header: the name the office knows. */
  sortKey?: string
  /** Shown only when somebody chooses it. */
  isHiddenFirst?: boolean
  cell: (row: Row) => ReactNode
}

export type Sort = { by: string; direction: 'asc' | 'desc' }

/** Rows a person marked with `x` or the boxes. */
export type Selection = { ids: ReadonlySet<string>; onChange: (ids: ReadonlySet<string>) => void }

export const { createAppColumnHelper, useAppTable } = createTableHook({
  features: tableFeatures({ columnVisibilityFeature, columnSizingFeature }),
})

/** Clicking a header: first ascending, then descending. */
export function nextSort(sort: Sort | undefined, by: string): Sort {
  return { by, direction: sort?.by === by && sort.direction === 'asc' ? 'desc' : 'asc' }
}

type RowMove = {
  keys: readonly [string, ...string[]]
  label: string
  to: (at: { index: number; last: number; rowsOnScreen: number }) => number
}

/** The keys that move in a list, with what each does: the list and the help of `?` read the same. */
export const rowMoves: readonly RowMove[] = [
  { keys: ['j', 'ArrowDown'], label: 'Next row', to: ({ index }) => index + 1 },
  { keys: ['k', 'ArrowUp'], label: 'Previous row', to: ({ index }) => index - 1 },
  { keys: ['PageDown'], label: 'A screenful down', to: ({ index, rowsOnScreen }) => index + rowsOnScreen },
  { keys: ['PageUp'], label: 'A screenful up', to: ({ index, rowsOnScreen }) => index - rowsOnScreen },
  { keys: ['Home'], label: 'First row', to: () => 0 },
  { keys: ['End'], label: 'Last row', to: ({ last }) => last },
]

/** Where a key moves to in a list of `total` rows; null when the key does not move. */
export function movedIndex(key: string, index: number, total: number, rowsOnScreen: number): number | null {
  const last = total - 1
  const move = rowMoves.find(({ keys }) => keys.includes(key))
  if (move === undefined || total === 0) return null
  return Math.max(0, Math.min(last, move.to({ index, last, rowsOnScreen })))
}

/** All ids of a list, read in steps of 1,000; what could not be read is left out. */
export async function allIds<Row>(source: RowSource<Row>, rowId: (row: Row) => string): Promise<Set<string>> {
  const ids = new Set<string>()
  for (let offset = 0; ; offset += 1000) {
    const reply = await source.fetch(offset, 1000)
    if (!reply.ok) return ids
    for (const row of reply.value.rows) ids.add(rowId(row))
    if (reply.value.rows.length < 1000) return ids
  }
}
