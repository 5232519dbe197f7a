import type { AddressRecord, Cell, CellProblem, PersonRecord, PhoneRecord, ProductRecord } from '../format.ts'
import { parseEmails } from './emails.ts'
import { readId } from './ids.ts'
import { namesSomebody, readName } from './names.ts'
import { problem } from './problem.ts'
import { textOf } from './text.ts'

/** The customer of a Kajabi payment or subscription, or what makes the row nobody's. */
export type CustomerReading = { person: PersonRecord; problem: null } | { person: null; problem: CellProblem }

/**
 * Reads `Customer ID` (a contact's `Member ID`), `Customer Name` and `Customer Email`. Such data only fills what is
 * empty: the name is one text and the address a billing address, so the contacts export knows better.
 */
export function readCustomer(
  cell: Cell,
  raw: Cell,
  billing: { phones: PhoneRecord[]; address: AddressRecord | null },
): CustomerReading {
  const typedId = cell('Customer ID')
  const member = typedId === null ? null : readId(typedId)
  if (member?.reason) return { person: null, problem: problem('Customer ID', typedId, member.reason) }
  const typedEmail = cell('Customer Email')
  const emails = parseEmails(typedEmail)
  const name = readName(null, null, raw('Customer Name'))
  if (!member?.id && emails.length === 0 && typedEmail !== null) {
    return {
      person: null,
      problem: problem(
        'Customer Email',
        typedEmail,
        'This is not an e-mail address, and the row has no customer id.',
      ),
    }
  }
  if (!member?.id && emails.length === 0 && !namesSomebody(name)) {
    return {
      person: null,
      problem: problem('Customer ID', null, 'The row has no customer id, no e-mail and no name.'),
    }
  }
  const person: PersonRecord = {
    externalIds: member?.id ? [{ kind: 'member', id: member.id }] : [],
    ...name,
    emails,
    ...billing,
    birthDate: null,
    tagsCell: null,
    productsCell: null,
    optIn: null,
    enrichOnly: true,
  }
  return { person, problem: null }
}

/** The offer of the row; an offer without a title is named after its id. */
export function readOffer(cell: Cell): { product: ProductRecord | null; problem: CellProblem | null } {
  const typedId = cell('Offer ID')
  const offer = typedId === null ? null : readId(typedId)
  if (offer?.reason) return { product: null, problem: problem('Offer ID', typedId, offer.reason) }
  const name = textOf(cell('Offer Title')) ?? (offer?.id ? `Offer ${offer.id}` : null)
  return { product: name === null ? null : { offerId: offer?.id ?? null, name }, problem: null }
}
