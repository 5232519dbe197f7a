import { parseEmails } from '../cells/emails.ts'
import { namesSomebody, readName } from '../cells/names.ts'
import { emptyPerson } from '../cells/person.ts'
import { readWholeAddress } from '../cells/places.ts'
import { textOf } from '../cells/text.ts'
import type { AddressRecord, Cell, PersonRecord } from '../format.ts'
import type { Kind } from './words.ts'

/**
 * Who paid, or who got money back; null when the row names nobody, and for a refund when its e-mail does not: the payment it gives back
 * knows whose it is, and a name alone would make a second person.
 */
export function personOf(
  cell: Cell,
  raw: Cell,
  kind: Kind,
  ownEmails: ReadonlySet<string>,
): PersonRecord | null {
  const emails = emailsOf(cell, kind, ownEmails)
  const typedName = raw('Name')
  const name = readName(null, null, typedName?.includes('@') ? null : typedName)
  const isNamed = namesSomebody(name)
  if (emails.length === 0 && (kind === 'give-back' || !isNamed)) return null
  if (isGivingFund(cell, raw)) {
    return { ...emptyPerson(), businessName: textOf(typedName) ?? 'PayPal Giving Fund', emails }
  }
  const phone = cell('Contact Phone Number')
  return {
    ...emptyPerson(),
    ...name,
    emails,
    phones: phone === null ? [] : [{ phone, type: 'home' }],
    address: addressOf(cell, typedName),
  }
}

/** Gifts through it come in one sum, and name no donor. */
export function isGivingFund(cell: Cell, raw: Cell): boolean {
  return (
    /\bpaypal (?:\w+ )?giving fund\b/i.test(raw('Name') ?? '') ||
    /@(?:[\w-]+\.)*paypalgivingfund\.org$/i.test(cell('From Email Address') ?? '')
  )
}

/** Money comes in `From` the payer. Money given back goes `To` them; some exports leave their address where it was. */
function emailsOf(cell: Cell, kind: Kind, ownEmails: ReadonlySet<string>): string[] {
  const isTheirs = (email: string) => !ownEmails.has(email.toLowerCase())
  const from = parseEmails(cell('From Email Address'))
  if (kind !== 'give-back') return from.filter(isTheirs)
  const to = parseEmails(cell('To Email Address')).filter(isTheirs)
  return to.length > 0 ? to : from.filter(isTheirs)
}

/** The split columns, else the one that holds the same as `Name, street, city, state, postal code`. */
function addressOf(cell: Cell, name: string | null): AddressRecord | null {
  const line1 = textOf(cell('Address Line 1'))
  const line2 = textOf(cell('Address Line 2/District/Neighborhood'))
  const city = textOf(cell('Town/City'))
  const state = textOf(cell('State/Province/Region/County/Territory/Prefecture/Republic'))
  const postalCode = cell('Zip/Postal Code')
  const country = textOf(cell('Country')) ?? cell('Country Code')
  if (line1 !== null || city !== null || postalCode !== null)
    return { line1, line2, city, state, postalCode, country, type: 'shipping' }
  const whole = textOf(cell('Shipping Address'))
  if (whole === null) return null
  const start = `${textOf(name) ?? ''},`
  const address = readWholeAddress(whole.startsWith(start) ? whole.slice(start.length) : whole, 'shipping')
  return address && { ...address, country: address.country ?? country }
}
