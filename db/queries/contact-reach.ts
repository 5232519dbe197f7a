import type { AddressType, PhoneType } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { zoneOfAddress, zoneOfPhone } from '../normalise/time-zone.ts'
import { sourceSystemOf } from './row-types.ts'

type Source = { source_system: string }
type Said = { state_at: string | null; state_by: string | null; state_note: string | null }
const said = 'state, state_at, state_by, state_note'

/** The primary one, then as they came: the order in which the index of each table has them, so that nothing is sorted. */
const primaryFirst = `CASE WHEN is_primary = 1 AND deleted_at IS NULL THEN '' ELSE id END`

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
       WHERE contact_id = ? AND deleted_at IS NULL ORDER BY ${primaryFirst}`,
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
       WHERE contact_id = ? AND deleted_at IS NULL ORDER BY ${primaryFirst}`,
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

/** Who said that mail came back: History knows, the address does not. */
function returnedBy(db: ReadDb, addressId: string): string | null {
  const group = db.get<{ who: string }>(
    `SELECT g.who FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.unit = 'returned_at' ORDER BY j.seq DESC LIMIT 1`,
    [addressId],
  )
  return group?.who ?? null
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
  }
  return db
    .all<Row>(
      `SELECT id, line_1, line_2, city, state, postal_code, country, type, is_primary, is_mailing, returned_at, source_system
       FROM contact_addresses WHERE contact_id = ? AND deleted_at IS NULL ORDER BY ${primaryFirst}`,
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
      returnedBy: a.returned_at === null ? null : returnedBy(db, a.id),
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
