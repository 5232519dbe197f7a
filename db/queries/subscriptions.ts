import type { ReadDb } from '../handles.ts'
import { isFlawed, type SubscriptionFlaw } from './flaws.ts'
import { runningStatuses } from './products.ts'
import type { ListWindow, SortDirection } from './row-types.ts'
import { anywhere, startWhere } from './where.ts'

export type SubscriptionSort = 'person' | 'product' | 'status' | 'amount' | 'started' | 'periodEnd'
export type SubscriptionRow = {
  subscriptionId: string
  contactId: string
  contactName: string
  productName: string | null
  status: string
  amountCents: number
  currency: string
  billingCycle: string | null
  startedAt: string | null
  currentPeriodEnd: string | null
  missingFromExportSince: string | null
}
export type SubscriptionFilter = {
  search?: string | undefined
  /** `running`: active, trialing or past due. */
  status?: string | undefined
  flaw?: SubscriptionFlaw | undefined
}

const sortKeys: Record<SubscriptionSort, string> = {
  person: 'c.sort_name',
  product: 'p.name COLLATE NOCASE',
  status: 's.status',
  amount: 's.amount_cents',
  started: 's.started_at',
  periodEnd: 's.current_period_end',
}

const from = `FROM subscriptions s JOIN contacts c ON c.id = s.contact_id LEFT JOIN products p ON p.id = s.product_id`

function whereOf(filter: SubscriptionFilter) {
  const where = startWhere('s.deleted_at IS NULL')
  if (filter.status === 'running') where.add(`s.status IN ${runningStatuses}`)
  else if (filter.status !== undefined) where.add('s.status = ?', filter.status)
  if (filter.flaw !== undefined) where.add(isFlawed('s', filter.flaw))
  for (const word of (filter.search ?? '').split(/\s+/).filter(Boolean)) {
    const pattern = anywhere(word)
    where.add(
      `(c.full_name LIKE ? ESCAPE '\\' OR c.email LIKE ? ESCAPE '\\' OR p.name LIKE ? ESCAPE '\\' OR s.external_subscription_id = ?)`,
      pattern,
      pattern,
      pattern,
      word,
    )
  }
  return where
}

export function countSubscriptions(db: ReadDb, filter: SubscriptionFilter): number {
  const where = whereOf(filter)
  return db.get<{ n: number }>(`SELECT count(*) AS n ${from} ${where.sql()}`, where.values())?.n ?? 0
}

export function listSubscriptions(
  db: ReadDb,
  input: SubscriptionFilter & { sort: SubscriptionSort; direction: SortDirection } & ListWindow,
): SubscriptionRow[] {
  const where = whereOf(input)
  return db.all(
    `SELECT s.id AS subscriptionId, s.contact_id AS contactId, c.full_name AS contactName, p.name AS productName, s.status,
       s.amount_cents AS amountCents, s.currency, s.billing_cycle AS billingCycle, s.started_at AS startedAt,
       s.current_period_end AS currentPeriodEnd, s.missing_from_export_since AS missingFromExportSince
     ${from} ${where.sql()}
     ORDER BY ${sortKeys[input.sort]} IS NULL, ${sortKeys[input.sort]} ${input.direction}, c.sort_name, s.id LIMIT ? OFFSET ?`,
    [...where.values(), input.limit, input.offset],
  )
}
