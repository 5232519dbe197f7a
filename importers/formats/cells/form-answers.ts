import type { AddressRecord, Cell, Column, MapOptions, OptInClaim, PersonRecord } from '../format.ts'
import { consentQuestion, readConsent } from './consent.ts'
import { parseDate } from './dates.ts'
import { parseEmails } from './emails.ts'
import { readLabelled } from './labelled.ts'
import { localDay } from './moments.ts'
import { namesSomebody, readName } from './names.ts'
import { emptyPerson } from './person.ts'
import { readWholeAddress } from './places.ts'
import { textOf } from './text.ts'

const consent = 'Consent question'

/** Questions of web forms that tell who somebody is. Their words are the form owner's: stars, colons and "your" do not matter. */
export const personColumns: readonly Column[] = [
  {
    name: 'First Name',
    aliases: ['Given name', 'Vorname'],
    pattern: asked('(?:(?:full )?name - )?first name'),
  },
  {
    name: 'Last Name',
    aliases: ['Family name', 'Surname', 'Nachname'],
    pattern: asked('(?:(?:full )?name - )?last name|surname'),
  },
  { name: 'Name', aliases: ['Full Name', 'Contact name'], pattern: asked('(?:full )?name') },
  {
    name: 'E-mail',
    aliases: ['Email', 'Email Address', 'E-mail Address'],
    pattern: asked('e-?mail(?: address)?'),
  },
  {
    name: 'Phone Number',
    aliases: ['Phone', 'Telephone', 'Mobile', 'Mobile Number', 'Cell Phone'],
    pattern: asked('(?:tele|mobile |cell )?phone(?: number)?'),
  },
  { name: 'Company', aliases: ['Organization', 'Organisation', 'Business Name', 'Company Name'] },
  { name: 'Street Address', aliases: ['Address Line 1', 'Street'] },
  { name: 'Street Address Line 2', aliases: ['Address Line 2', 'Street Line 2'] },
  { name: 'City' },
  { name: 'State / Province', aliases: ['State', 'Province', 'State/Province', 'State/Region', 'Region'] },
  {
    name: 'Postal / Zip Code',
    aliases: ['Zip', 'Zip Code', 'Postal Code', 'Postcode', 'Postal/Zip Code', 'Zip / Postal Code'],
  },
  { name: 'Country' },
  {
    name: 'Address',
    aliases: ['Mailing Address', 'Home Address'],
    pattern: asked('(?:mailing |home )?address'),
  },
  { name: 'Birth Date', aliases: ['Date of Birth', 'Birthday', 'Birthdate'], holds: 'date' },
  { name: consent, pattern: consentQuestion },
]

function asked(what: string): RegExp {
  return new RegExp(`^(?:what(?:'s|’s| is) )?(?:your )?(?:best )?(?:${what})[\\s?*:]*(?:\\(required\\))?$`)
}

/** Who answered; without consent, for which `formConsent` is asked. Null when the answers name nobody. */
export function readRespondent(cell: Cell, raw: Cell, options: MapOptions): PersonRecord | null {
  const name = readName(raw('First Name'), raw('Last Name'), raw('Name'))
  const company = textOf(cell('Company'))
  const emails = parseEmails(cell('E-mail'))
  const phone = cell('Phone Number')
  const typedBirth = cell('Birth Date')
  const isNamed = namesSomebody(name)
  if (!isNamed && company === null && emails.length === 0 && phone === null) return null
  return {
    ...emptyPerson(),
    ...name,
    businessName: name.businessName ?? company,
    emails,
    phones: phone === null ? [] : [{ phone, type: 'other' }],
    address: addressOf(cell),
    birthDate: typedBirth === null ? null : parseDate(typedBirth, options.dateOrder),
  }
}

/** The answer to the form's question about e-mails, on the day of the submission. */
export function formConsent(
  cell: Cell,
  options: MapOptions,
  submitted: { on: string; form: string | null },
): OptInClaim | null {
  const question = options.headerOf(consent)
  if (question === null) return null
  const claim = readConsent(question, cell(consent), localDay(submitted.on, options.dateOrder))
  if (claim === null || submitted.form === null) return claim
  return { ...claim, method: `${claim.method} (form: ${submitted.form})` }
}

function addressOf(cell: Cell): AddressRecord | null {
  const split = {
    line1: textOf(cell('Street Address')),
    line2: textOf(cell('Street Address Line 2')),
    city: textOf(cell('City')),
    state: textOf(cell('State / Province')),
    postalCode: cell('Postal / Zip Code'),
  }
  if (Object.values(split).some(part => part !== null))
    return { ...split, country: textOf(cell('Country')), type: 'home' }
  const whole = textOf(cell('Address'))
  return whole === null ? null : readAnsweredAddress(whole)
}

const addressLabels = [
  'Street Address',
  'Street Address Line 2',
  'City',
  'State / Province',
  'State/Province',
  'State/Region',
  'State',
  'Postal / Zip Code',
  'Zip/Postal',
  'Zip',
  'Country',
  'Street',
  'Name',
] as const

/** `Street Address: … City: … Postal / Zip Code: …`, or as somebody writes an address. */
export function readAnsweredAddress(text: string): AddressRecord | null {
  const fields = readLabelled(text, addressLabels)
  if (fields.size === 0) return readWholeAddress(text, 'home')
  const first = (...labels: (typeof addressLabels)[number][]) => {
    for (const label of labels) {
      const value = fields.get(label)
      if (value !== undefined) return value
    }
    return null
  }
  const address: AddressRecord = {
    line1: first('Street Address', 'Street'),
    line2: first('Street Address Line 2'),
    city: first('City'),
    state: first('State / Province', 'State/Province', 'State/Region', 'State'),
    postalCode: first('Postal / Zip Code', 'Zip/Postal', 'Zip'),
    country: first('Country'),
    type: 'home',
  }
  const { type: _, country: __, ...parts } = address
  return Object.values(parts).every(part => part === null) ? null : address
}
