import type { WriteDb } from '../handles.ts'
import type { LeftBehind } from './undo.ts'

export type Removal = { removedRows: number; affectedContactIds: Set<string>; left: LeftBehind[] }

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
/** What happened with a contact: goes with the group even when the contact stays. Rows that point to others come first. */
const dealingTables = [
  'acknowledgments',
  'pledge_payments',
  'pledges',
  'event_registrations',
  'bookings',
  'transactions',
  'subscriptions',
] as const

/** An undone group and the range of ids its rows have. */
type UndoneGroup = { seq: number; first: string; last: string | null }
const createdIn = 'id > @first AND id <= @last AND created_group = @seq'

/** A journal group that still stands: not undone, and not itself an undo. */
const standing = (seq: string) =>
  `EXISTS (SELECT 1 FROM change_groups g WHERE g.seq = ${seq} AND g.undone_at IS NULL AND g.origin <> 'undo')`

/**
 * Removes the rows an undone group created, and what earlier undos had to leave that nothing needs any more. A contact that later work
 * touched stays whole; a payment that was changed later stays.
 */
export function removeCreatedRows(db: WriteDb, targetSeq: number): Removal {
  const removal: Removal = { removedRows: 0, affectedContactIds: new Set(), left: [] }
  db.run('CREATE TEMP TABLE IF NOT EXISTS undo_kept (id TEXT PRIMARY KEY) WITHOUT ROWID')
  db.run('CREATE TEMP TABLE IF NOT EXISTS undo_later (row_id TEXT PRIMARY KEY) WITHOUT ROWID')
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
     WHERE group_seq > ? AND unit NOT IN ('*', 'same_payment') AND ${standing('j.group_seq')}`,
    [oldest.seq],
  )
  for (const group of undone) removeGroup(db, group, group.seq === targetSeq, removal)
  return removal
}

const sharedTables = ['tags', 'products', 'households', 'events', 'venues'] as const

const ofAnyTable = [...dealingTables, ...contactChildren, 'duplicate_verdicts', 'contacts', ...sharedTables]
  .map(table => `EXISTS (SELECT 1 FROM ${table} WHERE ${createdIn})`)
  .join(' OR ')

/** A plain edit made no rows, and most undone groups left none behind: a look along the ids of each table tells. */
function hasRows(db: WriteDb, group: UndoneGroup): boolean {
  return db.get<{ has: number }>(`SELECT ${ofAnyTable} AS has`, group)?.has === 1
}

function removeGroup(db: WriteDb, group: UndoneGroup, isTarget: boolean, removal: Removal): void {
  keepContactsInUse(db, group)
  if (isTarget) reportKept(db, removal)
  noteOwners(db, group.seq, removal)
  countAlone(db, group)
  for (const table of dealingTables) {
    removal.removedRows += removeRows(
      db,
      table,
      group,
      'id NOT IN (SELECT row_id FROM temp.undo_later)' + referencedBy[table],
    )
  }
  for (const table of contactChildren) {
    removal.removedRows += removeRows(
      db,
      table,
      group,
      'contact_id NOT IN (SELECT id FROM temp.undo_kept) AND id NOT IN (SELECT row_id FROM temp.undo_later)',
    )
  }
  removal.removedRows += removeRows(db, 'duplicate_verdicts', group, 'true')
  removal.removedRows += removeRows(db, 'contacts', group, 'id NOT IN (SELECT id FROM temp.undo_kept)')
  for (const table of sharedTables) {
    removal.removedRows += removeRows(db, table, group, unusedOnly[table])
  }
}

/** Payments that were told by one of the group's rows too, and more fully, count by themselves again. */
function countAlone(db: WriteDb, group: UndoneGroup): void {
  db.run(
    `UPDATE transactions SET same_payment_as_id = NULL, same_payment_why = NULL
     WHERE same_payment_as_id IN (SELECT id FROM transactions WHERE ${createdIn})`,
    group,
  )
}

const referencedBy: Record<(typeof dealingTables)[number], string> = {
  acknowledgments: '',
  pledge_payments: '',
  pledges: ' AND NOT EXISTS (SELECT 1 FROM pledge_payments r WHERE r.pledge_id = pledges.id)',
  transactions:
    ' AND NOT EXISTS (SELECT 1 FROM pledge_payments r WHERE r.transaction_id = transactions.id)' +
    ' AND NOT EXISTS (SELECT 1 FROM acknowledgments r WHERE r.transaction_id = transactions.id)' +
    ' AND NOT EXISTS (SELECT 1 FROM event_registrations r WHERE r.transaction_id = transactions.id)',
  event_registrations: '',
  bookings: '',
  subscriptions: '',
}

const unusedOnly = {
  tags: 'NOT EXISTS (SELECT 1 FROM contact_tags r WHERE r.tag_id = tags.id)',
  products: ['contact_products', 'subscriptions', 'transactions']
    .map(t => `NOT EXISTS (SELECT 1 FROM ${t} r WHERE r.product_id = products.id)`)
    .join(' AND '),
  households: 'NOT EXISTS (SELECT 1 FROM contacts r WHERE r.household_id = households.id)',
  events: 'NOT EXISTS (SELECT 1 FROM event_registrations r WHERE r.event_id = events.id)',
  venues: ['bookings', 'events']
    .map(t => `NOT EXISTS (SELECT 1 FROM ${t} r WHERE r.venue_id = venues.id)`)
    .join(' AND '),
} as const

function removeRows(db: WriteDb, table: string, group: UndoneGroup, condition: string): number {
  return db.run(`DELETE FROM ${table} WHERE ${createdIn} AND ${condition}`, group).changes
}

/** Tables of other rows that belong to a contact, each by `contact_id`. */
const ownedTables = [
  ...contactChildren,
  'transactions',
  'subscriptions',
  'pledges',
  'acknowledgments',
  'event_registrations',
  'bookings',
]

/** Contacts of the group that something standing has worked with since. Untouched ones cost nothing. */
function keepContactsInUse(db: WriteDb, group: UndoneGroup): void {
  db.run('DELETE FROM temp.undo_kept')
  const usedBy = ownedTables.map(
    t =>
      `EXISTS (SELECT 1 FROM ${t} r WHERE r.contact_id = c.id AND
         ((r.created_group <> c.created_group AND ${standing('r.created_group')}) OR r.id IN (SELECT row_id FROM temp.undo_later)))`,
  )
  db.run(
    `INSERT INTO temp.undo_kept SELECT c.id FROM contacts c
     WHERE ${createdIn.replaceAll(/\b(id|created_group)\b/g, 'c.$1')} AND c.touched_group <> c.created_group AND (
       c.id IN (SELECT row_id FROM temp.undo_later)
       OR EXISTS (SELECT 1 FROM contacts m WHERE m.merged_into_id = c.id)
       OR EXISTS (SELECT 1 FROM duplicate_verdicts v WHERE v.contact_a_id = c.id AND ${standing('v.created_group')})
       OR EXISTS (SELECT 1 FROM duplicate_verdicts v WHERE v.contact_b_id = c.id AND ${standing('v.created_group')})
       OR ${usedBy.join('\n       OR ')})`,
    group,
  )
}

function reportKept(db: WriteDb, removal: Removal): void {
  const kept = db.all<{ full_name: string; title: string | null }>(
    `SELECT c.full_name, (SELECT title FROM change_groups g WHERE g.seq = c.touched_group) AS title
     FROM temp.undo_kept k JOIN contacts c ON c.id = k.id ORDER BY c.sort_name`,
  )
  for (const c of kept) {
    removal.left.push({ what: c.full_name, reason: `Used since: ${c.title ?? 'a later action'}` })
  }
}

/** Contacts of other groups that lose a row here must be derived and indexed again. */
function noteOwners(db: WriteDb, seq: number, removal: Removal): void {
  const owns = ownedTables.map(
    t => `EXISTS (SELECT 1 FROM ${t} r WHERE r.contact_id = c.id AND r.created_group = @seq)`,
  )
  const owners = db.all<{ id: string }>(
    `SELECT c.id FROM contacts c
     WHERE c.touched_group >= @seq AND c.created_group <> @seq AND (c.touched_group = @seq OR ${owns.join(' OR ')})`,
    { seq },
  )
  for (const { id } of owners) removal.affectedContactIds.add(id)
}
