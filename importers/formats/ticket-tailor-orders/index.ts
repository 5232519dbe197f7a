import { consentQuestion, readConsent } from '../cells/consent.ts'
import { readMoney } from '../cells/currency.ts'
import { parseEmails } from '../cells/emails.ts'
import { eventColumns, readEvent, withPrefix } from '../cells/event.ts'
import { readId } from '../cells/ids.ts'
import { localDay, localInstant } from '../cells/moments.ts'
import { parseMoney } from '../cells/money.ts'
import { namesSomebody, readName } from '../cells/names.ts'
import { emptyPerson } from '../cells/person.ts'
import { readPlace } from '../cells/places.ts'
import { problem, refused } from '../cells/problem.ts'
import { textOf } from '../cells/text.ts'
import { readYesNo } from '../cells/yes-no.ts'
import type {
  AddressRecord,
  Cell,
  CellProblem,
  Checksum,
  Format,
  FormatRecord,
  MapOptions,
  MappedRow,
  PersonRecord,
  RegistrationRecord,
  TransactionRecord,
} from '../format.ts'
import { mostTickets, type OrderItems, readOrderItems } from './order-items.ts'

const consent = 'Consent question'

/**
 * Ticket Tailor's orders export: one row an order, its buyer, event and tickets. What was given back stands in the same row without a day.
 * Each checkout question is a column headed by its whole text.
 */
export const ticketTailorOrders: Format = {
  id: 'ticket-tailor-orders',
  label: 'Ticket Tailor orders',
  system: 'ticket_tailor',
  provenance: 'ticket_tailor',
  asksOptIn: false,
  isFullExport: false,
  requiresOneOf: ['PAYG fees', 'Order items', 'Order cancelled', 'Remaining order value'],
  columns: [
    { name: 'Order ID', aliases: ['Order number', 'Order reference', 'Bestell-ID'], required: true },
    {
      name: 'Order date',
      aliases: ['Ordered at', 'Date ordered', 'Bestelldatum'],
      required: true,
      holds: 'date',
    },
    { name: 'Name', aliases: ['Buyer name', 'Full name', 'Customer name'] },
    { name: 'First Name', aliases: ['Buyer first name'] },
    { name: 'Last Name', aliases: ['Buyer last name', 'Surname'] },
    { name: 'Email', aliases: ['E-mail', 'Email address', 'Buyer email'] },
    { name: 'Mobile number', aliases: ['Mobile', 'Phone', 'Phone number', 'Telephone'] },
    { name: 'Address 1', aliases: ['Address', 'Address line 1'] },
    { name: 'Address 2', aliases: ['Address line 2'] },
    { name: 'Address 3', aliases: ['Address line 3'] },
    { name: 'Postcode / Zip', aliases: ['Postcode', 'Zip', 'Zip code', 'Postal code', 'Postcode/Zip'] },
    ...eventColumns.map(column => (column.name === 'Event name' ? { ...column, required: true } : column)),
    { name: 'Tickets purchased', aliases: ['Number of tickets', 'Tickets', 'Quantity'] },
    { name: 'Order items', aliases: ['Items', 'Line items'] },
    { name: 'Order value', aliases: ['Order total'], holds: 'money' },
    { name: 'Total paid', aliases: ['Amount paid', 'Paid'], required: true, holds: 'money' },
    { name: 'Refunded amount', aliases: ['Amount refunded', 'Refund amount', 'Refunded'], holds: 'money' },
    { name: 'Remaining order value', holds: 'money' },
    { name: 'PAYG fees', aliases: ['Ticket Tailor fees', 'PAYG fee'], holds: 'money' },
    { name: 'Payment method', aliases: ['Payment type'] },
    { name: 'Transaction ID', aliases: ['Payment reference', 'Transaction reference'] },
    { name: 'Order cancelled', aliases: ['Order canceled', 'Cancelled', 'Canceled'] },
    { name: consent, pattern: consentQuestion },
  ],
  map,
}

