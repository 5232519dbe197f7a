import type { ReadDb, WriteDb } from '../handles.ts'
import { ownedTables } from '../journal/left-behind.ts'
import type { SyncedTable } from '../journal/units.ts'
import { foldTables, type Row } from './fold-keys.ts'
import type { FoldedRow } from './move-rows.ts'

/** Everything a merge may change, as it was; enough to tell two records apart again whatever becomes of the journal. */
export type MergeContent = {
  rows: { table: SyncedTable; row: Row }[]
  /** Open questions that went over to the survivor, and whose they were. */
  conflicts: { id: string; contactId: string }[]
  suggestions: { id: string; contactId: string }[]
  folded: FoldedRow[]
}

export type Merge = {
  id: string
  groupSeq: number
  survivorId: string
  mergedIds: string[]
  content: MergeContent
}

type MergeRow = { id: string; group_seq: number; survivor_id: string; merged_ids: string; content: string }

/** Reads the records with all that belongs to them. Of the survivor only what a merge can change: its payments may turn out to be told twice. */
export function readRows(db: ReadDb, survivorId: string, otherIds: readonly string[]): MergeContent['rows'] {
  const all = JSON.stringify([survivorId, ...otherIds])
  const others = JSON.stringify(otherIds)
  const among = (column: string) => `${column} IN (SELECT value FROM json_each(@ids))`
  const read = (table: SyncedTable, condition: string, ids: string) =>
    db.all<Row>(`SELECT * FROM ${table} WHERE ${condition}`, { ids }).map(row => ({ table, row }))
  return [
    ...read('contacts', among('id'), all),
    ...ownedTables.flatMap(table =>
      read(table, among('contact_id'), foldTables.includes(table) ? all : others),
    ),
    ...db
      .all<Row>('SELECT id, updated_at, updated_by FROM transactions WHERE contact_id = ?', [survivorId])
      .map(row => ({ table: 'transactions' as const, row })),
    ...read('households', `id IN (SELECT household_id FROM contacts WHERE ${among('id')})`, all),
    ...read('duplicate_verdicts', `${among('contact_a_id')} OR ${among('contact_b_id')}`, others),
  ]
}

/** Keeps what `unmergeContacts` goes by. */
export function saveMerge(db: WriteDb, merge: Merge, at: string): void {
  db.run(
    `INSERT INTO merge_backups (id, group_seq, survivor_id, merged_ids, content, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    [
      merge.id,
      merge.groupSeq,
      merge.survivorId,
      JSON.stringify(merge.mergedIds),
      JSON.stringify(merge.content),
      at,
    ],
  )
}

function mergeOf(row: MergeRow): Merge {
  return {
    id: row.id,
    groupSeq: row.group_seq,
    survivorId: row.survivor_id,
    mergedIds: JSON.parse(row.merged_ids) as string[],
    content: JSON.parse(row.content) as MergeContent,
  }
}

/** The merges of one action that still stand; only one of them when it is named. */
export function mergesOfGroup(db: ReadDb, groupSeq: number, onlyMergeId: string | null): Merge[] {
  return db
    .all<MergeRow>(
      'SELECT * FROM merge_backups WHERE group_seq = @groupSeq AND unmerged_group IS NULL AND id = coalesce(@onlyMergeId, id)',
      { groupSeq, onlyMergeId },
    )
    .map(mergeOf)
}

/** The standing merges into any of these contacts. */
export function mergesInto(db: ReadDb, contactIds: readonly string[]): Merge[] {
  return db
    .all<MergeRow>(
      `SELECT * FROM merge_backups
       WHERE unmerged_group IS NULL AND survivor_id IN (SELECT value FROM json_each(?)) ORDER BY group_seq`,
      [JSON.stringify(contactIds)],
    )
    .map(mergeOf)
}
