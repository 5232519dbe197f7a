import type { ReadDb } from '../handles.ts'
import { liveContact } from './where.ts'

export type CardHousehold = {
  householdId: string
  name: string
  salutation: string | null
  /** Everybody of it, this contact too; by name. */
  members: { contactId: string; fullName: string; isMailing: boolean }[]
}

/** The household as `v_contact_360` tells it; all null when there is none. */
export type HouseholdRow = {
  household_id: string | null
  household_name: string | null
  salutation: string | null
  mailing_contact_id: string | null
}

/** With whom a contact shares a home, by what staff said. */
export function householdOf(db: ReadDb, home: HouseholdRow): CardHousehold | null {
  if (home.household_id === null || home.household_name === null) return null
  const members = db.all<{ contactId: string; fullName: string }>(
    `SELECT c.id AS contactId, c.full_name AS fullName FROM contacts c
     WHERE c.household_id = ? AND ${liveContact('c')} ORDER BY c.sort_name, c.id`,
    [home.household_id],
  )
  return {
    householdId: home.household_id,
    name: home.household_name,
    salutation: home.salutation,
    members: members.map(member => ({ ...member, isMailing: member.contactId === home.mailing_contact_id })),
  }
}

/** Roles in force first, then the ended ones. */
export function rolesOf(
  db: ReadDb,
  contactId: string,
): { role: string; startedAt: string | null; endedAt: string | null }[] {
  return db.all(
    `SELECT role, started_at AS startedAt, ended_at AS endedAt FROM contact_roles
     WHERE contact_id = ? AND deleted_at IS NULL ORDER BY ended_at IS NOT NULL, role, id`,
    [contactId],
  )
}

export type CardRegistration = {
  eventName: string
  startsAt: string | null
  status: 'confirmed' | 'cancelled' | 'refunded'
  tickets: number
  checkedIn: number
}

/** Events a contact has tickets for, those to come first, then the newest. */
export function registrationsOf(db: ReadDb, contactId: string, now: string): CardRegistration[] {
  return db.all(
    `SELECT e.name AS eventName, e.starts_at AS startsAt, r.status, count(*) AS tickets, count(r.checked_in_at) AS checkedIn
     FROM event_registrations r JOIN events e ON e.id = r.event_id
     WHERE r.contact_id = ? AND r.deleted_at IS NULL GROUP BY e.id, r.status
     ORDER BY e.starts_at >= ? DESC, e.starts_at DESC, e.id`,
    [contactId, now],
  )
}

export type CardBooking = {
  bookingId: string
  title: string
  status: 'tentative' | 'confirmed' | 'cancelled' | 'completed'
  venueName: string | null
  startsAt: string | null
  invoicedOn: string | null
}

/** Rentals of a contact, those to come first, then the newest. */
export function bookingsOf(db: ReadDb, contactId: string, now: string): CardBooking[] {
  return db.all(
    `SELECT b.id AS bookingId, b.title, b.status, v.name AS venueName, b.starts_at AS startsAt, b.invoiced_on AS invoicedOn
     FROM bookings b LEFT JOIN venues v ON v.id = b.venue_id
     WHERE b.contact_id = ? AND b.deleted_at IS NULL
     ORDER BY b.starts_at >= ? DESC, coalesce(b.starts_at, b.invoiced_on) DESC, b.id`,
    [contactId, now],
  )
}
