import type { ReadDb } from '../handles.ts'
import type { SamePaymentWhy } from '../payments/joined-payments.ts'
import { type SourceSystem, sourceSystemOf } from './row-types.ts'

/** One system's word on a payment. `why` is null for the row that counts. */
export type ToldPayment = {
  transactionId: string
  contactId: string | null
  contactName: string | null
  sourceSystem: SourceSystem
  externalTransactionId: string
  transactionDate: string
  amountCents: number
  currency: string
  memo: string | null
  why: SamePaymentWhy | null
}

/** Everybody who tells the payment that a row tells, the one that counts first. One row when nobody else does; none when it is gone. */
export function findSamePayments(db: ReadDb, transactionId: string): ToldPayment[] {
  return db
    .all<Omit<ToldPayment, 'sourceSystem'> & { sourceSystem: string }>(
      `WITH counts (id) AS (SELECT coalesce(same_payment_as_id, id) FROM transactions WHERE id = ?)
       SELECT t.id AS transactionId, t.contact_id AS contactId, c.full_name AS contactName, t.source_system AS sourceSystem,
         t.external_transaction_id AS externalTransactionId, t.transaction_date AS transactionDate, t.amount_cents AS amountCents,
         t.currency, t.memo, t.same_payment_why AS why
       FROM transactions t LEFT JOIN contacts c ON c.id = t.contact_id
       WHERE t.deleted_at IS NULL AND (t.id = (SELECT id FROM counts) OR t.same_payment_as_id = (SELECT id FROM counts))
       ORDER BY t.same_payment_as_id IS NOT NULL, t.transaction_date, t.id`,
      [transactionId],
    )
    .map(row => ({ ...row, sourceSystem: sourceSystemOf(row.sourceSystem) }))
}
