import type { ReadDb } from '../handles.ts'

/** A row that belongs to a contact (removed ones too), and the group that created it. */
export type ContactRow = { table: string; rowId: string; createdGroup: number }

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

const sql = [
  `SELECT 'contacts' AS "table", id AS rowId, created_group AS createdGroup FROM contacts WHERE id = :contactId`,
  ...childTables.map(
    table => `SELECT '${table}', id, created_group FROM ${table} WHERE contact_id = :contactId`,
  ),
].join(' UNION ALL ')

/** The contact's own row and everything on it but notes and transactions, which have entries of their own. */
export function rowsOfContact(db: ReadDb, contactId: string): ContactRow[] {
  return db.all(sql, { contactId })
}
