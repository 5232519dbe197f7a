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
  jotform: 'Jotform',
  wix: 'Wix',
  stripe: 'Stripe',
  quickbooks: 'QuickBooks',
}

/** Served by transactions_contact, newest first. */
export function moneyEntries(db: ReadDb, page: Page): TimelineEntry[] {
  return db
    .all<MoneyRow>(
      `SELECT t.id, t.transaction_date AS at, t.transaction_type AS type, t.status, t.amount_cents, t.currency,
         t.payment_method, t.memo, t.source_system, t.created_group, p.name AS product_name,
         (SELECT e.name FROM event_registrations r JOIN events e ON e.id = r.event_id WHERE r.transaction_id = t.id LIMIT 1) AS event_name,
         (SELECT group_concat(DISTINCT o.source_system) FROM transactions o WHERE o.same_payment_as_id = t.id) AS also_told_by
       FROM transactions t LEFT JOIN products p ON p.id = t.product_id
       WHERE t.contact_id = ? AND t.deleted_at IS NULL AND t.same_payment_as_id IS NULL AND t.transaction_date < ?
       ORDER BY t.transaction_date DESC, t.rowid DESC LIMIT ?`,
      [page.contactId, page.before, page.limit],
    )
    .map(t => ({
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
        ...(t.payment_method === null ? [] : [`paid by ${t.payment_method}`]),
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
      lines: [
        ...(r.status === 'confirmed' ? [] : [r.status]),
        ...(r.starts_at === null ? [] : [`on ${r.starts_at.slice(0, 10)}`]),
        ...(r.checked_in === 0 ? [] : ['was there']),
      ],
      isNew: page.isNew(r.created_group),
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
