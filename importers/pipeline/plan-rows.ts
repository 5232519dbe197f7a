import type { WriteDb } from '../../db/handles.ts'
import type { PlanRow, RowOutcome } from './batch.ts'

/** How many rows of one file are kept for looking at; beyond it they are only counted. */
const keptRows = 200_000
/** And in all: rows that could not be read keep every cell. */
const keptChars = 64_000_000
/** New rows whose every field is kept; the others keep only who they are. */
const detailedCreatedRows = 10_000
const rowsPerText = 500
const keptBatches = 20
const keptDryRunMs = 24 * 60 * 60 * 1000

/** Batch ids are UUID v7, so they sort by time: the least id of a moment. */
function firstIdAt(epochMs: number): string {
  const time = epochMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

type ListName = RowOutcome | 'protected' | 'question'

/** Up to five hundred rows of one list, as a text. */
export type PlanPart = { list: ListName; first: number; count: number; text: string }

/** What a row is listed for, besides its outcome. */
export type Holds = { isProtected: boolean; isAsking: boolean }

/**
 * Collects the rows of a plan that a person may want to open: all but the unchanged. As texts, five hundred rows each: as objects, rows would
 * take ten times the memory, and keep alive the pieces of the file that their cells were cut from.
 */
export type PlanRows = {
  add: (row: PlanRow, holds: Holds) => void
  /** Whether the next new row is still kept with all its fields. */
  wantsDetails: () => boolean
  /** Keeps the last rows of each list. */
  end: () => void
}

/** `keep` is given every part when it is full, so that a large file's parts need not wait in memory. */
export function collectPlanRows(keep: (part: PlanPart) => void): PlanRows {
  const lists = new Map<ListName, { open: PlanRow[]; count: number }>()
  let kept = 0
  let chars = 0
  function listOf(name: ListName): { open: PlanRow[]; count: number } {
    const list = lists.get(name) ?? { open: [], count: 0 }
    lists.set(name, list)
    return list
  }
  function close(name: ListName): void {
    const { open, count } = listOf(name)
    if (open.length === 0) return
    const text = JSON.stringify(open)
    chars += text.length
    keep({ list: name, first: count - open.length, count: open.length, text })
    open.length = 0
  }
  function put(name: ListName, row: PlanRow): void {
    const list = listOf(name)
    list.count++
    if (list.open.push(row) === rowsPerText) close(name)
  }
  return {
    add(row, { isProtected, isAsking }) {
      if (row.outcome === 'unchanged' && !isProtected) return
      if (kept >= keptRows || chars >= keptChars) return
      kept++
      put(row.outcome, row)
      if (isProtected) put('protected', row)
      if (isAsking && row.outcome !== 'conflict') put('question', row)
    },
    wantsDetails: () => listOf('created').count < detailedCreatedRows,
    end: () => {
      for (const name of lists.keys()) close(name)
    },
  }
}

/** Writes a part under its batch. */
export function writePlanPart(db: WriteDb, batchId: string, { list, first, count, text }: PlanPart): void {
  db.run(
    'INSERT INTO import_plan_rows (batch_id, list, first_index, row_count, rows) VALUES (?, ?, ?, ?, ?)',
    [batchId, list, first, count, text],
  )
}

/** Forgets the rows of old batches. */
export function forgetOldPlanRows(db: WriteDb): void {
  db.run(
    `DELETE FROM import_plan_rows WHERE batch_id < ? AND batch_id NOT IN
      (SELECT id FROM import_batches ORDER BY group_seq DESC LIMIT ?)`,
    [firstIdAt(Date.now() - keptDryRunMs), keptBatches],
  )
}
