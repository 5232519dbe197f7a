import { readBillingCycle } from '../cells/billing-cycle.ts'
import { readMoney } from '../cells/currency.ts'
import { readId } from '../cells/ids.ts'
import { localDay } from '../cells/moments.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { readStripeCustomer } from '../cells/stripe-customer.ts'
import { textOf } from '../cells/text.ts'
import { readYesNo } from '../cells/yes-no.ts'
import type {
  Cell,
  CellProblem,
  Format,
  MapOptions,
  MappedRow,
  ProductRecord,
  SubscriptionRecord,
} from '../format.ts'

/**
 * Stripe's subscriptions export: one row a subscription, times in UTC. `Cancel At Period End` on an active one is Kajabi's pending cancellation.
 * The screen's filter decides whether cancelled ones are in the file, so what is absent says nothing.
 */
export const stripeSubscriptions: Format = {
  id: 'stripe-subscriptions',
  label: 'Stripe subscriptions',
  system: 'stripe',
  provenance: 'stripe',
  asksOptIn: false,
  isFullExport: false,
  usualDateOrder: 'mdy',
  secretColumns: /^card\b/,
  columns: [
    { name: 'id', aliases: ['Subscription ID'], required: true },
    { name: 'Customer ID', required: true },
    { name: 'Customer Description' },
    { name: 'Customer Email' },
    { name: 'Customer Name' },
    { name: 'Plan', aliases: ['Price', 'Price ID', 'Plan ID'] },
    { name: 'Plan Name', aliases: ['Plan Nickname', 'Price Nickname'] },
    { name: 'Product', aliases: ['Product ID'] },
    { name: 'Product Name' },
    { name: 'Quantity' },
    { name: 'Currency' },
    { name: 'Interval' },
    { name: 'Interval Count' },
    { name: 'Amount', holds: 'money' },
    { name: 'Status', required: true },
    { name: 'Created (UTC)', aliases: ['Created date (UTC)', 'Created'], holds: 'date' },
    { name: 'Start (UTC)', holds: 'date' },
    { name: 'Start Date (UTC)', holds: 'date' },
    { name: 'Current Period Start (UTC)', holds: 'date' },
    { name: 'Current Period End (UTC)', required: true, holds: 'date' },
    { name: 'Trial Start (UTC)', holds: 'date' },
    { name: 'Trial End (UTC)', holds: 'date' },
    { name: 'Application Fee Percent' },
    { name: 'Coupon' },
    { name: 'Tax Percent' },
    { name: 'Canceled At (UTC)', aliases: ['Cancelled At (UTC)'], holds: 'date' },
    { name: 'Cancel At Period End' },
    { name: 'Ended At (UTC)', holds: 'date' },
    { name: 'Cancellation Reason' },
    { name: 'Mode' },
    { name: 'Name (metadata)', aliases: ['Customer Name (metadata)'] },
    { name: 'email (metadata)', aliases: ['customer_email (metadata)'] },
  ],
  map,
}

const nameColumns = ['Customer Name', 'Name (metadata)', 'Customer Description'] as const

const statuses = new Map<string, SubscriptionRecord['status']>([
  ['active', 'active'],
  ['trialing', 'trialing'],
  ['past due', 'past_due'],
  ['unpaid', 'past_due'],
  // The first payment has not come yet.
  ['incomplete', 'past_due'],
  ['incomplete expired', 'expired'],
  ['canceled', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['ended', 'cancelled'],
  ['paused', 'paused'],
])

function map(cell: Cell, raw: Cell, options: MapOptions): MappedRow {
  if (/^test/i.test(cell('Mode') ?? '')) return skipped('A subscription in test mode.')
  const typedId = cell('id')
  if (typedId === null) return refused(problem('id', null, 'The row has no subscription id.'))
  const { id, reason } = readId(typedId)
  if (id === null) return refused(problem('id', typedId, reason))
  const typedStatus = cell('Status')
  const status = statuses.get((typedStatus ?? '').toLowerCase().replaceAll('_', ' '))
  if (status === undefined)
    return refused(problem('Status', typedStatus, `The status "${typedStatus ?? ''}" is not known.`))
  const price = priceOf(cell, options.decimalMark)
  if ('reason' in price) return refused(price)
  const days = daysOf(cell, options)
  if (days.problem) return refused(days.problem)
  const person = readStripeCustomer(cell, raw, nameColumns)
  if (person === null)
    return refused(problem('Customer ID', null, 'The row has no customer id, no e-mail and no name.'))
  const subscription: SubscriptionRecord = {
    externalId: id,
    status,
    ...price,
    billingCycle: billingCycleOf(cell),
    startedAt: days.started,
    currentPeriodEnd: days.periodEnd,
    cancelledAt: days.cancelled,
    endsWithPeriod: isEnding(cell, status),
    product: productOf(cell),
  }
  return { record: { key: id, person, subscription }, problems: [] }
}

function isEnding(cell: Cell, status: SubscriptionRecord['status']): boolean {
  const isOver = status === 'cancelled' || status === 'expired'
  return !isOver && readYesNo(cell('Cancel At Period End') ?? 'no') === true
}

/** What is paid each time: the price of one, as often as it was taken. A usage-based one has no price. */
function priceOf(cell: Cell, mark: '.' | ','): { amountCents: number; currency: string } | CellProblem {
  const typed = cell('Amount')
  const money = readMoney({ column: 'Amount', typed: typed ?? '0' }, { currency: cell('Currency'), mark })
  if ('reason' in money) return money
  const typedQuantity = cell('Quantity') ?? '1'
  if (!/^\d{1,5}(?:\.0+)?$/.test(typedQuantity))
    return problem('Quantity', typedQuantity, 'This is not a quantity.')
  const amountCents = money.cents * Number(typedQuantity)
  return Number.isSafeInteger(amountCents)
    ? { amountCents, currency: money.currency }
    : problem('Amount', typed, 'This is not an amount.')
}

function billingCycleOf(cell: Cell): string | null {
  const interval = cell('Interval')
  const count = cell('Interval Count') ?? '1'
  return readBillingCycle(count === '1' || interval === null ? interval : `every ${count} ${interval}s`)
}

type Days = {
  started: string | null
  periodEnd: string | null
  cancelled: string | null
  problem: CellProblem | null
}

/** The calendar days as they stand there, in UTC. */
function daysOf(cell: Cell, { dateOrder }: MapOptions): Days {
  let found: CellProblem | null = null
  const firstOf = (...columns: string[]) => {
    const column = columns.find(name => cell(name) !== null)
    if (column === undefined) return null
    const day = localDay(cell(column) ?? '', dateOrder)
    if (day === null) found ??= problem(column, cell(column), 'This is not a date that exists.')
    return day
  }
  const days = {
    started: firstOf('Start Date (UTC)', 'Created (UTC)', 'Start (UTC)'),
    periodEnd: firstOf('Current Period End (UTC)', 'Trial End (UTC)'),
    cancelled: firstOf('Canceled At (UTC)', 'Ended At (UTC)'),
  }
  return { ...days, problem: found }
}

/** Its name where the file has one; `prod_…` and `price_…` are ids, which old plans are not. */
function productOf(cell: Cell): ProductRecord | null {
  const named = textOf(cell('Product Name') ?? cell('Plan Name'))
  const ids = [cell('Product'), cell('Plan')].filter(id => id !== null)
  const telling = ids.find(id => !/^(?:prod|price|plan)_/.test(id))
  const name = named ?? textOf(telling ?? null) ?? (ids[0] === undefined ? null : `Stripe ${ids[0]}`)
  return name === null ? null : { offerId: null, name }
}
