import { z } from 'zod'
import { query } from './method.ts'
import { Cents, Id, Instant, SortDirection, SourceSystem, Window } from './values.ts'

export const ProductRow = z.object({
  productId: Id,
  name: z.string(),
  productType: z.string(),
  kajabiOfferId: z.string().nullable(),
  isActive: z.boolean(),
  /** Live transactions of any status but failed. */
  transactionCount: z.int(),
  /** Sum of those; refunds negative. */
  totalCents: Cents,
  activeSubscriptionCount: z.int(),
  /** Contacts who have it (contact_products). */
  contactCount: z.int(),
  lastSoldAt: Instant.nullable(),
})
export const listProducts = query({
  name: 'products.list',
  input: z.strictObject({
    search: z.string().max(200).optional(),
    sort: z.enum(['name', 'total', 'transactions', 'contacts', 'subscriptions', 'lastSold']).default('total'),
    direction: SortDirection.default('desc'),
    ...Window,
  }),
  output: z.object({ total: z.int(), rows: z.array(ProductRow) }),
  reads: ['money', 'contacts'],
})

export const TransactionType = z.enum(['purchase', 'subscription', 'refund', 'donation'])
export const TransactionStatus = z.enum(['completed', 'pending', 'failed', 'refunded'])

export const TransactionFilter = z.strictObject({
  /** Words of the person, product, memo or an external id. */
  search: z.string().max(200).optional(),
  type: TransactionType.optional(),
  status: TransactionStatus.optional(),
  sourceSystem: SourceSystem.optional(),
  productId: Id.optional(),
  contactId: Id.optional(),
  /** First and last day, office time zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type TransactionFilter = z.infer<typeof TransactionFilter>

export const TransactionRow = z.object({
  transactionId: Id,
  transactionDate: Instant,
  contactId: Id.nullable(),
  contactName: z.string().nullable(),
  productId: Id.nullable(),
  productName: z.string().nullable(),
  transactionType: TransactionType,
  status: TransactionStatus,
  amountCents: Cents,
  feeCents: Cents.nullable(),
  currency: z.string(),
  paymentMethod: z.string().nullable(),
  sourceSystem: SourceSystem,
  externalTransactionId: z.string().nullable(),
  externalOrderId: z.string().nullable(),
  memo: z.string().nullable(),
})
export type TransactionRow = z.infer<typeof TransactionRow>

export const listTransactions = query({
  name: 'transactions.list',
  input: z.strictObject({
    filter: TransactionFilter.default({}),
    sort: z.enum(['date', 'amount', 'person', 'product']).default('date'),
    direction: SortDirection.default('desc'),
    ...Window,
  }),
  output: z.object({ total: z.int(), rows: z.array(TransactionRow) }),
  reads: ['money', 'contacts'],
})

/** Totals over everything the filter matches: the figures above the list, and the chart by month. */
export const transactionTotals = query({
  name: 'transactions.totals',
  input: z.strictObject({ filter: TransactionFilter.default({}) }),
  output: z.object({
    count: z.int(),
    /** Completed money and refunds; failed and pending rows are not money. */
    amountCents: Cents,
    currency: z.string(),
    byType: z.array(
      z.object({ type: z.enum([...TransactionType.options, 'failed']), count: z.int(), amountCents: Cents }),
    ),
    /** Oldest first, months without money included; `month` is YYYY-MM in the office's time zone. */
    byMonth: z.array(z.object({ month: z.string(), count: z.int(), amountCents: Cents })),
  }),
  reads: ['money'],
})

export const SubscriptionRow = z.object({
  subscriptionId: Id,
  contactId: Id,
  contactName: z.string(),
  productName: z.string().nullable(),
  status: z.string(),
  amountCents: Cents,
  currency: z.string(),
  billingCycle: z.string().nullable(),
  startedAt: z.string().nullable(),
  currentPeriodEnd: z.string().nullable(),
  missingFromExportSince: z.string().nullable(),
})
export const listSubscriptions = query({
  name: 'subscriptions.list',
  input: z.strictObject({
    search: z.string().max(200).optional(),
    status: z.string().max(50).optional(),
    sort: z.enum(['person', 'product', 'status', 'amount', 'started', 'periodEnd']).default('person'),
    direction: SortDirection.default('asc'),
    ...Window,
  }),
  output: z.object({ total: z.int(), rows: z.array(SubscriptionRow) }),
  reads: ['money', 'contacts'],
})
