import type { ReadDb } from '../handles.ts'
import { tableWord } from '../queries/unit-text.ts'
import { type SyncedTable, syncedTables, unitColumns } from './units.ts'

/** Something an undo leaves as it is because of later work: what, and why as a sentence. */
export type LeftBehind = { what: string; reason: string }

/** Tables whose rows belong to a contact. */
export const ownedTables = syncedTables.filter(
  t => t !== 'contacts' && unitColumns(t, 'owner').includes('contact_id'),
)

/** What a row is, in words: "transaction of Ada Example", "product Winter Course". */
export function rowWords(db: ReadDb, table: SyncedTable, rowId: string): string {
  const name = nameOf(db, table, rowId)
  if (table === 'contacts') return name ?? tableWord(table)
  if (name === null) return tableWord(table)
  return ownedTables.includes(table) ? `${tableWord(table)} of ${name}` : `${tableWord(table)} ${name}`
}

/** The name of the person a row belongs to, or of what the row is; null when it has none. */
export function nameOf(db: ReadDb, table: SyncedTable, rowId: string): string | null {
  const sql =
    table === 'contacts'
      ? 'SELECT full_name AS name FROM contacts WHERE id = ?'
      : ownedTables.includes(table)
        ? `SELECT c.full_name AS name FROM ${table} t JOIN contacts c ON c.id = t.contact_id WHERE t.id = ?`
        : unitColumns(table, 'name').includes('name')
          ? `SELECT name FROM ${table} WHERE id = ?`
          : null
  return sql === null ? null : (db.get<{ name: string }>(sql, [rowId])?.name ?? null)
}

/** A column that points to rows of a table. */
export type Reference = { child: SyncedTable; column: string }

/** Every column that points to rows of a table: its foreign keys, and the household of a contact, which is none. */
export function referencesTo(db: ReadDb, table: SyncedTable): Reference[] {
  const keys = db.all<Reference>(
    `SELECT m.name AS child, f."from" AS "column" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
     WHERE m.type = 'table' AND f."table" = ?`,
    [table],
  )
  return table === 'households' ? [...keys, { child: 'contacts', column: 'household_id' }] : keys
}

/** Why a created row stays when its group is undone. */
export function whyItStays(db: ReadDb, table: SyncedTable, rowId: string, groupSeq: number): string {
  const changed = db.get<{ title: string }>(
    `SELECT g.title FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.table_name = ? AND j.group_seq > ? AND j.unit NOT IN ('*', 'same_payment') AND g.undone_at IS NULL AND g.origin <> 'undo'
     ORDER BY j.seq DESC LIMIT 1`,
    [rowId, table, groupSeq],
  )
  if (changed) return `Changed later: ${changed.title}`
  for (const { child, column } of referencesTo(db, table)) {
    const user = db.get<{ title: string }>(
      `SELECT g.title FROM ${child} r JOIN change_groups g ON g.seq = r.created_group
       WHERE r.${column} = ? AND r.created_group <> ? ORDER BY r.id DESC LIMIT 1`,
      [rowId, groupSeq],
    )
    if (user) return `Used since: ${user.title}`
  }
  return 'Something that stays needs it.'
}
