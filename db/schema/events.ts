import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { common, flag, id } from './columns.ts'
import { transactions } from './money.ts'
import { contacts } from './people.ts'

export const venues = sqliteTable(
  'venues',
  { id: id(), name: text('name').notNull(), isActive: integer('is_active').notNull().default(1), ...common },
  t => [uniqueIndex('venues_one_name').on(sql`${t.name} collate nocase`).where(sql`deleted_at is null`)],
)

const venueId = () => text('venue_id').references(() => venues.id)

/** A rental of a venue. Times are UTC instants; a booking known only from its invoice has none. */
export const bookings = sqliteTable(
  'bookings',
  {
    id: id(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    venueId: venueId(),
    title: text('title').notNull(),
    status: text('status', { enum: ['tentative', 'confirmed', 'cancelled', 'completed'] }).notNull(),
    startsAt: text('starts_at'),
    endsAt: text('ends_at'),
    setupMinutes: integer('setup_minutes').notNull().default(0),
    teardownMinutes: integer('teardown_minutes').notNull().default(0),
    quoteCents: integer('quote_cents'),
    depositCents: integer('deposit_cents'),
    currency: text('currency'),
    invoiceNumber: text('invoice_number'),
    /** YYYY-MM-DD. */
    invoicedOn: text('invoiced_on'),
    paymentReference: text('payment_reference'),
    membershipVerified: flag('membership_verified'),
    membershipLevelAtBooking: text('membership_level_at_booking'),
    membershipOverrideReason: text('membership_override_reason'),
    notes: text('notes'),
    sourceSystem: text('source_system').notNull(),
    externalBookingId: text('external_booking_id'),
    ...common,
  },
  t => [
    index('bookings_contact').on(t.contactId),
    index('bookings_venue').on(t.venueId, t.startsAt),
    uniqueIndex('bookings_one_external')
      .on(t.externalBookingId, t.sourceSystem)
      .where(sql`deleted_at is null and external_booking_id is not null`),
  ],
)

export const events = sqliteTable(
  'events',
  {
    id: id(),
    name: text('name').notNull(),
    normalizedName: text('normalized_name').notNull(),
    venueId: venueId(),
    /** UTC instants. */
    startsAt: text('starts_at'),
    endsAt: text('ends_at'),
    sourceSystem: text('source_system').notNull(),
    externalEventId: text('external_event_id'),
    ...common,
  },
  t => [
    index('events_normalized_name').on(t.normalizedName),
    index('events_starts').on(t.startsAt).where(sql`deleted_at is null`),
    index('events_venue').on(t.venueId).where(sql`venue_id is not null`),
    uniqueIndex('events_one_external')
      .on(t.externalEventId, t.sourceSystem)
      .where(sql`deleted_at is null and external_event_id is not null`),
  ],
)

/** One ticket: who comes (or, while nobody said so, who bought it). */
export const eventRegistrations = sqliteTable(
  'event_registrations',
  {
    id: id(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    transactionId: text('transaction_id').references(() => transactions.id),
    ticketType: text('ticket_type'),
    status: text('status', { enum: ['confirmed', 'cancelled', 'refunded'] }).notNull(),
    checkedInAt: text('checked_in_at'),
    sourceSystem: text('source_system').notNull(),
    externalOrderId: text('external_order_id'),
    /** The ticket's id, else the order's with `#1`, `#2`, … behind. */
    externalTicketId: text('external_ticket_id').notNull(),
    ...common,
  },
  t => [
    uniqueIndex('event_registrations_one_external')
      .on(t.externalTicketId, t.sourceSystem)
      .where(sql`deleted_at is null`),
    index('event_registrations_contact').on(t.contactId),
    index('event_registrations_event').on(t.eventId),
    index('event_registrations_order').on(t.externalOrderId).where(sql`external_order_id is not null`),
    index('event_registrations_transaction').on(t.transactionId).where(sql`transaction_id is not null`),
  ],
)
