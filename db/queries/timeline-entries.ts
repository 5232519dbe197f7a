import type { ReadDb } from '../handles.ts'
import type { IsNew } from './contact-visits.ts'
import { type SourceSystem, sourceSystemOf } from './row-types.ts'

/** `lines` are folded details: "phone: old -> new". `amountCents` only for money. */
export type TimelineEntry = {
  id: string
  kind:
    | 'purchase'
    | 'subscription'
    | 'refund'
    | 'donation'
    | 'failed'
    | 'ticket'
    | 'booking'
    | 'note'
    | 'change'
  at: string
  title: string
  amountCents: number | null
  currency: string | null
  who: string | null
  lines: string[]
  /** It came since the card was last looked at here, and somebody else did it. */
  isNew: boolean
  /** It happened to a record that was merged into this one since. */
  mergedFrom?: { fullName: string; mergedAt: string }
  /** Of a ticket: when its event is. */
  startsAt?: string
}

export type Page = { contactId: string; before: string; limit: number; isNew: IsNew }

type MoneyRow = {
  id: string
  at: string
  type: 'purchase' | 'subscription' | 'refund' | 'donation'
  status: 'completed' | 'pending' | 'failed' | 'refunded'
  amount_cents: number
  currency: string
  payment_method: string | null
  memo: string | null
  product_name: string | null
  event_name: string | null
  also_told_by: string | null
  source_system: string
  created_group: number
}

const paymentWords = {
  purchase: 'payment',
  subscription: 'subscription payment',
  refund: 'refund',
  donation: 'gift',
}

/** When nobody says what was bought: where the money came through. "PayPal payment". */
function moneyWords({ source_system, type }: MoneyRow): string {
  const system = systemWords[sourceSystemOf(source_system)]
  const words = system === null ? paymentWords[type] : `${system} ${paymentWords[type]}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Systems as people call them; what came through none of them needs no name. */
const systemWords: Record<SourceSystem, string | null> = {
  staff: null,
  demo: null,
  list: null,
  paypal: 'PayPal',
  zoho: 'Zoho',
  kajabi: 'Kajabi',
  kajabi_transaction: 'Kajabi',
  ticket_tailor: 'Ticket Tailor',
  jotform: 'JotForm',
  wix: 'Wix',
  stripe: 'Stripe',
  quickbooks: 'QuickBooks',
}

const isGift = `(transaction_type = 'donation' OR is_donation = 1)`
const ofKind: Record<string, string> = { gifts: `AND ${isGift}`, purchases: `AND NOT ${isGift}` }

/** How it was paid, spelled as people do. */
function methodWords(method: string): string {
  return (systemWords as Record<string, string | null>)[method.toLowerCase()] ?? method
}

/** The SQL of a page of payments, for the timeline and for the test of its plan. Served by transactions_contact, newest first. */
export function moneyPageSql(kind: string): string {
  return `SELECT transaction_id AS id, transaction_date AS at, transaction_type AS type, status, amount_cents, currency, payment_method,
      memo, source_system, created_group, product_name, event_name, also_told_by
    FROM v_contact_purchases WHERE contact_id = ? AND transaction_date < ? ${ofKind[kind] ?? ''}
    ORDER BY transaction_date DESC, seq DESC LIMIT ?`
}

export function moneyEntries(db: ReadDb, page: Page, kind: string): TimelineEntry[] {
  return db.all<MoneyRow>(moneyPageSql(kind), [page.contactId, page.before, page.limit]).map(t => ({
    id: t.id,
    kind: t.status === 'failed' ? 'failed' : t.type,
    at: t.at,
    title: t.product_name ?? t.memo ?? t.event_name ?? moneyWords(t),
    amountCents: t.amount_cents,
    currency: t.currency,
    who: null,
    lines: [
      ...(t.status === 'pending' || t.status === 'refunded' ? [t.status] : []),
      ...(t.product_name !== null && t.memo !== null ? [t.memo] : []),
      ...(t.payment_method === null ? [] : [`paid by ${methodWords(t.payment_method)}`]),
      ...(t.also_told_by === null ? [] : [`also told by ${t.also_told_by.replaceAll('_', ' ')}`]),
    ],
    isNew: page.isNew(t.created_group),
  }))
}

type TicketRow = {
  id: string
  at: string
  event_name: string
  starts_at: string | null
  status: string
  tickets: number
  checked_in: number
  created_group: number
}

/** Tickets for an event, bought together; a ticket for an event to come stands at the day it was told of. */
export function ticketEntries(db: ReadDb, page: Page): TimelineEntry[] {
  return db
    .all<TicketRow>(
      `SELECT min(r.id) AS id, min(coalesce(t.transaction_date, r.created_at)) AS at, e.name AS event_name, e.starts_at, r.status,
         count(*) AS tickets, count(r.checked_in_at) AS checked_in, max(r.created_group) AS created_group
       FROM event_registrations r JOIN events e ON e.id = r.event_id LEFT JOIN transactions t ON t.id = r.transaction_id
       WHERE r.contact_id = ? AND r.deleted_at IS NULL GROUP BY e.id, r.status, r.transaction_id
       HAVING at < ? ORDER BY at DESC LIMIT ?`,
      [page.contactId, page.before, page.limit],
    )
    .map(r => ({
      id: r.id,
      kind: 'ticket',
      at: r.at,
      title: r.tickets === 1 ? `Ticket for ${r.event_name}` : `${r.tickets} tickets for ${r.event_name}`,
      amountCents: null,
      currency: null,
      who: null,
      lines: [...(r.status === 'confirmed' ? [] : [r.status]), ...(r.checked_in === 0 ? [] : ['was there'])],
      isNew: page.isNew(r.created_group),
      ...(r.starts_at === null ? {} : { startsAt: r.starts_at }),
    }))
}

type BookingRow = {
  id: string
  at: string
  title: string
  status: string
  venue_name: string | null
  starts_at: string | null
  quote_cents: number | null
  currency: string | null
  invoice_number: string | null
  created_group: number
}

export function bookingEntries(db: ReadDb, page: Page): TimelineEntry[] {
  return db
    .all<BookingRow>(
      `SELECT b.id, coalesce(b.starts_at, b.invoiced_on || 'T12:00:00.000Z', b.created_at) AS at, b.title, b.status, v.name AS venue_name,
         b.starts_at, b.quote_cents, b.currency, b.invoice_number, b.created_group
       FROM bookings b LEFT JOIN venues v ON v.id = b.venue_id
       WHERE b.contact_id = ? AND b.deleted_at IS NULL AND at < ? ORDER BY at DESC LIMIT ?`,
      [page.contactId, page.before, page.limit],
    )
    .map(b => ({
      id: b.id,
      kind: 'booking',
      at: b.at,
      title: b.title,
      amountCents: b.quote_cents,
      currency: b.currency,
      who: null,
      lines: [
        b.status,
        ...(b.venue_name === null ? [] : [b.venue_name]),
        ...(b.invoice_number === null ? [] : [`invoice ${b.invoice_number}`]),
      ],
      isNew: page.isNew(b.created_group),
    }))
}
