import { survivorOf } from '../../db/contacts/contact-state.ts'
import type { ReadDb } from '../../db/handles.ts'
import { compatibleFirstNames, nameKey } from '../../db/normalise/name.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import type { PersonRecord } from '../formats/format.ts'

export type Match = { contactId: string; by: 'external id' | 'e-mail' | 'phone and name' }

type Candidate = { contact_id: string; first_name: string | null; last_name: string | null }

/**
 * Finds the one contact a record certainly is (spec 03.2): by the system's own id, by any e-mail, by exact phone with the same last
 * name and a compatible first name. A name alone is never certain. Follows merges to the survivor. Null: nobody, create.
 */
export function matchPerson(db: ReadDb, system: string, record: PersonRecord): Match | null {
  const found =
    matchExternalId(db, system, record) ??
    matchEmail(db, record) ??
    (record.enrichOnly ? null : matchPhone(db, record))
  if (!found) return null
  const contactId = survivorOf(db, found.contactId)
  return contactId === null ? null : { ...found, contactId }
}

function matchExternalId(db: ReadDb, system: string, record: PersonRecord): Match | null {
  for (const { kind, id } of record.externalIds) {
    const row = db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_external_ids WHERE external_id = ? AND system = ? AND kind = ? AND deleted_at IS NULL`,
      [id, system, kind],
    )
    if (row) return { contactId: row.contact_id, by: 'external id' }
  }
  return null
}

function matchEmail(db: ReadDb, record: PersonRecord): Match | null {
  for (const email of record.emails) {
    const owner = db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_emails WHERE email = ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = 0`,
      [email],
    )
    if (owner) return { contactId: owner.contact_id, by: 'e-mail' }
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

function matchPhone(db: ReadDb, record: PersonRecord): Match | null {
  if (!record.firstName || !record.lastName) return null
  for (const { phone } of record.phones) {
    const e164 = phoneE164(phone)
    if (!e164) continue
    const owners = db.all<Candidate>(
      `SELECT DISTINCT p.contact_id, c.first_name, c.last_name FROM contact_phones p JOIN contacts c ON c.id = p.contact_id
       WHERE p.phone_e164 = ? AND p.deleted_at IS NULL AND c.deleted_at IS NULL`,
      [e164],
    )
    const fitting = owners.filter(candidate => isSamePerson(candidate, record))
    if (fitting.length === 1 && fitting[0]) return { contactId: fitting[0].contact_id, by: 'phone and name' }
  }
  return null
}

function isSamePerson(candidate: Candidate, record: PersonRecord): boolean {
  return (
    nameKey(candidate.last_name ?? '') === nameKey(record.lastName ?? '') &&
    compatibleFirstNames(candidate.first_name ?? '', record.firstName ?? '')
  )
}
