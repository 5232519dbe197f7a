import type { ReadDb } from '../handles.ts'
import { counted, isMoney } from './where.ts'

/** Payments in one currency, mostly another than figures are in: how many there are, of any status, and what was paid of them. */
export type OtherMoney = { currency: string; count: number; amountCents: number }

/** By person or product, its payments currency by currency. Only those that have any are there. */
export function moneyByCurrency(
  db: ReadDb,
  owner: 'contact_id' | 'product_id',
  ids: readonly string[],
): ReadonlyMap<string, OtherMoney[]> {
  const rows = db.all<OtherMoney & { owner: string }>(
    `SELECT ${owner} AS owner, currency, count(*) AS count, coalesce(sum(amount_cents) FILTER (WHERE ${isMoney}), 0) AS amountCents
     FROM transactions WHERE ${owner} IN (SELECT value FROM json_each(?)) AND ${counted}
     GROUP BY ${owner}, currency ORDER BY currency`,
    [JSON.stringify(ids)],
  )
  const found = new Map<string, OtherMoney[]>()
  for (const { owner: id, ...money } of rows) found.set(id, [...(found.get(id) ?? []), money])
  return found
}
