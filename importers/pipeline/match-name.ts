import type { ReadDb } from '../../db/handles.ts'
import { type AddressValue, addressKey } from '../../db/normalise/address.ts'
import type { NamedContact } from './compare-names.ts'
import { type Search, wholeNameKey } from './known-keys.ts'

/** A contact with a name that fits the record. */
export type Namesake = NamedContact & { hasEmail: boolean }

const fewEnough = 5

/** The contacts with this name, unless there are so many that the name says nothing. */
export function findNamesakes({ db, known, record }: Pick<Search, 'db' | 'known' | 'record'>): Namesake[] {
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

/** Name and address together are certain while no e-mails tell the two apart: one of them came without any. */
export function isSurelyNamesake({ db, record }: Search, namesake: Namesake): boolean {
  const { address } = record
  if (!address?.line1 || (namesake.hasEmail && record.emails.length > 0)) return false
  return addressesOf(db, namesake.contactId).some(known => isOneHome(known, address))
}

function addressesOf(db: ReadDb, contactId: string): AddressValue[] {
  return db.all<AddressValue>(
    `SELECT line_1 AS line1, line_2 AS line2, city, state, postal_code AS postalCode, country FROM contact_addresses
     WHERE contact_id = ? AND deleted_at IS NULL`,
    [contactId],
  )
}

/** One street and house, in one ZIP or one city: what else an address holds is often left out. */
export function isOneHome(a: AddressValue, b: AddressValue): boolean {
  const [streetA = '', cityA = '', , zipA = ''] = addressKey(a).split('|')
  const [streetB = '', cityB = '', , zipB = ''] = addressKey(b).split('|')
  if (streetA === '' || streetA !== streetB) return false
  return zipA !== '' && zipB !== '' ? zipA === zipB : cityA !== '' && cityA === cityB
}
