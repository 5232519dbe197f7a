import type { SqlValue } from '../../db/handles.ts'
import { nameKey } from '../../db/normalise/name.ts'
import { afterPrefix } from '../../db/queries/where.ts'
import type { BookingRecord, EventRecord, RegistrationRecord } from '../formats/format.ts'
import type { Batch } from './batch.ts'
import { countBooking } from './file-sums.ts'
import { type ColumnValue, createRow, type StoredRow, type Upserted, updateRow } from './upsert-row.ts'

/**
 * Adds or updates the event of a row: by the system's id and the start, else by name and start. What comes again every week is one id to some
 * systems, and an event of its own at every start. Answers its id.
 */
export function importEvent(batch: Batch, record: EventRecord): string {
  const key = JSON.stringify(record)
  const known = batch.events.get(key)
  if (known !== undefined) return known
  const values: ColumnValue[] = [
    ['name', record.name],
    ['normalized_name', nameKey(record.name)],
    ['starts_at', record.startsAt],
    ['ends_at', record.endsAt],
  ]
  const { stored, externalId } = findEvent(batch, record)
  const { id } = stored
    ? updateRow(batch, 'events', stored, { values })
    : createRow(batch, 'events', [
        ['source_system', batch.format.system],
        ['external_event_id', externalId],
        ...values,
      ])
  batch.events.set(key, id)
  return id
}

type FoundEvent = {
  stored: StoredRow | undefined
  /** What to write where there is none: only the first start of an id has the mere id, since one event has one. */
  externalId: string | null
}

const selectEvent = `SELECT id, name, normalized_name, starts_at, ends_at FROM events WHERE deleted_at IS NULL`

function findEvent({ w, format }: Batch, { externalId, name, startsAt }: EventRecord): FoundEvent {
  if (externalId === null) {
    const sql = `${selectEvent} AND normalized_name = ? AND starts_at IS ?`
    return { stored: w.db.get<StoredRow>(sql, [nameKey(name), startsAt]), externalId }
  }
  const ofSystem = `${selectEvent} AND source_system = @system`
  // The one at this start, else one of an unknown start. Two looks into the index of ids: with OR every event is read.
  const nearest = w.db.get<StoredRow>(
    `SELECT * FROM (
       ${ofSystem} AND external_event_id = @id UNION ALL
       ${ofSystem} AND external_event_id >= @from AND external_event_id < @to)
     ORDER BY starts_at IS @startsAt DESC, starts_at LIMIT 1`,
    {
      system: format.system,
      id: externalId,
      from: `${externalId}@`,
      to: afterPrefix(`${externalId}@`),
      startsAt,
    },
  )
  if (nearest === undefined) return { stored: undefined, externalId }
  const start = nearest['starts_at']
  const isMeant = start === startsAt || start === null || startsAt === null
  return { stored: isMeant ? nearest : undefined, externalId: `${externalId}@${startsAt ?? ''}` }
}

/** Whose ticket it is, for which event, and paid by which payment. */
type Ticket = { record: RegistrationRecord; contactId: string; eventId: string; transactionId: string | null }

/**
 * Adds or updates the tickets of one row. An order that only counts its tickets gets a stand-in for each (`order#1`); the ticket report
 * puts its tickets and their people in place of these. Whichever of the two files comes first, there is one row a ticket.
 */
export function importRegistrations(batch: Batch, tickets: readonly Ticket[]): Upserted[] {
  const [first] = tickets
  const told = first?.record.ticketId === null ? tellTicketsOfOrder(batch, first) : []
  const own = tickets.flatMap(
    (ticket, index) => importRegistration(batch, ticket, index, tickets.length) ?? [],
  )
  return [...own, ...told]
}

/** What paid for the tickets, where their report came first. One order may buy tickets of several events: whose each is, it says itself. */
function tellTicketsOfOrder(batch: Batch, { record, transactionId }: Ticket): Upserted[] {
  const tickets = batch.w.db.all<StoredRow>(
    `SELECT id, transaction_id FROM event_registrations
     WHERE external_order_id = ? AND source_system = ? AND deleted_at IS NULL AND NOT ${isStandIn}`,
    [record.orderId, batch.format.system],
  )
  const values: ColumnValue[] = [['transaction_id', transactionId]]
  // Sorted here: for two or three rows a sorter in SQLite costs five times the reading.
  return tickets
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(ticket => updateRow(batch, 'event_registrations', ticket, { values }))
}

const registrationColumns =
  'id, contact_id, event_id, transaction_id, ticket_type, status, checked_in_at, external_ticket_id'

