import type { ReadDb } from '../../db/handles.ts'
import { type AddressValue, addressKey } from '../../db/normalise/address.ts'
import type { PersonRecord } from '../formats/format.ts'
import type { NamedContact } from './compare-names.ts'
import { type Search, wholeNameKey } from './known-keys.ts'

/** A contact with a name that fits the record. */
export type Namesake = NamedContact & { hasEmail: boolean }

const fewEnough = 5

/** The contacts with this name, unless there are so many that the name says nothing. */
export function findNamesakes({ db, known }: Search, record: PersonRecord): Namesake[] {
  const key = wholeNameKey(record)
  if (key === null || !known.names.has(key)) return []
  const found = db.all<NamedContact & { email: string | null }>(
    `SELECT id AS contactId, first_name AS firstName, last_name AS lastName, email FROM contacts
     WHERE sort_name = ? AND deleted_at IS NULL AND merged_into_id IS NULL LIMIT ${fewEnough + 1}`,
    [key],
  )
  if (found.length > fewEnough) return []
  return found.map(({ email, ...person }) => ({ ...person, hasEmail: email !== null }))
}

/**
 * Name and address together are certain while no e-mails tell the two apart, and so are two names of one household that stand for two people of
 * one home: one of them came without any e-mail.
 */
export function isSurelyNamesake(search: Search, namesake: Namesake): boolean {
  const { db, record, partners } = search
  if (namesake.hasEmail && record.emails.length > 0) return false
  const { address } = record
  const homes = addressesOf(db, namesake.contactId)
  if (address?.line1 && homes.some(home => isOneHome(home, address))) return true
  return partners.some(partner =>
    findNamesakes(search, partner).some(other => liveTogether(db, namesake.contactId, other.contactId)),
  )
}

/** One household, one phone or one home. */
function liveTogether(db: ReadDb, a: string, b: string): boolean {
  const isKnown = db.get(
    `SELECT 1 FROM contacts a JOIN contacts b ON b.id = ? WHERE a.id = ? AND (
       a.household_id = b.household_id
       OR EXISTS (SELECT 1 FROM contact_phones p JOIN contact_phones q ON q.phone_e164 = p.phone_e164
            WHERE p.contact_id = a.id AND q.contact_id = b.id AND p.deleted_at IS NULL AND q.deleted_at IS NULL))`,
    [b, a],
  )
  if (isKnown) return true
  const homes = addressesOf(db, b)
  return addressesOf(db, a).some(home => homes.some(other => isOneHome(home, other)))
}

function addressesOf(db: ReadDb, contactId: string): AddressValue[] {
  return db.all<AddressValue>(
    `SELECT line_1 AS line1, line_2 AS line2, city, state, postal_code AS postalCode, country FROM contact_addresses
     WHERE contact_id = ? AND deleted_at IS NULL`,
    [contactId],
  )
}

/** One street and house, in one ZIP or one city: what else an address holds is often left out. */
function isOneHome(a: AddressValue, b: AddressValue): boolean {
  const [streetA = '', cityA = '', , zipA = ''] = addressKey(a).split('|')
  const [streetB = '', cityB = '', , zipB = ''] = addressKey(b).split('|')
  if (streetA === '' || streetA !== streetB) return false
  return zipA !== '' && zipB !== '' ? zipA === zipB : cityA !== '' && cityA === cityB
}
