import { readMoney } from '../cells/currency.ts'
import { readId } from '../cells/ids.ts'
import { localInstant } from '../cells/moments.ts'
import { readPhones } from '../cells/phones.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { readStripeCustomer } from '../cells/stripe-customer.ts'
import { textOf } from '../cells/text.ts'
import { readYesNo } from '../cells/yes-no.ts'
import type {
  AddressRecord,
  Cell,
  CellProblem,
  Format,
  MapOptions,
  MappedRow,
  TransactionRecord,
} from '../format.ts'

/**
 * Stripe's payments export: one row a charge, in whole units, times in UTC. What was given back stands in a column of the same row and becomes
 * a payment of its own, `<id>:refund`. Charges that failed, were only authorised, or were made in test mode moved no money and are skipped.
 */
export const stripePayments: Format = {
  id: 'stripe-payments',
  label: 'Stripe payments',
  system: 'stripe',
  provenance: 'stripe',
  asksOptIn: false,
  isFullExport: false,
  usualDateOrder: 'mdy',
  secretColumns: /^card\b/,
  columns: [
    { name: 'id', aliases: ['Charge ID', 'Payment ID'], required: true },
    {
      name: 'Created date (UTC)',
      aliases: ['Created (UTC)', 'Created', 'Created date'],
      required: true,
      holds: 'date',
    },
    { name: 'Amount', required: true, holds: 'money' },
    { name: 'Amount Refunded', required: true, holds: 'money' },
    { name: 'Currency' },
    { name: 'Captured', required: true },
    { name: 'Converted Amount', holds: 'money' },
    { name: 'Converted Amount Refunded', holds: 'money' },
    { name: 'Converted Currency' },
    { name: 'Decline Reason' },
    { name: 'Description' },
    { name: 'Fee', holds: 'money' },
    { name: 'Is Link' },
    { name: 'Link Funding' },
    { name: 'Mode' },
    { name: 'PaymentIntent ID', aliases: ['Payment Intent ID'] },
    { name: 'Payment Source Type' },
    { name: 'Refunded date (UTC)', aliases: ['Refunded (UTC)', 'Refunded date'], holds: 'date' },
    { name: 'Statement Descriptor' },
    { name: 'Status', required: true },
    { name: 'Seller Message' },
    { name: 'Taxes On Fee' },
    { name: 'Card ID' },
    { name: 'Card Name' },
    { name: 'Customer ID' },
    { name: 'Customer Description' },
    { name: 'Customer Email' },
    { name: 'Customer Name' },
    { name: 'Customer Phone' },
    { name: 'Shipping Name' },
    { name: 'Shipping Address Line1', aliases: ['Shipping Address Line 1'] },
    { name: 'Shipping Address Line2', aliases: ['Shipping Address Line 2'] },
    { name: 'Shipping Address City' },
    { name: 'Shipping Address State' },
    { name: 'Shipping Address Postal Code', aliases: ['Shipping Address Zip'] },
    { name: 'Shipping Address Country' },
    { name: 'Invoice ID' },
    { name: 'Transfer' },
    { name: 'Application Fee' },
    { name: 'Application ID' },
    { name: 'Name (metadata)', aliases: ['Customer Name (metadata)'] },
    { name: 'email (metadata)', aliases: ['customer_email (metadata)'] },
  ],
  map,
}

const nameColumns = [
  'Customer Name',
  'Card Name',
  'Name (metadata)',
  'Shipping Name',
  'Customer Description',
] as const

function map(cell: Cell, raw: Cell, options: MapOptions): MappedRow {
  if (/^test/i.test(cell('Mode') ?? '')) return skipped('A payment in test mode.')
  const typedId = cell('id')
  if (typedId === null) return refused(problem('id', null, 'The row has no payment id.'))
  const { id, reason } = readId(typedId)
  if (id === null) return refused(problem('id', typedId, reason))
  const status = statusOf(cell)
  if (typeof status === 'object') return status
  const amounts = amountsOf(cell, options.decimalMark)
  if ('reason' in amounts) return refused(amounts)
  if (status === 'refunded' && amounts.refundedCents === 0)
    return refused(
      problem(
        'Amount Refunded',
        cell('Amount Refunded'),
        'The status says that it was given back, and no amount was.',
      ),
    )
  const at = momentOf(cell, 'Created date (UTC)', options)
  if (typeof at === 'object')
    return refused(at ?? problem('Created date (UTC)', null, 'The row has no date.'))
  const refundedAt = momentOf(cell, 'Refunded date (UTC)', options)
  if (refundedAt !== null && typeof refundedAt === 'object') return refused(refundedAt)
  const sale = saleOf(cell, { id, at, status, amounts })
  const person = readStripeCustomer(cell, raw, nameColumns, {
    phones: readPhones([cell('Customer Phone')], 'home'),
    address: addressOf(cell),
  })
  const refund = refundOf(sale, amounts.refundedCents, refundedAt ?? at)
  const told =
    refund === null ? { transactions: [sale], withdrawn: [refundId(id)] } : { transactions: [sale, refund] }
  return { record: { key: id, person, ...told }, problems: [] }
}

