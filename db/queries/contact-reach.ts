import type { AddressType, PhoneType } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { zoneOfAddress, zoneOfPhone } from '../normalise/time-zone.ts'
import { sourceSystemOf } from './row-types.ts'

type Source = { source_system: string }
type Said = { state_at: string | null; state_by: string | null; state_note: string | null }
const said = 'state, state_at, state_by, state_note'

/** What became of a value, who said so and when. */
function saidOf<State extends string>(row: Said & { state: State | null }) {
  return { state: row.state, stateAt: row.state_at, stateBy: row.state_by, stateNote: row.state_note }
}

function emailsOf(db: ReadDb, contactId: string) {
  return db
    .all<
      {
        id: string
        email: string
        type: string | null
        is_primary: number
        is_verified: number
        is_shared: number
        state: 'verified' | 'bounced' | 'invalid' | null
      } & Said &
        Source
    >(
      `SELECT id, email, type, is_primary, is_verified, is_shared, source_system, ${said} FROM contact_emails
       WHERE contact_id = ? AND deleted_at IS NULL ORDER BY is_primary DESC, created_at, id`,
      [contactId],
    )
    .map(e => ({
      id: e.id,
      email: e.email,
      type: e.type,
      isPrimary: e.is_primary === 1,
      isVerified: e.is_verified === 1,
      isShared: e.is_shared === 1,
      sourceSystem: sourceSystemOf(e.source_system),
      ...saidOf(e),
    }))
}

function phonesOf(db: ReadDb, contactId: string, homeZone: string | null) {
  return db
    .all<
      {
        id: string
        phone: string
        phone_e164: string | null
        type: PhoneType
        is_primary: number
        state: 'verified' | 'wrong_number' | 'disconnected' | null
      } & Said &
        Source
    >(
      `SELECT id, phone, phone_e164, type, is_primary, source_system, ${said} FROM contact_phones
       WHERE contact_id = ? AND deleted_at IS NULL ORDER BY is_primary DESC, created_at, id`,
      [contactId],
    )
    .map(p => ({
      id: p.id,
      phone: p.phone,
      phoneE164: p.phone_e164,
      type: p.type,
      isPrimary: p.is_primary === 1,
      timeZone: homeZone ?? zoneOfPhone(p.phone_e164),
      sourceSystem: sourceSystemOf(p.source_system),
      ...saidOf(p),
    }))
}

function addressesOf(db: ReadDb, contactId: string) {
  type Row = Source & {
    id: string
    line_1: string | null
    line_2: string | null
    city: string | null
    state: string | null
    postal_code: string | null
    country: string | null
    type: AddressType
    is_primary: number
    is_mailing: number
    returned_at: string | null
    returned_by: string | null
  }
  return db
    .all<Row>(
      `SELECT id, line_1, line_2, city, state, postal_code, country, type, is_primary, is_mailing, returned_at, source_system,
         CASE WHEN returned_at IS NOT NULL THEN (
           SELECT g.who FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
           WHERE j.row_id = contact_addresses.id AND j.unit = 'returned_at' ORDER BY j.seq DESC LIMIT 1) END AS returned_by
       FROM contact_addresses WHERE contact_id = ? AND deleted_at IS NULL ORDER BY is_primary DESC, created_at, id`,
      [contactId],
    )
    .map(a => ({
      id: a.id,
      line1: a.line_1,
      line2: a.line_2,
      city: a.city,
      state: a.state,
      postalCode: a.postal_code,
      country: a.country,
      type: a.type,
      isPrimary: a.is_primary === 1,
      isMailing: a.is_mailing === 1,
      returnedAt: a.returned_at,
      returnedBy: a.returned_by,
      sourceSystem: sourceSystemOf(a.source_system),
    }))
}

/** All e-mails, phones and addresses, the primary one first. Where the mail goes says what time it is there, an area code only without it. */
export function reachOf(db: ReadDb, contactId: string) {
  const addresses = addressesOf(db, contactId)
  const home = addresses.find(address => address.isMailing) ?? addresses[0]
  return {
    emails: emailsOf(db, contactId),
    phones: phonesOf(db, contactId, home ? zoneOfAddress(home) : null),
    addresses,
  }
}
