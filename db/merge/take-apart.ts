import { loadContactState, survivorOf } from '../contacts/contact-state.ts'
import { setConsent } from '../contacts/write-contact.ts'
import type { ReadDb } from '../handles.ts'
import type { Group } from '../journal/group.ts'
import { type LeftBehind, nameOf, ownedTables, rowWords } from '../journal/left-behind.ts'
import type { SyncedTable } from '../journal/units.ts'
import {
  bringHome,
  bringVerdictHome,
  type MergeLedger,
  moveBack,
  movedRows,
  readMergeLedger,
  showLinks,
} from './homes.ts'
import { type Merge, mergesOfGroup } from './merge-content.ts'
import { returnQueues } from './move-queues.ts'
import { setColumns } from './move-rows.ts'

/** What an undo has to know of merges: those it takes apart (none for most undos), and all others. */
export type MergeUndo = {
  merges: Merge[]
  ledger: MergeLedger
  /** Others of the same action still stand. */
  isPart: boolean
  /** Of merges only the rows that they were about go back; null: all. */
  rowIds: ReadonlySet<string> | null
  /** Nothing has touched these people since the merge: they become what they were to the last column. */
  untouched: Merge[]
  /** Rows of those: they go back to what they were right before, whatever may have come before that. */
  exactIds: ReadonlySet<string>
}

/** Marks the merges of a group, or one of them, as taken apart. A group without merges has nothing here. */
export function openMergeUndo(group: Group, groupSeq: number, onlyMergeId: string | null): MergeUndo {
  const { db } = group
  const merges = mergesOfGroup(db, groupSeq, onlyMergeId)
  for (const merge of merges)
    db.run('UPDATE merge_backups SET unmerged_group = ? WHERE id = ?', [group.seq, merge.id])
  const others = 'SELECT 1 FROM merge_backups WHERE group_seq = ? AND unmerged_group IS NULL'
  const isPart = db.get(others, [groupSeq]) !== undefined
  const untouched = merges.filter(merge => isUntouched(db, merge))
  return {
    merges,
    ledger: readMergeLedger(db),
    isPart,
    rowIds:
      merges.length > 0
        ? new Set(merges.flatMap(merge => merge.content.rows.map(({ row }) => row.id)))
        : null,
    untouched,
    exactIds: new Set(untouched.flatMap(exactRows)),
  }
}

/** Rows of the people themselves; households and verdicts belong to others, too. */
function exactRows(merge: Merge): string[] {
  const own: readonly SyncedTable[] = ['contacts', ...ownedTables]
  return merge.content.rows.filter(({ table }) => own.includes(table)).map(({ row }) => row.id)
}

/** An action that merged records of which none can be told from the survivor any more, since the person was erased. */
export function isBeyondUndo(db: ReadDb, groupSeq: number): boolean {
  const merged = `SELECT 1 FROM journal_changes WHERE group_seq = ? AND table_name = 'contacts' AND unit = 'merged_into'`
  const standing = 'SELECT 1 FROM merge_backups WHERE group_seq = ? AND unmerged_group IS NULL'
  return db.get(merged, [groupSeq]) !== undefined && db.get(standing, [groupSeq]) === undefined
}

function isUntouched(db: ReadDb, merge: Merge): boolean {
  return [merge.survivorId, ...merge.mergedIds].every(
    id =>
      db.get('SELECT 1 FROM contacts WHERE id = ? AND touched_group = ?', [id, merge.groupSeq]) !== undefined,
  )
}

/** Rows go back to whom they belong: those that the undone action moved, and those that came to a survivor by an undo in between. */
export function bringRowsHome(group: Group, undo: MergeUndo, targetSeq: number): void {
  const { db } = group
  const { ledger, rowIds } = undo
  const moved = db.all<{ table: SyncedTable; id: string }>(
    `SELECT DISTINCT table_name AS "table", row_id AS id FROM journal_changes WHERE group_seq = ? AND unit = 'owner'`,
    [targetSeq],
  )
  for (const { table, id } of moved) {
    if (undo.exactIds.has(id)) moveBack(group, table, id, targetSeq)
    else if (!rowIds || rowIds.has(id)) bringHome(group, ledger, table, id)
  }
  for (const contactId of survivors(db, undo)) {
    for (const { table, id } of movedRows(db, contactId))
      if (!undo.exactIds.has(id)) bringHome(group, ledger, table, id)
  }
}

/** Where the rows of the merges may be by now. */
function survivors(db: ReadDb, undo: MergeUndo): Set<string> {
  return new Set(undo.merges.flatMap(m => [m.survivorId, survivorOf(db, m.survivorId) ?? m.survivorId]))
}

