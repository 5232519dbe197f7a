/**
 * What is compared, journalled, protected and undone together, table by table. A synced table that is not listed here fails the
 * schema test, and so does a column that is in no unit and not derived.
 */
export const journalUnits = {
  contacts: {
    name: ['first_name', 'last_name', 'name_source'],
    business_name: ['business_name', 'business_name_source'],
    household: ['household_id'],
    consent: [
      'email_subscribed',
      'consent_date',
      'consent_source',
      'consent_method',
      'legal_basis',
      'unsubscribe_date',
      'subscription_protected',
      'subscription_protected_reason',
    ],
    lock: ['lock_level', 'lock_reason'],
    do_not_call: ['do_not_call'],
    do_not_mail: ['do_not_mail'],
    deceased: ['deceased'],
    birth_date: ['birth_date', 'birth_date_source'],
    preferred_mailing_address: ['preferred_mailing_address_id'],
    merged_into: ['merged_into_id'],
    deleted: ['deleted_at'],
  },
  contact_emails: {
    value: ['email', 'type', 'source_system'],
    is_primary: ['is_primary'],
    is_verified: ['is_verified'],
    is_shared: ['is_shared'],
    state: ['state', 'state_at', 'state_by', 'state_note'],
    owner: ['contact_id'],
    deleted: ['deleted_at'],
  },
  contact_phones: {
    value: ['phone', 'phone_e164', 'type', 'source_system'],
    is_primary: ['is_primary'],
    state: ['state', 'state_at', 'state_by', 'state_note'],
    owner: ['contact_id'],
    deleted: ['deleted_at'],
  },
  contact_addresses: {
    value: ['line_1', 'line_2', 'city', 'state', 'postal_code', 'country', 'type', 'source_system'],
    is_primary: ['is_primary'],
    is_mailing: ['is_mailing'],
    is_verified: ['is_verified'],
    returned_at: ['returned_at'],
    owner: ['contact_id'],
    deleted: ['deleted_at'],
  },
  contact_external_ids: {
    value: ['system', 'kind', 'external_id'],
    owner: ['contact_id'],
    deleted: ['deleted_at'],
  },
  households: {
    name: ['name'],
    salutation: ['salutation'],
    mailing_contact: ['mailing_contact_id'],
    deleted: ['deleted_at'],
  },
  tags: { name: ['name'], merged_into: ['merged_into_id'], deleted: ['deleted_at'] },
  contact_tags: { owner: ['contact_id'], value: ['tag_id', 'source_system'], deleted: ['deleted_at'] },
  contact_notes: { text: ['text'], is_pinned: ['is_pinned'], owner: ['contact_id'], deleted: ['deleted_at'] },
  contact_roles: {
    value: ['role', 'started_at', 'ended_at'],
    owner: ['contact_id'],
    deleted: ['deleted_at'],
  },
  products: {
    name: ['name', 'normalized_name'],
    product_type: ['product_type'],
    kajabi_offer_id: ['kajabi_offer_id'],
    membership: ['membership_type', 'membership_level'],
    rental: ['rental_dates_allowed', 'rental_priority'],
    course: ['course_type', 'duration_hours', 'max_participants'],
    is_active: ['is_active'],
    deleted: ['deleted_at'],
  },
  contact_products: {
    owner: ['contact_id'],
    value: ['product_id', 'since', 'source_system'],
    deleted: ['deleted_at'],
  },
  subscriptions: {
    owner: ['contact_id'],
    product: ['product_id'],
    status: ['status', 'cancelled_at', 'ends_with_period'],
    price: ['amount_cents', 'currency', 'billing_cycle'],
    period: ['started_at', 'current_period_end'],
    external_id: ['source_system', 'external_subscription_id'],
    missing: ['missing_from_export_since', 'reconciliation'],
    deleted: ['deleted_at'],
  },
  transactions: {
    owner: ['contact_id'],
    product: ['product_id'],
    campaign: ['campaign_id'],
    transaction_date: ['transaction_date'],
    kind: ['transaction_type', 'is_donation'],
    status: ['status'],
    amount: ['amount_cents', 'fee_cents', 'currency'],
    payment_method: ['payment_method', 'payment_provider'],
    external_id: [
      'source_system',
      'external_transaction_id',
      'external_order_id',
      'provider_payment_id',
      'refund_of_external_id',
      'quickbooks_invoice_num',
    ],
    same_payment: ['same_payment_as_id', 'same_payment_why', 'same_payment_cut'],
    memo: ['memo'],
    raw_source: ['raw_source'],
    deleted: ['deleted_at'],
  },
  pledges: {
    owner: ['contact_id'],
    campaign: ['campaign_id'],
    amount: ['amount_cents', 'currency', 'instalments'],
    dates: ['pledged_at', 'due_date'],
    status: ['status'],
    deleted: ['deleted_at'],
  },
  pledge_payments: { value: ['pledge_id', 'transaction_id', 'amount_cents'], deleted: ['deleted_at'] },
  acknowledgments: {
    owner: ['contact_id', 'transaction_id'],
    status: ['status', 'method', 'sent_at', 'sent_by', 'template', 'address_used'],
    deleted: ['deleted_at'],
  },
  duplicate_verdicts: {
    value: ['contact_a_id', 'contact_b_id', 'verdict'],
    deleted: ['deleted_at'],
  },
  erased_keys: { value: ['kind', 'hash'], deleted: ['deleted_at'] },
  venues: { name: ['name'], is_active: ['is_active'], deleted: ['deleted_at'] },
  bookings: {
    owner: ['contact_id'],
    venue: ['venue_id'],
    title: ['title'],
    status: ['status'],
    time: ['starts_at', 'ends_at', 'setup_minutes', 'teardown_minutes'],
    money: ['quote_cents', 'deposit_cents', 'currency'],
    invoice: ['invoice_number', 'invoiced_on', 'payment_reference'],
    membership: ['membership_verified', 'membership_level_at_booking', 'membership_override_reason'],
    notes: ['notes'],
    external_id: ['source_system', 'external_booking_id'],
    deleted: ['deleted_at'],
  },
  events: {
    name: ['name', 'normalized_name'],
    venue: ['venue_id'],
    time: ['starts_at', 'ends_at'],
    external_id: ['source_system', 'external_event_id'],
    deleted: ['deleted_at'],
  },
  event_registrations: {
    owner: ['contact_id'],
    event: ['event_id'],
    payment: ['transaction_id'],
    ticket_type: ['ticket_type'],
    status: ['status'],
    checked_in: ['checked_in_at'],
    external_id: ['source_system', 'external_order_id', 'external_ticket_id'],
    deleted: ['deleted_at'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>

export type SyncedTable = keyof typeof journalUnits
export const syncedTables = Object.keys(journalUnits) as SyncedTable[]

/** Columns that are kept for speed or bookkeeping and follow from others; they are not journalled. */
export const derivedColumns: Partial<Record<SyncedTable, readonly string[]>> & { all: readonly string[] } = {
  all: ['id', 'created_at', 'updated_at', 'updated_by', 'created_group'],
  contacts: ['seq', 'full_name', 'sort_name', 'email', 'phone', 'touched_group', 'source_system'],
}

/** The columns of a unit; `*` and unknown names have none. */
export function unitColumns(table: SyncedTable, unit: string): readonly string[] {
  const units: Record<string, readonly string[]> = journalUnits[table]
  return units[unit] ?? []
}
