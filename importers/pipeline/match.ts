import { survivorOf } from '../../db/contacts/contact-state.ts'
import type { ReadDb } from '../../db/handles.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import { isSureName, type NamedContact } from './compare-names.ts'
import type { Doubt } from './doubts.ts'
import { phoneKey, type Search } from './known-keys.ts'
import { peopleOfEmail, personOfEmail } from './match-email.ts'
import { findNamesakes, isSurelyNamesake, type Namesake } from './match-name.ts'

export type Match = {
  contactId: string
  by: 'external id' | 'e-mail' | 'phone and name' | 'name and home'
}

export type Finding = { match: Match | null; doubts: Doubt[] }

/**
 * Finds the one contact a record certainly is (spec 03.2): by the system's own id, by any e-mail unless the names are clearly two people's, by
 * exact phone with the same last name and a compatible first name, by name and home; the last two only where no e-mails differ, for
 * namesakes live together. A name alone is never certain.
 * Follows merges to the survivor. No match: create; `doubts` say whom it may be after all.
 */
export function matchPerson(search: Search): Finding {
  const doubts: Doubt[] = []
  const found =
    matchExternalId(search) ??
    matchEmail(search, doubts) ??
    matchPhone(search, doubts) ??
    matchName(search, doubts)
  if (!found) return { match: null, doubts }
  const contactId = survivorOf(search.db, found.contactId)
  return { match: contactId === null ? null : { ...found, contactId }, doubts: [] }
}

function matchExternalId({ db, system, known, ids }: Search): Match | null {
  for (const { kind, id } of ids) {
    if (!known.externalIds.has(`${kind} ${id}`)) continue
    const row = db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_external_ids WHERE external_id = ? AND system = ? AND kind = ? AND deleted_at IS NULL`,
      [id, system, kind],
    )
    if (row) return { contactId: row.contact_id, by: 'external id' }
  }
  return null
}

function matchEmail({ db, known, record }: Search, doubts: Doubt[]): Match | null {
  for (const email of record.emails) {
    if (!known.emails.has(email.toLowerCase())) continue
    const people = peopleOfEmail(db, known, email)
    const person = personOfEmail(db, people, record)
    if (person) return { contactId: person.contactId, by: 'e-mail' }
    for (const other of people) doubts.push({ by: 'e-mail', email, person: other })
  }
  return null
}

function matchPhone(search: Search, doubts: Doubt[]): Match | null {
  const { db, known, record } = search
  if (!record.firstName || !record.lastName) return null
  for (const { phone } of record.phones) {
    const e164 = phoneE164(phone)
    if (!e164 || !known.phones.has(phoneKey(e164, record.lastName))) continue
    const fitting = ownersOfPhone(db, e164).filter(
      owner => isSureName(owner, record) && !isAnotherThere(search, owner.contactId),
    )
    const contactIds = new Set(fitting.map(owner => owner.contactId))
    const [person] = fitting
    if (contactIds.size === 1 && person && !(person.hasEmail && record.emails.length > 0))
      return { contactId: person.contactId, by: 'phone and name' }
    for (const other of fitting)
      doubts.push({ by: 'phone', phone, person: other, isOnlyOne: contactIds.size === 1 })
  }
  return null
}

function ownersOfPhone(db: ReadDb, e164: string): Namesake[] {
  return db
    .all<NamedContact & { email: string | null }>(
      `SELECT p.contact_id AS contactId, c.first_name AS firstName, c.last_name AS lastName, c.email
       FROM contact_phones p JOIN contacts c ON c.id = p.contact_id
       WHERE p.phone_e164 = ? AND p.deleted_at IS NULL AND c.deleted_at IS NULL`,
      [e164],
    )
    .map(({ email, ...owner }) => ({ ...owner, hasEmail: email !== null }))
}

/** A customer who stands for a household is not one of its people: such an id tells nobody apart. */
function matchName(search: Search, doubts: Doubt[]): Match | null {
  const { record, partners } = search
  const namesakes = findNamesakes(search, record)
  const isApart = ({ contactId }: Namesake) => partners.length === 0 && isAnotherThere(search, contactId)
  const sure = namesakes.filter(namesake => isSurelyNamesake(search, namesake) && !isApart(namesake))
  if (sure.length === 1 && sure[0]) return { contactId: sure[0].contactId, by: 'name and home' }
  const [only] = namesakes
  // Of several with that name nothing tells which one it could be.
  if (namesakes.length !== 1 || !only) return null
  const hasNothingInCommon = only.hasEmail && record.emails.length > 0 && isApart(only)
  if (!hasNothingInCommon) doubts.push({ by: 'name', person: only })
  return null
}

/** The system itself tells the two apart: the candidate has another id of a kind that the record has one of. */
function isAnotherThere({ db, system, record }: Search, contactId: string): boolean {
  return record.externalIds.some(
    ({ kind, id }) =>
      db.get(
        `SELECT 1 FROM contact_external_ids
         WHERE contact_id = ? AND system = ? AND kind = ? AND external_id <> ? AND deleted_at IS NULL`,
        [contactId, system, kind, id],
      ) !== undefined,
  )
}
