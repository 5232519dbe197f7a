import type Database from 'better-sqlite3'
import { handlesOf, type ReadDb } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { linkPayments } from '../payments/link-payments.ts'
import { readSettings } from '../queries/settings.ts'
import { CommandRefused } from './refused.ts'

type Told = {
  id: string
  contact_id: string | null
  source_system: string
  status: string
  amount_cents: number
  currency: string
  same_payment_as_id: string | null
  name: string | null
}

function refused(reason: string): CommandRefused {
  return new CommandRefused('change.refused', { reason })
}

function toldPayment(db: ReadDb, id: string): Told {
  const row = db.get<Told>(
    `SELECT t.id, t.contact_id, t.source_system, t.status, t.amount_cents, t.currency, t.same_payment_as_id, c.full_name AS name
     FROM transactions t LEFT JOIN contacts c ON c.id = t.contact_id WHERE t.id = ? AND t.deleted_at IS NULL`,
    [id],
  )
  if (!row) throw new CommandRefused('not.found', { thing: 'payment' })
  return row
}

/** Their refunds are told by each of the two as well. */
function ownersOf(db: ReadDb, transactionIds: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      `SELECT contact_id AS id FROM transactions WHERE id IN (SELECT value FROM json_each(?)) AND contact_id IS NOT NULL`,
      [JSON.stringify(transactionIds)],
    )
    .map(row => row.id)
}

/** A person says that this row is a payment of its own: it counts again, and no file joins it any more. */
export function cutSamePayment(
  sqlite: Database.Database,
  input: { transactionId: string },
  who: string,
): { transactionId: string } {
  const { read } = handlesOf(sqlite)
  const payment = toldPayment(read, input.transactionId)
  if (payment.same_payment_as_id === null) throw refused('This payment already counts by itself.')
  const about = payment.contact_id === null ? {} : { contactId: payment.contact_id }
  const title = `Counted a payment of ${payment.name ?? 'nobody'} by itself again`
  const owners = ownersOf(read, [payment.id, payment.same_payment_as_id])
  return writeGroup(sqlite, { who, origin: 'staff', title, ...about }, group => {
    group.db.run(
      `UPDATE transactions SET same_payment_as_id = NULL, same_payment_why = NULL, same_payment_cut = 1, updated_at = ?, updated_by = ?
       WHERE id = ?`,
      [group.at, who, payment.id],
    )
    linkPayments(group, owners, readSettings(read).timeZone)
    return { transactionId: payment.id }
  })
}

/**
 * A person says that two rows tell the same payment: the first one stops counting. Both must be paid and of the same amount, and neither may
 * already tell another row's payment or be told by one.
 */
export function joinSamePayment(
  sqlite: Database.Database,
  input: { transactionId: string; countsId: string },
  who: string,
): { transactionId: string } {
  const { read } = handlesOf(sqlite)
  const payment = toldPayment(read, input.transactionId)
  const counts = toldPayment(read, input.countsId)
  const isTold = read.get('SELECT 1 FROM transactions WHERE same_payment_as_id = ?', [payment.id])
  if (payment.id === counts.id || payment.source_system === counts.source_system || isTold !== undefined)
    throw refused('Only two rows of different systems can be one payment, and each only once.')
  if (payment.same_payment_as_id !== null || counts.same_payment_as_id !== null)
    throw refused('One of the two is joined with another row already; separate that first.')
  if (payment.amount_cents !== counts.amount_cents || payment.currency !== counts.currency)
    throw refused('The two amounts differ, so they are not one payment.')
  if (![payment, counts].every(({ status }) => status === 'completed' || status === 'refunded'))
    throw refused('One of the two was never paid, so no money would count.')
  const about = counts.contact_id === null ? {} : { contactId: counts.contact_id }
  const title = `Counted a payment of ${counts.name ?? 'nobody'} once that two systems tell`
  const owners = ownersOf(read, [payment.id, counts.id])
  return writeGroup(sqlite, { who, origin: 'staff', title, ...about }, group => {
    group.db.run(
      `UPDATE transactions SET same_payment_as_id = ?, same_payment_why = 'staff', same_payment_cut = 0, updated_at = ?, updated_by = ?
       WHERE id = ?`,
      [counts.id, group.at, who, payment.id],
    )
    linkPayments(group, owners, readSettings(read).timeZone)
    return { transactionId: payment.id }
  })
}
