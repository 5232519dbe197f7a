import { parseDate } from '../cells/dates.ts'
import { parseEmails } from '../cells/emails.ts'
import { readName } from '../cells/names.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { readStreet } from '../cells/street.ts'
import { textOf } from '../cells/text.ts'
import type {
  AddressRecord,
  Cell,
  Format,
  MapOptions,
  MappedRow,
  OptInClaim,
  PhoneRecord,
} from '../format.ts'

/**
 * Any list of people. No header makes a file this: a person says which column holds what, once for files with that header. The aliases are
 * first guesses for them. A list has no ids of its own, so a row is known again by its e-mail, else by its name and phone.
 */
export const mappedList: Format = {
  id: 'mapped-list',
  label: 'A list of people',
  system: 'list',
  provenance: 'list',
  asksOptIn: true,
  isFullExport: false,
  isOnlyByAnswer: true,
  requiresOneOf: ['Email', 'Phone', 'Mobile Phone', 'Last Name', 'Full Name', 'Business'],
  columns: [
    {
      name: 'First Name',
      part: 'name',
      aliases: ['First', 'Given Name', 'Forename', 'Vorname', 'Prénom', 'Nombre'],
    },
    {
      name: 'Last Name',
      part: 'name',
      aliases: ['Last', 'Surname', 'Family Name', 'Nachname', 'Nom', 'Apellidos'],
    },
    {
      name: 'Full Name',
      part: 'name',
      aliases: ['Name', 'Contact', 'Contact Name', 'Member', 'Donor', 'Volunteer', 'Attendee', 'Guest'],
    },
    {
      name: 'Business',
      part: 'business_name',
      aliases: ['Company', 'Organization', 'Organisation', 'Business Name', 'Firma'],
    },
    {
      name: 'Email',
      part: 'email',
      aliases: ['E-mail', 'Email Address', 'E-mail Address', 'Mail', 'Primary Email', 'Correo electrónico'],
    },
    {
      name: 'Second Email',
      part: 'email',
      aliases: ['Email 2', 'Other Email', 'Alternate Email', 'Secondary Email'],
    },
    {
      name: 'Phone',
      part: 'home_phone',
      aliases: ['Phone Number', 'Telephone', 'Tel', 'Home Phone', 'Telefon', 'Teléfono'],
    },
    { name: 'Mobile Phone', part: 'mobile_phone', aliases: ['Mobile', 'Cell', 'Cell Phone', 'Mobil'] },
    { name: 'Work Phone', part: 'work_phone', aliases: ['Business Phone', 'Office Phone'] },
    {
      name: 'Address',
      part: 'address',
      aliases: ['Street', 'Address 1', 'Address Line 1', 'Street Address', 'Mailing Address'],
    },
    { name: 'Address 2', part: 'address', aliases: ['Address Line 2', 'Apt', 'Unit', 'Suite'] },
    { name: 'City', part: 'address', aliases: ['Town', 'Ort', 'Ciudad'] },
    { name: 'State', part: 'address', aliases: ['Province', 'Region'] },
    { name: 'ZIP', part: 'address', aliases: ['Zip Code', 'Zipcode', 'Postal Code', 'Postcode', 'PLZ'] },
    { name: 'Country', part: 'address', aliases: ['Land', 'País'] },
    {
      name: 'Birth Date',
      part: 'birth_date',
      aliases: ['Birthday', 'Date of Birth', 'DOB', 'Born', 'Geburtsdatum'],
      holds: 'date',
    },
    { name: 'Tags', aliases: ['Tag', 'Groups', 'Group', 'Labels', 'Categories'] },
  ],
  map,
}

function map(cell: Cell, raw: Cell, options: MapOptions): MappedRow {
  const typedEmail = cell('Email')
  const emails = [...parseEmails(typedEmail), ...parseEmails(cell('Second Email'))]
  if (typedEmail !== null && emails.length === 0)
    return refused(problem('Email', typedEmail, 'This is not an e-mail address.'))
  const typedBirth = cell('Birth Date')
  const birthDate = typedBirth === null ? null : parseDate(typedBirth, options.dateOrder)
  if (typedBirth !== null && birthDate === null)
    return refused(problem('Birth Date', typedBirth, 'This is not a date.'))
  const name = readName(raw('First Name'), raw('Last Name'), raw('Full Name'))
  const businessName = name.businessName ?? textOf(cell('Business'))
  const phones = phonesOf(cell)
  const words = [name.firstName, name.lastName, businessName].filter(Boolean).join(' ').toLowerCase()
  const key = emails[0] ? `email:${emails[0].toLowerCase()}` : `name:${words}:${phones[0]?.phone ?? ''}`
  if (key === 'name::') return skipped('The row names nobody.')
  return {
    record: {
      key,
      person: {
        externalIds: [],
        ...name,
        businessName,
        emails,
        phones,
        address: addressOf(cell),
        birthDate,
        tagsCell: textOf(cell('Tags')),
        productsCell: null,
        optIn: optInOf(options.optIn),
        enrichOnly: false,
      },
    },
    problems: [],
  }
}

const phoneColumns = [
  ['Mobile Phone', 'mobile'],
  ['Phone', 'home'],
  ['Work Phone', 'work'],
] as const

function phonesOf(cell: Cell): PhoneRecord[] {
  const phones: PhoneRecord[] = []
  for (const [column, type] of phoneColumns) {
    const phone = cell(column)
    if (phone !== null && /\d/.test(phone) && !phones.some(known => known.phone === phone))
      phones.push({ phone, type })
  }
  return phones
}

function addressOf(cell: Cell): AddressRecord | null {
  const below = {
    city: textOf(cell('City')),
    state: textOf(cell('State')),
    postalCode: cell('ZIP'),
    country: textOf(cell('Country')),
  }
  const address = readStreet(cell('Address'), below, 'home')
  const line2 = textOf(cell('Address 2'))
  return address === null || line2 === null ? address : { ...address, line2: address.line2 ?? line2 }
}

/** The person who gave the list said what being in it means; it gives no day of consent. */
function optInOf(meaning: MapOptions['optIn']): OptInClaim | null {
  if (meaning === 'unknown') return null
  const subscribed = meaning === 'subscribed'
  return {
    subscribed,
    method: `in a list of people who are ${subscribed ? '' : 'not '}subscribed`,
    date: null,
  }
}
