import type { ReadDb } from '../handles.ts'
import { moneyByCurrency, type OtherMoney } from './other-money.ts'
import type { ListWindow, SortDirection } from './row-types.ts'
import { officeCurrency } from './settings.ts'
import { anywhere, counted, isMoney, liveContact, startWhere } from './where.ts'

export type ProductSort = 'name' | 'total' | 'transactions' | 'contacts' | 'subscriptions' | 'lastSold'
/** Completed and refunded transactions; `totalCents` of those in the office's currency, refunds negative, and `otherMoney` of the others. */
export type ProductRow = {
  productId: string
  name: string
  productType: string
  kajabiOfferId: string | null
  isActive: boolean
  transactionCount: number
  totalCents: number
  currency: string
  otherMoney: OtherMoney[]
  activeSubscriptionCount: number
  contactCount: number
  lastSoldAt: string | null
}

const sortKeys: Record<ProductSort, string> = {
  name: 'p.name COLLATE NOCASE',
  total: 'totalCents',
  transactions: 'transactionCount',
  contacts: 'contactCount',
  subscriptions: 'activeSubscriptionCount',
  lastSold: 'lastSoldAt',
}

/** The statuses of a subscription that still runs. */
export const runningStatuses = `('active', 'trialing', 'past_due')`

/** Sums all sales in the order of transactions_product, in one walk. */
const figures = `FROM products p
  LEFT JOIN (SELECT product_id, count(*) AS n, sum(currency = ?) AS own, sum(CASE WHEN currency = ? THEN amount_cents END) AS cents
    FROM transactions WHERE product_id IS NOT NULL AND ${counted} AND ${isMoney} GROUP BY product_id) t ON t.product_id = p.id
  LEFT JOIN (SELECT product_id, count(*) AS n FROM subscriptions
    WHERE product_id IS NOT NULL AND deleted_at IS NULL AND status IN ${runningStatuses} GROUP BY product_id) s ON s.product_id = p.id
  LEFT JOIN (SELECT product_id, count(*) AS n FROM contact_products
    WHERE deleted_at IS NULL AND contact_id NOT IN (SELECT id FROM contacts c WHERE NOT (${liveContact('c')}))
    GROUP BY product_id) k ON k.product_id = p.id`

/** The newest sale stands first in transactions_product: looked up, not searched for among all. */
const lastSoldAt = `(SELECT transaction_date FROM transactions WHERE product_id = p.id AND ${counted} AND ${isMoney}
  ORDER BY transaction_date DESC LIMIT 1)`

function whereOf(search: string | undefined) {
  const where = startWhere('p.deleted_at IS NULL')
  for (const word of (search ?? '').split(/\s+/).filter(Boolean)) {
    where.add(`(p.name LIKE ? ESCAPE '\\' OR p.kajabi_offer_id = ?)`, anywhere(word), word)
  }
  return where
}

export function countProducts(db: ReadDb, input: { search?: string | undefined }): number {
  const where = whereOf(input.search)
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM products p ${where.sql()}`, where.values())?.n ?? 0
}

export function listProducts(
  db: ReadDb,
  input: { search?: string | undefined; sort: ProductSort; direction: SortDirection } & ListWindow,
): ProductRow[] {
  const where = whereOf(input.search)
  const currency = officeCurrency(db)
  const rows = db.all<
    Omit<ProductRow, 'isActive' | 'currency' | 'otherMoney'> & { isActive: number; hasOthers: number | null }
  >(
    `SELECT p.id AS productId, p.name, p.product_type AS productType, p.kajabi_offer_id AS kajabiOfferId, p.is_active AS isActive,
       coalesce(t.n, 0) AS transactionCount, coalesce(t.cents, 0) AS totalCents, t.n > t.own AS hasOthers, coalesce(s.n, 0) AS activeSubscriptionCount,
       coalesce(k.n, 0) AS contactCount, ${lastSoldAt} AS lastSoldAt
     ${figures} ${where.sql()} ORDER BY ${sortKeys[input.sort]} ${input.direction}, p.name COLLATE NOCASE, p.id LIMIT ? OFFSET ?`,
    [currency, currency, ...where.values(), input.limit, input.offset],
  )
  const withOthers = rows.filter(row => row.hasOthers === 1).map(row => row.productId)
  const money = moneyByCurrency(db, 'product_id', withOthers)
  return rows.map(row => {
    const { hasOthers: _, ...product } = row
    const otherMoney = (money.get(row.productId) ?? []).filter(part => part.currency !== currency)
    return { ...product, isActive: row.isActive === 1, currency, otherMoney }
  })
}
