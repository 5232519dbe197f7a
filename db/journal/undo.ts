import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { auditOptIn } from '../contacts/write-contact.ts'
import type { SqlValue, WriteDb } from '../handles.ts'
import { linkPayments } from '../payments/link-payments.ts'
import { readSettings } from '../queries/settings.ts'
import { type Group, writeGroup } from './group.ts'
import { removeCreatedRows } from './remove-created.ts'
import { type SyncedTable, syncedTables, unitColumns } from './units.ts'

export type LeftBehind = { what: string; reason: string }
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
  constructor(reason: string) {
    super(reason)
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
type Change = { row_id: string; table_name: SyncedTable; unit: string }
type ChainLink = {
  base_value: string
  new_value: string
  group_seq: number
  is_active: number
  title: string
}

/**
 * Takes back one action: every value it changed becomes what it would be had the action never happened, unless a later action changed
 * it again (then it stays and is reported); every row it created goes, unless somebody worked with it since. What stayed because of a later
 * action goes when that action is taken back too, so the order of undos does not matter. Throws UndoImpossible.
 */
export function undoGroup(sqlite: Database.Database, groupSeq: number, who: string): UndoResult {
  const target = sqlite
    .prepare('SELECT seq, title, origin, batch_id, undone_at FROM change_groups WHERE seq = ?')
    .get(groupSeq) as Target | undefined
  if (!target) throw new UndoImpossible('The action is not in the history.')
  if (target.undone_at !== null) throw new UndoImpossible('It was undone before.')
  if (target.origin === 'undo') throw new UndoImpossible('It is itself an undo; do the action again instead.')
  const intent = {
    who,
    origin: 'undo' as const,
    title: `Undid: ${target.title}`,
    undoesGroup: target.seq,
    keepsRemovedRows: target.origin !== 'import',
    ...(target.batch_id === null ? {} : { batchId: target.batch_id }),
  }
  try {
    return writeGroup(sqlite, intent, group => takeBack(group, target))
  } catch (error) {
    if (!isCollision(error)) throw error
    throw new UndoImpossible(
      'A later action uses what would come back (an e-mail, an id or the place of the main one). Undo that later action first.',
    )
  }
}

/** SQLite refused a second owner of what only one may have; everything has been rolled back. */
function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
}

function takeBack(group: Group, target: Target): UndoResult {
  const { db } = group
  db.run('UPDATE change_groups SET undone_at = ?, undone_by_group = ? WHERE seq = ?', [
    group.at,
    group.seq,
    target.seq,
  ])
  const left: LeftBehind[] = []
  const removal = removeCreatedRows(db, target.seq)
  const restored = restoreValues(group, target, left)
  takeBackQueues(db, group, target)
  const touched = contactsToRefresh(db, target.seq, removal.affectedContactIds)
  for (const contactId of touched) keepOnePrimary(group, contactId)
  linkPayments(group, touched, readSettings(db).timeZone)
  refreshDerived(db, touched, group)
  return {
    undoGroupSeq: group.seq,
    restoredRows: restored + removal.removedRows,
    removedRows: removal.removedRows,
    left: [...left, ...removal.left].slice(0, 100),
    leftCount: left.length + removal.left.length,
  }
}

/**
 * Puts every unit the action changed to what the remaining actions make of it. Returns how many values changed. Which payments an import
 * took for the same follows from the payments that are left: it is found anew.
 */
