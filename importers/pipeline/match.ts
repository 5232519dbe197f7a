import { survivorOf } from '../../db/contacts/contact-state.ts'
import type { ReadDb } from '../../db/handles.ts'
import { compatibleFirstNames, nameKey } from '../../db/normalise/name.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import type { PersonRecord } from '../formats/format.ts'

/**
 * What could match at all: every e-mail, phone and id of the office, and those this batch adds. Most rows of a first import match nobody,
 * and a set says so twenty times faster than an index.
 */
export type KnownKeys = {
  emails: Set<string>
  phones: Set<string>
  externalIds: Set<string>
  hasShared: boolean
}

export function readKnownKeys(db: ReadDb, system: string): KnownKeys {
  const column = (sql: string, params: string[] = []) =>
    db.all<{ key: string }>(sql, params).map(row => row.key)
  return {
    emails: new Set(
      column('SELECT email AS key FROM contact_emails WHERE deleted_at IS NULL').map(email =>
        email.toLowerCase(),
      ),
    ),
    phones: new Set(
      column(
        'SELECT DISTINCT phone_e164 AS key FROM contact_phones WHERE deleted_at IS NULL AND phone_e164 IS NOT NULL',
      ),
    ),
    externalIds: new Set(
      column(
        `SELECT kind || ' ' || external_id AS key FROM contact_external_ids WHERE system = ? AND deleted_at IS NULL`,
        [system],
      ),
    ),
    hasShared: db.get('SELECT 1 FROM contact_emails WHERE is_shared = 1 LIMIT 1') !== undefined,
  }
}

/** Adds what a record brings, whether or not all of it was written: a key too many only costs a look. */
export function rememberKeys(known: KnownKeys, record: PersonRecord): void {
  for (const email of record.emails) known.emails.add(email.toLowerCase())
  for (const { kind, id } of record.externalIds) known.externalIds.add(`${kind} ${id}`)
  for (const { phone } of record.phones) {
    const e164 = phoneE164(phone)
    if (e164) known.phones.add(e164)
  }
}

export type Match = { contactId: string; by: 'external id' | 'e-mail' | 'phone and name' }

type Candidate = { contact_id: string; first_name: string | null; last_name: string | null }

/**
 * Finds the one contact a record certainly is (spec 03.2): by the system's own id, by any e-mail, by exact phone with the same last
 * name and a compatible first name. A name alone is never certain. Follows merges to the survivor. Null: nobody, create.
 */
export function matchPerson(
  db: ReadDb,
  system: string,
  known: KnownKeys,
  record: PersonRecord,
): Match | null {
  const found =
    matchExternalId(db, system, known, record) ??
    matchEmail(db, known, record) ??
    matchPhone(db, system, known, record)
  if (!found) return null
  const contactId = survivorOf(db, found.contactId)
  return contactId === null ? null : { ...found, contactId }
}

function matchExternalId(db: ReadDb, system: string, known: KnownKeys, record: PersonRecord): Match | null {
  for (const { kind, id } of record.externalIds) {
    if (!known.externalIds.has(`${kind} ${id}`)) continue
    const row = db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_external_ids WHERE external_id = ? AND system = ? AND kind = ? AND deleted_at IS NULL`,
      [id, system, kind],
    )
    if (row) return { contactId: row.contact_id, by: 'external id' }
  }
  return null
}

function matchEmail(db: ReadDb, known: KnownKeys, record: PersonRecord): Match | null {
  for (const email of record.emails) {
    if (!known.emails.has(email.toLowerCase())) continue
    const owner = db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_emails WHERE email = ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = 0`,
      [email],
    )
    if (owner) return { contactId: owner.contact_id, by: 'e-mail' }
    if (!known.hasShared) continue
    const sharing = db.all<Candidate>(
      `SELECT e.contact_id, c.first_name, c.last_name FROM contact_emails e JOIN contacts c ON c.id = e.contact_id
       WHERE e.email = ? COLLATE NOCASE AND e.deleted_at IS NULL AND e.is_shared = 1`,
      [email],
    )
    const fitting = sharing.filter(candidate => isSamePerson(candidate, record))
    if (fitting.length === 1 && fitting[0]) return { contactId: fitting[0].contact_id, by: 'e-mail' }
  }
  return null
}

/** A payment record does not match by phone: its name is one string, and families pay for each other. */
function matchPhone(db: ReadDb, system: string, known: KnownKeys, record: PersonRecord): Match | null {
  if (record.enrichOnly || !record.firstName || !record.lastName) return null
  for (const { phone } of record.phones) {
    const e164 = phoneE164(phone)
    if (!e164 || !known.phones.has(e164)) continue
    const owners = db.all<Candidate>(
      `SELECT p.contact_id, c.first_name, c.last_name FROM contact_phones p JOIN contacts c ON c.id = p.contact_id
       WHERE p.phone_e164 = ? AND p.deleted_at IS NULL AND c.deleted_at IS NULL`,
      [e164],
    )
    const fitting = new Set(
      owners
        .filter(c => isSamePerson(c, record) && !isAnotherThere(db, system, c.contact_id, record))
        .map(c => c.contact_id),
    )
    const [contactId] = fitting
    if (fitting.size === 1 && contactId) return { contactId, by: 'phone and name' }
  }
  return null
}

/** The system itself tells the two apart: the candidate has another id of a kind that the record has one of. */
function isAnotherThere(db: ReadDb, system: string, contactId: string, record: PersonRecord): boolean {
  return record.externalIds.some(
    ({ kind, id }) =>
      db.get(
        `SELECT 1 FROM contact_external_ids
         WHERE contact_id = ? AND system = ? AND kind = ? AND external_id <> ? AND deleted_at IS NULL`,
        [contactId, system, kind, id],
      ) !== undefined,
  )
}

function isSamePerson(candidate: Candidate, record: PersonRecord): boolean {
  return (
    nameKey(candidate.last_name ?? '') === nameKey(record.lastName ?? '') &&
    compatibleFirstNames(candidate.first_name ?? '', record.firstName ?? '')
  )
}
