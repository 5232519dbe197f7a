import { parseEmails } from '../cells/emails.ts'
import { readName } from '../cells/names.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { isReportStamp, quickbooksPeople, readQuickbooksCustomer } from '../cells/quickbooks-customer.ts'
import { textOf } from '../cells/text.ts'
import type { Cell, Format, MappedRow, PersonRecord, PhoneRecord } from '../format.ts'
import { readOneLineAddress } from './address.ts'

/**
 * QuickBooks' Customer Contact List: the e-mails, phones and addresses that its sales reports lack. The customer's display name is the
 * same in both, so it joins them.
 */
export const quickbooksCustomers: Format = {
  id: 'quickbooks-customers',
  label: 'QuickBooks customers',
  system: 'quickbooks',
  provenance: 'quickbooks',
  asksOptIn: false,
  isFullExport: false,
  columns: [
    {
      name: 'Customer full name',
      aliases: ['Customer', 'Customer name', 'Donor full name', 'Donor', 'Client full name', 'Name'],
      required: true,
    },
    { name: 'Phone numbers', aliases: ['Phone', 'Phone number', 'Main Phone'], required: true },
    { name: 'Email', aliases: ['Main Email', 'E-mail'] },
    { name: 'Full name', aliases: ['Contact', 'Contact name', 'Primary Contact'] },
    { name: 'Company name', aliases: ['Company'] },
    { name: 'Bill address', aliases: ['Billing Address', 'Bill to'] },
    { name: 'Ship address', aliases: ['Shipping Address', 'Ship to'] },
  ],
  requiresOneOf: ['Email', 'Bill address', 'Ship address'],
  map,
}

function map(cell: Cell, raw: Cell): MappedRow {
  const typed = raw('Customer full name')
  if (isReportStamp(typed ?? '') || /^total\b/i.test(typed ?? '')) return skipped('The footer of the report.')
  const customer = readQuickbooksCustomer(typed)
  const emails = parseEmails(cell('Email'))
  const phones = phonesOf(cell('Phone numbers'))
  if (customer === null && emails.length + phones.length === 0) return skipped('The line names no customer.')
  if (customer === null)
    return refused(problem('Customer full name', typed, 'The row has no name of a customer.'))
  if (customer.subCustomer !== null) return skipped('A sub-customer: the customer has a line of its own.')
  const address =
    readOneLineAddress(textOf(cell('Bill address')), 'billing') ??
    readOneLineAddress(textOf(cell('Ship address')), 'shipping')
  const people = quickbooksPeople(customer, customer.key, { emails, phones, address, enrichOnly: false })
  if (people === null) return skipped(`Gifts of "${customer.name}" are nobody's in particular.`)
  const person = withContactName(people.person, readName(null, null, raw('Full name')))
  return { record: { key: customer.key, person, household: people.household }, problems: [] }
}

/** The name of a company's contact stands beside the company's. */
function withContactName(person: PersonRecord, contact: ReturnType<typeof readName>): PersonRecord {
  const isNamed = person.firstName !== null || person.lastName !== null
  if (isNamed || contact.firstName === null) return person
  return { ...person, firstName: contact.firstName, lastName: contact.lastName }
}

const phoneTypes = new Map<string, PhoneRecord['type'] | null>([
  ['phone', 'other'],
  ['other', 'other'],
  ['mobile', 'mobile'],
  ['cell', 'mobile'],
  ['home', 'home'],
  ['work', 'work'],
  ['main', 'work'],
  ['alt. phone', 'other'],
  ['fax', null],
  ['pager', null],
])
const label = /(?:^|\s)(phone|other|mobile|cell|home|work|main|alt\. phone|fax|pager)\s*:/gi

/** `Phone:(555) 010-0101 Mobile:(555) 010-0102 Fax:…`, or numbers without labels. */
function phonesOf(typed: string | null): PhoneRecord[] {
  if (typed === null) return []
  const phones: PhoneRecord[] = []
  const add = (text: string, type: PhoneRecord['type'] | null | undefined) => {
    const phone = text.trim().replace(/[,;]$/, '')
    if (type && /\d/.test(phone) && !phones.some(known => known.phone === phone)) phones.push({ phone, type })
  }
  const labels = [...typed.matchAll(label)]
  if (labels.length === 0) for (const part of typed.split(/[,;/\n]/)) add(part, 'other')
  for (const [index, found] of labels.entries()) {
    const end = labels[index + 1]?.index ?? typed.length
    add(typed.slice(found.index + found[0].length, end), phoneTypes.get((found[1] ?? '').toLowerCase()))
  }
  return phones
}
