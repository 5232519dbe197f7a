import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { dayAt } from '../queries/office-days.ts'
import { readSettings } from '../queries/settings.ts'

export type ReconciliationAction = 'keep' | 'cancelled' | 'investigate'

const words: Record<ReconciliationAction, string> = {
  keep: 'Kept',
  cancelled: 'Cancelled',
  investigate: 'Marked for a closer look',
}

/** What each answer makes of a subscription. After `keep` and `cancelled` the same absence does not ask again. */
const changes: Record<ReconciliationAction, string> = {
  keep: `missing_from_export_since = NULL, reconciliation = 'keep'`,
  cancelled: `status = 'cancelled', cancelled_at = coalesce(cancelled_at, :today), missing_from_export_since = NULL, reconciliation = 'keep'`,
  investigate: `reconciliation = 'investigate'`,
}

type Missing = { id: string; contact_id: string }

/** Answers for subscriptions that the newest export lacks, as one undoable action. Those that are not missing (any more) are passed over. */
export function resolveReconciliation(
  sqlite: Database.Database,
  input: { subscriptionIds: readonly string[]; action: ReconciliationAction },
  who: string,
): { resolved: number } {
  const { read } = handlesOf(sqlite)
  const isDone = input.action === 'investigate' ? `AND s.reconciliation IS NOT 'investigate'` : ''
  const find = `SELECT s.id, s.contact_id FROM json_each(?) wanted JOIN subscriptions s ON s.id = wanted.value
    WHERE s.missing_from_export_since IS NOT NULL AND s.deleted_at IS NULL ${isDone}`
  const wanted = JSON.stringify([...new Set(input.subscriptionIds)])
  const missing = read.all<Missing>(find, [wanted])
  const first = missing[0]
  if (!first) return { resolved: 0 }
  const name = read.get<{ name: string }>('SELECT full_name AS name FROM contacts WHERE id = ?', [
    first.contact_id,
  ])?.name
  const what =
    missing.length === 1 ? `the subscription of ${name ?? 'No name'}` : `${missing.length} subscriptions`
  const about = missing.length === 1 ? { contactId: first.contact_id } : {}
  const today = dayAt(readSettings(read).timeZone, new Date().toISOString())
  const title = `${words[input.action]}: ${what} missing from the export`
  return writeGroup(sqlite, { who, origin: 'staff', title, ...about }, group => {
    const still = group.db.all<Missing>(find, [wanted])
    const update = `UPDATE subscriptions SET ${changes[input.action]}, updated_at = :at, updated_by = :who WHERE id = :id`
    for (const { id } of still) {
      const values = { at: group.at, who: group.who, id }
      group.db.run(update, input.action === 'cancelled' ? { ...values, today } : values)
    }
    refreshDerived(group.db, new Set(still.map(row => row.contact_id)), group)
    return { resolved: still.length }
  })
}
