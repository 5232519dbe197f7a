import type { AddressRecord, Cell, PersonRecord, PhoneRecord } from '../format.ts'
import { parseEmails } from './emails.ts'
import { readId } from './ids.ts'
import { namesSomebody, readName } from './names.ts'
import { emptyPerson } from './person.ts'

/**
 * The customer of a Stripe payment or subscription, from the first of the name columns that holds a name; null when the row names nobody. One
 * person may be several customers there, so the e-mail counts as well as the id. Billing data only fills what is empty.
 */
export function readStripeCustomer(
  cell: Cell,
  raw: Cell,
  nameColumns: readonly string[],
  more: { phones?: PhoneRecord[]; address?: AddressRecord | null } = {},
): PersonRecord | null {
  const typedId = cell('Customer ID')
  const id = typedId === null ? null : readId(typedId).id
  const typedName = nameColumns.map(column => raw(column)).find(looksLikeName) ?? null
  const name = readName(null, null, typedName)
  const emails = [cell('Customer Email'), cell('email (metadata)')]
    .flatMap(parseEmails)
    .filter((email, at, all) => all.findIndex(other => other.toLowerCase() === email.toLowerCase()) === at)
  if (id === null && emails.length === 0 && !namesSomebody(name)) return null
  return {
    ...emptyPerson(),
    externalIds: id === null ? [] : [{ kind: 'customer', id }],
    ...name,
    emails,
    phones: more.phones ?? [],
    address: more.address ?? null,
    enrichOnly: true,
  }
}

const longestName = 80

/** Shops write all sorts of things where Stripe has a description: `Customer for ada@example.org`, `user 4711`. */
function looksLikeName(text: string | null): text is string {
  return (
    text !== null &&
    text.length <= longestName &&
    !/[@\d:/#_]/.test(text) &&
    !/^(?:customer|subscription|payment|invoice|charge|guest|user|member|donor)\b/i.test(text)
  )
}
