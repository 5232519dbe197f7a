import type { ReadDb } from '../handles.ts'
import { isPaidIn, type Link } from './joined-payments.ts'
import { byRank, type Payment } from './payment.ts'

/** One system's refunds of a sale that several tell. */
type Teller = { first: Payment; refunds: Payment[]; cents: number; why: Link['why'] }

/**
 * Of a sale that several systems tell, each tells the refunds as well: on another day, in other parts, or those that it had heard of. The refunds
 * of the one that knows of most money given back count, the others tell the same. Answers the links of these refunds, and of those of other
 * people that tell of the same sales.
 */
export function refundsToldTwice(db: ReadDb, refunds: readonly Payment[]): Map<Payment, Link | null> {
  const links = new Map<Payment, Link | null>()
  for (const saleId of salesGivenBack(db, refunds)) {
    const [most, ...others] = tellersOf(db, saleId, refunds)
    if (!most) continue
    const told = others.flatMap(teller => teller.refunds.map(refund => ({ refund, why: teller.why })))
    for (const refund of most.refunds)
      if (told.some(other => other.refund.id === refund.same_payment_as_id)) links.set(refund, null)
    for (const { refund, why } of told) links.set(refund, { id: most.first.id, why })
  }
  return links
}

/** The sales that count of what these refunds give back. */
function salesGivenBack(db: ReadDb, refunds: readonly Payment[]): string[] {
  const named = refunds.filter(refund => refund.refund_of_external_id !== null)
  if (named.length === 0) return []
  return db
    .all<{ id: string }>(
      `SELECT DISTINCT coalesce(s.same_payment_as_id, s.id) AS id FROM json_each(?) r JOIN transactions s
         ON s.external_transaction_id = r.value ->> 0 AND s.source_system = r.value ->> 1 AND s.deleted_at IS NULL`,
      [JSON.stringify(named.map(refund => [refund.refund_of_external_id, refund.source_system]))],
    )
    .map(row => row.id)
}

/** Whoever knows of most money given back first. What a person said about a refund is no matter of the others. */
function tellersOf(db: ReadDb, saleId: string, own: readonly Payment[]): Teller[] {
  const rows = db.all<Payment & { sale: string; sale_why: Link['why'] | null }>(
    `SELECT r.*, s.id AS sale, s.same_payment_why AS sale_why
     FROM (SELECT * FROM transactions WHERE id = @saleId UNION ALL SELECT * FROM transactions WHERE same_payment_as_id = @saleId) s
     JOIN transactions r ON r.contact_id = s.contact_id AND r.transaction_type = 'refund' AND r.source_system = s.source_system
       AND r.refund_of_external_id = s.external_transaction_id
     WHERE ${isPaidIn('s.')} AND ${isPaidIn('r.')} AND r.same_payment_cut = 0 AND r.same_payment_why IS NOT 'staff'
     ORDER BY r.transaction_date, r.id`,
    { saleId },
  )
  const joinedByNumber = rows.some(row => row.sale_why === 'provider id')
  const tellers = new Map<string, Teller>()
  for (const { sale, sale_why: _, ...row } of rows) {
    const refund = own.find(({ id }) => id === row.id) ?? row
    const why = joinedByNumber ? 'provider id' : 'amount, day and person'
    const teller = tellers.get(sale) ?? { first: refund, refunds: [], cents: 0, why }
    teller.refunds.push(refund)
    teller.cents += refund.amount_cents
    tellers.set(sale, teller)
  }
  return [...tellers.values()].sort((a, b) => a.cents - b.cents || byRank(a.first, b.first))
}
