import { type DemoProduct, demoProducts } from './catalogue.ts'
import { daysBefore, instantOn, monthsAfter } from './days.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'

export type DemoSubscription = {
  product: DemoProduct
  status: 'active' | 'trialing' | 'past_due' | 'paused' | 'cancelled' | 'expired'
  startedAt: string
  currentPeriodEnd: string
  cancelledAt: string | null
  /** Absent from the last full export, since that day. */
  missingSince: string | null
}
export type DemoTransaction = {
  product: DemoProduct
  at: string
  type: 'purchase' | 'subscription' | 'refund' | 'donation'
  status: 'completed' | 'failed' | 'pending' | 'refunded'
  amountCents: number
  feeCents: number | null
  method: string
  source: string
}
export type DemoMoney = { subscriptions: DemoSubscription[]; transactions: DemoTransaction[] }

const ofType = (...types: DemoProduct['type'][]) =>
  demoProducts.filter(p => types.includes(p.type)).map(p => [p, p.weight] as const)
const memberships = ofType('membership')
const things = ofType('course', 'workshop', 'event', 'event')
const donations = ofType('donation')

/** About 1.3 payments a person over five years: members pay every month, some come to things, some give. */
export function inventMoney(random: Random, person: DemoPerson, today: string): DemoMoney {
  const money: DemoMoney = { subscriptions: [], transactions: [] }
  if (person.businessName === null && random.chance(0.062)) addMembership(random, person, today, money)
  const visits = random.weighted([
    [0, 66],
    [1, 18],
    [2, 10],
    [4, 6],
  ])
  for (let i = 0; i < visits; i++) addPurchase(random, person, today, money)
  if (random.chance(0.055))
    for (let i = 0; i <= random.below(3); i++) addDonation(random, person, today, money)
  return money
}

function dayBetween(random: Random, first: string, today: string): string {
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(first)) / 86_400_000))
  return daysBefore(today, random.below(days + 1))
}

function payment(random: Random, product: DemoProduct, day: string, amountCents: number): DemoTransaction {
  const isPayPal = random.chance(0.3)
  return {
    product,
    at: instantOn(day, random.below(18_000)),
    type: 'purchase',
    status: 'completed',
    amountCents,
    feeCents: Math.round(amountCents * 0.029) + 30,
    method: isPayPal ? 'PayPal' : 'Card',
    source: isPayPal ? 'paypal' : 'kajabi',
  }
}

function addMembership(random: Random, person: DemoPerson, today: string, money: DemoMoney): void {
  const product = random.weighted(memberships)
  const cycleMonths = product.cycle === 'year' ? 12 : 1
  const startedAt = dayBetween(random, person.joined, today)
  const status = random.weighted([
    ['active', 64],
    ['cancelled', 26],
    ['past_due', 4],
    ['paused', 2],
    ['trialing', 2],
    ['expired', 2],
  ] as const)
  const isOver = status === 'cancelled' || status === 'expired'
  const end = isOver ? dayBetween(random, startedAt, today) : today
  let next = startedAt
  for (let n = 0; next <= end && status !== 'trialing'; n++) {
    money.transactions.push({ ...payment(random, product, next, product.amountCents), type: 'subscription' })
    next = monthsAfter(startedAt, (n + 1) * cycleMonths)
  }
  const last = money.transactions.at(-1)
  if (status === 'past_due' && last) {
    money.transactions.push({
      ...last,
      at: instantOn(daysBefore(today, random.below(9)), 60),
      status: 'failed',
      feeCents: null,
    })
  }
  money.subscriptions.push({
    product,
    status,
    startedAt,
    currentPeriodEnd: next > startedAt ? next : monthsAfter(startedAt, cycleMonths),
    cancelledAt: status === 'cancelled' ? end : null,
    missingSince: status === 'active' && random.chance(0.06) ? daysBefore(today, 6) : null,
  })
}

function addPurchase(random: Random, person: DemoPerson, today: string, money: DemoMoney): void {
  const product = random.weighted(things)
  const day = dayBetween(random, person.joined, today)
  const isTicket = product.type === 'event' && random.chance(0.7)
  const sale = { ...payment(random, product, day, product.amountCents) }
  if (isTicket) sale.source = 'ticket_tailor'
  if (random.chance(0.01)) sale.status = 'failed'
  money.transactions.push(sale)
  if (sale.status === 'completed' && random.chance(0.03)) {
    money.transactions.push({
      ...sale,
      type: 'refund',
      status: 'refunded',
      amountCents: -sale.amountCents,
      feeCents: null,
    })
  }
}

function addDonation(random: Random, person: DemoPerson, today: string, money: DemoMoney): void {
  const product = random.weighted(donations)
  const times = random.weighted([
    [0.5, 30],
    [1, 40],
    [2, 18],
    [5, 9],
    [20, 3],
  ])
  const gift = payment(random, product, dayBetween(random, person.joined, today), product.amountCents * times)
  money.transactions.push({
    ...gift,
    type: 'donation',
    ...(random.chance(0.3) ? { method: 'Check', source: 'quickbooks', feeCents: null } : {}),
  })
}
