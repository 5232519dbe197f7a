import { findContactsByAnyEmail } from '../contacts/find-by-email.ts'
import type { ReadDb } from '../handles.ts'
import { phoneE164 } from '../normalise/phone.ts'
import { findContacts } from '../search/find-contacts.ts'
import type { PersonForMatching } from './person.ts'

/** By the whole name and by each part of it. */
const mostByName = 30

/** The contacts that a person may be, or may live with: by any e-mail, any phone and by name, each along an index. */
export function findCandidates(db: ReadDb, person: PersonForMatching): string[] {
  const found = new Set<string>()
  const add = (rows: readonly { id: string }[]) => {
    for (const { id } of rows) found.add(id)
  }
  for (const email of person.emails) {
    for (const { contactId } of findContactsByAnyEmail(db, email)) found.add(contactId)
  }
  for (const phone of person.phones) {
    const e164 = phoneE164(phone)
    if (e164 === null) continue
    add(
      db.all<{ id: string }>(
        'SELECT contact_id AS id FROM contact_phones WHERE phone_e164 = ? AND deleted_at IS NULL LIMIT 50',
        [e164],
      ),
    )
  }
  for (const text of namesOf(person)) {
    for (const { contactId } of findContacts(db, { text, limit: mostByName })) found.add(contactId)
  }
  return [...found]
}

function namesOf({ firstName, lastName, businessName }: PersonForMatching): Set<string> {
  const whole = [firstName, lastName].filter(Boolean).join(' ')
  return new Set(
    [whole, lastName ?? '', businessName ?? ''].map(text => text.trim()).filter(text => text !== ''),
  )
}
