import { auditOptIn } from '../contacts/write-contact.ts'
import type { SqlValue, WriteDb } from '../handles.ts'
import type { MergeUndo } from '../merge/take-apart.ts'
import { unitWord } from '../queries/unit-text.ts'
import type { Group } from './group.ts'
import { type LeftBehind, nameOf } from './left-behind.ts'
import { journalUnits, type SyncedTable, unitColumns } from './units.ts'

type Change = { row_id: string; table_name: SyncedTable; unit: string; is_own: number }
type ChainLink = {
  base_value: string
  new_value: string
  group_seq: number
  is_active: number
  title: string
}
/** A change that cannot be put back now, since something else has what only one may have. */
type Collision = { change: Change; wanted: string; cause: Error }

/** Puts back what an action changed, in three steps around the removal of the rows it created. */
export type Restore = {
  /** Values of rows that were there before. */
  putBackValues: () => void
  /** What collided with rows that are gone now, then which row is primary or removed, and the lock last, when it shows what it protects. */
  putBackRest: () => void
  /** How many values changed. */
  restored: () => number
  left: LeftBehind[]
}

/**
 * Every unit the action changed becomes what the remaining actions make of it, unless a later action changed it again. Which payments an
 * import took for the same follows from the payments that are left: it is found anew.
 */
export function openRestore(
  group: Group,
  target: { seq: number; origin: string },
  { ledger, rowIds, exactIds }: MergeUndo,
): Restore {
  const targetSeq = target.seq
  const found = target.origin === 'import' ? `AND j.unit <> 'same_payment'` : ''
  const all = group.db.all<Change>(
    `SELECT DISTINCT j.row_id, j.table_name, j.unit, j.row_id > g.id AND j.row_id <= g.last_id AS is_own
     FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.group_seq = ? AND j.unit <> '*' ${found} ORDER BY j.seq DESC`,
    [targetSeq],
  )
  // Whose a row is follows from all merges that stand, not from this action alone.
  const isPlaced = (c: Change) =>
    c.unit === 'owner' || (c.table_name === 'duplicate_verdicts' && c.unit === 'value')
  const changes = all.filter(c => !isPlaced(c) && (rowIds === null || rowIds.has(c.row_id)))
  const isMark = (c: Change) => c.unit === 'is_primary' || c.unit === 'deleted' || c.unit === 'lock'
  const isEarly = (c: Change) => !isMark(c) && c.is_own === 0
  const left: LeftBehind[] = []
  let restored = 0
  let waiting: Collision[] = []

  function putAllBack(list: readonly Change[]): void {
    for (const change of list) {
      const wanted = wantedOf(group.db, change, { seq: targetSeq, ledger, exactIds }, left)
      if (wanted === null) continue
      const done = tryPutBack(group, change, wanted)
      if (typeof done === 'boolean') restored += Number(done)
      else waiting.push({ change, wanted, cause: done })
    }
  }

  /** Those that collided, once more; answers those that still do. */
  function retry(): Collision[] {
    const again = waiting
    waiting = []
    parkEmails(group.db, again)
    return again.flatMap(({ change, wanted }) => {
      const done = tryPutBack(group, change, wanted)
      if (typeof done !== 'boolean') return [{ change, wanted, cause: done }]
      restored += Number(done)
      return []
    })
  }

  return {
    putBackValues: () => putAllBack(changes.filter(isEarly)),
    putBackRest: () => {
      waiting = retry()
      putAllBack(changes.filter(c => !isMark(c) && c.is_own === 1))
      putAllBack(changes.filter(isMark))
      for (const collision of retry()) restored += settle(group, collision, left)
    },
    restored: () => restored,
    left,
  }
}

