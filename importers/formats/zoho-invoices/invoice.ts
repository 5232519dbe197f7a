import { readMoney } from '../cells/currency.ts'
import { parseEmails } from '../cells/emails.ts'
import { readId } from '../cells/ids.ts'
import { readParty } from '../cells/joint-names.ts'
import { localDay } from '../cells/moments.ts'
import { parseMoney } from '../cells/money.ts'
import { partyRecords } from '../cells/party-records.ts'
import { emptyPerson } from '../cells/person.ts'
import { problem, refused } from '../cells/problem.ts'
import { readStreet } from '../cells/street.ts'
import { textOf } from '../cells/text.ts'
import type {
  BookingRecord,
  Cell,
  CellProblem,
  Checksum,
  HouseholdRecord,
  Line,
  MapOptions,
  MappedRow,
  PersonRecord,
  ReadLine,
} from '../format.ts'

type Reading = { mapped: MappedRow; checksum?: Checksum }

const damaged =
  'A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.'

/** One invoice from all its lines. What is repeated on them must be the same on each. */
export function readInvoice(
  key: string,
  lines: readonly Line[],
  { readLine, options, hasDamagedIds }: { readLine: ReadLine; options: MapOptions; hasDamagedIds: boolean },
): Reading {
  const fail = (column: string, value: string | null, reason: string): Reading => ({
    mapped: refused(problem(column, value, reason)),
  })
  if (hasDamagedIds || /^\d+(?:[.,]\d+)?e\+?\d+$/i.test(key)) return fail('Invoice ID', key, damaged)
  const numbers = distinct(lines, readLine, 'Invoice Number')
  if (numbers.length > 1)
    return fail(
      'Invoice ID',
      key,
      `The invoices ${numbers.slice(0, 5).join(' and ')} have the same id. ${damaged}`,
    )
  for (const column of ['Total', 'Currency']) {
    const told = distinct(lines, readLine, column)
    const what = column.toLowerCase()
    if (told.length > 1)
      return fail(column, told.join(' and '), `The lines of this invoice do not agree about its ${what}.`)
  }
  const items = readItems(lines, readLine, options)
  if (items.problem) return { mapped: refused(items.problem) }
  const first = readLine(lines[0]?.cells ?? [])
  const head = readHead(key, first.cell, items, options)
  if (head.problem) return { mapped: refused(head.problem) }
  const customer = readCustomer(first.cell, first.raw)
  if (customer.problem) return { mapped: refused(customer.problem) }
  const { person, household } = customer
  const checksum = checksumOf(head.booking, first.cell('SubTotal'), items, options)
  return {
    mapped: { record: { key, person, household, booking: head.booking }, problems: [] },
    ...(checksum && { checksum }),
  }
}

function distinct(lines: readonly Line[], readLine: ReadLine, column: string): string[] {
  const values = new Set<string>()
  for (const { cells } of lines) {
    const value = readLine(cells).cell(column)
    if (value !== null) values.add(value)
  }
  return [...values]
}

type Items = { names: string[]; notes: string[]; sumCents: number | null; problem: CellProblem | null }

/** `sumCents` is null when a line has no total of its own. */
function readItems(lines: readonly Line[], readLine: ReadLine, options: MapOptions): Items {
  const names = new Set<string>()
  const notes = new Set<string>()
  let sumCents: number | null = 0
  for (const { cells } of lines) {
    const { cell } = readLine(cells)
    const name = textOf(cell('Item Name')) ?? textOf(cell('Item Desc'))
    if (name !== null) names.add(name)
    for (const note of [textOf(cell('Notes')), textOf(cell('Item Desc'))])
      if (note !== null && note !== name) notes.add(note)
    const typed = cell('Item Total')
    const money = typed === null ? null : parseMoney(typed, options.decimalMark)
    if (typed !== null && money === null) {
      const unreadable = problem('Item Total', typed, 'This is not an amount.')
      return { names: [], notes: [], sumCents: null, problem: unreadable }
    }
    sumCents = sumCents === null || money === null ? null : sumCents + money.cents
  }
  return { names: [...names], notes: [...notes], sumCents, problem: null }
}

/**
 * A void invoice is a rental that was cancelled, a draft one that was only planned. They are kept, not left out: the same invoice may have
 * been imported as paid before.
 */
const statuses = new Map<string, BookingRecord['status']>([
  ['paid', 'completed'],
  ['partiallypaid', 'completed'],
  ['overdue', 'completed'],
  ['unpaid', 'completed'],
  ['sent', 'completed'],
  ['viewed', 'completed'],
  ['approved', 'completed'],
  ['closed', 'completed'],
  ['void', 'cancelled'],
  ['voided', 'cancelled'],
  ['draft', 'tentative'],
  ['pending', 'tentative'],
  ['pendingapproval', 'tentative'],
])

