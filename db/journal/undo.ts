import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf, type WriteDb } from '../handles.ts'
import { moveStrays } from '../merge/homes.ts'
import { reviveFolded } from '../merge/revive-folded.ts'
import {
  bringRowsHome,
  bringVerdictsHome,
  finishMergeUndo,
  isBeyondUndo,
  type MergeUndo,
  openMergeUndo,
  peopleOf,
  restoreStamps,
} from '../merge/take-apart.ts'
import { countJoined, joinedIn } from '../payments/joined-payments.ts'
import { linkPayments } from '../payments/link-payments.ts'
import { readSettings } from '../queries/settings.ts'
import { type Group, writeGroup } from './group.ts'
import { type LeftBehind, ownedTables } from './left-behind.ts'
import { followMergedTags } from './merged-tags.ts'
import { type Removal, removeCreatedRows } from './remove-created.ts'
import { isConstraint, openRestore, type Restore } from './restore-values.ts'
import { takeBackQueues } from './take-back-queues.ts'

export type UndoResult = {
  undoGroupSeq: number
  /** Values put back plus rows removed. */
  restoredRows: number
  removedRows: number
  /** The first hundred things that stay because of later work. */
  left: LeftBehind[]
  leftCount: number
}

/** Thrown when an action cannot be taken back; `message` is the reason as a sentence. */
export class UndoImpossible extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'UndoImpossible'
  }
}

type Target = {
  seq: number
  title: string
  origin: string
  batch_id: string | null
  undone_at: string | null
}
/**
 * Takes back one action: every value it changed becomes what it would be had the action never happened, unless a later action changed
 * it again (then it stays and is reported); every row it created goes, unless somebody worked with it since. What stayed because of a later
 * action goes when that action is taken back too, so the order of undos does not matter. Of an action that merged several sets of records
 * `onlyMergeId` takes one apart. Throws UndoImpossible.
 */
export function undoGroup(
  sqlite: Database.Database,
  groupSeq: number,
  who: string,
  onlyMergeId: string | null = null,
): UndoResult {
  const target = sqlite
    .prepare('SELECT seq, title, origin, batch_id, undone_at FROM change_groups WHERE seq = ?')
    .get(groupSeq) as Target | undefined
  if (!target) throw new UndoImpossible('The action is not in the history.')
  if (target.undone_at !== null) throw new UndoImpossible('It was undone before.')
  if (target.origin === 'erasure')
    throw new UndoImpossible('Who was erased at their wish stays erased; nothing of them was kept.')
  if (target.origin === 'undo') throw new UndoImpossible('It is itself an undo; do the action again instead.')
  if (isBeyondUndo(handlesOf(sqlite).read, groupSeq))
    throw new UndoImpossible('Somebody whom it merged was erased since.')
  const intent = {
    who,
    origin: 'undo' as const,
    title: `Undid: ${target.title}`,
    undoesGroup: target.seq,
    keepsRemovedRows: target.origin !== 'import',
    ...(target.batch_id === null ? {} : { batchId: target.batch_id }),
  }
  try {
    return writeGroup(sqlite, intent, group => takeBack(group, target, onlyMergeId))
  } catch (error) {
    if (!isConstraint(error)) throw error
    throw new UndoImpossible(
      'A later action uses what would come back (an e-mail, an id or the place of the main one). Undo that later action first.',
      { cause: error },
    )
  }
}

