import type Database from 'better-sqlite3'
import { addressRow, emailRow, emptyContact, insertContact, phoneRow } from './contacts/insert-contact.ts'
import { insertRow, type Writing } from './contacts/insert-row.ts'
import type { SqlValue } from './handles.ts'
import { newId } from './ids.ts'
import { writeGroup } from './journal/group.ts'
import { phoneE164 } from './normalise/phone.ts'

type SamplePerson = {
  firstName?: string
  lastName?: string
  businessName?: string
  emails?: string[]
  phones?: string[]
  city?: string
  source?: string
  subscribed?: boolean
  tags?: string[]
}

/** For tests: writes in one group that looks like an import. */
export function importing<Result>(sqlite: Database.Database, work: (w: Writing) => Result): Result {
  return writeGroup(
    sqlite,
    { who: 'Ada', origin: 'import', title: 'Imported sample.csv', batchId: newId() },
    work,
  )
}

/** For tests: an invented person with everything given. Answers the contact's id. */
export function addPerson(w: Writing, person: SamplePerson): string {
  const source = person.source ?? 'kajabi'
  const c = emptyContact(source, source)
  c.firstName = person.firstName ?? null
  c.lastName = person.lastName ?? null
  c.businessName = person.businessName ?? null
  for (const email of person.emails ?? []) c.emails.push(emailRow(c, email, source))
  for (const phone of person.phones ?? []) {
    c.phones.push(phoneRow(c, { phone, phoneE164: phoneE164(phone), type: 'mobile' }, source))
  }
  if (person.city !== undefined) {
    const address = {
      line1: '12 Alder St',
      line2: null,
      city: person.city,
      state: 'CO',
      postalCode: '80301',
      country: null,
      type: 'home' as const,
    }
    c.addresses.push(addressRow(c, address, source))
  }
  const consent = { subscribed: true, source, method: 'listed in the export', date: '2025-01-02' }
  insertContact(w, c, person.subscribed ? consent : null)
  for (const name of person.tags ?? []) addTag(w, c.id, name)
  return c.id
}

/** For tests: a row with its id and the columns every table shares. */
export function addRow(w: Writing, table: string, values: Record<string, SqlValue>): string {
  const id = newId()
  insertRow(w, table, ['id', ...Object.keys(values)], [id, ...Object.values(values)])
  return id
}

function addTag(w: Writing, contactId: string, name: string): void {
  const known = w.db.get<{ id: string }>('SELECT id FROM tags WHERE name = ? COLLATE NOCASE', [name])
  const tagId = known?.id ?? addRow(w, 'tags', { name })
  addRow(w, 'contact_tags', { contact_id: contactId, tag_id: tagId, source_system: 'kajabi' })
}

export function addProduct(w: Writing, name: string): string {
  return addRow(w, 'products', { name, normalized_name: name.toLowerCase(), product_type: 'course' })
}

type SamplePayment = {
  contactId: string | null
  productId?: string
  at: string
  cents: number
  currency?: string
  type?: string
  status?: string
  memo?: string
  externalId?: string
}

export function addPayment(w: Writing, payment: SamplePayment): string {
  return addRow(w, 'transactions', {
    contact_id: payment.contactId,
    product_id: payment.productId ?? null,
    transaction_date: payment.at,
    transaction_type: payment.type ?? 'purchase',
    status: payment.status ?? 'completed',
    amount_cents: payment.cents,
    currency: payment.currency ?? 'USD',
    source_system: 'kajabi',
    external_transaction_id: payment.externalId ?? newId(),
    memo: payment.memo ?? null,
  })
}

type SampleSubscription = {
  contactId: string
  productId?: string
  status?: string
  missingSince?: string
  externalId?: string
}

export function addSubscription(w: Writing, subscription: SampleSubscription): string {
  return addRow(w, 'subscriptions', {
    contact_id: subscription.contactId,
    product_id: subscription.productId ?? null,
    status: subscription.status ?? 'active',
    amount_cents: 2200,
    currency: 'USD',
    billing_cycle: 'month',
    source_system: 'kajabi',
    external_subscription_id: subscription.externalId ?? newId(),
    missing_from_export_since: subscription.missingSince ?? null,
  })
}

type SampleConflict = {
  contactId: string
  field: string
  current: string
  incoming: string
  source?: string
  status?: string
}

/** For tests: what an import leaves when it must not change a value. */
export function addConflict(w: Writing, conflict: SampleConflict): string {
  const id = newId()
  const { contactId, field, current, incoming } = conflict
  w.db.run(
    `INSERT INTO import_conflicts (id, contact_id, field, current_value, current_source, incoming_value, incoming_source, incoming_data,
       incoming_key, rule, status, group_seq, created_at) VALUES (?, ?, ?, ?, 'staff', ?, ?, '{}', ?, 'a person corrected it', ?, ?, ?)`,
    [
      id,
      contactId,
      field,
      current,
      incoming,
      conflict.source ?? 'kajabi',
      id,
      conflict.status ?? 'open',
      w.seq,
      w.at,
    ],
  )
  return id
}

export function addSuggestion(
  w: Writing,
  suggestion: { contactId: string; field: string; value: string },
): string {
  const id = newId()
  const { contactId, field, value } = suggestion
  w.db.run(
    `INSERT INTO import_suggestions (id, contact_id, field, value, data, source_system, group_seq, created_at)
     VALUES (?, ?, ?, ?, '{}', 'zoho', ?, ?)`,
    [id, contactId, field, value, w.seq, w.at],
  )
  return id
}
