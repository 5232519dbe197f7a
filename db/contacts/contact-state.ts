import type { ReadDb } from '../handles.ts'

export type LockLevel = 'UNLOCKED' | 'PARTIAL_LOCK' | 'FULL_LOCK'
/** How the reason of every lock begins that no person closed. */
export const automaticLockReason = 'enriched from '
export type PhoneType = 'mobile' | 'home' | 'work' | 'other'
export type AddressType = 'billing' | 'shipping' | 'mailing' | 'home' | 'work' | 'other'

export type EmailState = { id: string; email: string; isPrimary: boolean; isShared: boolean; source: string }
export type PhoneState = {
  id: string
  phone: string
  phoneE164: string | null
  type: PhoneType
  isPrimary: boolean
  source: string
}
export type AddressState = {
  id: string
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  country: string | null
  type: AddressType
  isPrimary: boolean
  isMailing: boolean
  source: string
}
/** A tag or product on a contact: what it points to, and who put it there. */
export type LinkState = { targetId: string; source: string }

/** A live contact with everything that imports and staff commands compare and change. */
export type ContactState = {
  id: string
  sourceSystem: string
  firstName: string | null
  lastName: string | null
  nameSource: string
  businessName: string | null
  businessNameSource: string
  birthDate: string | null
  birthDateSource: string
  emailSubscribed: boolean
  consentDate: string | null
  unsubscribeDate: string | null
  subscriptionProtected: boolean
  lockLevel: LockLevel
  /** Closed by a person: by saying so, by a correction, by a merge. */
  isLockedByHand: boolean
  emails: EmailState[]
  phones: PhoneState[]
  addresses: AddressState[]
  tags: LinkState[]
  products: LinkState[]
}

type ContactRow = {
  id: string
  source_system: string
  first_name: string | null
  last_name: string | null
  name_source: string | null
  business_name: string | null
  business_name_source: string | null
  birth_date: string | null
  birth_date_source: string | null
  email_subscribed: number
  consent_date: string | null
  unsubscribe_date: string | null
  subscription_protected: number
  lock_level: LockLevel
  lock_reason: string | null
}

export function isLockedByHand(level: LockLevel, reason: string | null): boolean {
  return level !== 'UNLOCKED' && reason?.startsWith(automaticLockReason) !== true
}

/** Follows `merged_into_id` to the record that lives on; null when there is no such contact. */
export function survivorOf(db: ReadDb, contactId: string): string | null {
  let id = contactId
  for (let hops = 0; hops < 100; hops++) {
    const row = db.get<{ merged_into_id: string | null }>(
      'SELECT merged_into_id FROM contacts WHERE id = ?',
      [id],
    )
    if (!row) return null
    if (row.merged_into_id === null) return id
    id = row.merged_into_id
  }
  return null
}

/** Sorted here, not in SQL: for two or three rows a sorter in SQLite costs five times the reading. */
function primaryFirst(a: Flagged, b: Flagged): number {
  return b.is_primary - a.is_primary || (a.id < b.id ? -1 : 1)
}

type Flagged = { is_primary: number; source_system: string; id: string }

function loadEmails(db: ReadDb, contactId: string): EmailState[] {
  return db
    .all<Flagged & { email: string; is_shared: number }>(
      `SELECT id, email, is_primary, is_shared, source_system FROM contact_emails
       WHERE contact_id = ? AND deleted_at IS NULL`,
      [contactId],
    )
    .sort(primaryFirst)
    .map(e => ({
      id: e.id,
      email: e.email,
      isPrimary: e.is_primary === 1,
      isShared: e.is_shared === 1,
      source: e.source_system,
    }))
}

function loadPhones(db: ReadDb, contactId: string): PhoneState[] {
  return db
    .all<Flagged & { phone: string; phone_e164: string | null; type: PhoneType }>(
      `SELECT id, phone, phone_e164, type, is_primary, source_system FROM contact_phones
       WHERE contact_id = ? AND deleted_at IS NULL`,
      [contactId],
    )
    .sort(primaryFirst)
    .map(p => ({
      id: p.id,
      phone: p.phone,
      phoneE164: p.phone_e164,
      type: p.type,
      isPrimary: p.is_primary === 1,
      source: p.source_system,
    }))
}

function loadAddresses(db: ReadDb, contactId: string): AddressState[] {
  type Row = Flagged & {
    line_1: string | null
    line_2: string | null
    city: string | null
    state: string | null
    postal_code: string | null
    country: string | null
    type: AddressType
    is_mailing: number
  }
  return db
    .all<Row>(
      `SELECT id, line_1, line_2, city, state, postal_code, country, type, is_primary, is_mailing, source_system
       FROM contact_addresses WHERE contact_id = ? AND deleted_at IS NULL`,
      [contactId],
    )
    .sort(primaryFirst)
    .map(a => ({
      id: a.id,
      line1: a.line_1,
      line2: a.line_2,
      city: a.city,
      state: a.state,
      postalCode: a.postal_code,
      country: a.country,
      type: a.type,
      isPrimary: a.is_primary === 1,
      isMailing: a.is_mailing === 1,
      source: a.source_system,
    }))
}

function loadLinks(db: ReadDb, sql: string, contactId: string): LinkState[] {
  return db
    .all<{ target_id: string; source_system: string }>(sql, [contactId])
    .map(l => ({ targetId: l.target_id, source: l.source_system }))
}

/** One contact with its live rows; null when it is not there. Six point reads. */
export function loadContactState(db: ReadDb, contactId: string): ContactState | null {
  const c = db.get<ContactRow>(
    `SELECT id, source_system, first_name, last_name, name_source, business_name, business_name_source, birth_date,
       birth_date_source, email_subscribed, consent_date, unsubscribe_date, subscription_protected, lock_level, lock_reason
     FROM contacts WHERE id = ? AND deleted_at IS NULL`,
    [contactId],
  )
  if (!c) return null
  return {
    id: c.id,
    sourceSystem: c.source_system,
    firstName: c.first_name,
    lastName: c.last_name,
    nameSource: c.name_source ?? c.source_system,
    businessName: c.business_name,
    businessNameSource: c.business_name_source ?? c.source_system,
    birthDate: c.birth_date,
    birthDateSource: c.birth_date_source ?? c.source_system,
    emailSubscribed: c.email_subscribed === 1,
    consentDate: c.consent_date,
    unsubscribeDate: c.unsubscribe_date,
    subscriptionProtected: c.subscription_protected === 1,
    lockLevel: c.lock_level,
    isLockedByHand: isLockedByHand(c.lock_level, c.lock_reason),
    emails: loadEmails(db, contactId),
    phones: loadPhones(db, contactId),
    addresses: loadAddresses(db, contactId),
    tags: loadLinks(
      db,
      'SELECT tag_id AS target_id, source_system FROM contact_tags WHERE contact_id = ? AND deleted_at IS NULL',
      contactId,
    ),
    products: loadLinks(
      db,
      'SELECT product_id AS target_id, source_system FROM contact_products WHERE contact_id = ? AND deleted_at IS NULL',
      contactId,
    ),
  }
}