/** What the remaining actions make of a unit, as JSON; null when it stays as it is. */
function wantedOf(
  db: WriteDb,
  change: Change,
  target: { seq: number } & Pick<MergeUndo, 'ledger' | 'exactIds'>,
  left: LeftBehind[],
): string | null {
  const chain = db.all<ChainLink>(
    `SELECT j.base_value, j.new_value, j.group_seq, g.undone_at IS NULL AS is_active, g.title
     FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.table_name = ? AND j.unit = ? AND g.origin <> 'undo' ORDER BY j.seq`,
    [change.row_id, change.table_name, change.unit],
  )
  if (target.exactIds.has(change.row_id))
    return chain.find(link => link.group_seq === target.seq)?.base_value ?? null
  const isActive = (link: ChainLink) =>
    link.is_active === 1 && !target.ledger.isTakenApart(link.group_seq, change.row_id)
  const lastActive = chain.findLast(isActive)
  if (lastActive && lastActive.group_seq > target.seq) {
    // A row of the action itself is gone, or told as one that stays.
    if (change.is_own === 0)
      left.push({ what: unitWords(db, change), reason: `Changed later: ${lastActive.title}` })
    return null
  }
  const wanted = lastActive?.new_value ?? chain[0]?.base_value ?? null
  if (
    change.unit === 'lock' &&
    wasEditedSince(db, change.row_id, target.seq) &&
    wouldOpen(db, change.row_id, wanted)
  ) {
    const reason = 'Something else on it was typed by a person.'
    left.push({ what: unitWords(db, change), reason })
    return null
  }
  return wanted
}

/** Whether something changed, or the constraint that stands against it. */
function tryPutBack(group: Group, change: Change, wanted: string): boolean | Error {
  try {
    return putBack(group, change, wanted)
  } catch (error) {
    if (isConstraint(error)) return error
    throw error
  }
}

/** E-mails that two contacts exchanged stand in each other's way: each lets go of its own before either takes the other's back. */
function parkEmails(db: WriteDb, collisions: readonly Collision[]): void {
  const emails = collisions.filter(({ change: c }) => c.table_name === 'contact_emails' && c.unit === 'value')
  if (emails.length < 2) return
  for (const { change } of emails)
    db.run('UPDATE contact_emails SET email = id WHERE id = ?', [change.row_id])
}

/** SQLite refused a second owner of what only one may have, or a link to what is gone. The statement changed nothing. */
export function isConstraint(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
}

/**
 * What can be done about a collision at the end: a row comes back without its mark when another one is primary by now; a link to what
 * was taken back stays as it is. Anything else is thrown. Returns how many values changed.
 */
function settle(group: Group, { change, wanted, cause }: Collision, left: LeftBehind[]): number {
  if ('code' in cause && cause.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    left.push({ what: unitWords(group.db, change), reason: 'What it was before has been taken back, too.' })
    return 0
  }
  if (!('is_primary' in journalUnits[change.table_name])) throw cause
  const mark = { ...change, unit: 'is_primary' }
  let restored = 0
  if (change.unit !== 'is_primary') {
    putBack(group, mark, '{"is_primary":0}')
    restored = Number(putBack(group, change, wanted))
  }
  left.push({ what: unitWords(group.db, mark), reason: 'Another one was made the main one since.' })
  return restored
}

const levels = ['UNLOCKED', 'PARTIAL_LOCK', 'FULL_LOCK']

function wouldOpen(db: WriteDb, contactId: string, wanted: string | null): boolean {
  const row = db.get<{ lock_level: string }>('SELECT lock_level FROM contacts WHERE id = ?', [contactId])
  const level = (JSON.parse(wanted ?? '{}') as { lock_level?: string }).lock_level ?? ''
  return levels.indexOf(level) < levels.indexOf(row?.lock_level ?? '') && holdsTypedValues(db, contactId)
}

/** The padlock may have been open over values typed before the action, by a person's word; what was typed later keeps it closed. */
function wasEditedSince(db: WriteDb, contactId: string, groupSeq: number): boolean {
  return (
    db.get(
      `SELECT 1 FROM change_groups WHERE seq > ? AND (contact_id = ? OR contact_id IS NULL) AND origin = 'staff' AND undone_at IS NULL`,
      [groupSeq, contactId],
    ) !== undefined
  )
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

function putBack(group: Group, change: Change, wanted: string): boolean {
  const values = JSON.parse(wanted) as Record<string, SqlValue>
  // What an older version wrote down knows nothing of columns that came later.
  const columns = unitColumns(change.table_name, change.unit).filter(c => Object.hasOwn(values, c))
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

function unitWords(db: WriteDb, change: Change): string {
  const word = unitWord(change.table_name, change.unit)
  const name = nameOf(db, change.table_name, change.row_id)
  return name === null ? word : `${word} of ${name}`
}
