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

/**
 * Collects the rows of a plan that a person may want to open: all but the unchanged. As texts, five hundred rows each: as objects, rows would
 * take ten times the memory, and keep alive the pieces of the file that their cells were cut from.
 */
export type PlanRows = {
  add: (row: PlanRow, holds: Holds) => void
  /** Whether the next new row is still kept with all its fields. */
  wantsDetails: () => boolean
  /** Writes them under the batch and forgets those of old batches. */
  save: (db: WriteDb, batchId: string) => void
}

type ListName = RowOutcome | 'protected' | 'question'
type Part = { first: number; count: number; text: string }
type List = { parts: Part[]; open: PlanRow[]; count: number }

/** What a row is listed for, besides its outcome. */
export type Holds = { isProtected: boolean; isAsking: boolean }

export function collectPlanRows(): PlanRows {
  const lists = new Map<ListName, List>()
  let kept = 0
  let chars = 0
  function listOf(name: ListName): List {
    const list = lists.get(name) ?? { parts: [], open: [], count: 0 }
    lists.set(name, list)
    return list
  }
  function close(list: List): void {
    const { open, count } = list
    const text = JSON.stringify(open)
    chars += text.length
    list.parts.push({ first: count - open.length, count: open.length, text })
    list.open = []
  }
  function put(list: List, row: PlanRow): void {
    list.count++
    if (list.open.push(row) === rowsPerText) close(list)
  }
  return {
    add(row, { isProtected, isAsking }) {
      if (row.outcome === 'unchanged' && !isProtected) return
      if (kept >= keptRows || chars >= keptChars) return
      kept++
      put(listOf(row.outcome), row)
      if (isProtected) put(listOf('protected'), row)
      if (isAsking && row.outcome !== 'conflict') put(listOf('question'), row)
    },
    wantsDetails: () => listOf('created').count < detailedCreatedRows,
    save(db, batchId) {
      for (const [name, list] of lists) {
        if (list.open.length > 0) close(list)
        for (const { first, count, text } of list.parts) {
          db.run(
            'INSERT INTO import_plan_rows (batch_id, list, first_index, row_count, rows) VALUES (?, ?, ?, ?, ?)',
            [batchId, name, first, count, text],
          )
        }
      }
      db.run(
        `DELETE FROM import_plan_rows WHERE batch_id < ? AND batch_id NOT IN
          (SELECT id FROM import_batches ORDER BY group_seq DESC LIMIT ?)`,
        [firstIdAt(Date.now() - keptDryRunMs), keptBatches],
      )
    },
  }
}
