import { parseEmails } from '../cells/emails.ts'
import { readName } from '../cells/names.ts'
import { emptyPerson } from '../cells/person.ts'
import { readPhones } from '../cells/phones.ts'
import { problem, refused } from '../cells/problem.ts'
import { textOf } from '../cells/text.ts'
import type { AddressRecord, Cell, Column, Format, MappedRow, OptInClaim } from '../format.ts'

const emailNumbers = [1, 2, 3, 4, 5, 6] as const
const phoneNumbers = emailNumbers
const addressNumbers = [1, 2, 3, 4] as const

/**
 * Wix's contacts: as many e-mail, phone and address columns as the person with the most of them has. No id: the first e-mail names the row.
 * Times are UTC. The header was seen whole in several public importers of it; what parts labels differs between them.
 */
export const wixContacts: Format = {
  id: 'wix-contacts',
  label: 'Wix contacts',
  system: 'wix',
  provenance: 'wix',
  asksOptIn: false,
  isFullExport: false,
  columns: [
    { name: 'First Name', aliases: ['Vorname'] },
    { name: 'Last Name', aliases: ['Nachname'] },
    ...emailNumbers.map(n => ({ name: `Email ${n}`, aliases: [`E-Mail ${n}`], required: n === 1 })),
    ...phoneNumbers.map(n => ({ name: `Phone ${n}`, aliases: [`Telefon ${n}`] })),
    ...addressNumbers.flatMap(addressColumns),
    { name: 'Company', aliases: ['Company Name'] },
    { name: 'Position' },
    { name: 'Birthdate', aliases: ['Birthday'] },
    { name: 'Labels' },
    { name: 'Created At (UTC+0)', aliases: ['Created At', 'Created At (UTC)'], required: true },
    { name: 'Email subscriber status', aliases: ['Email subscription status', 'Subscriber status'] },
    { name: 'SMS subscriber status' },
    { name: 'Last Activity' },
    { name: 'Last Activity Date (UTC+0)', aliases: ['Last Activity Date'] },
    { name: 'Source' },
    { name: 'Language' },
  ],
  map,
}

function addressColumns(n: number): Column[] {
  const of = (part: string) => `Address ${n} - ${part}`
  return [
    { name: of('Type') },
    { name: of('Street') },
    { name: of('Street Line 2') },
    { name: of('City') },
    { name: of('State/Region'), aliases: [of('State'), of('Region')] },
    { name: of('Zip'), aliases: [of('Zip Code'), of('Postal Code')] },
    { name: of('Country') },
  ]
}

function map(cell: Cell, raw: Cell): MappedRow {
  const name = readName(unquoted(raw('First Name')), unquoted(raw('Last Name')), null)
  const businessName = name.businessName ?? textOf(cell('Company'))
  const emails = emailsOf(cell)
  const phones = readPhones(
    phoneNumbers.map(n => cell(`Phone ${n}`)),
    'other',
  )
  const shownName = `${name.firstName ?? ''} ${name.lastName ?? ''}`.trim() || businessName
  const [email] = emails
  if (email === undefined && shownName === null && phones.length === 0) {
    const typed = cell('Email 1')
    if (typed !== null)
      return refused(problem('Email 1', typed, 'This is not an e-mail address, and the row has no name.'))
    return refused(problem('Email 1', null, 'The row has no e-mail, no phone and no name.'))
  }
  return {
    record: {
      key:
        email === undefined
          ? `name:${shownName?.toLowerCase() ?? ''}:${phones[0]?.phone ?? ''}`
          : `email:${email.toLowerCase()}`,
      person: {
        ...emptyPerson(),
        ...name,
        businessName,
        emails,
        phones,
        address: addressOf(cell),
        tagsCell: labelsOf(textOf(cell('Labels'))),
        optIn: optInOf(cell('Email subscriber status')),
      },
    },
    problems: [],
  }
}

/** Some names of old contacts are a pair of quotes, or stand between them. */
function unquoted(name: string | null): string | null {
  const text = name?.replace(/^["“”]{1,4}|["“”]{1,4}$/g, '').trim()
  return text ? text : null
}

function emailsOf(cell: Cell): string[] {
  const found = emailNumbers.flatMap(n => parseEmails(cell(`Email ${n}`)))
  return found.filter(
    (email, index) => found.findIndex(other => other.toLowerCase() === email.toLowerCase()) === index,
  )
}

/** Where semicolons part labels, a comma belongs to one. Where commas do, a label with one is found by the pipeline if the office knows it. */
function labelsOf(labels: string | null): string | string[] | null {
  if (!labels?.includes(';')) return labels
  return labels
    .split(';')
    .map(label => label.trim())
    .filter(label => label !== '')
}

/** `Never subscribed`, `Pending` and `Not set` say nothing; the day is not in the file. */
function optInOf(status: string | null): OptInClaim | null {
  const word = status?.toLowerCase()
  if (word !== 'subscribed' && word !== 'unsubscribed') return null
  return { subscribed: word === 'subscribed', method: `Wix e-mail subscriber status: ${word}`, date: null }
}

const types = new Map<string, AddressRecord['type']>([
  ['home', 'home'],
  ['work', 'work'],
  ['billing', 'billing'],
  ['shipping', 'shipping'],
])

/** The first address of the row that says something. */
function addressOf(cell: Cell): AddressRecord | null {
  for (const n of addressNumbers) {
    const part = (of: string) => textOf(cell(`Address ${n} - ${of}`))
    const parts = {
      line1: part('Street'),
      line2: part('Street Line 2'),
      city: part('City'),
      state: part('State/Region'),
      postalCode: cell(`Address ${n} - Zip`),
    }
    if (Object.values(parts).every(value => value === null)) continue
    return {
      ...parts,
      country: part('Country'),
      type: types.get(part('Type')?.toLowerCase() ?? '') ?? 'home',
    }
  }
  return null
}