function map(cell: Cell, raw: Cell, options: MapOptions): MappedRow & { checksum?: Checksum | null } {
  const order = orderOf(cell, options)
  if ('reason' in order) return refused(order)
  const eventReading = readEvent(cell, options, { idPrefix: 'ev_', unnamed: null })
  if (eventReading.problem) return refused(eventReading.problem)
  const person = personOf(cell, raw, options)
  if ('reason' in person) return refused(person)
  const { event } = eventReading
  return {
    record: {
      key: order.id,
      person,
      ...transactionsOf(cell, order, event.name),
      event,
      registrations: order.items.tickets.map(
        (ticketType): RegistrationRecord => ({
          ticketId: null,
          orderId: order.id,
          ticketType,
          status: order.isRefunded ? 'refunded' : order.isCancelled ? 'cancelled' : 'confirmed',
          checkedInAt: null,
          attendee: null,
        }),
      ),
    },
    problems: [],
    checksum: checksumOf(cell, order, options.decimalMark),
  }
}

/** What is left of an order is what it was worth without what was given back. A blank or unreadable cell states nothing. */
function checksumOf(cell: Cell, { id, currency, refundedCents }: Order, mark: '.' | ','): Checksum | null {
  const [value, left] = ['Order value', 'Remaining order value'].map(column =>
    parseMoney(cell(column) ?? '', mark),
  )
  if (!value || !left) return null
  const countedCents = value.cents - refundedCents
  return { label: `Remaining value of ${id}`, currency, statedCents: left.cents, countedCents }
}

type Order = {
  id: string
  at: string
  paidCents: number
  refundedCents: number
  feeCents: number | null
  currency: string
  items: OrderItems
  isCancelled: boolean
  /** All that was paid was given back. */
  isRefunded: boolean
  /** The payment processor's own id. */
  paymentId: string | null
}

function orderOf(cell: Cell, options: MapOptions): Order | CellProblem {
  const typedId = cell('Order ID')
  if (typedId === null) return problem('Order ID', null, 'The row has no order id.')
  const { id, reason } = readId(typedId)
  if (id === null) return problem('Order ID', typedId, reason)
  const typedDate = cell('Order date')
  const at = typedDate === null ? null : localInstant(typedDate, options)
  if (at === null) return problem('Order date', typedDate, 'This is not a date and time.')
  const amounts = amountsOf(cell, options.decimalMark)
  if ('reason' in amounts) return amounts
  const isCancelled = readYesNo(cell('Order cancelled') ?? 'no')
  if (isCancelled === null)
    return problem('Order cancelled', cell('Order cancelled'), 'This is neither yes nor no.')
  const typedCount = cell('Tickets purchased')
  const count =
    typedCount === null ? null : /^\d{1,9}(?:\.0+)?$/.test(typedCount) ? Number(typedCount) : undefined
  if (count === undefined) return problem('Tickets purchased', typedCount, 'This is not a number of tickets.')
  const items = readOrderItems(textOf(cell('Order items')), count)
  if (items === null)
    return problem(
      'Tickets purchased',
      typedCount,
      `These are more than ${mostTickets} tickets in one order.`,
    )
  const typedPayment = cell('Transaction ID')
  const payment = typedPayment === null ? null : readId(typedPayment)
  if (payment?.reason) return problem('Transaction ID', typedPayment, payment.reason)
  const isRefunded = amounts.refundedCents > 0 && amounts.refundedCents === amounts.paidCents
  const paymentId = payment?.id ?? null
  return { id: withPrefix(id, 'or_'), at, ...amounts, items, isCancelled, isRefunded, paymentId }
}

type Amounts = Pick<Order, 'paidCents' | 'refundedCents' | 'feeCents' | 'currency'>