const paidWords = new Set([
  'paid',
  'succeeded',
  'disputed',
  'partially refunded',
  'partial refund',
  'early fraud warning',
])
const waitingWords = new Set([
  'pending',
  'uncaptured',
  'requires capture',
  'requires action',
  'requires confirmation',
  'processing',
  'incomplete',
])
const neverWords = new Set([
  'failed',
  'blocked',
  'canceled',
  'cancelled',
  'declined',
  'expired',
  'requires payment method',
])

/** `refunded` says that all of it was given back: a part leaves it `Paid`. */
function statusOf(cell: Cell): 'completed' | 'refunded' | MappedRow {
  const typed = cell('Status')
  const word = (typed ?? '').toLowerCase().replaceAll('_', ' ')
  if (neverWords.has(word)) {
    const why = textOf(cell('Decline Reason') ?? cell('Seller Message'))
    return skipped(`Never paid (${typed}${why === null ? '' : `: ${why}`}).`)
  }
  if (waitingWords.has(word)) return skipped(`Not paid yet (${typed}). A later file brings it when it is.`)
  if (word !== 'refunded' && !paidWords.has(word))
    return refused(problem('Status', typed, `The status "${typed ?? ''}" is not known.`))
  const captured = cell('Captured')
  if (captured !== null && readYesNo(captured) === false)
    return skipped('Authorised but not captured: no money has come yet.')
  return word === 'refunded' ? 'refunded' : 'completed'
}

type Amounts = { cents: number; refundedCents: number; feeCents: number | null; currency: string }

/** A payment in a foreign currency counts as what Stripe changed it into; the fee is in that currency already. */
function amountsOf(cell: Cell, mark: '.' | ','): Amounts | CellProblem {
  const ownCurrency = cell('Currency')
  const homeCurrency = cell('Converted Currency')
  const isForeign =
    homeCurrency !== null &&
    homeCurrency.toUpperCase() !== ownCurrency?.toUpperCase() &&
    cell('Converted Amount') !== null
  const currency = isForeign ? homeCurrency : ownCurrency
  const paid = isForeign ? 'Converted Amount' : 'Amount'
  const back = `${paid} Refunded`
  const read = (column: string, blank: string | null) =>
    readMoney({ column, typed: cell(column) ?? blank }, { currency, mark })
  const amount = read(paid, null)
  const refunded = read(back, '0')
  const fee = read('Fee', '0')
  if ('reason' in amount) return amount
  if ('reason' in refunded) return refunded
  if ('reason' in fee) return fee
  const refundedCents = Math.abs(refunded.cents)
  if (amount.cents < 0) return problem(paid, cell(paid), 'A payment is not negative.')
  if (refundedCents > amount.cents) return problem(back, cell(back), 'More was given back than was paid.')
  const feeCents = cell('Fee') === null ? null : Math.abs(fee.cents)
  return { cents: amount.cents, refundedCents, feeCents, currency: amount.currency }
}

/** Null when the cell is empty. */
function momentOf(cell: Cell, column: string, { dateOrder }: MapOptions): string | CellProblem | null {
  const typed = cell(column)
  if (typed === null) return null
  return (
    localInstant(typed, { dateOrder, timeZone: 'UTC' }) ??
    problem(column, typed, 'This is not a date and time.')
  )
}

type Facts = { id: string; at: string; status: 'completed' | 'refunded'; amounts: Amounts }

function saleOf(cell: Cell, { id, at, status, amounts }: Facts): TransactionRecord {
  const description = textOf(cell('Description'))
  return {
    externalId: id,
    // What its attempts have in common; other systems name a payment by it as often as by the charge.
    externalOrderId: cell('PaymentIntent ID') ?? cell('Invoice ID'),
    at,
    type: typeOf(description ?? ''),
    status,
    amountCents: amounts.cents,
    feeCents: amounts.feeCents,
    currency: amounts.currency,
    paymentMethod: cell('Payment Source Type'),
    memo: description ?? textOf(cell('Statement Descriptor')),
    product: null,
    paymentProvider: 'stripe',
  }
}

/** Stripe knows no types: what it was is told by its description alone. */
function typeOf(description: string): TransactionRecord['type'] {
  if (/\b(?:donations?|donate|spende)\b/i.test(description)) return 'donation'
  return /\b(?:subscriptions?|memberships?)\b/i.test(description) ? 'subscription' : 'purchase'
}

function refundId(id: string): string {
  return `${id}:refund`
}

function refundOf(sale: TransactionRecord, refundedCents: number, at: string): TransactionRecord | null {
  if (refundedCents === 0) return null
  return {
    ...sale,
    externalId: refundId(sale.externalId),
    at,
    type: 'refund',
    status: 'completed',
    amountCents: -refundedCents,
    feeCents: null,
    refundOfExternalId: sale.externalId,
  }
}

function addressOf(cell: Cell): AddressRecord | null {
  const line1 = textOf(cell('Shipping Address Line1'))
  const city = textOf(cell('Shipping Address City'))
  const postalCode = cell('Shipping Address Postal Code')
  if (line1 === null && city === null && postalCode === null) return null
  return {
    line1,
    line2: textOf(cell('Shipping Address Line2')),
    city,
    state: textOf(cell('Shipping Address State')),
    postalCode,
    country: textOf(cell('Shipping Address Country')),
    type: 'shipping',
  }
}
