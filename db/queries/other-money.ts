import type { ReadDb } from '../handles.ts'
import { counted, isMoney } from './where.ts'

/** Payments in a currency that figures are not in: how many there are, of any status, and what was paid of them. */
export type OtherMoney = { currency: string; count: number; amountCents: number }

/** By person or product, its payments in other currencies than this one. Only those that have any are there. */
export function otherMoneyOf(
  db: ReadDb,
  owner: 'contact_id' | 'product_id',
  ids: readonly string[],
  currency: string,
): ReadonlyMap<string, OtherMoney[]> {
  const rows = db.all<OtherMoney & { owner: string }>(
    `SELECT ${owner} AS owner, currency, count(*) AS count, coalesce(sum(amount_cents) FILTER (WHERE ${isMoney}), 0) AS amountCents
     FROM transactions WHERE ${owner} IN (SELECT value FROM json_each(?)) AND ${counted} AND currency <> ?
     GROUP BY ${owner}, currency ORDER BY currency`,
    [JSON.stringify(ids), currency],
  )
  const found = new Map<string, OtherMoney[]>()
  for (const { owner: id, ...money } of rows) found.set(id, [...(found.get(id) ?? []), money])
  return found
}
