import { readMoney } from '../cells/currency.ts'
import { parseInstant } from '../cells/dates.ts'
import { readId } from '../cells/ids.ts'
import { readCustomer, readOffer } from '../cells/kajabi-customer.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { textOf } from '../cells/text.ts'
import type {
  AddressRecord,
  Cell,
  CellProblem,
  Format,
  MappedRow,
  PhoneRecord,
  TransactionRecord,
} from '../format.ts'

/**
 * Kajabi's payments export: one row a movement of money, plain decimal amounts, times with an offset. A refund is a row
 * of its own; failed rows carry the full amount. Its billing data only fills what is empty.
 */
export const kajabiTransactions: Format = {
  id: 'kajabi-transactions',
  label: 'Kajabi transactions',
  system: 'kajabi',
  provenance: 'kajabi_transaction',
  asksOptIn: false,
  isFullExport: false,
  columns: [
    { name: 'ID', aliases: ['Transaction ID'], required: true },
    { name: 'Amount', required: true },
    { name: 'Currency' },
    { name: 'Type', required: true },
    { name: 'Status', required: true },
    { name: 'Payment Method' },
    { name: 'Provider' },
    { name: 'Customer ID' },
    { name: 'Customer Name' },
    { name: 'Customer Email' },
    { name: 'Offer ID' },
    { name: 'Offer Title', required: true },
    { name: 'Order No.', aliases: ['Order No', 'Order Number'], required: true },
    { name: 'Created At', required: true },
    { name: 'Coupon Used' },
    { name: 'Card Brand' },
    { name: 'Card Funding' },
    { name: 'Tax Amount' },
    { name: 'Quantity' },
    { name: 'Charge Attempt' },
    { name: 'Failure Message' },
    { name: 'Phone' },
    { name: 'Address', aliases: ['Address 1'] },
    { name: 'Address 2' },
    { name: 'City' },
    { name: 'State' },
    { name: 'Zipcode', aliases: ['Zip Code', 'Zip'] },
    { name: 'Country' },
  ],
  map,
}

const types = new Map<string, TransactionRecord['type']>([
  ['subscription', 'subscription'],
  ['subscription charge', 'subscription'],
  ['subscribe', 'subscription'],
  ['charge', 'purchase'],
  ['purchase', 'purchase'],
  ['payment plan', 'purchase'],
  ['free purchase', 'purchase'],
  ['refund', 'refund'],
])

const statuses = new Map<string, TransactionRecord['status']>([
  ['succeeded', 'completed'],
  ['failed', 'failed'],
  ['pending', 'pending'],
  ['initialized', 'pending'],
])

function map(cell: Cell, raw: Cell): MappedRow {
  const typedType = cell('Type')
  const typeWord = (typedType ?? '').toLowerCase().replaceAll('_', ' ')
  if (typeWord === 'test') return skipped('A test payment.')
  const type = types.get(typeWord)
  if (type === undefined)
    return refused(problem('Type', typedType, `The type "${typedType ?? ''}" is not known.`))
  const facts = factsOf(cell, type, typeWord)
  if (facts.problem) return refused(facts.problem)
  const customer = readCustomer(cell, raw, { phones: phonesOf(cell), address: addressOf(cell) })
  if (customer.problem) return refused(customer.problem)
  return {
    record: {
      key: facts.transaction.externalId,
      person: customer.person,
      transactions: [facts.transaction],
    },
    problems: [],
  }
}

type Facts = { transaction: TransactionRecord; problem: null } | { transaction: null; problem: CellProblem }

function factsOf(cell: Cell, type: TransactionRecord['type'], typeWord: string): Facts {
  const fail = (column: string, value: string | null, reason: string): Facts => ({
    transaction: null,
    problem: problem(column, value, reason),
  })
  const typedId = cell('ID')
  if (typedId === null) return fail('ID', null, 'The row has no transaction id.')
  const { id, reason } = readId(typedId)
  if (id === null) return fail('ID', typedId, reason)
  const typedStatus = cell('Status')
  const status = statuses.get((typedStatus ?? '').toLowerCase())
  if (status === undefined)
    return fail('Status', typedStatus, `The status "${typedStatus ?? ''}" is not known.`)
  const typedAmount = cell('Amount') ?? (typeWord === 'free purchase' ? '0.00' : null)
  const money = readMoney({ column: 'Amount', typed: typedAmount }, { currency: cell('Currency') })
  if ('reason' in money) return { transaction: null, problem: money }
  const typedAt = cell('Created At')
  const at = typedAt === null ? null : parseInstant(typedAt)
  if (at === null) return fail('Created At', typedAt, reasonAgainst(typedAt))
  const typedOrder = cell('Order No.')
  const order = typedOrder === null ? null : readId(typedOrder)
  if (order?.reason) return fail('Order No.', typedOrder, order.reason)
  const offer = readOffer(cell)
  if (offer.problem) return { transaction: null, problem: offer.problem }
  if (type !== 'refund' && money.cents < 0)
    return fail('Amount', typedAmount, `A ${typeWord} is not negative; only a refund is.`)
  const isPositiveRefund = type === 'refund' && money.cents > 0
  const transaction: TransactionRecord = {
    externalId: id,
    externalOrderId: order?.id ?? null,
    at,
    type,
    status,
    amountCents: isPositiveRefund ? -money.cents : money.cents,
    feeCents: null,
    currency: money.currency,
    paymentMethod: cell('Payment Method'),
    memo: textOf(cell('Failure Message')),
    product: offer.product,
  }
  return { transaction, problem: null }
}

/** A spreadsheet writes `11/8/2025 4:11` for `2025-11-08 04:11:00 -0700`, and the moment is lost. */
function reasonAgainst(typed: string | null): string {
  return typed !== null && /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/.test(typed)
    ? 'A spreadsheet has rewritten this date and lost its offset. Export the file again and drop it here without opening it in Excel first.'
    : 'This is not a date and time with its offset.'
}

function phonesOf(cell: Cell): PhoneRecord[] {
  const phone = cell('Phone')
  return phone === null ? [] : [{ phone, type: 'home' }]
}

function addressOf(cell: Cell): AddressRecord | null {
  const line1 = textOf(cell('Address'))
  const line2 = textOf(cell('Address 2'))
  const city = textOf(cell('City'))
  const state = textOf(cell('State'))
  const postalCode = cell('Zipcode')
  const country = textOf(cell('Country'))
  const saysNothing =
    line1 === null && line2 === null && city === null && state === null && postalCode === null
  return saysNothing ? null : { line1, line2, city, state, postalCode, country, type: 'billing' }
}
