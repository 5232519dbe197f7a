import { nameOf, refuse } from '../commands/find-contact.ts'
import { CommandRefused } from '../commands/refused.ts'
import { type ContactState, loadContactState } from '../contacts/contact-state.ts'
import type { ReadDb, SqlValue } from '../handles.ts'
import type { OtherMoney } from '../queries/other-money.ts'
import { officeCurrency } from '../queries/settings.ts'
import { isMoney } from '../queries/where.ts'

type ContactRow = {
  id: string
  full_name: string
  source_system: string
  created_at: string
  email_subscribed: number
  consent_date: string | null
  consent_source: string | null
  consent_method: string | null
  legal_basis: string | null
  unsubscribe_date: string | null
  subscription_protected_reason: string | null
  do_not_call: number
  do_not_mail: number
  deceased: number
  household_id: string | null
  preferred_mailing_address_id: string | null
  merged_into_id: string | null
}

/**
 * What must be the same before and after, counted. `amountCents`: completed and refunded payments in the office's currency, whoever tells
 * them; `otherMoney` those in others.
 */
export type Figures = {
  payments: number
  amountCents: number
  otherMoney: OtherMoney[]
  subscriptions: number
  attendance: number
  bookings: number
  pledges: number
  notes: number
}

/** One record of a person, as a merge looks at it. */
export type MergeRecord = {
  id: string
  row: ContactRow
  state: ContactState
  /** When the e-mails, phones and addresses were last changed, and which are known to be wrong. */
  rows: Map<string, { at: string; isDoubtful: boolean }>
  figures: Figures
}

/**
 * The records that are to become one. Throws CommandRefused for a record that is gone, was merged before, or is named twice.
 */
export function requireRecords(db: ReadDb, ids: readonly string[]): MergeRecord[] {
  if (ids.length < 2) refuse('A merge needs two records or more.')
  if (new Set(ids).size < ids.length) refuse('A record cannot be merged with itself.')
  return ids.map(id => requireRecord(db, id))
}

function requireRecord(db: ReadDb, id: string): MergeRecord {
  const row = db.get<ContactRow>('SELECT * FROM contacts WHERE id = ? AND deleted_at IS NULL', [id])
  const state = loadContactState(db, id)
  if (!row || !state) throw new CommandRefused('not.found', { thing: 'contact' })
  if (row.merged_into_id !== null) {
    const into = nameOf(db, row.merged_into_id)
    refuse(`${row.full_name} was merged into ${into} before. Merge ${into} instead.`)
  }
  return { id, row, state, rows: readRowMarks(db, id), figures: countFigures(db, [id]) }
}

function readRowMarks(db: ReadDb, contactId: string): MergeRecord['rows'] {
  const marks = db.all<{ id: string; at: string; is_doubtful: number }>(
    `SELECT id, updated_at AS at, state IN ('bounced', 'invalid') AS is_doubtful FROM contact_emails WHERE contact_id = @id
     UNION ALL SELECT id, updated_at, state IN ('wrong_number', 'disconnected') FROM contact_phones WHERE contact_id = @id
     UNION ALL SELECT id, updated_at, returned_at IS NOT NULL FROM contact_addresses WHERE contact_id = @id`,
    { id: contactId },
  )
  return new Map(marks.map(m => [m.id, { at: m.at, isDoubtful: m.is_doubtful === 1 }]))
}

const countOf = (table: string) =>
  `(SELECT count(*) FROM ${table} WHERE contact_id IN (SELECT value FROM json_each(@ids)) AND deleted_at IS NULL)`

/** Counts what several contacts have together. */
export function countFigures(db: ReadDb, ids: readonly string[]): Figures {
  const currency = officeCurrency(db)
  const params = { ids: JSON.stringify(ids), currency }
  const ofTheirs = `contact_id IN (SELECT value FROM json_each(@ids)) AND deleted_at IS NULL`
  const figures = db.get<Omit<Figures, 'otherMoney'>>(
    `SELECT ${countOf('transactions')} AS payments,
       (SELECT coalesce(sum(amount_cents), 0) FROM transactions
        WHERE ${ofTheirs} AND ${isMoney} AND currency = @currency) AS amountCents,
       ${countOf('subscriptions')} AS subscriptions, ${countOf('event_registrations')} AS attendance,
       ${countOf('bookings')} AS bookings, ${countOf('pledges')} AS pledges, ${countOf('contact_notes')} AS notes`,
    params,
  )
  if (!figures) throw new Error('a count has a row')
  const otherMoney = db.all<OtherMoney>(
    `SELECT currency, count(*) AS count, coalesce(sum(amount_cents) FILTER (WHERE ${isMoney}), 0) AS amountCents
     FROM transactions WHERE ${ofTheirs} AND currency <> @currency GROUP BY currency ORDER BY currency`,
    params,
  )
  return { ...figures, otherMoney }
}

/** When a unit of a contact's own columns was last set. */
export function setAt(db: ReadDb, record: MergeRecord, unit: string): string {
  const params: SqlValue[] = [record.id, unit]
  return (
    db.get<{ at: string }>(
      `SELECT g.at FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
       WHERE j.row_id = ? AND j.table_name = 'contacts' AND j.unit = ? ORDER BY j.seq DESC LIMIT 1`,
      params,
    )?.at ?? record.row.created_at
  )
}