/** Verdicts go back to the contacts they were given about. */
export function bringVerdictsHome(group: Group, undo: MergeUndo, targetSeq: number): void {
  const rows = group.db.all<{ row_id: string }>(
    `SELECT DISTINCT row_id FROM journal_changes WHERE group_seq = ? AND table_name = 'duplicate_verdicts'`,
    [targetSeq],
  )
  for (const { row_id } of rows)
    if (!undo.rowIds || undo.rowIds.has(row_id)) bringVerdictHome(group, undo.ledger, row_id)
}

/** Everybody whose rows may have come or gone. */
export function peopleOf(db: ReadDb, undo: MergeUndo): string[] {
  return [...survivors(db, undo), ...undo.merges.flatMap(merge => merge.mergedIds)]
}

/**
 * What is left to do when rows and values are back: open questions, and opt-outs, which hold for everybody they may have been meant for.
 * Answers what stays with the survivor.
 */
export function finishMergeUndo(group: Group, undo: MergeUndo): LeftBehind[] {
  return undo.merges.flatMap(merge => {
    returnQueues(group, merge)
    if (!undo.untouched.includes(merge))
      for (const contactId of merge.mergedIds) showLinks(group, undo.ledger, contactId)
    const survivorId = survivorOf(group.db, merge.survivorId)
    if (survivorId === null) return []
    return [...keepOptOuts(group, merge, survivorId), ...listArrivals(group.db, merge, survivorId)]
  })
}

type Marks = {
  full_name: string
  email_subscribed: number
  unsubscribe_date: string | null
  consent_source: string | null
  consent_method: string | null
  do_not_call: number
  do_not_mail: number
}

/** Nobody knows whether "no more mail", said to the one record, was meant for the other: it holds for both. */
function keepOptOuts(group: Group, merge: Merge, survivorId: string): LeftBehind[] {
  const { db } = group
  const left: LeftBehind[] = []
  const now = db.get<Marks>('SELECT * FROM contacts WHERE id = ?', [survivorId])
  if (!now) return left
  const isLater = (unit: string) => wasSetSince(db, survivorId, unit, merge.groupSeq)
  for (const id of merge.mergedIds) {
    const c = loadContactState(db, id)
    const reason = `It was said after the merge, to ${now.full_name}; it holds for both.`
    const name = nameOf(db, 'contacts', id) ?? ''
    if (
      c?.emailSubscribed &&
      now.email_subscribed === 0 &&
      now.unsubscribe_date !== null &&
      isLater('consent')
    ) {
      const evidence = {
        subscribed: false,
        source: now.consent_source ?? 'staff',
        method: now.consent_method ?? 'said after the merge',
        date: now.unsubscribe_date,
      }
      setConsent(group, c, evidence, `said while merged with ${now.full_name}`)
      left.push({ what: `Opt-out of ${name}`, reason })
    }
    for (const mark of ['do_not_call', 'do_not_mail'] as const) {
      if (now[mark] === 0 || !isLater(mark)) continue
      setColumns(group, 'contacts', id, { [mark]: 1 })
      left.push({ what: `${mark.replaceAll('_', ' ')} of ${name}`, reason })
    }
  }
  return left
}

function wasSetSince(db: ReadDb, contactId: string, unit: string, groupSeq: number): boolean {
  return (
    db.get(
      `SELECT 1 FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
       WHERE j.row_id = ? AND j.table_name = 'contacts' AND j.unit = ? AND j.group_seq > ? AND g.undone_at IS NULL AND g.origin <> 'undo'`,
      [contactId, unit, groupSeq],
    ) !== undefined
  )
}

/** What came to the survivor after the merge. */
function listArrivals(db: ReadDb, merge: Merge, survivorId: string): LeftBehind[] {
  const survivor = nameOf(db, 'contacts', survivorId) ?? ''
  return ownedTables.flatMap(table =>
    db
      .all<{ id: string; title: string }>(
        `SELECT r.id, g.title FROM ${table} r JOIN change_groups g ON g.seq = r.created_group
         WHERE r.contact_id = ? AND r.created_group > ? AND r.deleted_at IS NULL ORDER BY r.id`,
        [survivorId, merge.groupSeq],
      )
      .map(({ id, title }) => ({
        what: rowWords(db, table, id),
        reason: `It came after the merge (${title}) and stays with ${survivor}.`,
      })),
  )
}

/** A merge taken apart at once leaves no trace but in History: also when and by whom a row was last changed is what it was. */
export function restoreStamps({ db }: Group, undo: MergeUndo): void {
  for (const { table, row } of undo.untouched.flatMap(merge => merge.content.rows)) {
    db.run(`UPDATE ${table} SET updated_at = ?, updated_by = ? WHERE id = ?`, [
      row['updated_at'] ?? null,
      row['updated_by'] ?? null,
      row.id,
    ])
  }
}
