import type { Writing } from '../contacts/insert-row.ts'
import type { ReadDb } from '../handles.ts'
import { countJoined, isPaidIn, joinedOf, type Link, setLink } from './joined-payments.ts'
import { byRank, isPaid, isProcessor, type Payment, paymentColumns, tierOf } from './payment.ts'
import { refundsToldTwice } from './refunds-told-twice.ts'

/** From here on it is quicker to ask first whether several systems told of payments at all. */
const manyPeople = 100

/**
 * Finds, for everybody whose payments changed, which of them are one payment told by several systems, so that every dollar counts once:
 * by the id that the processor gave it, else by amount, day and person. What staff joined or cut stays as they said. Depends on the
 * payments alone, not on what came first. Answers how many rows it changed.
 */
export function linkPayments(w: Writing, contactIds: Iterable<string>, timeZone: string): number {
  const { db } = w
  const owners = new Set<string | null>(contactIds)
  if (owners.size >= manyPeople && !hasSeveralTellers(db)) return 0
  owners.add(null)
  for (const owner of owners) for (const freed of ownersOfHidden(db, owner)) owners.add(freed)
  const dayOf = dayCounter(timeZone)
  let changed = 0
  for (const owner of owners) {
    changed += countJoined(w, joinedOf(db, owner))
    if (owner === null) continue
    const payments = db
      .all<Payment>(`SELECT ${paymentColumns} FROM transactions WHERE contact_id = ? AND ${isPaid}`, [owner])
      .sort(byRank)
    const sales = payments.filter(payment => payment.transaction_type !== 'refund')
    const refunds = payments.filter(payment => payment.transaction_type === 'refund')
    changed += writeLinks(w, linksOf(db, sales, dayOf))
    changed += writeLinks(w, linksOf(db, refunds, dayOf, refundsToldTwice(db, refunds)))
  }
  return changed
}

function writeLinks(w: Writing, links: ReadonlyMap<Payment, Link | null>): number {
  const changed = [...links].filter(
    ([payment, link]) =>
      payment.same_payment_as_id !== (link?.id ?? null) || payment.same_payment_why !== (link?.why ?? null),
  )
  for (const [payment, link] of changed) setLink(w, payment.id, link)
  return changed.length
}

/** Whose payments do not count because of one of this person's, or of nobody's, that is no money any more. */
function ownersOfHidden(db: ReadDb, owner: string | null): (string | null)[] {
  return db
    .all<{ owner: string | null }>(
      `SELECT DISTINCT told.contact_id AS owner FROM transactions t JOIN transactions told ON told.same_payment_as_id = t.id
       WHERE t.contact_id IS ? AND NOT (${isPaidIn('t.')})`,
      [owner],
    )
    .map(row => row.owner)
}

/** Whether another system has told of payments. Only live ones: the index of those holds all that is asked, and no row is read. */
export function isToldElsewhere(db: ReadDb, system: string): boolean {
  const other = 'SELECT 1 FROM transactions WHERE source_system <> ? AND deleted_at IS NULL LIMIT 1'
  return db.get(other, [system]) !== undefined
}

function hasSeveralTellers(db: ReadDb): boolean {
  const first = db.get<{ source: string }>(
    'SELECT source_system AS source FROM transactions WHERE deleted_at IS NULL LIMIT 1',
  )
  return first !== undefined && isToldElsewhere(db, first.source)
}

/** What each of one person's payments should say; `payments` in the order of `byRank`. Rows of other people appear where a processor's id names them. */
function linksOf(
  db: ReadDb,
  payments: readonly Payment[],
  dayOf: (instant: string) => number,
  known: ReadonlyMap<Payment, Link | null> = new Map(),
): Map<Payment, Link | null> {
  const links = new Map(known)
  for (const payment of payments) {
    if (isJoinedByStaff(payment)) links.set(payment, { id: payment.same_payment_as_id, why: 'staff' })
    else if (payment.same_payment_cut === 1) links.set(payment, null)
  }
  for (const payment of payments) linkByProviderId(db, payment, payments, links)
  linkByAmount(payments, links, dayOf)
  for (const payment of payments) if (!links.has(payment)) links.set(payment, null)
  return links
}

function isJoinedByStaff(payment: Payment): payment is Payment & { same_payment_as_id: string } {
  return payment.same_payment_why === 'staff' && payment.same_payment_as_id !== null
}