function takeBack(group: Group, target: Target, onlyMergeId: string | null): UndoResult {
  const { db } = group
  const undo = openMergeUndo(group, target.seq, onlyMergeId)
  if (!undo.isPart) {
    db.run('UPDATE change_groups SET undone_at = ?, undone_by_group = ? WHERE seq = ?', [
      group.at,
      group.seq,
      target.seq,
    ])
  }
  const restore = openRestore(group, target, undo)
  const removal = putBackAndRemove(group, target, restore, undo)
  takeBackQueues(db, group, target, removal.peopleGone)
  const stays = finishMergeUndo(group, undo)
  const people = [...removal.affectedContactIds, ...peopleOf(db, undo)]
  const touched = contactsToRefresh(db, { seq: target.seq, rowIds: undo.rowIds }, people)
  for (const contactId of moveStrays(group, undo.ledger, { seq: target.seq, rowIds: undo.rowIds }))
    touched.add(contactId)
  for (const contactId of reviveFolded(group, undo.ledger, touched)) touched.add(contactId)
  for (const contactId of touched) keepOnePrimary(group, contactId)
  followMergedTags(group, touched)
  if (target.origin !== 'import') countJoined(group, joinedIn(db, target.seq))
  linkPayments(group, touched, readSettings(db).timeZone)
  refreshDerived(db, touched, group)
  restoreStamps(group, undo)
  const left = [...restore.left, ...removal.left, ...stays]
  return {
    undoGroupSeq: group.seq,
    restoredRows: restore.restored() + removal.removedRows,
    removedRows: removal.removedRows,
    left: left.slice(0, 100),
    leftCount: restore.left.length + removal.leftCount + stays.length,
  }
}

/**
 * A merge made no rows, but rows of other undone actions may have stayed because of it: they go when everything is back with whom it
 * belongs. For other actions what they made must be gone before marks can come back.
 */
function putBackAndRemove(group: Group, target: Target, restore: Restore, undo: MergeUndo): Removal {
  restore.putBackValues()
  bringRowsHome(group, undo, target.seq)
  const isMerge = undo.merges.length > 0
  if (isMerge) {
    restore.putBackRest()
    bringVerdictsHome(group, undo, target.seq)
  }
  const removal = removeCreatedRows(group.db, target.seq)
  if (!isMerge) {
    restore.putBackRest()
    bringVerdictsHome(group, undo, target.seq)
  }
  return removal
}

/** Contacts whose own or whose children's values were put back or removed. */
function contactsToRefresh(
  db: WriteDb,
  { seq, rowIds }: { seq: number; rowIds: ReadonlySet<string> | null },
  affected: Iterable<string>,
): Set<string> {
  const ids = new Set(affected)
  const isMeant = (rowId: string) => rowIds === null || rowIds.has(rowId)
  const own = db.all<{ row_id: string }>(
    `SELECT DISTINCT row_id FROM journal_changes WHERE group_seq = ? AND table_name = 'contacts'`,
    [seq],
  )
  for (const { row_id } of own) if (isMeant(row_id)) ids.add(row_id)
  for (const table of ownedTables) {
    const owners = db.all<{ id: string; contact_id: string | null }>(
      `SELECT DISTINCT t.id, t.contact_id FROM journal_changes j JOIN ${table} t ON t.id = j.row_id WHERE j.group_seq = ? AND j.table_name = ?`,
      [seq, table],
    )
    for (const { id, contact_id } of owners) if (contact_id && isMeant(id)) ids.add(contact_id)
  }
  return ids
}

/**
 * A contact with e-mails, phones or addresses has exactly one primary of each. The place of one that went is taken by the row that the
 * remaining actions made primary (an undo may have brought it back without its mark), else by the oldest.
 */
function keepOnePrimary(group: Group, contactId: string): void {
  for (const table of ['contact_emails', 'contact_phones', 'contact_addresses'] as const) {
    const primary = `SELECT 1 FROM ${table} WHERE contact_id = ? AND is_primary = 1 AND deleted_at IS NULL`
    if (group.db.get(primary, [contactId])) continue
    group.db.run(
      `UPDATE ${table} SET is_primary = 1, updated_at = ?, updated_by = ?
       WHERE id = (SELECT t.id FROM ${table} t WHERE t.contact_id = ? AND t.deleted_at IS NULL
         ORDER BY ${markOf(table)} DESC, t.id LIMIT 1)`,
      [group.at, group.who, contactId],
    )
  }
}

/** The mark that the remaining actions make of a row's. */
function markOf(table: string): string {
  const links = `FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
    WHERE j.row_id = t.id AND j.table_name = '${table}' AND j.unit = 'is_primary'`
  return `coalesce(
    (SELECT j.new_value ->> 'is_primary' ${links} AND g.undone_at IS NULL AND g.origin <> 'undo' ORDER BY j.seq DESC LIMIT 1),
    (SELECT j.base_value ->> 'is_primary' ${links} ORDER BY j.seq LIMIT 1),
    0)`
}
