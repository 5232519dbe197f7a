import { z } from 'zod'
import { command, query } from './method.ts'
import { Cents, Currency, Id, Instant, OtherMoney, SortDirection, SourceSystem, Window } from './values.ts'

export const ProductRow = z.object({
  productId: Id,
  name: z.string(),
  productType: z.string(),
  kajabiOfferId: z.string().nullable(),
  isActive: z.boolean(),
  /** Paid ones, in any currency. */
  transactionCount: z.int(),
  /** Sum of those in the office's currency; refunds negative. */
  totalCents: Cents,
  currency: Currency,
  otherMoney: z.array(OtherMoney),
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

/** What a list is narrowed to: `paid` is completed or refunded, all that counts as money. */
export const PaymentState = z.enum(['paid', ...TransactionStatus.options])

/** What can be wrong with a payment: nobody's, or perhaps there twice. */
export const PaymentFlaw = z.enum(['paymentsWithoutPerson', 'paymentsTwice'])
export const SubscriptionFlaw = z.enum(['subscriptionsWithoutPayment'])

export const TransactionFilter = z.strictObject({
  /** Words of the person, product, memo or an external id. */
  search: z.string().max(200).optional(),
  type: TransactionType.optional(),
  status: PaymentState.optional(),
  currency: Currency.optional(),
  sourceSystem: SourceSystem.optional(),
  productId: Id.optional(),
  contactId: Id.optional(),
  /** First and last day, office time zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** A payment told by several systems counts once. `again`: the rows that do not count, because another one does. */
  told: z.enum(['once', 'again']).optional(),
  flaw: PaymentFlaw.optional(),
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

export const ToldPayment = z.object({
  transactionId: Id,
  contactId: Id.nullable(),
  contactName: z.string().nullable(),
  sourceSystem: SourceSystem,
  externalTransactionId: z.string(),
  transactionDate: Instant,
  amountCents: Cents,
  currency: z.string(),
  memo: z.string().nullable(),
  /** Why it is thought to be the same payment as the first; null for the first, which counts. */
  why: z.enum(['provider id', 'amount, day and person', 'staff']).nullable(),
})
export type ToldPayment = z.infer<typeof ToldPayment>

/** Every system that tells the payment of a row; the one that counts first. */
export const samePayments = query({
  name: 'transactions.samePayments',
  input: z.strictObject({ transactionId: Id }),
  output: z.object({ payments: z.array(ToldPayment) }),
  reads: ['money'],
})

/** The row is a payment of its own after all: it counts again, and no import joins it any more. */
export const cutSamePayment = command({
  name: 'transactions.cutSamePayment',
  input: z.strictObject({ transactionId: Id }),
  output: z.object({ transactionId: Id }),
})

/** Two rows tell one payment: `countsId` counts, `transactionId` no longer does. */
export const joinSamePayment = command({
  name: 'transactions.joinSamePayment',
  input: z.strictObject({ transactionId: Id, countsId: Id }),
  output: z.object({ transactionId: Id }),
})

/**
 * Totals over everything the filter matches: the figures above the list, and the chart by month. All but `others` are of one currency, the
 * filter's or else the office's; the counts of `byType` and `others` together are the list's total.
 */
export const transactionTotals = query({
  name: 'transactions.totals',
  input: z.strictObject({ filter: TransactionFilter.default({}) }),
  output: z.object({
    /** What was paid: completed and refunded rows. */
    count: z.int(),
    amountCents: Cents,
    currency: Currency,
    /** Paid ones by type; pending and failed ones apart, of any type: they are not money. */
    byType: z.array(
      z.object({
        type: z.enum([...TransactionType.options, 'pending', 'failed']),
        count: z.int(),
        amountCents: Cents,
      }),
    ),
    /** What was paid, oldest first, months without money included; `month` is YYYY-MM in the office's time zone. */
    byMonth: z.array(z.object({ month: z.string(), count: z.int(), amountCents: Cents })),
    others: z.array(OtherMoney),
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
    /** One of the rows' own, or `running`: active, trialing or past due. */
    status: z.string().max(50).optional(),
    flaw: SubscriptionFlaw.optional(),
    sort: z.enum(['person', 'product', 'status', 'amount', 'started', 'periodEnd']).default('person'),
    direction: SortDirection.default('asc'),
    ...Window,
  }),
  output: z.object({ total: z.int(), rows: z.array(SubscriptionRow) }),
  reads: ['money', 'contacts'],
})
