import type { WriteDb } from '../handles.ts'
import { newId } from '../ids.ts'
import type {
  AddressState,
  AddressType,
  ContactState,
  LockLevel,
  PhoneState,
  PhoneType,
} from './contact-state.ts'
import { fullNameOf, sortNameOf } from './derived.ts'

/** The journal group that writes, as far as rows need to know it. */
export type Writing = { seq: number; at: string; who: string; db: WriteDb }

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
    emails: [],
    phones: [],
    addresses: [],
    tags: [],
    products: [],
  }
}

function primaryOf<Row extends { isPrimary: boolean }>(rows: readonly Row[]): Row | undefined {
  return rows.find(row => row.isPrimary)
}

function derivedOf(c: ContactState): [string, string, string | null, string | null] {
  const email = primaryOf(c.emails)?.email ?? null
  const names = { firstName: c.firstName, lastName: c.lastName, businessName: c.businessName, email }
  return [fullNameOf(names), sortNameOf(names), email, primaryOf(c.phones)?.phone ?? null]
}

export type ConsentValue = { subscribed: boolean; source: string; method: string; date: string }

/**
 * Writes a new contact and everything already in its state (its e-mails, phones and addresses as they stand there) in this group.
 * A consent of a subscriber makes it protected. The opt-in is audited by the caller.
 */
