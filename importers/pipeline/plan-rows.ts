import type { WriteDb } from '../../db/handles.ts'
import type { PlanRow, RowOutcome } from './batch.ts'

/** How many rows of one file are kept for looking at; beyond it they are only counted. */
const keptRows = 200_000
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

/** Collects the rows of a plan that a person may want to open: all but the unchanged. */
export type PlanRows = {
  add: (row: PlanRow, hasProtected: boolean) => void
  /** Whether the next new row is still kept with all its fields. */
  wantsDetails: () => boolean
  /** Writes them under the batch and forgets those of old batches. */
  save: (db: WriteDb, batchId: string) => void
}

export function collectPlanRows(): PlanRows {
  const lists = new Map<RowOutcome | 'protected', PlanRow[]>()
  let kept = 0
  function listOf(name: RowOutcome | 'protected'): PlanRow[] {
    const rows = lists.get(name) ?? []
    lists.set(name, rows)
    return rows
  }
  return {
    add(row, hasProtected) {
      if ((row.outcome === 'unchanged' && !hasProtected) || kept >= keptRows) return
      kept++
      listOf(row.outcome).push(row)
      if (hasProtected) listOf('protected').push(row)
    },
    wantsDetails: () => listOf('created').length < detailedCreatedRows,
    save(db, batchId) {
      for (const [list, rows] of lists) {
        for (let first = 0; first < rows.length; first += rowsPerText) {
          const part = rows.slice(first, first + rowsPerText)
          db.run(
            'INSERT INTO import_plan_rows (batch_id, list, first_index, row_count, rows) VALUES (?, ?, ?, ?, ?)',
            [batchId, list, first, part.length, JSON.stringify(part)],
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
