import type { ReadDb } from '../handles.ts'
import { type SyncedTable, syncedTables } from './units.ts'

/** The greatest id of every table before a transaction wrote; rows made in it have greater ones. */
export type RowMarks = Record<SyncedTable, string | null>

const marks = `SELECT ${syncedTables.map(table => `(SELECT max(id) FROM ${table}) AS ${table}`).join(', ')}`

export function markRows(db: ReadDb): RowMarks {
  const found = db.get<RowMarks>(marks)
  if (!found) throw new Error('a list of maxima has one row')
  return found
}

const strays = syncedTables
  .map(
    table =>
      `SELECT '${table}' AS name FROM ${table} WHERE id > coalesce(@${table}, '') AND created_group <> @seq`,
  )
  .join('\nUNION ALL\n')

/**
 * Throws when a row was made since the marks that does not name this group (0: no row may be made at all). A row names its group instead
 * of a trigger writing its creation down, so this is the guard of creations: a look along the newest ids, once for each transaction.
 */
export function refuseStrayRows(db: ReadDb, before: RowMarks, seq: number): void {
  const stray = db.get<{ name: string }>(`${strays} LIMIT 1`, { ...before, seq })
  if (stray) throw new Error(`journal: a new row of ${stray.name} does not name the group that made it`)
}
