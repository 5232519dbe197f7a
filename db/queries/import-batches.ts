import type { ReadDb } from '../handles.ts'
import { isJsonObject } from './json.ts'
import { listPlanRows } from './plan-rows.ts'
import type { ListWindow } from './row-types.ts'

export type BatchRow = {
  batchId: string
  source: string
  fileName: string
  /** Of an Excel workbook. */
  sheet: string | null
  importedAt: string
  importedBy: string
  /** The receipt, as it was stored. */
  report: unknown
  undoneAt: string | null
  openConflicts: number
}

/** Imports that were carried out, newest first; dry runs leave no batch. */
export function listImportBatches(db: ReadDb, window: ListWindow): BatchRow[] {
  return db
    .all<Omit<BatchRow, 'report'> & { report: string }>(
      `SELECT b.id AS batchId, b.source, b.file_name AS fileName, b.sheet_name AS sheet, b.imported_at AS importedAt, b.imported_by AS importedBy, b.report,
         b.undone_at AS undoneAt,
         (SELECT count(*) FROM import_conflicts c WHERE c.group_seq = b.group_seq AND c.status = 'open') AS openConflicts
       FROM import_batches b ORDER BY b.group_seq DESC LIMIT ? OFFSET ?`,
      [window.limit, window.offset],
    )
    .map(row => ({ ...row, report: JSON.parse(row.report) as unknown }))
}

export function countImportBatches(db: ReadDb): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM import_batches')?.n ?? 0
}

/** A row that could not be read: its place, why, and its cells by header as far as they were kept. */
export type UnreadRow = { row: number; reason: string; cells: Record<string, string> }

/** The rows of a batch that could not be read, in the order of the file; null when the batch is not known. */
export function findUnreadRows(db: ReadDb, batchId: string): { fileName: string; rows: UnreadRow[] } | null {
  const batch = db.get<{ fileName: string; report: string }>(
    'SELECT file_name AS fileName, report FROM import_batches WHERE id = ?',
    [batchId],
  )
  const all = { offset: 0, limit: Number.MAX_SAFE_INTEGER }
  const kept = listPlanRows(db, { batchId, outcome: 'error', ...all })
  if (!batch && kept.length === 0) return null
  const rows =
    kept.length > 0
      ? kept.map(row => ({ row: row.row, reason: row.reason ?? '', cells: cellsOf(row.fields) }))
      : reportedErrors(batch?.report ?? '{}')
  return { fileName: batch?.fileName ?? 'import.csv', rows }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function cellsOf(fields: unknown): Record<string, string> {
  if (!Array.isArray(fields)) return {}
  const cells = fields.flatMap(field =>
    isJsonObject(field) && field['table'] === 'file' && typeof field['field'] === 'string'
      ? [[field['field'], textOf(field['incoming'])] as const]
      : [],
  )
  return Object.fromEntries(cells)
}

/** Plans of old batches are forgotten; their receipt still says which cells were wrong. */
function reportedErrors(report: string): UnreadRow[] {
  const stored: unknown = JSON.parse(report)
  const errors = isJsonObject(stored) && Array.isArray(stored['errors']) ? stored['errors'] : []
  return errors.filter(isJsonObject).map(error => ({
    row: Number(error['row']),
    reason: String(error['reason']),
    cells: { [String(error['column'])]: String(error['value']) },
  }))
}

/** When this exact file was imported and not undone; null when it was not. */
export function findEarlierImport(db: ReadDb, sha256: string): string | null {
  const earlier = db.get<{ at: string }>(
    'SELECT imported_at AS at FROM import_batches WHERE sha256 = ? AND undone_at IS NULL ORDER BY group_seq DESC LIMIT 1',
    [sha256],
  )
  return earlier?.at ?? null
}

/** What being in the last file of this kind meant, when it was asked. */
export function findRememberedOptIn(
  db: ReadDb,
  source: string,
): 'subscribed' | 'unsubscribed' | 'unknown' | null {
  const last = db.get<{ optIn: 'subscribed' | 'unsubscribed' | 'unknown' | null }>(
    'SELECT opt_in AS optIn FROM import_batches WHERE source = ? AND opt_in IS NOT NULL ORDER BY group_seq DESC LIMIT 1',
    [source],
  )
  return last?.optIn ?? null
}

/** The journal group of an import, for undoing it; null when there is no such import. */
export function findBatchGroup(
  db: ReadDb,
  batchId: string,
): { groupSeq: number; undoneAt: string | null; fileName: string } | null {
  return (
    db.get<{ groupSeq: number; undoneAt: string | null; fileName: string }>(
      'SELECT group_seq AS groupSeq, undone_at AS undoneAt, file_name AS fileName FROM import_batches WHERE id = ?',
      [batchId],
    ) ?? null
  )
}
