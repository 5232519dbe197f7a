import type { ReadDb } from '../handles.ts'
import type { PersonForMatching } from './person.ts'

/** A live contact as the matching engine sees it. */
export type KnownPerson = PersonForMatching & {
  contactId: string
  householdId: string | null
  emails: string[]
  phones: string[]
  addresses: AddressOfPerson[]
}
type AddressOfPerson = PersonForMatching['addresses'][number]

const isLive = 'deleted_at IS NULL AND merged_into_id IS NULL'

/** All live contacts, or those of these ids, with their e-mails, phones and addresses. A few statements, however many there are. */
export function readPeople(db: ReadDb, contactIds?: readonly string[]): KnownPerson[] {
  const ids = contactIds ? [JSON.stringify(contactIds)] : []
  const among = (column: string) => (contactIds ? `AND ${column} IN (SELECT value FROM json_each(?))` : '')
  const people = db.all<ContactRow>(
    `SELECT id, first_name, last_name, business_name, birth_date, household_id FROM contacts WHERE ${isLive} ${among('id')} ORDER BY id`,
    ids,
  )
  const known = new Map(people.map(row => [row.id, personOf(row)]))
  const ofContact = (columns: string, table: string) =>
    `SELECT contact_id, ${columns} FROM ${table} WHERE deleted_at IS NULL ${among('contact_id')}`
  for (const row of db.all<{ contact_id: string; email: string }>(ofContact('email', 'contact_emails'), ids))
    known.get(row.contact_id)?.emails.push(row.email)
  for (const row of db.all<{ contact_id: string; phone: string }>(
    ofContact('coalesce(phone_e164, phone) AS phone', 'contact_phones'),
    ids,
  ))
    known.get(row.contact_id)?.phones.push(row.phone)
  const addressColumns = 'line_1 AS line1, line_2 AS line2, city, state, postal_code AS postalCode, country'
  for (const { contact_id, ...address } of db.all<AddressOfPerson & { contact_id: string }>(
    ofContact(addressColumns, 'contact_addresses'),
    ids,
  ))
    known.get(contact_id)?.addresses.push(address)
  return [...known.values()]
}

type ContactRow = {
  id: string
  first_name: string | null
  last_name: string | null
  business_name: string | null
  birth_date: string | null
  household_id: string | null
}

function personOf(row: ContactRow): KnownPerson {
  return {
    contactId: row.id,
    householdId: row.household_id,
    firstName: row.first_name,
    middleName: null,
    lastName: row.last_name,
    suffix: null,
    businessName: row.business_name,
    emails: [],
    phones: [],
    addresses: [],
    birthDate: row.birth_date,
    otherIds: [],
  }
}
