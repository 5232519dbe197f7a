import { inserter } from '../contacts/insert-row.ts'
import { newId } from '../ids.ts'
import type { Group } from '../journal/group.ts'
import type { DemoProduct } from './catalogue.ts'
import { instantOn } from './days.ts'
import type { DemoMoney, DemoSubscription, DemoTransaction } from './money.ts'

export type Written = { transactions: number; subscriptions: number }

const subscriptionColumns = [
  'id',
  'contact_id',
  'product_id',
  'status',
  'amount_cents',
  'currency',
  'billing_cycle',
  'started_at',
  'current_period_end',
  'cancelled_at',
  'source_system',
  'external_subscription_id',
  'missing_from_export_since',
]
const transactionColumns = [
  'id',
  'contact_id',
  'product_id',
  'transaction_date',
  'transaction_type',
  'status',
  'amount_cents',
  'fee_cents',
  'currency',
  'payment_method',
  'is_donation',
  'source_system',
  'external_transaction_id',
]

/** A function that writes what a person pays, paid and has; it counts in `written`. */
export function moneyWriter(
  group: Group,
  productIds: ReadonlyMap<DemoProduct, string>,
  written: Written,
): (contactId: string, money: DemoMoney) => void {
  const subscription = inserter(group, 'subscriptions', subscriptionColumns)
  const transaction = inserter(group, 'transactions', transactionColumns)
  const has = inserter(group, 'contact_products', [
    'id',
    'contact_id',
    'product_id',
    'since',
    'source_system',
  ])
  const idOf = (product: DemoProduct) => productIds.get(product) ?? null

  return (contactId, money) => {
    for (const s of money.subscriptions) {
      written.subscriptions += 1
      subscription([newId(), contactId, idOf(s.product), ...subscriptionValues(s, written.subscriptions)])
    }
    const owned = new Set<DemoProduct>()
    for (const t of money.transactions) {
      written.transactions += 1
      transaction([newId(), contactId, idOf(t.product), ...transactionValues(t, written.transactions)])
      if (t.status !== 'completed' || t.type === 'donation' || owned.has(t.product)) continue
      owned.add(t.product)
      has([newId(), contactId, idOf(t.product), t.at.slice(0, 10), t.source])
    }
  }
}

function subscriptionValues(s: DemoSubscription, number: number): (string | number | null)[] {
  return [
    s.status,
    s.product.amountCents,
    'USD',
    s.product.cycle ?? null,
    s.startedAt,
    s.currentPeriodEnd,
    s.cancelledAt,
    'kajabi',
    String(2_950_000_000 + number),
    s.missingSince === null ? null : instantOn(s.missingSince, 0),
  ]
}

function transactionValues(t: DemoTransaction, number: number): (string | number | null)[] {
  return [
    t.at,
    t.type,
    t.status,
    t.amountCents,
    t.feeCents,
    'USD',
    t.method,
    t.type === 'donation' ? 1 : 0,
    t.source,
    `demo_${number}`,
  ]
}
