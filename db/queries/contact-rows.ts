import type { ReadDb } from '../handles.ts'

/** A row that belongs to a contact (removed ones too), and the group that created it. */
export type ContactRow = { table: string; rowId: string; contactId: string; createdGroup: number }

const childTables = [
  'contact_emails',
  'contact_phones',
  'contact_addresses',
  'contact_external_ids',
  'contact_tags',
  'contact_roles',
  'contact_products',
  'subscriptions',
] as const

const amongThem = 'IN (SELECT value FROM json_each(:contactIds))'
const sql = [
  `SELECT 'contacts' AS "table", id AS rowId, id AS contactId, created_group AS createdGroup FROM contacts WHERE id ${amongThem}`,
  ...childTables.map(
    table => `SELECT '${table}', id, contact_id, created_group FROM ${table} WHERE contact_id ${amongThem}`,
  ),
].join(' UNION ALL ')

/** The contacts' own rows and everything on them but notes and transactions, which have entries of their own. */
export function rowsOfContacts(db: ReadDb, contactIds: readonly string[]): ContactRow[] {
  return db.all(sql, { contactIds: JSON.stringify(contactIds) })
}