export function insertContact(w: Writing, c: ContactState, consent: ConsentValue | null): void {
  const [fullName, sortName, email, phone] = derivedOf(c)
  const subscribed = consent?.subscribed === true
  w.db.run(
    `INSERT INTO contacts (id, first_name, last_name, name_source, full_name, sort_name, business_name, business_name_source,
       source_system, email, phone, email_subscribed, consent_date, consent_source, consent_method, unsubscribe_date,
       subscription_protected, subscription_protected_reason, birth_date, birth_date_source, lock_level, touched_group,
       created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
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
      w.at,
      w.at,
      w.who,
      w.seq,
    ],
  )
  c.emailSubscribed = subscribed
  c.subscriptionProtected = subscribed
  for (const row of c.emails) insertEmail(w, c.id, row)
  for (const row of c.phones) insertPhone(w, c.id, row)
  for (const row of c.addresses) insertAddress(w, c.id, row)
}

/** Brings derived values, `updated_*` and `touched_group` in line with the state after its rows were written. */
export function touchContact(w: Writing, c: ContactState): void {
  const [fullName, sortName, email, phone] = derivedOf(c)
  w.db.run(
    `UPDATE contacts SET full_name = ?, sort_name = ?, email = ?, phone = ?, touched_group = ?, updated_at = ?, updated_by = ?
     WHERE id = ?`,
    [fullName, sortName, email, phone, w.seq, w.at, w.who, c.id],
  )
}

function insertEmail(w: Writing, contactId: string, e: ContactState['emails'][number]): void {
  w.db.run(
    `INSERT INTO contact_emails (id, contact_id, email, is_primary, is_shared, source_system, created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [e.id, contactId, e.email, e.isPrimary ? 1 : 0, e.isShared ? 1 : 0, e.source, w.at, w.at, w.who, w.seq],
  )
}

function insertPhone(w: Writing, contactId: string, p: PhoneState): void {
  w.db.run(
    `INSERT INTO contact_phones (id, contact_id, phone, phone_e164, type, is_primary, source_system, created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [p.id, contactId, p.phone, p.phoneE164, p.type, p.isPrimary ? 1 : 0, p.source, w.at, w.at, w.who, w.seq],
  )
}

function insertAddress(w: Writing, contactId: string, a: AddressState): void {
  w.db.run(
    `INSERT INTO contact_addresses (id, contact_id, line_1, line_2, city, state, postal_code, country, type, is_primary, is_mailing,
       source_system, created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      a.id,
      contactId,
      a.line1,
      a.line2,
      a.city,
      a.state,
      a.postalCode,
      a.country,
      a.type,
      a.isPrimary ? 1 : 0,
      a.isMailing ? 1 : 0,
      a.source,
      w.at,
      w.at,
      w.who,
      w.seq,
    ],
  )
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

export function addEmail(w: Writing, c: ContactState, email: string, source: string): void {
  const row = emailRow(c, email, source)
  insertEmail(w, c.id, row)
  c.emails.push(row)
}

/** Changes the text of one e-mail in place; it stays primary if it was. */
export function replaceEmail(
  w: Writing,
  row: ContactState['emails'][number],
  email: string,
  source: string,
): void {
  w.db.run(
    'UPDATE contact_emails SET email = ?, source_system = ?, updated_at = ?, updated_by = ? WHERE id = ?',
    [email, source, w.at, w.who, row.id],
  )
  row.email = email
  row.source = source
}

export function addPhone(
  w: Writing,
  c: ContactState,
  phone: { phone: string; phoneE164: string | null; type: PhoneType },
  source: string,
): void {
  const row = phoneRow(c, phone, source)
  insertPhone(w, c.id, row)
  c.phones.push(row)
}

/** Changes the number of one phone in place; its type and whether it is primary stay. */
export function replacePhone(
  w: Writing,
  row: PhoneState,
  phone: { phone: string; phoneE164: string | null },
  source: string,
): void {
  w.db.run(
    'UPDATE contact_phones SET phone = ?, phone_e164 = ?, source_system = ?, updated_at = ?, updated_by = ? WHERE id = ?',
    [phone.phone, phone.phoneE164, source, w.at, w.who, row.id],
  )
  Object.assign(row, phone, { source })
}

export function addAddress(w: Writing, c: ContactState, address: NewAddress, source: string): void {
  const row = addressRow(c, address, source)
  insertAddress(w, c.id, row)
  c.addresses.push(row)
}

/** Replaces an address whole, so that no city joins a foreign street; its type and marks stay. */
export function replaceAddress(w: Writing, row: AddressState, address: NewAddress, source: string): void {
  w.db.run(
    `UPDATE contact_addresses SET line_1 = ?, line_2 = ?, city = ?, state = ?, postal_code = ?, country = ?, source_system = ?,
       updated_at = ?, updated_by = ? WHERE id = ?`,
    [
      address.line1,
      address.line2,
      address.city,
      address.state,
      address.postalCode,
      address.country,
      source,
      w.at,
      w.who,
      row.id,
    ],
  )
  Object.assign(row, { ...address, type: row.type, source })
}

export function setName(
  w: Writing,
  c: ContactState,
  name: { firstName: string | null; lastName: string | null },
  source: string,
): void {
  w.db.run('UPDATE contacts SET first_name = ?, last_name = ?, name_source = ? WHERE id = ?', [
    name.firstName,
    name.lastName,
    source === c.sourceSystem ? null : source,
    c.id,
  ])
  Object.assign(c, name, { nameSource: source })
}

export function setBusinessName(
  w: Writing,
  c: ContactState,
  businessName: string | null,
  source: string,
): void {
  w.db.run('UPDATE contacts SET business_name = ?, business_name_source = ? WHERE id = ?', [
    businessName,
    source === c.sourceSystem ? null : source,
    c.id,
  ])
  Object.assign(c, { businessName, businessNameSource: source })
}

export function setBirthDate(w: Writing, c: ContactState, birthDate: string | null, source: string): void {
  w.db.run('UPDATE contacts SET birth_date = ?, birth_date_source = ? WHERE id = ?', [
    birthDate,
    source === c.sourceSystem ? null : source,
    c.id,
  ])
  Object.assign(c, { birthDate, birthDateSource: source })
}

export function setLock(w: Writing, c: ContactState, lockLevel: LockLevel, reason: string): void {
  w.db.run('UPDATE contacts SET lock_level = ?, lock_reason = ? WHERE id = ?', [lockLevel, reason, c.id])
  c.lockLevel = lockLevel
}

/**
 * Changes the newsletter opt-in with its evidence, protects it when it is on, and audits the change. An opt-out keeps the evidence of
 * the earlier consent out of the way by its own, newer date.
 */
export function setConsent(w: Writing, c: ContactState, consent: ConsentValue, why: string): void {
  if (consent.subscribed) {
    w.db.run(
      `UPDATE contacts SET email_subscribed = 1, consent_date = ?, consent_source = ?, consent_method = ?, unsubscribe_date = NULL,
         subscription_protected = 1, subscription_protected_reason = 'opted in' WHERE id = ?`,
      [consent.date, consent.source, consent.method, c.id],
    )
  } else {
    w.db.run(
      `UPDATE contacts SET email_subscribed = 0, unsubscribe_date = ?, consent_source = ?, consent_method = ?,
         subscription_protected = 0, subscription_protected_reason = NULL WHERE id = ?`,
      [consent.date, consent.source, consent.method, c.id],
    )
  }
  auditOptIn(w, c.id, { old: c.emailSubscribed, now: consent.subscribed, why })
  c.emailSubscribed = consent.subscribed
  c.subscriptionProtected = consent.subscribed
  c.unsubscribeDate = consent.subscribed ? null : consent.date
  if (consent.subscribed) c.consentDate = consent.date
}

/** One line in the append-only opt-in audit. */
export function auditOptIn(
  w: Writing,
  contactId: string,
  change: { old: boolean | null; now: boolean; why: string },
): void {
  w.db.run(
    `INSERT INTO subscription_audit (contact_id, old_subscribed, new_subscribed, why, who, at, group_seq) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      contactId,
      change.old === null ? null : Number(change.old),
      Number(change.now),
      change.why,
      w.who,
      w.at,
      w.seq,
    ],
  )
}
