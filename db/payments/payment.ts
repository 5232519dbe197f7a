import { isPaidIn, type SamePaymentWhy } from './joined-payments.ts'

/**
 * Who tells most about a payment, first: the shop knows what was bought, the processor what was paid, the books only that it was booked.
 * Of one payment told by several, the row of the first one counts. The order is fixed, so that the order of the files does not matter.
 */
const shopTier = 0
const processorTier = 1
const bookTier = 2
/** Everybody else is a shop, or wrote it down themselves. */
const tiers = new Map([
  ['stripe', processorTier],
  ['paypal', processorTier],
  ['quickbooks', bookTier],
])

/** A row as it is compared with what other systems tell. */
export type Payment = {
  id: string
  contact_id: string | null
  source_system: string
  external_transaction_id: string
  external_order_id: string | null
  transaction_type: string
  payment_provider: string | null
  provider_payment_id: string | null
  refund_of_external_id: string | null
  amount_cents: number
  currency: string
  transaction_date: string
  same_payment_as_id: string | null
  same_payment_why: SamePaymentWhy | null
  same_payment_cut: number
}

export const paymentColumns = `id, contact_id, source_system, external_transaction_id, external_order_id, transaction_type, payment_provider,
  provider_payment_id, refund_of_external_id, amount_cents, currency, transaction_date, same_payment_as_id, same_payment_why, same_payment_cut`
export const isPaid = isPaidIn('')

/** Two of one tier never tell the same payment: a shop's sale is not another shop's. */
export function tierOf(payment: Payment): number {
  return tiers.get(payment.source_system) ?? shopTier
}

export function isProcessor(payment: Payment): boolean {
  return tierOf(payment) === processorTier
}

/** The one that counts first; of equal tellers the earlier, then the smaller id of its system. */
export function byRank(a: Payment, b: Payment): number {
  return (
    tierOf(a) - tierOf(b) ||
    compare(a.source_system, b.source_system) ||
    compare(a.transaction_date, b.transaction_date) ||
    compare(a.external_transaction_id, b.external_transaction_id)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
