import type { SqlValue } from '../handles.ts'
import type { SyncedTable } from '../journal/units.ts'
import { addressKey } from '../normalise/address.ts'
import { emailKey } from '../normalise/email.ts'
import { nameKey } from '../normalise/name.ts'

export type Row = Record<string, SqlValue> & { id: string }

const text = (value: SqlValue | undefined): string => String(value ?? '')
const orNull = (value: SqlValue = null): string | null => (value === null ? null : String(value))

/** What makes two rows of one person say the same. Rows of other tables are never the same: two gifts stay two. */
const keys: Partial<Record<SyncedTable, (row: Row) => string>> = {
  contact_emails: row => emailKey(text(row['email'])),
  contact_phones: row => orNull(row['phone_e164']) ?? text(row['phone']).replace(/\D/g, ''),
  contact_addresses: row =>
    addressKey({
      line1: orNull(row['line_1']),
      line2: orNull(row['line_2']),
      city: orNull(row['city']),
      state: orNull(row['state']),
      postalCode: orNull(row['postal_code']),
      country: orNull(row['country']),
    }),
  contact_tags: row => text(row['tag_id']),
  contact_products: row => text(row['product_id']),
  contact_roles: row => `${nameKey(text(row['role']))}|${text(row['started_at'])}|${text(row['ended_at'])}`,
}

export const foldTables = Object.keys(keys) as SyncedTable[]

/** Tables that hold one row per contact and key, removed or not. */
export const linkTables: readonly SyncedTable[] = ['contact_tags', 'contact_products']

/** Null for tables whose rows are never folded. */
export function foldKey(table: SyncedTable, row: Row): string | null {
  return keys[table]?.(row) ?? null
}
