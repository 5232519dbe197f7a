import type { ReadDb } from '../handles.ts'
import type { ListWindow } from './row-types.ts'
import { startWhere, type Where } from './where.ts'

export type ReconciliationState = 'open' | 'investigate'
/** A subscription that the newest full export lacks. `lastPaymentAt`: newest completed payment of this person for this product. */
export type ReconciliationRow = {
  subscriptionId: string
  contactId: string
  contactName: string
  email: string | null
  productName: string | null
  status: string
  amountCents: number
  currency: string
  billingCycle: string | null
  externalSubscriptionId: string | null
  missingSince: string
  lastPaymentAt: string | null
  state: ReconciliationState
}

function whereOf(state: ReconciliationState | undefined): Where {
  const where = startWhere('s.missing_from_export_since IS NOT NULL', 's.deleted_at IS NULL')
  where.add(`s.reconciliation IS NOT 'keep'`)
  if (state === 'open') where.add('s.reconciliation IS NULL')
  if (state === 'investigate') where.add(`s.reconciliation = 'investigate'`)
  return where
}

export function countReconciliation(db: ReadDb, state?: ReconciliationState): number {
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM subscriptions s ${whereOf(state).sql()}`)?.n ?? 0
}

/** Longest missing first, then by name. */
export function listReconciliation(
  db: ReadDb,
  input: { state?: ReconciliationState | undefined } & ListWindow,
): ReconciliationRow[] {
  return db.all(
    `SELECT s.id AS subscriptionId, s.contact_id AS contactId, c.full_name AS contactName, c.email, p.name AS productName, s.status,
       s.amount_cents AS amountCents, s.currency, s.billing_cycle AS billingCycle, s.external_subscription_id AS externalSubscriptionId,
       s.missing_from_export_since AS missingSince,
       (SELECT max(t.transaction_date) FROM transactions t WHERE t.contact_id = s.contact_id AND t.product_id = s.product_id
          AND t.status = 'completed' AND t.transaction_type <> 'refund' AND t.deleted_at IS NULL) AS lastPaymentAt,
       coalesce(s.reconciliation, 'open') AS state
     FROM subscriptions s JOIN contacts c ON c.id = s.contact_id LEFT JOIN products p ON p.id = s.product_id
     ${whereOf(input.state).sql()}
     ORDER BY s.missing_from_export_since, c.sort_name, s.id LIMIT ? OFFSET ?`,
    [input.limit, input.offset],
  )
}

/** How many subscriptions that run come from the systems that have missing ones, so that an abnormal share stands out. */
export function countLiveSubscriptions(db: ReadDb): number {
  return (
    db.get<{ n: number }>(
      `SELECT count(*) AS n FROM subscriptions WHERE deleted_at IS NULL
         AND source_system IN (SELECT DISTINCT source_system FROM subscriptions WHERE missing_from_export_since IS NOT NULL)`,
    )?.n ?? 0
  )
}
