import type { WriteDb } from '../handles.ts'
import { type LeftBehind, ownedTables, referencesTo, rowWords, whyItStays } from './left-behind.ts'
import type { SyncedTable } from './units.ts'

export type Removal = {
  removedRows: number
  affectedContactIds: Set<string>
  /** The groups of which people went. */
  peopleGone: UndoneGroup[]
  /** The first hundred rows that stay; `leftCount` counts them all. */
  left: LeftBehind[]
  leftCount: number
}

/** Tables whose rows belong to a contact, in an order that never orphans a row. */
const contactChildren = [
  'contact_products',
  'contact_tags',
  'contact_notes',
  'contact_roles',
  'contact_external_ids',
  'contact_emails',
  'contact_phones',
  'contact_addresses',
] as const
/** What happened with a contact, and verdicts: goes with the group even when the contact stays. Rows that point to others come first. */
const dealingTables = [
  'acknowledgments',
  'pledge_payments',
  'pledges',
  'event_registrations',
  'bookings',
  'transactions',
  'subscriptions',
  'duplicate_verdicts',
  'erased_keys',
] as const
const sharedTables = ['tags', 'products', 'households', 'events', 'venues'] as const
const mostTold = 100

/** An undone group and the range of ids its rows have. */
export type UndoneGroup = { seq: number; first: string; last: string | null }
const createdIn = 'id > @first AND id <= @last AND created_group = @seq'
const notChangedLater = 'id NOT IN (SELECT row_id FROM temp.undo_later)'
/** Whose row it is, also while that contact is merged into another. */
const ofNobodyKept = `contact_id NOT IN (SELECT id FROM temp.undo_kept)
  AND id NOT IN (SELECT h.row_id FROM temp.undo_home h JOIN temp.undo_kept k ON k.id = h.contact_id)`
/** A merge moves and folds rows without working with them. */
const notMerged = (seq: string) => `${seq} NOT IN (SELECT group_seq FROM merge_backups)`

/** A sale stays with what was given back of it: else more would be given back than was ever paid. */
const notGivenBack = ` AND (external_transaction_id, source_system) NOT IN (
  SELECT refund_of_external_id, source_system FROM transactions
  WHERE transaction_type = 'refund' AND deleted_at IS NULL AND same_payment_as_id IS NULL AND refund_of_external_id IS NOT NULL
    AND (created_group <> @seq OR id IN (SELECT row_id FROM temp.undo_later)))`

/** A journal group that still stands: not undone, and not itself an undo. */
const standing = (seq: string) =>
  `EXISTS (SELECT 1 FROM change_groups g WHERE g.seq = ${seq} AND g.undone_at IS NULL AND g.origin <> 'undo')`

/**
 * Removes the rows an undone group created, and what earlier undos had to leave that nothing needs any more. A contact that later work
 * touched stays whole; every other row stays when it was changed later or something that stays points to it.
 */
export function removeCreatedRows(db: WriteDb, targetSeq: number): Removal {
  const removal: Removal = {
    removedRows: 0,
    affectedContactIds: new Set(),
    peopleGone: [],
    left: [],
    leftCount: 0,
  }
  db.run('CREATE TEMP TABLE IF NOT EXISTS undo_kept (id TEXT PRIMARY KEY) WITHOUT ROWID')
  db.run('CREATE TEMP TABLE IF NOT EXISTS undo_later (row_id TEXT PRIMARY KEY) WITHOUT ROWID')
  db.run(
    'CREATE TEMP TABLE IF NOT EXISTS undo_home (contact_id TEXT, row_id TEXT, PRIMARY KEY (contact_id, row_id)) WITHOUT ROWID',
  )
  const undone = db
    .all<UndoneGroup>(
      `SELECT seq, id AS first, last_id AS last FROM change_groups WHERE undone_at IS NOT NULL AND origin <> 'undo' ORDER BY seq DESC`,
    )
    .filter(group => hasRows(db, group))
  const oldest = undone.at(-1)
  if (!oldest) return removal
  db.run('DELETE FROM temp.undo_later')
  db.run(
    `INSERT OR IGNORE INTO temp.undo_later SELECT row_id FROM journal_changes j
     WHERE group_seq > ? AND unit NOT IN ('*', 'same_payment')
       AND ${standing('j.group_seq')} AND ${notMerged('j.group_seq')}`,
    [oldest.seq],
  )
  noteHomes(db)
  removeGroups(db, undone, removal)
  const target = undone.find(group => group.seq === targetSeq)
  if (target) {
    keepContactsInUse(db, target)
    reportLeft(db, target, removal)
  }
  return removal
}

