import type { ReadDb } from '../handles.ts'
import type { ListWindow } from './row-types.ts'

type RememberedRow = {
  rememberedId: string
  source: string
  /** The contract's ColumnAnswers, as they were stored. */
  answers: unknown
  answeredAt: string
  answeredBy: string
  fileName: string | null
}

/** What was answered about columns, the latest first, with the file of the import that brought the answer: both have its instant. */
export function listRememberedColumns(db: ReadDb, window: ListWindow): RememberedRow[] {
  return db
    .all<RememberedRow & { answers: string }>(
      `SELECT m.header_fingerprint AS rememberedId, m.source, m.answers, m.answered_at AS answeredAt, m.answered_by AS answeredBy,
         (SELECT b.file_name FROM import_batches b WHERE b.imported_at = m.answered_at AND b.source = m.source) AS fileName
       FROM import_mappings m ORDER BY m.answered_at DESC, m.header_fingerprint LIMIT ? OFFSET ?`,
      [window.limit, window.offset],
    )
    .map(row => ({ ...row, answers: JSON.parse(row.answers) as unknown }))
}

export function countRememberedColumns(db: ReadDb): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM import_mappings')?.n ?? 0
}
