import type Database from 'better-sqlite3'
import type { AddressState } from '../contacts/contact-state.ts'
import { fullNameOf } from '../contacts/derived.ts'
import { addressRow, emailRow, emptyContact, insertContact, phoneRow } from '../contacts/insert-contact.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { emailKey } from '../normalise/email.ts'
import { phoneE164 } from '../normalise/phone.ts'
import { refuse, requireFreeEmail, requirePhone, typedOrNull } from './find-contact.ts'

/** An address as a person types it; empty parts are empty texts. */
export type TypedAddress = {
  line1: string
  line2?: string | undefined
  city: string
  state: string
  postalCode: string
  country?: string | undefined
}
export type NewContact = {
  firstName?: string | undefined
  lastName?: string | undefined
  businessName?: string | undefined
  emails?: string[] | undefined
  phones?: string[] | undefined
  address?: TypedAddress | undefined
}

/** The parts of a typed address as they are stored. */
export function addressParts(
  typed: TypedAddress,
): Omit<AddressState, 'id' | 'type' | 'isPrimary' | 'isMailing' | 'source'> {
  return {
    line1: typedOrNull(typed.line1),
    line2: typedOrNull(typed.line2),
    city: typedOrNull(typed.city),
    state: typedOrNull(typed.state),
    postalCode: typedOrNull(typed.postalCode),
    country: typedOrNull(typed.country),
  }
}

type Checked = {
  firstName: string | null
  lastName: string | null
  businessName: string | null
  emails: string[]
  phones: string[]
}

function withoutRepeats(typed: readonly string[] | undefined, keyOf: (text: string) => string): string[] {
  const byKey = new Map<string, string>()
  for (const text of (typed ?? []).flatMap(t => typedOrNull(t) ?? [])) {
    if (!byKey.has(keyOf(text))) byKey.set(keyOf(text), text)
  }
  return [...byKey.values()]
}

function check(db: ReadDb, input: NewContact): Checked {
  const checked = {
    firstName: typedOrNull(input.firstName),
    lastName: typedOrNull(input.lastName),
    businessName: typedOrNull(input.businessName),
    emails: withoutRepeats(input.emails, emailKey).map(email => requireFreeEmail(db, email, null)),
    phones: withoutRepeats(input.phones, phone => phoneE164(phone) ?? phone).map(requirePhone),
  }
  const isNobody =
    !checked.firstName && !checked.lastName && !checked.businessName && checked.emails.length === 0
  return isNobody ? refuse('A name, a business name or an e-mail is needed.') : checked
}

/**
 * Adds a contact that a person typed in. The first e-mail and phone are primary; repeated ones count once. Its values are all its own
 * source's, so it starts unlocked; being staff's, no import replaces them. Throws CommandRefused.
 */
export function createContact(
  sqlite: Database.Database,
  input: NewContact,
  who: string,
): { contactId: string } {
  const checked = check(handlesOf(sqlite).read, input)
  const fullName = fullNameOf({ ...checked, email: checked.emails[0] ?? null })
  return writeGroup(sqlite, { who, origin: 'staff', title: `Added ${fullName}` }, group => {
    const { emails, phones, ...names } = check(group.db, input)
    const c = Object.assign(emptyContact('staff', 'staff'), names)
    for (const email of emails) c.emails.push(emailRow(c, email, 'staff'))
    for (const phone of phones) {
      c.phones.push(phoneRow(c, { phone, phoneE164: phoneE164(phone), type: 'other' }, 'staff'))
    }
    if (input.address) {
      c.addresses.push(addressRow(c, { ...addressParts(input.address), type: 'mailing' }, 'staff'))
    }
    insertContact(group, c, null)
    group.about(c.id)
    return { contactId: c.id }
  })
}