function linkByProviderId(
  db: ReadDb,
  payment: Payment,
  payments: readonly Payment[],
  links: Map<Payment, Link | null>,
): void {
  const partner = partnerOf(db, payment)
  if (!partner || partner.same_payment_cut === 1) return
  const own = payments.find(known => known.id === partner.id) ?? partner
  const [counts, other] = byRank(payment, own) < 0 ? [payment, own] : [own, payment]
  if (!links.has(other) && !isJoinedByStaff(other)) links.set(other, { id: counts.id, why: 'provider id' })
}

/**
 * The row of the processor that this payment names, or the row that names this one. Stripe's payments have two ids: the charge's, and that
 * of the payment intent, which stands as their order's.
 */
function partnerOf(db: ReadDb, payment: Payment): Payment | undefined {
  const { provider_payment_id: named, source_system: system } = payment
  if (named !== null)
    return (
      db.get<Payment>(
        `SELECT ${paymentColumns} FROM transactions WHERE external_transaction_id = ? AND source_system IN ('stripe', 'paypal') AND source_system <> ?
           AND ${isPaid}`,
        [named, system],
      ) ??
      db.get<Payment>(
        `SELECT ${paymentColumns} FROM transactions WHERE external_order_id = ? AND source_system = 'stripe' AND source_system <> ?
           AND transaction_type <> 'refund' AND ${isPaid} ORDER BY id LIMIT 1`,
        [named, system],
      )
    )
  if (!isProcessor(payment)) return undefined
  const hasIntent = system === 'stripe' && payment.transaction_type !== 'refund'
  return db.get<Payment>(
    `SELECT ${paymentColumns} FROM transactions WHERE provider_payment_id IN (?, ?) AND source_system <> ? AND ${isPaid} ORDER BY id LIMIT 1`,
    [payment.external_transaction_id, hasIntent ? payment.external_order_id : null, system],
  )
}

/** System by system, those that tell most first: each payment takes at most one of every other system, the nearest in time. */
function linkByAmount(
  payments: readonly Payment[],
  links: Map<Payment, Link | null>,
  dayOf: (instant: string) => number,
): void {
  const taken = new Set<string>()
  for (const [payment, link] of links) if (link) taken.add(`${link.id} ${payment.source_system}`)
  for (const system of new Set(payments.map(payment => payment.source_system))) {
    const counting = payments.filter(payment => payment.source_system === system && !links.get(payment))
    const pairs = counting.flatMap(counts =>
      payments
        .filter(
          other =>
            tierOf(other) > tierOf(counts) &&
            !links.has(other) &&
            isSameMoney(counts, other) &&
            Math.abs(dayOf(counts.transaction_date) - dayOf(other.transaction_date)) <= 1,
        )
        .map(other => ({ counts, other })),
    )
    pairs.sort((a, b) => distance(a) - distance(b) || byRank(a.counts, b.counts) || byRank(a.other, b.other))
    for (const { counts, other } of pairs) {
      const place = `${counts.id} ${other.source_system}`
      if (links.has(other) || taken.has(place)) continue
      links.set(other, { id: counts.id, why: 'amount, day and person' })
      taken.add(place)
    }
  }
}

/** The same amount, and nothing that says that another processor moved it. A payment whose processor's id is known is found by that alone. */
function isSameMoney(counts: Payment, other: Payment): boolean {
  if (counts.amount_cents === 0 || counts.amount_cents !== other.amount_cents) return false
  if (counts.currency !== other.currency) return false
  if (!isProcessor(other)) return true
  if (counts.provider_payment_id !== null) return false
  return counts.payment_provider === null || counts.payment_provider === other.source_system
}

function distance({ counts, other }: { counts: Payment; other: Payment }): number {
  return Math.abs(Date.parse(counts.transaction_date) - Date.parse(other.transaction_date))
}

const quarterHourMs = 900_000

/** Numbers the office's calendar days; asked once for each quarter of an hour, in which no zone has its midnight. */
function dayCounter(timeZone: string): (instant: string) => number {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const days = new Map<number, number>()
  return instant => {
    const at = Date.parse(instant)
    const quarter = Math.floor(at / quarterHourMs)
    const known = days.get(quarter)
    if (known !== undefined) return known
    const day = Date.parse(`${clock.format(at)}T00:00:00Z`) / 86_400_000
    days.set(quarter, day)
    return day
  }
}
