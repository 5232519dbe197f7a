import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { common, flag, id } from './columns.ts'
import { contacts } from './people.ts'

export const products = sqliteTable(
  'products',
  {
    id: id(),
    name: text('name').notNull(),
    normalizedName: text('normalized_name').notNull(),
    productType: text('product_type', {
      enum: ['membership', 'course', 'workshop', 'event', 'donation', 'rental', 'other'],
    }).notNull(),
    kajabiOfferId: text('kajabi_offer_id'),
    membershipType: text('membership_type', { enum: ['individual', 'program_partner'] }),
    membershipLevel: text('membership_level'),
    rentalDatesAllowed: integer('rental_dates_allowed'),
    rentalPriority: integer('rental_priority'),
    courseType: text('course_type', { enum: ['in_person', 'online', 'hybrid'] }),
    durationHours: integer('duration_hours'),
    maxParticipants: integer('max_participants'),
    isActive: integer('is_active').notNull().default(1),
    ...common,
  },
  t => [
    index('products_normalized_name').on(t.normalizedName),
    uniqueIndex('products_one_offer')
      .on(t.kajabiOfferId)
      .where(sql`deleted_at is null and kajabi_offer_id is not null`),
  ],
)

const contactId = () => text('contact_id').references(() => contacts.id)
const productId = () => text('product_id').references(() => products.id)

export const contactProducts = sqliteTable(
  'contact_products',
  {
    id: id(),
    contactId: contactId().notNull(),
    productId: productId().notNull(),
    /** Since when, when the source says so. */
    since: text('since'),
    sourceSystem: text('source_system').notNull(),
    ...common,
  },
  t => [
    uniqueIndex('contact_products_once').on(t.contactId, t.productId),
    index('contact_products_product').on(t.productId),
  ],
)

export const subscriptions = sqliteTable(
  'subscriptions',
  {
    id: id(),
    contactId: contactId().notNull(),
    productId: productId(),
    status: text('status', {
      enum: ['active', 'trialing', 'past_due', 'paused', 'cancelled', 'expired'],
    }).notNull(),
    amountCents: integer('amount_cents').notNull(),
    currency: text('currency').notNull(),
    billingCycle: text('billing_cycle'),
    startedAt: text('started_at'),
    currentPeriodEnd: text('current_period_end'),
    cancelledAt: text('cancelled_at'),
    /** It runs to the end of the paid period and then stops. */
    endsWithPeriod: flag('ends_with_period'),
    sourceSystem: text('source_system').notNull(),
    externalSubscriptionId: text('external_subscription_id'),
    /** When a full export first lacked it; null when it is there or a person decided. */
    missingFromExportSince: text('missing_from_export_since'),
    /** A person's word on a missing one: keep (do not ask again) or investigate. */
    reconciliation: text('reconciliation', { enum: ['keep', 'investigate'] }),
    ...common,
  },
  t => [
    uniqueIndex('subscriptions_one_external')
      .on(t.sourceSystem, t.externalSubscriptionId)
      .where(sql`deleted_at is null and external_subscription_id is not null`),
    index('subscriptions_contact').on(t.contactId),
    index('subscriptions_product').on(t.productId),
    index('subscriptions_live').on(t.status).where(sql`deleted_at is null`),
    index('subscriptions_missing')
      .on(t.missingFromExportSince)
      .where(sql`missing_from_export_since is not null`),
  ],
)