/** Newest first, and again while rows go: after merges a row of an older group may have held a contact of a newer one. */
function removeGroups(db: WriteDb, undone: readonly UndoneGroup[], removal: Removal): void {
  const removedBefore = removal.removedRows
  for (const group of undone) removeGroup(db, group, removal)
  const left = undone.filter(group => hasRows(db, group))
  if (left.length > 0 && removal.removedRows > removedBefore) removeGroups(db, left, removal)
}

/** Whose the rows are that merges, or undos since the first merge, have moved: who had each before. */
function noteHomes(db: WriteDb): void {
  db.run('DELETE FROM temp.undo_home')
  db.run(
    `INSERT OR IGNORE INTO temp.undo_home (contact_id, row_id)
     SELECT (SELECT f.base_value ->> 'contact_id' FROM journal_changes f
             WHERE f.row_id = j.row_id AND f.unit = 'owner' ORDER BY f.seq LIMIT 1) AS home, j.row_id
     FROM journal_changes j
     WHERE j.unit = 'owner' AND home IS NOT NULL AND j.group_seq IN (
       SELECT group_seq FROM merge_backups
       UNION SELECT seq FROM change_groups WHERE origin = 'undo' AND seq > (SELECT min(group_seq) FROM merge_backups))`,
  )
}

const ofAnyTable = [...dealingTables, ...contactChildren, 'contacts', ...sharedTables]
  .map(table => `EXISTS (SELECT 1 FROM ${table} WHERE ${createdIn})`)
  .join(' OR ')

/** A plain edit made no rows, and most undone groups left none behind: a look along the ids of each table tells. */
function hasRows(db: WriteDb, group: UndoneGroup): boolean {
  return db.get<{ has: number }>(`SELECT ${ofAnyTable} AS has`, group)?.has === 1
}

function removeGroup(db: WriteDb, group: UndoneGroup, removal: Removal): void {
  const owners = findOwners(db, group.seq)
  const removedBefore = removal.removedRows
  const remove = (table: SyncedTable, condition: string) => {
    const { changes } = db.run(`DELETE FROM ${table} WHERE ${createdIn} AND ${condition}`, group)
    removal.removedRows += changes
    return changes
  }
  for (const table of dealingTables) {
    const condition = `${notChangedLater}${unused(db, table)}${table === 'transactions' ? notGivenBack : ''}`
    if (table === 'transactions') countAlone(db, group, condition)
    remove(table, condition)
  }
  keepContactsInUse(db, group)
  for (const table of contactChildren) remove(table, `${ofNobodyKept} AND ${notChangedLater}`)
  if (remove('contacts', 'id NOT IN (SELECT id FROM temp.undo_kept)') > 0) removal.peopleGone.push(group)
  for (const table of sharedTables) remove(table, `${notChangedLater}${unused(db, table)}`)
  if (removal.removedRows > removedBefore) for (const id of owners) removal.affectedContactIds.add(id)
}

/** That no row of another table points to it, nor a tag that was merged into it and so stays. */
function unused(db: WriteDb, table: SyncedTable): string {
  return referencesTo(db, table)
    .filter(({ child }) => child !== table || table === 'tags')
    .map(r => ` AND NOT EXISTS (SELECT 1 FROM ${r.child} r WHERE r.${r.column} = ${table}.id)`)
    .join('')
}

/** Payments that were told by one of the rows that go, too, and more fully, count by themselves again. */
function countAlone(db: WriteDb, group: UndoneGroup, goes: string): void {
  db.run(
    `UPDATE transactions SET same_payment_as_id = NULL, same_payment_why = NULL
     WHERE same_payment_as_id IN (SELECT id FROM transactions WHERE ${createdIn} AND ${goes})`,
    group,
  )
}

