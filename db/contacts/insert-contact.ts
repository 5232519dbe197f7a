import { newId } from '../ids.ts'
import type { AddressState, AddressType, ContactState, PhoneState, PhoneType } from './contact-state.ts'
import { derivedOf } from './derived.ts'
import { insertRow, type Writing } from './insert-row.ts'

export type NewAddress = {
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  country: string | null
  type: AddressType
}

/** A contact that does not exist yet, with nothing in it. */
export function emptyContact(sourceSystem: string, valueSource: string): ContactState {
  return {
    id: newId(),
    sourceSystem,
    firstName: null,
    lastName: null,
    nameSource: valueSource,
    businessName: null,
    businessNameSource: valueSource,
    birthDate: null,
    birthDateSource: valueSource,
    emailSubscribed: false,
    consentDate: null,
    unsubscribeDate: null,
    subscriptionProtected: false,
    lockLevel: 'UNLOCKED',
    isLockedByHand: false,
    emails: [],
    phones: [],
    addresses: [],
    tags: [],
    products: [],
  }
}

const contactColumns = [
  'id',
  'first_name',
  'last_name',
  'name_source',
  'full_name',
  'sort_name',
  'business_name',
  'business_name_source',
  'source_system',
  'email',
  'phone',
  'email_subscribed',
  'consent_date',
  'consent_source',
  'consent_method',
  'unsubscribe_date',
  'subscription_protected',
  'subscription_protected_reason',
  'birth_date',
  'birth_date_source',
  'lock_level',
  'touched_group',
]
const emailColumns = ['id', 'contact_id', 'email', 'is_primary', 'is_shared', 'source_system']
const phoneColumns = ['id', 'contact_id', 'phone', 'phone_e164', 'type', 'is_primary', 'source_system']
const addressColumns = [
  'id',
  'contact_id',
  'line_1',
  'line_2',
  'city',
  'state',
  'postal_code',
  'country',
  'type',
  'is_primary',
  'is_mailing',
  'source_system',
]

export type ConsentValue = { subscribed: boolean; source: string; method: string; date: string }

/**
 * Writes a new contact and everything already in its state (its e-mails, phones and addresses as they stand there) in this group.
 * A consent of a subscriber makes it protected. The opt-in is audited by the caller.
 */
export function insertContact(w: Writing, c: ContactState, consent: ConsentValue | null): void {
  const [fullName, sortName, email, phone] = derivedOf(c)
  const subscribed = consent?.subscribed === true
  insertRow(w, 'contacts', contactColumns, [
    c.id,
    c.firstName,
    c.lastName,
    c.nameSource === c.sourceSystem ? null : c.nameSource,
    fullName,
    sortName,
    c.businessName,
    c.businessNameSource === c.sourceSystem ? null : c.businessNameSource,
    c.sourceSystem,
    email,
    phone,
    subscribed ? 1 : 0,
    subscribed ? consent.date : null,
    consent ? consent.source : null,
    consent ? consent.method : null,
    consent && !subscribed ? consent.date : null,
    subscribed ? 1 : 0,
    subscribed ? 'opted in' : null,
    c.birthDate,
    c.birthDateSource === c.sourceSystem ? null : c.birthDateSource,
    c.lockLevel,
    w.seq,
  ])
  c.emailSubscribed = subscribed
  c.subscriptionProtected = subscribed
  for (const row of c.emails) insertEmail(w, c.id, row)
  for (const row of c.phones) insertPhone(w, c.id, row)
  for (const row of c.addresses) insertAddress(w, c.id, row)
}

export function insertEmail(w: Writing, contactId: string, e: ContactState['emails'][number]): void {
  const values = [e.id, contactId, e.email, e.isPrimary ? 1 : 0, e.isShared ? 1 : 0, e.source]
  insertRow(w, 'contact_emails', emailColumns, values)
}

export function insertPhone(w: Writing, contactId: string, p: PhoneState): void {
  const values = [p.id, contactId, p.phone, p.phoneE164, p.type, p.isPrimary ? 1 : 0, p.source]
  insertRow(w, 'contact_phones', phoneColumns, values)
}

export function insertAddress(w: Writing, contactId: string, a: AddressState): void {
  const parts = [a.line1, a.line2, a.city, a.state, a.postalCode, a.country]
  const marks = [a.type, a.isPrimary ? 1 : 0, a.isMailing ? 1 : 0, a.source]
  insertRow(w, 'contact_addresses', addressColumns, [a.id, contactId, ...parts, ...marks])
}

/** Adds an e-mail to the state (primary when it is the first); the caller has checked that nobody else owns it. */
export function emailRow(c: ContactState, email: string, source: string): ContactState['emails'][number] {
  return { id: newId(), email, isPrimary: c.emails.length === 0, isShared: false, source }
}
export function phoneRow(
  c: ContactState,
  phone: { phone: string; phoneE164: string | null; type: PhoneType },
  source: string,
): PhoneState {
  return { id: newId(), ...phone, isPrimary: c.phones.length === 0, source }
}
export function addressRow(c: ContactState, address: NewAddress, source: string): AddressState {
  const isFirst = c.addresses.length === 0
  return { id: newId(), ...address, isPrimary: isFirst, isMailing: isFirst, source }
}