export const transactions = sqliteTable(
  'transactions',
  {
    id: id(),
    contactId: contactId(),
    productId: productId(),
    campaignId: text('campaign_id'),
    transactionDate: text('transaction_date').notNull(),
    transactionType: text('transaction_type', {
      enum: ['purchase', 'subscription', 'refund', 'donation'],
    }).notNull(),
    status: text('status', { enum: ['completed', 'pending', 'failed', 'refunded'] }).notNull(),
    /** Hundredths of the currency's unit, of every currency: 1,000 yen are 100000. Refunds negative. */
    amountCents: integer('amount_cents').notNull(),
    feeCents: integer('fee_cents'),
    currency: text('currency').notNull(),
    paymentMethod: text('payment_method'),
    isDonation: flag('is_donation'),
    sourceSystem: text('source_system').notNull(),
    externalTransactionId: text('external_transaction_id').notNull(),
    externalOrderId: text('external_order_id'),
    /** Who moved the money, when the source tells. */
    paymentProvider: text('payment_provider', { enum: ['stripe', 'paypal'] }),
    /** The id that the payment processor gave it, when another system tells it: a Ticket Tailor order names its Stripe charge. */
    providerPaymentId: text('provider_payment_id'),
    /** For a refund: `external_transaction_id` of what it gives back, in the same system. */
    refundOfExternalId: text('refund_of_external_id'),
    quickbooksInvoiceNum: text('quickbooks_invoice_num'),
    memo: text('memo'),
    /** The row as it came: a JSON object of header to cell. */
    rawSource: text('raw_source'),
    /** The same money, told by a system that says more about it: that row counts, this one does not. Null: this one counts. */
    samePaymentAsId: text('same_payment_as_id').references((): AnySQLiteColumn => transactions.id),
    /** Why they are thought to be the same. */
    samePaymentWhy: text('same_payment_why', { enum: ['provider id', 'amount, day and person', 'staff'] }),
    /** A person said that this one is a payment of its own. */
    samePaymentCut: flag('same_payment_cut'),
    ...common,
  },
  t => [
    uniqueIndex('transactions_one_external')
      .on(t.externalTransactionId, t.sourceSystem)
      .where(sql`deleted_at is null`),
    index('transactions_contact').on(
      t.contactId,
      t.transactionDate,
      t.status,
      t.amountCents,
      t.deletedAt,
      t.samePaymentAsId,
      t.currency,
    ),
    index('transactions_date')
      .on(t.transactionDate)
      .where(sql`deleted_at is null and same_payment_as_id is null`),
    index('transactions_product').on(
      t.productId,
      t.transactionDate,
      t.status,
      t.amountCents,
      t.deletedAt,
      t.samePaymentAsId,
      t.currency,
    ),
    index('transactions_figures')
      .on(t.transactionType, t.status, t.currency, t.transactionDate, t.amountCents, t.sourceSystem)
      .where(sql`deleted_at is null and same_payment_as_id is null`),
    index('transactions_memo').on(t.memo).where(sql`memo is not null`),
    index('transactions_provider').on(t.providerPaymentId).where(sql`provider_payment_id is not null`),
    index('transactions_same_payment').on(t.samePaymentAsId).where(sql`same_payment_as_id is not null`),
    index('transactions_order').on(t.externalOrderId).where(sql`external_order_id is not null`),
  ],
)

export const pledges = sqliteTable(
  'pledges',
  {
    id: id(),
    contactId: contactId().notNull(),
    campaignId: text('campaign_id'),
    amountCents: integer('amount_cents').notNull(),
    currency: text('currency').notNull(),
    pledgedAt: text('pledged_at').notNull(),
    dueDate: text('due_date'),
    instalments: integer('instalments').notNull().default(1),
    status: text('status', { enum: ['open', 'partly_paid', 'fulfilled', 'written_off'] }).notNull(),
    ...common,
  },
  t => [index('pledges_contact').on(t.contactId)],
)

const transactionId = () =>
  text('transaction_id')
    .notNull()
    .references(() => transactions.id)

export const pledgePayments = sqliteTable(
  'pledge_payments',
  {
    id: id(),
    pledgeId: text('pledge_id')
      .notNull()
      .references(() => pledges.id),
    transactionId: transactionId(),
    amountCents: integer('amount_cents').notNull(),
    ...common,
  },
  t => [
    index('pledge_payments_pledge').on(t.pledgeId),
    index('pledge_payments_transaction').on(t.transactionId),
  ],
)

export const acknowledgments = sqliteTable(
  'acknowledgments',
  {
    id: id(),
    transactionId: transactionId(),
    contactId: contactId().notNull(),
    status: text('status', { enum: ['pending', 'sent', 'failed'] }).notNull(),
    method: text('method', { enum: ['email', 'mail', 'manual'] }),
    sentAt: text('sent_at'),
    sentBy: text('sent_by'),
    template: text('template'),
    addressUsed: text('address_used'),
    ...common,
  },
  t => [
    index('acknowledgments_transaction').on(t.transactionId),
    index('acknowledgments_contact').on(t.contactId),
  ],
)
