import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb, SqlValue } from '../handles.ts'
import { ownedTables } from '../journal/left-behind.ts'
import type { SyncedTable } from '../journal/units.ts'
import { readWholePerson } from './person.ts'

export type ExportedRow = Record<string, unknown>
/** Everything the office knows about one person, table by table; tables without a row of theirs are not there. */
export type PersonExport = {
  fullName: string
  contactIds: string[]
  tables: { table: string; rows: ExportedRow[] }[]
}

/** What a row points to, by name, so that nobody has to look up ids. */
const names: Partial<Record<SyncedTable, [column: string, sql: string][]>> = {
  contact_tags: [['tag', '(SELECT g.name FROM tags g WHERE g.id = r.tag_id)']],
  contact_products: [['product', '(SELECT p.name FROM products p WHERE p.id = r.product_id)']],
  subscriptions: [['product', '(SELECT p.name FROM products p WHERE p.id = r.product_id)']],
  transactions: [['product', '(SELECT p.name FROM products p WHERE p.id = r.product_id)']],
  bookings: [['venue', '(SELECT v.name FROM venues v WHERE v.id = r.venue_id)']],
  event_registrations: [['event', '(SELECT e.name FROM events e WHERE e.id = r.event_id)']],
}

const isIn = (column: string) => `${column} IN (SELECT value FROM json_each(@ids))`

/** Tables that speak of people besides those whose rows they own. `@rows`: the ids of all their rows. */
const others: [table: string, sql: string][] = [
  [
    'households',
    `SELECT name, salutation FROM households WHERE id IN (SELECT household_id FROM contacts WHERE ${isIn('id')})`,
  ],
  [
    'duplicate_verdicts',
    `SELECT * FROM duplicate_verdicts WHERE ${isIn('contact_a_id')} OR ${isIn('contact_b_id')}`,
  ],
  ['duplicate_pairs', `SELECT * FROM duplicate_pairs WHERE ${isIn('contact_a')} OR ${isIn('contact_b')}`],
  [
    'pledge_payments',
    `SELECT y.* FROM pledge_payments y JOIN pledges p ON p.id = y.pledge_id WHERE ${isIn('p.contact_id')}`,
  ],
  ['subscription_audit', `SELECT * FROM subscription_audit WHERE ${isIn('contact_id')} ORDER BY seq`],
  ['import_conflicts', `SELECT * FROM import_conflicts WHERE ${isIn('contact_id')} ORDER BY created_at`],
  ['import_suggestions', `SELECT * FROM import_suggestions WHERE ${isIn('contact_id')} ORDER BY created_at`],
  ['contact_visits', `SELECT * FROM contact_visits WHERE ${isIn('contact_id')}`],
  [
    'merge_backups',
    `SELECT * FROM merge_backups WHERE EXISTS (SELECT 1 FROM json_each(@ids) i WHERE i.value = survivor_id OR instr(merged_ids, i.value))`,
  ],
  [
    'change_groups',
    `SELECT seq, at, who, origin, title, undone_at FROM change_groups
     WHERE ${isIn('contact_id')} OR seq IN (SELECT group_seq FROM journal_changes WHERE row_id IN (SELECT value FROM json_each(@rows)))
     ORDER BY seq`,
  ],
  [
    'journal_changes',
    `SELECT g.at, g.who, j.table_name, j.unit, j.base_value, j.new_value FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id IN (SELECT value FROM json_each(@rows)) OR j.unit = '*' AND ${isIn("j.base_value ->> 'contact_id'")} ORDER BY j.seq`,
  ],
  [
    'import_plan_rows',
    `SELECT b.file_name, b.imported_at, r.value AS row FROM json_each(@ids) i JOIN import_plan_rows p ON instr(p.rows, i.value)
     JOIN import_batches b ON b.id = p.batch_id, json_each(p.rows) r WHERE r.value ->> '$.contactId' = i.value`,
  ],
]

/** Everything about a contact and the records merged into it, from every table. Null when there is no such contact. */
export function exportPerson(db: ReadDb, contactId: string): PersonExport | null {
  const survivorId = survivorOf(db, contactId)
  const contact = db.get<{ full_name: string }>('SELECT full_name FROM contacts WHERE id = ?', [survivorId])
  if (survivorId === null || !contact) return null
  const person = readWholePerson(db, survivorId)
  const ids = JSON.stringify(person.contactIds)
  const rows = JSON.stringify(person.rows.map(row => row.id))
  const owned = (['contacts', ...ownedTables] as const).map(table => {
    const named = (names[table] ?? []).map(([column, sql]) => `, ${sql} AS ${column}`).join('')
    const owner = table === 'contacts' ? 'id' : 'contact_id'
    return {
      table,
      rows: read(db, `SELECT r.*${named} FROM ${table} r WHERE ${isIn(`r.${owner}`)} ORDER BY r.id`, { ids }),
    }
  })
  const further = others.map(([table, sql]) => ({
    table,
    rows: read(db, sql, sql.includes('@rows') ? { ids, rows } : { ids }),
  }))
  return {
    fullName: contact.full_name,
    contactIds: person.contactIds,
    tables: [...owned, ...further].filter(table => table.rows.length > 0),
  }
}

/** Texts that are JSON themselves come as what they say. */
function read(db: ReadDb, sql: string, params: Record<string, SqlValue>): ExportedRow[] {
  return db
    .all<Record<string, SqlValue>>(sql, params)
    .map(row => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, unfolded(value)])))
}

function unfolded(value: SqlValue): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
