import type Database from 'better-sqlite3'
import { handlesOf, type ReadDb, type WriteDb } from '../handles.ts'
import { newId, nowInstant } from '../ids.ts'
import { refreshSearch } from '../search/index-contacts.ts'
import { countChanges } from './changes.ts'
import { markRows, refuseStrayRows } from './new-rows.ts'

export type GroupOrigin = 'staff' | 'import' | 'undo' | 'demo' | 'system' | 'erasure'

export type GroupIntent = {
  who: string
  origin: GroupOrigin
  /** In words, for History. */
  title: string
  contactId?: string
  batchId?: string
  undoesGroup?: number
  /** False only while an import is taken back: its removed rows are in the file they came from. */
  keepsRemovedRows?: boolean
}

/** The action being written. Every created row must carry `seq` as its `created_group`. */
export type Group = {
  seq: number
  id: string
  at: string
  who: string
  db: WriteDb
  /** Says which contact the action was about, when it only came to be in it. */
  about: (contactId: string) => void
}

/**
 * The one way to write synced tables: one transaction, one immutable group, every change journalled by triggers, search index kept.
 * Throws what `work` throws after rolling everything back. Never call it inside another group; inside a plain transaction that will be
 * taken back whatever happens (a dry run of several files) it is a part of that. No savepoint then: keeping every page as it was for one
 * took a third of a dry run.
 */
export function writeGroup<Result>(
  sqlite: Database.Database,
  intent: GroupIntent,
  work: (group: Group) => Result,
): Result {
  const { write } = handlesOf(sqlite)
  const id = newId()
  const at = nowInstant()
  const isPart = sqlite.inTransaction
  if (!isPart) sqlite.exec('BEGIN IMMEDIATE')
  try {
    const before = markRows(write)
    const seq = Number(
      sqlite
        .prepare(
          `INSERT INTO change_groups (id, at, who, origin, title, contact_id, batch_id, undoes_group) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          at,
          intent.who,
          intent.origin,
          intent.title,
          intent.contactId ?? null,
          intent.batchId ?? null,
          intent.undoesGroup ?? null,
        ).lastInsertRowid,
    )
    const keepsRemovedRows = intent.keepsRemovedRows === false ? 0 : 1
    write.run('INSERT INTO open_group (one, seq, keeps_removed_rows) VALUES (1, ?, ?)', [
      seq,
      keepsRemovedRows,
    ])
    const about = (contactId: string) =>
      write.run('UPDATE change_groups SET contact_id = ? WHERE seq = ?', [contactId, seq])
    const result = work({ seq, id, at, who: intent.who, db: write, about })
    refuseStrayRows(write, before, seq)
    refreshSearch(write, seq)
    const lastId = newId()
    write.run('UPDATE change_groups SET last_id = ?, change_count = ? WHERE seq = ?', [
      lastId,
      countChanges(write, { seq, first: id, last: lastId }),
      seq,
    ])
    write.run('DELETE FROM open_group')
    if (!isPart) sqlite.exec('COMMIT')
    return result
  } catch (error) {
    if (!isPart && sqlite.inTransaction) sqlite.exec('ROLLBACK')
    throw error
  }
}

/** The number of the last action; 0 before the first. */
export function newestGroup(db: ReadDb): number {
  return db.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
}

/** Writes this device's own tables (settings, decisions), which are neither journalled nor synced. One transaction. */
export function writeLocal<Result>(sqlite: Database.Database, work: (db: WriteDb) => Result): Result {
  return sqlite
    .transaction(() => {
      const { write } = handlesOf(sqlite)
      const before = markRows(write)
      const result = work(write)
      refuseStrayRows(write, before, 0)
      return result
    })
    .immediate()
}