/** Contacts of the group that own something that stays, or that something standing has worked with since. Untouched ones cost nothing. */
function keepContactsInUse(db: WriteDb, group: UndoneGroup): void {
  db.run('DELETE FROM temp.undo_kept')
  const ofTheGroup = createdIn.replaceAll(/\b(id|created_group)\b/g, 'c.$1')
  for (const table of ownedTables) {
    db.run(
      `INSERT OR IGNORE INTO temp.undo_kept SELECT c.id FROM temp.undo_later l JOIN ${table} r ON r.id = l.row_id
       JOIN contacts c ON c.id = r.contact_id WHERE ${ofTheGroup}`,
      group,
    )
  }
  const pointing = [
    ...dealingTables
      .filter(t => (ownedTables as string[]).includes(t))
      .map(t => `SELECT contact_id FROM ${t} WHERE ${createdIn}`),
    'SELECT contact_a_id FROM duplicate_verdicts',
    'SELECT contact_b_id FROM duplicate_verdicts',
  ]
  const usedBy = ownedTables.map(
    t => `EXISTS (SELECT 1 FROM ${t} r WHERE r.contact_id = c.id AND r.created_group <> c.created_group)`,
  )
  db.run(
    `INSERT OR IGNORE INTO temp.undo_kept SELECT c.id FROM contacts c
     WHERE ${ofTheGroup} AND (
       c.id IN (${pointing.join(' UNION ALL ')})
       OR c.touched_group <> c.created_group AND (
         c.id IN (SELECT row_id FROM temp.undo_later)
         OR EXISTS (SELECT 1 FROM contacts m WHERE m.merged_into_id = c.id AND m.created_group <> c.created_group)
         OR EXISTS (SELECT 1 FROM temp.undo_home h WHERE h.contact_id = c.id AND (${standsAtHome.join(' OR ')}))
         OR ${usedBy.join('\n         OR ')}))`,
    group,
  )
  keepMergedTogether(db, group)
}

/** A row of the contact's own, now with a survivor, that stays: brought or changed by somebody else, or a dealing that something needs. */
const standsAtHome = ownedTables.map(t => {
  const isDealing = (dealingTables as readonly SyncedTable[]).includes(t)
  const stays = isDealing
    ? 'true'
    : 'r.created_group <> c.created_group OR r.id IN (SELECT row_id FROM temp.undo_later)'
  return `EXISTS (SELECT 1 FROM ${t} r WHERE r.id = h.row_id AND (${stays}))`
})

/** Merged records and their survivor stay or go together when one action made them. */
function keepMergedTogether(db: WriteDb, group: UndoneGroup): void {
  const sql = `INSERT OR IGNORE INTO temp.undo_kept
    SELECT c.id FROM contacts m JOIN contacts c ON c.id = m.merged_into_id
    WHERE m.id IN (SELECT id FROM temp.undo_kept) AND c.created_group = @seq
    UNION SELECT m.id FROM contacts m WHERE m.merged_into_id IN (SELECT id FROM temp.undo_kept) AND m.created_group = @seq`
  let added: number
  do added = db.run(sql, { seq: group.seq }).changes
  while (added > 0)
}

/** What the undone group made and what stays of it: contacts whole, other rows one by one. */
function reportLeft(db: WriteDb, group: UndoneGroup, removal: Removal): void {
  const kept = db.all<{ full_name: string; title: string | null }>(
    `SELECT c.full_name, (SELECT title FROM change_groups g WHERE g.seq = c.touched_group AND g.seq <> c.created_group) AS title
     FROM temp.undo_kept k JOIN contacts c ON c.id = k.id ORDER BY c.sort_name`,
  )
  for (const c of kept) {
    removal.left.push({
      what: c.full_name,
      reason: c.title === null ? 'Something that stays belongs to this person.' : `Used since: ${c.title}`,
    })
  }
  removal.leftCount = kept.length
  const report = (table: SyncedTable, condition: string) => {
    const rows = db.all<{ id: string }>(`SELECT id FROM ${table} WHERE ${createdIn} AND ${condition}`, group)
    removal.leftCount += rows.length
    for (const { id } of rows.slice(0, Math.max(0, mostTold - removal.left.length))) {
      removal.left.push({ what: rowWords(db, table, id), reason: whyItStays(db, table, id, group.seq) })
    }
  }
  for (const table of dealingTables) report(table, 'true')
  for (const table of contactChildren) report(table, ofNobodyKept)
  for (const table of sharedTables) report(table, 'true')
  removal.left.splice(mostTold)
}

/** Contacts of other groups that lose a row here must be derived and indexed again. */
function findOwners(db: WriteDb, seq: number): string[] {
  const owns = ownedTables.map(
    t => `EXISTS (SELECT 1 FROM ${t} r WHERE r.contact_id = c.id AND r.created_group = @seq)`,
  )
  const owners = db.all<{ id: string }>(
    `SELECT c.id FROM contacts c
     WHERE c.touched_group >= @seq AND c.created_group <> @seq AND (c.touched_group = @seq OR ${owns.join(' OR ')})`,
    { seq },
  )
  return owners.map(({ id }) => id)
}