function restoreValues(group: Group, target: Target, left: LeftBehind[]): number {
  const { db } = group
  const targetSeq = target.seq
  const found = target.origin === 'import' ? `AND unit <> 'same_payment'` : ''
  const changes = db.all<Change>(
    `SELECT DISTINCT row_id, table_name, unit FROM journal_changes WHERE group_seq = ? AND unit <> '*' ${found} ORDER BY seq DESC`,
    [targetSeq],
  )
  let restored = 0
  for (const change of marksLast(changes)) {
    const chain = db.all<ChainLink>(
      `SELECT j.base_value, j.new_value, j.group_seq, g.undone_at IS NULL AS is_active, g.title
       FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
       WHERE j.row_id = ? AND j.table_name = ? AND j.unit = ? AND g.origin <> 'undo' ORDER BY j.seq`,
      [change.row_id, change.table_name, change.unit],
    )
    const lastActive = chain.findLast(link => link.is_active === 1)
    if (lastActive && lastActive.group_seq > targetSeq) {
      left.push({
        what: `${unitWords(change)} of ${rowTitle(db, change)}`,
        reason: `Changed later: ${lastActive.title}`,
      })
      continue
    }
    const wanted = lastActive?.new_value ?? chain[0]?.base_value
    if (change.unit === 'lock' && wouldOpen(db, change.row_id, wanted)) {
      left.push({
        what: `protection of ${rowTitle(db, change)}`,
        reason: 'Something else on it was typed by a person.',
      })
      continue
    }
    if (wanted !== undefined && putBack(group, change, wanted)) restored++
  }
  return restored
}

const levels = ['UNLOCKED', 'PARTIAL_LOCK', 'FULL_LOCK']

function wouldOpen(db: WriteDb, contactId: string, wanted: string | undefined): boolean {
  const row = db.get<{ lock_level: string }>('SELECT lock_level FROM contacts WHERE id = ?', [contactId])
  const level = (JSON.parse(wanted ?? '{}') as { lock_level?: string }).lock_level ?? ''
  return levels.indexOf(level) < levels.indexOf(row?.lock_level ?? '') && holdsTypedValues(db, contactId)
}

/** Something a person typed over the values of another system stands on this contact: its protection does not fall by an undo. */
function holdsTypedValues(db: WriteDb, contactId: string): boolean {
  const rows = ['contact_emails', 'contact_phones', 'contact_addresses'].map(
    t =>
      `EXISTS (SELECT 1 FROM ${t} r WHERE r.contact_id = c.id AND r.source_system = 'staff' AND r.deleted_at IS NULL)`,
  )
  return (
    db.get(
      `SELECT 1 FROM contacts c WHERE c.id = ? AND c.source_system <> 'staff' AND (
         c.name_source = 'staff' OR c.business_name_source = 'staff' OR c.birth_date_source = 'staff' OR ${rows.join(' OR ')})`,
      [contactId],
    ) !== undefined
  )
}

/** Values first, then which row is primary or removed, and the lock last, when it shows what it has to protect. */
function marksLast(changes: Change[]): Change[] {
  const isMark = (c: Change) => c.unit === 'is_primary' || c.unit === 'deleted' || c.unit === 'lock'
  return [...changes.filter(c => !isMark(c)), ...changes.filter(isMark)]
}

function putBack(group: Group, change: Change, wanted: string): boolean {
  const columns = unitColumns(change.table_name, change.unit)
  const values = JSON.parse(wanted) as Record<string, SqlValue>
  const bound = columns.map(c => values[c] ?? null)
  const isConsent = change.table_name === 'contacts' && change.unit === 'consent'
  const before = isConsent ? optInOf(group.db, change.row_id) : null
  const { changes } = group.db.run(
    `UPDATE ${change.table_name} SET ${columns.map(c => `${c} = ?`).join(', ')}, updated_at = ?, updated_by = ?
     WHERE id = ? AND (${columns.map(c => `${c} IS NOT ?`).join(' OR ')})`,
    [...bound, group.at, group.who, change.row_id, ...bound],
  )
  if (isConsent && changes > 0) {
    const now = values['email_subscribed'] === 1
    if (before !== null && before !== now)
      auditOptIn(group, change.row_id, { old: before, now, why: 'an action was undone' })
  }
  return changes > 0
}

function optInOf(db: WriteDb, contactId: string): boolean | null {
  const row = db.get<{ email_subscribed: number }>('SELECT email_subscribed FROM contacts WHERE id = ?', [
    contactId,
  ])
  return row ? row.email_subscribed === 1 : null
}

