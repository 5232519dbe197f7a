import type { ReadDb } from '../handles.ts'
import { type SyncedTable, syncedTables } from './units.ts'

/** A journal group and the range of ids its created rows have: after `first`, up to `last`. */
export type GroupRange = { seq: number; first: string; last: string }

export type JournalChange = {
  tableName: SyncedTable
  rowId: string
  /** `*` is a whole row. */
  unit: string
  /** JSON of column to value; null for a created row. */
  baseValue: string | null
  /** JSON of column to value; null for a removed row, and for a created one, which is itself the record of its creation. */
  newValue: string | null
}

const createdRows = syncedTables
  .map(
    table =>
      `SELECT '${table}' AS tableName, id AS rowId, '*' AS unit, NULL AS baseValue, NULL AS newValue FROM ${table}
       WHERE id > @first AND id <= @last AND created_group = @seq`,
  )
  .join('\nUNION ALL\n')

const allChanges = `SELECT table_name AS tableName, row_id AS rowId, unit, base_value AS baseValue, new_value AS newValue
FROM journal_changes WHERE group_seq = @seq
UNION ALL
${createdRows}`

/** Everything one action did: changed values and removed rows first, then created rows. The same rows as the view `changes`, but quick. */
export function listChanges(
  db: ReadDb,
  group: GroupRange,
  window: { offset: number; limit: number },
): JournalChange[] {
  return db.all<JournalChange>(`${allChanges} LIMIT @limit OFFSET @offset`, { ...group, ...window })
}

const counts = syncedTables
  .map(table => `(SELECT count(*) FROM ${table} WHERE id > @first AND id <= @last)`)
  .join(' + ')

/** How many there are. Only a group makes ids in its range, so the index of ids alone can count. */
export function countChanges(db: ReadDb, group: GroupRange): number {
  const sql = `SELECT (SELECT count(*) FROM journal_changes WHERE group_seq = @seq) + ${counts} AS n`
  return db.get<{ n: number }>(sql, group)?.n ?? 0
}
