import type { WriteDb } from '../../db/handles.ts'
import type { PlanRow } from './batch.ts'

/** How many rows of one file are kept for looking at; beyond it they are only counted. */
const keptRows = 200_000
/** New rows whose every field is kept; the others keep only who they are. */
const detailedCreatedRows = 10_000
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
  const rows: (PlanRow & { hasProtected: boolean })[] = []
  let created = 0
  return {
    add(row, hasProtected) {
      if (row.outcome === 'unchanged' && !hasProtected) return
      if (row.outcome === 'created') created++
      if (rows.length < keptRows) rows.push({ ...row, hasProtected })
    },
    wantsDetails: () => created < detailedCreatedRows,
    save(db, batchId) {
      const insert = db.prepare(
        `INSERT INTO import_plan_rows (batch_id, row_number, outcome, has_protected, contact_id, title, fields, reason)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      for (const r of rows) {
        const fields = r.fields.length === 0 ? '[]' : JSON.stringify(r.fields)
        insert.run(batchId, r.row, r.outcome, r.hasProtected ? 1 : 0, r.contactId, r.title, fields, r.reason)
      }
      db.run(
        `DELETE FROM import_plan_rows WHERE batch_id < ? AND batch_id NOT IN
          (SELECT id FROM import_batches ORDER BY group_seq DESC LIMIT ?)`,
        [firstIdAt(Date.now() - keptDryRunMs), keptBatches],
      )
    },
  }
}
