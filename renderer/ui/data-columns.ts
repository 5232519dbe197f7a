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

/** Where a key moves to in a list of `total` rows; null when the key does not move. */
export function movedIndex(key: string, index: number, total: number, rowsOnScreen: number): number | null {
  const last = total - 1
  const steps: Record<string, number> = {
    j: index + 1,
    ArrowDown: index + 1,
    k: index - 1,
    ArrowUp: index - 1,
    PageDown: index + rowsOnScreen,
    PageUp: index - rowsOnScreen,
    Home: 0,
    End: last,
  }
  const next = steps[key]
  return next === undefined || total === 0 ? null : Math.max(0, Math.min(last, next))
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