type Head = { booking: BookingRecord; problem: null } | { booking: null; problem: CellProblem }

function readHead(key: string, cell: Cell, items: Items, options: MapOptions): Head {
  const fail = (column: string, value: string | null, reason: string): Head => ({
    booking: null,
    problem: problem(column, value, reason),
  })
  const typedStatus = cell('Invoice Status')
  const status = statuses.get((typedStatus ?? 'paid').toLowerCase().replace(/[\s_-]/g, ''))
  if (status === undefined)
    return fail('Invoice Status', typedStatus, `The status "${typedStatus ?? ''}" is not known.`)
  const typedTotal = cell('Total')
  if (typedTotal === null && items.sumCents === null) return fail('Total', null, 'The invoice has no total.')
  const total = readMoney(
    { column: 'Total', typed: typedTotal ?? '0' },
    { currency: cell('Currency'), mark: options.decimalMark },
  )
  if ('reason' in total) return { booking: null, problem: total }
  const typedDay = cell('Invoice Date')
  const invoicedOn = typedDay === null ? null : localDay(typedDay, options.dateOrder)
  if (typedDay !== null && invoicedOn === null)
    return fail('Invoice Date', typedDay, 'This is not a date that exists.')
  const invoiceNumber = cell('Invoice Number')
  const booking: BookingRecord = {
    externalId: key,
    title: items.names.join(', ') || `Invoice ${invoiceNumber ?? key}`,
    venueName: venueOf(items.names),
    status,
    amountCents: typedTotal === null ? (items.sumCents ?? 0) : total.cents,
    currency: total.currency,
    invoiceNumber,
    invoicedOn,
    notes: items.notes.join('\n') || null,
  }
  return { booking, problem: null }
}

/** `Venue rental - Temple`, `Rental: Temple`, `Rental of the Temple`, `Temple rental`. */
function venueOf(items: readonly string[]): string | null {
  for (const item of items.map(text => text.slice(0, 200))) {
    const named =
      /\b(?:rent(?:al)?|hire)s?\b[^-–—:|(]{0,40}[-–—:|(]\s*([^()]+?)\s*\)?$/i.exec(item) ??
      /\b(?:rental|hire) (?:of|at|in) (?:the )?(.+)$/i.exec(item) ??
      /^(?!(?:venue|room|space|hall|facility|event|equipment)\b)(.+?) (?:rental|hire)$/i.exec(item)
    if (named?.[1]) return named[1]
  }
  return null
}

type Customer =
  | { person: PersonRecord | null; household: HouseholdRecord | null; problem: null }
  | { person: null; household: null; problem: CellProblem }

/** Billing data of the first line: it only fills what is empty. */
function readCustomer(cell: Cell, raw: Cell): Customer {
  const typedId = cell('Customer ID')
  const id = typedId === null ? null : readId(typedId)
  if (id?.reason && /e/i.test(typedId ?? ''))
    return { person: null, household: null, problem: problem('Customer ID', typedId, id.reason) }
  const phone = cell('Billing Phone')
  const below = {
    city: textOf(cell('Billing City')),
    state: textOf(cell('Billing State')),
    postalCode: cell('Billing Code'),
    country: textOf(cell('Billing Country')),
  }
  const customer: PersonRecord = {
    ...emptyPerson(),
    externalIds: id?.id ? [{ kind: 'customer', id: id.id }] : [],
    emails: parseEmails(cell('Primary Contact EmailID')),
    phones: phone !== null && /\d/.test(phone) ? [{ phone, type: 'other' }] : [],
    address: readStreet(cell('Billing Address'), below, 'billing'),
    enrichOnly: true,
  }
  const party = readParty(raw('Customer Name'))
  if (party !== null) return { ...partyRecords(party, customer), problem: null }
  const isSomebody = customer.externalIds.length > 0 || customer.emails.length > 0
  return { person: isSomebody ? customer : null, household: null, problem: null }
}

/** Items add up to the subtotal; where prices hold their tax, to the total. */
function checksumOf(
  booking: BookingRecord,
  typedSubTotal: string | null,
  items: Items,
  options: MapOptions,
): Checksum | null {
  const subTotal = typedSubTotal === null ? null : parseMoney(typedSubTotal, options.decimalMark)
  if (subTotal === null || items.sumCents === null) return null
  const statedCents = items.sumCents === booking.amountCents ? booking.amountCents : subTotal.cents
  return {
    label: `Invoice ${booking.invoiceNumber ?? booking.externalId}`,
    currency: booking.currency,
    statedCents,
    countedCents: items.sumCents,
  }
}