/** A free order may leave its amounts blank. What was given back is read whatever its sign. */
function amountsOf(cell: Cell, mark: '.' | ','): Amounts | CellProblem {
  const isFree = /^(?:no[_ ]?cost|free)$/i.test(cell('Payment method') ?? '')
  const amountIn = (column: string, blank: string | null) =>
    readMoney({ column, typed: cell(column) ?? blank }, { currency: null, mark })
  const paid = amountIn('Total paid', isFree ? '0' : null)
  if ('reason' in paid) return paid
  if (paid.cents < 0) return problem('Total paid', cell('Total paid'), 'This is not an amount.')
  const refunded = amountIn('Refunded amount', '0')
  if ('reason' in refunded) return refunded
  const refundedCents = Math.abs(refunded.cents)
  if (refundedCents > paid.cents)
    return problem('Refunded amount', cell('Refunded amount'), 'More was given back than was paid.')
  const fee = amountIn('PAYG fees', '0')
  if ('reason' in fee) return fee
  return {
    paidCents: paid.cents,
    refundedCents,
    feeCents: cell('PAYG fees') === null ? null : Math.abs(fee.cents),
    currency: paid.currency,
  }
}

/** The sale, and what was given back of it. Money of a cancelled order that was not given back is still with the office. */
function transactionsOf(
  cell: Cell,
  order: Order,
  eventName: string,
): Pick<FormatRecord, 'transactions' | 'withdrawn'> {
  const paymentMethod = cell('Payment method')
  const bought = textOf(cell('Order items'))
  const sale: TransactionRecord = {
    externalId: order.id,
    externalOrderId: order.id,
    at: order.at,
    type: order.items.isDonationOnly ? 'donation' : 'purchase',
    status: order.isRefunded
      ? 'refunded'
      : order.isCancelled && order.paidCents === 0
        ? 'failed'
        : 'completed',
    amountCents: order.paidCents,
    feeCents: order.feeCents,
    currency: order.currency,
    paymentMethod,
    memo: bought === null ? eventName : `${eventName}: ${bought}`,
    product: null,
    paymentProvider: providerOf(paymentMethod),
    providerPaymentId: order.paymentId,
  }
  const refundId = `${order.id}:refund`
  if (order.refundedCents === 0) return { transactions: [sale], withdrawn: [refundId] }
  const refund: TransactionRecord = {
    ...sale,
    externalId: refundId,
    type: 'refund',
    status: 'completed',
    amountCents: -order.refundedCents,
    feeCents: null,
    memo: 'Ticket Tailor does not say when this was given back: it stands on the day of the order.',
    providerPaymentId: null,
    refundOfExternalId: order.id,
  }
  return { transactions: [sale, refund] }
}

function providerOf(method: string | null): 'stripe' | 'paypal' | null {
  const word = method?.toLowerCase()
  return word === 'stripe' || word === 'paypal' ? word : null
}

function personOf(cell: Cell, raw: Cell, options: MapOptions): PersonRecord | CellProblem {
  const typedEmail = cell('Email')
  const emails = parseEmails(typedEmail)
  const name = readName(raw('First Name'), raw('Last Name'), raw('Name'))
  const phone = cell('Mobile number')
  const isNamed = namesSomebody(name)
  if (emails.length === 0 && !isNamed && phone === null)
    return problem('Email', typedEmail, 'The row has no e-mail address, no name and no phone of the buyer.')
  const date = localDay(cell('Order date') ?? '', options.dateOrder)
  const question = options.headerOf(consent)
  return {
    ...emptyPerson(),
    ...name,
    emails,
    phones: phone === null ? [] : [{ phone, type: 'mobile' }],
    address: addressOf(cell),
    optIn: question === null ? null : readConsent(question, cell(consent), date),
  }
}

/** City and state stand in the second or third line. */
function addressOf(cell: Cell): AddressRecord | null {
  const line1 = textOf(cell('Address 1'))
  const postalCode = cell('Postcode / Zip')
  const place = readPlace([textOf(cell('Address 2')), textOf(cell('Address 3'))])
  if (line1 === null && postalCode === null && Object.values(place).every(part => part === null)) return null
  return { line1, ...place, postalCode: postalCode ?? place.postalCode, type: 'billing' }
}