function importRegistration(batch: Batch, ticket: Ticket, index: number, ofOrder: number): Upserted | null {
  const { record } = ticket
  const { system } = batch.format
  const ticketId = record.ticketId ?? `${record.orderId ?? ''}#${index + 1}`
  const values: ColumnValue[] = [
    ['event_id', ticket.eventId],
    ['transaction_id', ticket.transactionId],
    ['ticket_type', record.ticketType],
    ['status', record.status],
    ['checked_in_at', record.checkedInAt],
  ]
  const find = (condition: string, params: SqlValue[]) =>
    batch.w.db.get<StoredRow>(
      `SELECT ${registrationColumns} FROM event_registrations WHERE deleted_at IS NULL AND ${condition} LIMIT 1`,
      params,
    )
  const stored = find('external_ticket_id = ? AND source_system = ?', [ticketId, system])
  const result = stored
    ? updateRow(batch, 'event_registrations', stored, { values })
    : record.ticketId === null
      ? addStandIn(batch, ticket, {
          ticketId,
          values,
          isNeeded: countReal(batch, record.orderId) < ofOrder - index,
        })
      : takePlaceOfStandIn(batch, ticket, { ticketId, values })
  if (result) batch.registrations[result.status]++
  return result
}

/** `order#1`: a ticket of which only its order is known. */
const isStandIn = `substr(external_ticket_id, 1, length(external_order_id) + 1) = external_order_id || '#'`

/** How many tickets of an order are known by their own ids. */
function countReal(batch: Batch, orderId: string | null): number {
  const row = batch.w.db.get<{ n: number }>(
    `SELECT count(*) AS n FROM event_registrations
     WHERE external_order_id = ? AND source_system = ? AND deleted_at IS NULL AND NOT ${isStandIn}`,
    [orderId, batch.format.system],
  )
  return row?.n ?? 0
}

type Place = { ticketId: string; values: readonly ColumnValue[] }

function addStandIn(
  batch: Batch,
  ticket: Ticket,
  { ticketId, values, isNeeded }: Place & { isNeeded: boolean },
) {
  return isNeeded ? addRegistration(batch, ticket, { ticketId, values }) : null
}

function takePlaceOfStandIn(batch: Batch, ticket: Ticket, { ticketId, values }: Place): Upserted {
  const standIn = batch.w.db.get<StoredRow>(
    `SELECT ${registrationColumns} FROM event_registrations
     WHERE external_order_id = ? AND source_system = ? AND deleted_at IS NULL AND ${isStandIn}
     ORDER BY ticket_type IS NOT ?, external_ticket_id LIMIT 1`,
    [ticket.record.orderId, batch.format.system, ticket.record.ticketType],
  )
  if (!standIn) return addRegistration(batch, ticket, { ticketId, values })
  return updateRow(batch, 'event_registrations', standIn, {
    values: [['contact_id', ticket.contactId], ['external_ticket_id', ticketId], ...values],
  })
}

function addRegistration(batch: Batch, ticket: Ticket, { ticketId, values }: Place): Upserted {
  return createRow(batch, 'event_registrations', [
    ['contact_id', ticket.contactId],
    ['source_system', batch.format.system],
    ['external_order_id', ticket.record.orderId],
    ['external_ticket_id', ticketId],
    ...values,
  ])
}

/** The payment of an order whose row came in another file. */
export function transactionOfOrder(batch: Batch, orderId: string | null): string | null {
  if (orderId === null) return null
  const row = batch.w.db.get<{ id: string }>(
    `SELECT id FROM transactions WHERE external_transaction_id = ? AND source_system = ? AND deleted_at IS NULL`,
    [orderId, batch.format.system],
  )
  return row?.id ?? null
}

/** Adds or updates one rental by the system's own id. Its amount is counted among the file's totals. */
export function importBooking(batch: Batch, record: BookingRecord, contactId: string): Upserted {
  countBooking(batch, record)
  const values: ColumnValue[] = [
    ['venue_id', record.venueName === null ? null : venueId(batch, record.venueName)],
    ['title', record.title],
    ['status', record.status],
    ['quote_cents', record.amountCents],
    ['currency', record.currency],
    ['invoice_number', record.invoiceNumber],
    ['invoiced_on', record.invoicedOn],
    ['notes', record.notes],
  ]
  const stored = batch.w.db.get<StoredRow>(
    `SELECT id, ${values.map(([name]) => name).join(', ')} FROM bookings
     WHERE external_booking_id = ? AND source_system = ? AND deleted_at IS NULL`,
    [record.externalId, batch.format.system],
  )
  const result = stored
    ? updateRow(batch, 'bookings', stored, { values })
    : createRow(batch, 'bookings', [
        ['contact_id', contactId],
        ['source_system', batch.format.system],
        ['external_booking_id', record.externalId],
        ...values,
      ])
  batch.bookings[result.status]++
  return result
}

function venueId(batch: Batch, name: string): string {
  const known = batch.w.db.get<{ id: string }>(
    'SELECT id FROM venues WHERE name = ? COLLATE NOCASE AND deleted_at IS NULL',
    [name],
  )
  return known?.id ?? createRow(batch, 'venues', [['name', name]]).id
}
