import { readBillingCycle } from '../cells/billing-cycle.ts'
import { readMoney } from '../cells/currency.ts'
import { parseDate } from '../cells/dates.ts'
import { readId } from '../cells/ids.ts'
import { readCustomer, readOffer } from '../cells/kajabi-customer.ts'
import { problem, refused } from '../cells/problem.ts'
import type {
  Cell,
  CellProblem,
  DateOrder,
  Format,
  MapOptions,
  MappedRow,
  SubscriptionRecord,
} from '../format.ts'

/**
 * Kajabi's subscriptions export: one row a subscription, amounts with a symbol, days without a time (`Nov 28, 2025`; a spreadsheet writes
 * them in numbers). The screen's status filter restricts the file, so what is absent is missing and not cancelled.
 */
export const kajabiSubscriptions: Format = {
  id: 'kajabi-subscriptions',
  label: 'Kajabi subscriptions',
  system: 'kajabi',
  provenance: 'kajabi',
  asksOptIn: false,
  isFullExport: true,
  usualDateOrder: 'mdy',
  columns: [
    { name: 'Kajabi Subscription ID', aliases: ['Subscription ID'], required: true },
    { name: 'Amount', required: true },
    { name: 'Currency' },
    { name: 'Interval', required: true },
    { name: 'Status', required: true },
    { name: 'Customer ID' },
    { name: 'Customer Name' },
    { name: 'Customer Email' },
    { name: 'Offer ID' },
    { name: 'Offer Title', required: true },
    { name: 'Created At', holds: 'date' },
    { name: 'Canceled On', aliases: ['Cancelled On'], holds: 'date' },
    { name: 'Trial Ends On', holds: 'date' },
    { name: 'Next Payment Date', holds: 'date' },
    { name: 'Provider' },
    { name: 'Provider ID' },
    { name: 'Coupon Used' },
  ],
  map,
}

function map(cell: Cell, raw: Cell, { dateOrder }: MapOptions): MappedRow {
  const typedId = cell('Kajabi Subscription ID')
  if (typedId === null)
    return refused(problem('Kajabi Subscription ID', null, 'The row has no subscription id.'))
  const { id, reason } = readId(typedId)
  if (id === null) return refused(problem('Kajabi Subscription ID', typedId, reason))
  const money = readMoney({ column: 'Amount', typed: cell('Amount') }, { currency: cell('Currency') })
  if ('reason' in money) return refused(money)
  const typedStatus = cell('Status')
  const status = statusOf(typedStatus ?? '')
  if (status === null)
    return refused(problem('Status', typedStatus, `The status "${typedStatus ?? ''}" is not known.`))
  const days = daysOf(cell, dateOrder)
  if (days.problem) return refused(days.problem)
  const offer = readOffer(cell)
  if (offer.problem) return refused(offer.problem)
  const customer = readCustomer(cell, raw, { phones: [], address: null })
  if (customer.problem) return refused(customer.problem)
  const subscription: SubscriptionRecord = {
    externalId: id,
    status,
    amountCents: money.cents,
    currency: money.currency,
    billingCycle: readBillingCycle(cell('Interval')),
    startedAt: days.created,
    currentPeriodEnd: days.nextPayment ?? days.trialEnds,
    cancelledAt: days.cancelled,
    product: offer.product,
  }
  return { record: { key: id, person: customer.person, subscription }, problems: [] }
}

type Days = {
  created: string | null
  cancelled: string | null
  trialEnds: string | null
  nextPayment: string | null
  problem: CellProblem | null
}

function daysOf(cell: Cell, dateOrder: DateOrder): Days {
  let found: CellProblem | null = null
  const read = (column: string) => {
    const typed = cell(column)
    const day = typed === null ? null : parseDate(typed, dateOrder)
    if (typed !== null && day === null) found ??= problem(column, typed, 'This is not a date that exists.')
    return day
  }
  const days = {
    created: read('Created At'),
    cancelled: read('Canceled On'),
    trialEnds: read('Trial Ends On'),
    nextPayment: read('Next Payment Date'),
  }
  return { ...days, problem: found }
}

/** A pending cancellation is active until the paid time ends. */
function statusOf(typed: string): SubscriptionRecord['status'] | null {
  const status = typed.toLowerCase().replaceAll('_', ' ').trim()
  if (status === 'active' || status === 'pending cancellation') return 'active'
  if (status === 'canceled' || status === 'cancelled') return 'cancelled'
  if (status === 'expired' || status === 'paused') return status
  if (status.startsWith('trial')) return 'trialing'
  return status.includes('failed') || status.includes('past due') ? 'past_due' : null
}
