import type { ReadDb } from '../handles.ts'
import {
  type AddressState,
  type ContactState,
  isLockedByHand,
  type LockLevel,
  type PhoneState,
  type PhoneType,
} from './contact-state.ts'
import { derivedOf } from './derived.ts'
import {
  addressRow,
  type ConsentValue,
  emailRow,
  insertAddress,
  insertEmail,
  insertPhone,
  type NewAddress,
  phoneRow,
} from './insert-contact.ts'
import type { Writing } from './insert-row.ts'

/** Brings derived values, `updated_*` and `touched_group` in line with the state after its rows were written. */
export function touchContact(w: Writing, c: ContactState): void {
  const [fullName, sortName, email, phone] = derivedOf(c)
  w.db.run(
    `UPDATE contacts SET full_name = ?, sort_name = ?, email = ?, phone = ?, touched_group = ?, updated_at = ?, updated_by = ?
     WHERE id = ?`,
    [fullName, sortName, email, phone, w.seq, w.at, w.who, c.id],
  )
}

/** Whether somebody said that several people use this e-mail. */
export function isSharedEmail(db: ReadDb, email: string): boolean {
  return (
    db.get(
      'SELECT 1 FROM contact_emails WHERE email = ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = 1',
      [email],
    ) !== undefined
  )
}

/** One more e-mail of the contact; one that others share is shared with them. */
export function addEmail(w: Writing, c: ContactState, email: string, source: string): void {
  const row = { ...emailRow(c, email, source), isShared: isSharedEmail(w.db, email) }
  insertEmail(w, c.id, row)
  c.emails.push(row)
}

/** What was said of a value was said of its text: another text starts anew. */
const forgetState = 'state = NULL, state_at = NULL, state_by = NULL, state_note = NULL'

/** Changes the text of one e-mail in place; it stays primary if it was. */
export function replaceEmail(
  w: Writing,
  row: ContactState['emails'][number],
  email: string,
  source: string,
): void {
  w.db.run(
    `UPDATE contact_emails SET email = ?, source_system = ?, ${forgetState}, updated_at = ?, updated_by = ? WHERE id = ?`,
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
    `UPDATE contact_phones SET phone = ?, phone_e164 = ?, source_system = ?, ${forgetState}, updated_at = ?, updated_by = ?
     WHERE id = ?`,
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
       returned_at = NULL, updated_at = ?, updated_by = ? WHERE id = ?`,
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
  c.isLockedByHand = isLockedByHand(lockLevel, reason)
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
