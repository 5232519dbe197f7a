import { rowColumns } from '../journal/triggers.ts'
import { type SyncedTable, unitColumns } from '../journal/units.ts'

/** What an erasure does to one column of somebody's rows: empties it, or hides an id when it speaks of them. */
type ColumnTreatment = 'emptied' | 'masked'

/**
 * What becomes of somebody's rows when they are erased. A table that is not listed does not compile. Money stays with its dates, amounts and
 * products, so that every total stays.
 */
export const treatments: Record<SyncedTable, 'removed' | 'others' | Record<string, ColumnTreatment>> = {
  contacts: {
    first_name: 'emptied',
    last_name: 'emptied',
    name_source: 'emptied',
    business_name: 'emptied',
    business_name_source: 'emptied',
    household_id: 'emptied',
    email: 'emptied',
    phone: 'emptied',
    consent_date: 'emptied',
    consent_source: 'emptied',
    consent_method: 'emptied',
    legal_basis: 'emptied',
    unsubscribe_date: 'emptied',
    lock_reason: 'emptied',
    subscription_protected_reason: 'emptied',
    birth_date: 'emptied',
    birth_date_source: 'emptied',
    preferred_mailing_address_id: 'emptied',
  },
  contact_emails: 'removed',
  contact_phones: 'removed',
  contact_addresses: 'removed',
  contact_external_ids: 'removed',
  contact_tags: 'removed',
  contact_notes: 'removed',
  contact_roles: 'removed',
  contact_products: 'removed',
  duplicate_verdicts: 'removed',
  subscriptions: { external_subscription_id: 'masked' },
  transactions: {
    memo: 'emptied',
    raw_source: 'emptied',
    external_transaction_id: 'masked',
    external_order_id: 'masked',
    refund_of_external_id: 'masked',
  },
  pledges: {},
  acknowledgments: { template: 'emptied', address_used: 'emptied' },
  bookings: {
    payment_reference: 'emptied',
    membership_override_reason: 'emptied',
    notes: 'emptied',
    external_booking_id: 'masked',
  },
  event_registrations: { external_order_id: 'masked', external_ticket_id: 'masked' },
  households: 'others',
  tags: 'others',
  products: 'others',
  pledge_payments: 'others',
  erased_keys: 'others',
  venues: 'others',
  events: 'others',
}

export function columnsWith(table: SyncedTable, wanted: ColumnTreatment): string[] {
  const treatment = treatments[table]
  if (typeof treatment === 'string') return []
  return rowColumns(table).filter(column => treatment[column] === wanted)
}

/** Whether what History keeps of a unit may hold somebody's words. */
export function isPersonal(table: SyncedTable, unit: string): boolean {
  const treatment = treatments[table]
  if (treatment === 'others') return false
  if (treatment === 'removed' || table === 'contacts' || unit === '*') return true
  return unitColumns(table, unit).some(column => column in treatment || column === 'title')
}