/**
 * Conflicts, suggestions and the batch itself follow the action that made or answered them. What rows looked like is forgotten altogether,
 * since it speaks of contacts that may be gone: the next import looks at every row again.
 */
function takeBackQueues(db: WriteDb, group: Group, target: Target): void {
  db.run('DELETE FROM import_conflicts WHERE group_seq = ?', [target.seq])
  db.run(
    `UPDATE import_conflicts SET status = 'open', resolved_at = NULL, resolved_by = NULL, resolved_group = NULL WHERE resolved_group = ?`,
    [target.seq],
  )
  db.run('DELETE FROM import_suggestions WHERE group_seq = ?', [target.seq])
  for (const queue of ['import_conflicts', 'import_suggestions']) {
    db.run(
      `DELETE FROM ${queue} WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = ${queue}.contact_id)`,
    )
  }
  db.run(
    `UPDATE import_suggestions SET gone_group = NULL WHERE gone_group = ? AND NOT EXISTS (
       SELECT 1 FROM import_suggestions o WHERE o.contact_id = import_suggestions.contact_id AND o.field = import_suggestions.field
         AND o.source_system = import_suggestions.source_system AND o.gone_group IS NULL)`,
    [target.seq],
  )
  if (target.batch_id) db.run('DELETE FROM import_seen_rows')
  if (target.batch_id)
    db.run('UPDATE import_batches SET undone_at = ? WHERE id = ?', [group.at, target.batch_id])
}

const ownedTables = syncedTables.filter(
  t => t !== 'contacts' && unitColumns(t, 'owner').includes('contact_id'),
)

/** Contacts whose own or whose children's values were put back or removed. */
function contactsToRefresh(db: WriteDb, targetSeq: number, affected: Iterable<string>): Set<string> {
  const ids = new Set(affected)
  const own = db.all<{ row_id: string }>(
    `SELECT DISTINCT row_id FROM journal_changes WHERE group_seq = ? AND table_name = 'contacts'`,
    [targetSeq],
  )
  for (const { row_id } of own) ids.add(row_id)
  for (const table of ownedTables) {
    const owners = db.all<{ contact_id: string | null }>(
      `SELECT DISTINCT t.contact_id FROM journal_changes j JOIN ${table} t ON t.id = j.row_id WHERE j.group_seq = ? AND j.table_name = ?`,
      [targetSeq, table],
    )
    for (const { contact_id } of owners) if (contact_id) ids.add(contact_id)
  }
  return ids
}

/** A contact with e-mails, phones or addresses has exactly one primary of each: the oldest takes the place of one that went. */
function keepOnePrimary(group: Group, contactId: string): void {
  for (const table of ['contact_emails', 'contact_phones', 'contact_addresses'] as const) {
    group.db.run(
      `UPDATE ${table} SET is_primary = 1, updated_at = ?, updated_by = ?
       WHERE id = (SELECT min(id) FROM ${table} WHERE contact_id = ? AND deleted_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM ${table} p WHERE p.contact_id = ? AND p.is_primary = 1 AND p.deleted_at IS NULL)`,
      [group.at, group.who, contactId, contactId],
    )
  }
}

function unitWords(change: Change): string {
  return `${change.unit.replaceAll('_', ' ')} (${change.table_name.replaceAll('_', ' ')})`
}

function rowTitle(db: WriteDb, change: Change): string {
  if (change.table_name === 'contacts') {
    return (
      db.get<{ full_name: string }>('SELECT full_name FROM contacts WHERE id = ?', [change.row_id])
        ?.full_name ?? '?'
    )
  }
  if (!(ownedTables as readonly string[]).includes(change.table_name)) return change.row_id
  return (
    db.get<{ full_name: string }>(
      `SELECT c.full_name FROM ${change.table_name} t JOIN contacts c ON c.id = t.contact_id WHERE t.id = ?`,
      [change.row_id],
    )?.full_name ?? change.row_id
  )
}
