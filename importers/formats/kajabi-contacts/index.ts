import { parseEmails } from '../cells/emails.ts'
import { readId } from '../cells/ids.ts'
import { readName } from '../cells/names.ts'
import { problem, refused } from '../cells/problem.ts'
import { textOf } from '../cells/text.ts'
import type { AddressRecord, Cell, Format, MappedRow, OptInClaim, PhoneRecord } from '../format.ts'

/**
 * Kajabi's People export: always the whole list, without a "changed since" and without a reliable opt-in column.
 * Site owners rename labels; the handle in the last brackets is stable. `Member ID` is the `Customer ID` of the other
 * two exports.
 */
export const kajabiContacts: Format = {
  id: 'kajabi-contacts',
  label: 'Kajabi contacts',
  system: 'kajabi',
  provenance: 'kajabi',
  asksOptIn: true,
  isFullExport: false,
  requiresOneOf: ['Products', 'Tags'],
  columns: [
    { name: 'Name', part: 'name', aliases: ['Full Name'] },
    { name: 'First Name', part: 'name', aliases: ['First'], handle: 'first_name' },
    { name: 'Last Name', part: 'name', aliases: ['Last'], handle: 'last_name' },
    { name: 'Email', part: 'email', aliases: ['E-mail', 'Email Address'], handle: 'email', required: true },
    { name: 'Products' },
    { name: 'Tags' },
    { name: 'ID', aliases: ['Contact ID'] },
    { name: 'Member ID', required: true },
    { name: 'Created At', aliases: ['Member Created At'] },
    { name: 'Last Activity' },
    { name: 'Phone Number (phone_number)', part: 'home_phone', aliases: ['Phone'], handle: 'phone_number' },
    {
      name: 'Mobile Phone Number (mobile_phone_number)',
      part: 'mobile_phone',
      aliases: ['Mobile', 'Mobile Phone'],
      handle: 'mobile_phone_number',
    },
    {
      name: 'Business Number (business_number)',
      part: 'work_phone',
      aliases: ['Business Phone'],
      handle: 'business_number',
    },
    {
      name: 'Address (address_line_1)',
      part: 'address',
      aliases: ['Address Line 1'],
      handle: 'address_line_1',
    },
    {
      name: 'Address Line 2 (address_line_2)',
      part: 'address',
      aliases: ['Address 2'],
      handle: 'address_line_2',
    },
    { name: 'City (address_city)', part: 'address', handle: 'address_city' },
    { name: 'State (address_state)', part: 'address', handle: 'address_state' },
    { name: 'Zip Code (address_zip)', part: 'address', aliases: ['Zipcode', 'Zip'], handle: 'address_zip' },
    { name: 'Country (address_country)', part: 'address', handle: 'address_country' },
  ],
  map,
}

function map(
  cell: Cell,
  raw: Cell,
  options: { optIn: 'subscribed' | 'unsubscribed' | 'unknown' },
): MappedRow {
  const typedId = cell('ID')
  const typedMember = cell('Member ID')
  const contact = typedId === null ? null : readId(typedId)
  if (contact?.reason) return refused(problem('ID', typedId, contact.reason))
  const member = typedMember === null ? null : readId(typedMember)
  if (member?.reason) return refused(problem('Member ID', typedMember, member.reason))
  const typedEmail = cell('Email')
  const emails = parseEmails(typedEmail)
  const name = readName(raw('First Name'), raw('Last Name'), raw('Name'))
  const shownName = name.businessName ?? (`${name.firstName ?? ''} ${name.lastName ?? ''}`.trim() || null)
  const key = keyOf(contact?.id ?? null, member?.id ?? null, emails[0] ?? null)
  if (key === null && typedEmail !== null)
    return refused(problem('Email', typedEmail, 'This is not an e-mail address, and the row has no id.'))
  if (key === null && shownName === null)
    return refused(problem('Email', null, 'The row has no id, no e-mail and no name.'))
  const phones = phonesOf(cell)
  const externalIds = []
  if (contact?.id) externalIds.push({ kind: 'contact', id: contact.id })
  if (member?.id) externalIds.push({ kind: 'member', id: member.id })
  return {
    record: {
      key: key ?? `name:${shownName?.toLowerCase()}:${phones[0]?.phone ?? ''}`,
      person: {
        externalIds,
        ...name,
        emails,
        phones,
        address: addressOf(cell),
        birthDate: null,
        tagsCell: textOf(cell('Tags')),
        productsCell: textOf(cell('Products')),
        optIn: optInOf(options.optIn),
        enrichOnly: false,
      },
    },
    problems: [],
  }
}

function keyOf(contact: string | null, member: string | null, email: string | null): string | null {
  if (contact !== null) return contact
  if (member !== null) return `member:${member}`
  return email === null ? null : `email:${email.toLowerCase()}`
}

function phonesOf(cell: Cell): PhoneRecord[] {
  const phones: PhoneRecord[] = []
  const home = cell('Phone Number (phone_number)')
  const mobile = cell('Mobile Phone Number (mobile_phone_number)')
  const work = cell('Business Number (business_number)')
  if (home !== null) phones.push({ phone: home, type: 'home' })
  if (mobile !== null && mobile !== home) phones.push({ phone: mobile, type: 'mobile' })
  if (work !== null && work !== home && work !== mobile) phones.push({ phone: work, type: 'work' })
  return phones
}

function addressOf(cell: Cell): AddressRecord | null {
  const line1 = textOf(cell('Address (address_line_1)'))
  const line2 = textOf(cell('Address Line 2 (address_line_2)'))
  const city = textOf(cell('City (address_city)'))
  const state = textOf(cell('State (address_state)'))
  const postalCode = cell('Zip Code (address_zip)')
  const country = textOf(cell('Country (address_country)'))
  const saysNothing =
    line1 === null && line2 === null && city === null && state === null && postalCode === null
  return saysNothing ? null : { line1, line2, city, state, postalCode, country, type: 'home' }
}

/** The file has no opt-in column; the person said what being in it means. It gives no day of consent. */
function optInOf(meaning: 'subscribed' | 'unsubscribed' | 'unknown'): OptInClaim | null {
  if (meaning === 'subscribed')
    return { subscribed: true, method: 'listed in a Kajabi export of subscribers', date: null }
  if (meaning === 'unsubscribed')
    return { subscribed: false, method: 'listed in a Kajabi export of unsubscribed people', date: null }
  return null
}
