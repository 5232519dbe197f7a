import type { Writing } from '../contacts/insert-row.ts'
import type { ReadDb } from '../handles.ts'
import { isMoney } from '../queries/where.ts'

export type SamePaymentWhy = 'provider id' | 'amount, day and person' | 'staff'

/** Which row counts instead of this one, and why. */
export type Link = { id: string; why: SamePaymentWhy }

/** What was never paid is told by nobody else. */
export const isPaidIn = (prefix: string) => `${prefix}deleted_at IS NULL AND ${prefix}${isMoney}`

export function setLink({ db, at, who }: Writing, id: string, link: Link | null): void {
  db.run(
    'UPDATE transactions SET same_payment_as_id = ?, same_payment_why = ?, updated_at = ?, updated_by = ? WHERE id = ?',
    [link?.id ?? null, link?.why ?? null, at, who, id],
  )
}

/**
 * What persons joined is one payment for as long as they say so, and their word is in the journal: which of its rows counts follows from
 * the payments. The one they named, unless that is no money any more: then another, so that nothing paid is hidden by what failed or went.
 */
export function countJoined(w: Writing, rowIds: readonly string[]): number {
  const rows = joinedRows(w.db, rowIds)
  if (rows.length === 0) return 0
  const countsFor = countingRows(rows, joinsSaid(w.db, rows))
  let changed = 0
  for (const { id, counts_id, why } of rows) {
    const countsId = countsFor.get(id) ?? null
    const isAsSaid = countsId === null ? why !== 'staff' : why === 'staff' && counts_id === countsId
    if (isAsSaid) continue
    setLink(w, id, countsId === null ? null : { id: countsId, why: 'staff' })
    changed++
  }
  return changed
}

type JoinedRow = { id: string; counts_id: string | null; why: SamePaymentWhy | null; is_paid: number }

/** What merges find by themselves is no word of a person, though a person merged. */
const saidBy = `j.unit = 'same_payment' AND g.origin = 'staff' AND g.undone_at IS NULL
  AND (j.new_value ->> 'same_payment_why' = 'staff' OR j.new_value ->> 'same_payment_cut' = 1)`

/** These rows, those that stand joined with them, and those that a person ever joined them to; the earliest first. */
function joinedRows(db: ReadDb, rowIds: readonly string[]): JoinedRow[] {
  return db.all<JoinedRow>(
    `WITH RECURSIVE named(id) AS (SELECT value FROM json_each(@rowIds)),
       heads(id) AS (SELECT coalesce(t.same_payment_as_id, t.id) FROM named JOIN transactions t ON t.id = named.id),
       rows(id) AS (
         SELECT id FROM named UNION SELECT id FROM heads
         UNION SELECT t.id FROM heads JOIN transactions t ON t.same_payment_as_id = heads.id AND t.same_payment_why = 'staff'
         UNION SELECT j.new_value ->> 'same_payment_as_id' FROM rows
           JOIN journal_changes j ON j.row_id = rows.id JOIN change_groups g ON g.seq = j.group_seq AND ${saidBy})
     SELECT t.id, t.same_payment_as_id AS counts_id, t.same_payment_why AS why, (${isPaidIn('t.')}) AS is_paid
     FROM rows JOIN transactions t ON t.id = rows.id ORDER BY t.transaction_date, t.id`,
    { rowIds: JSON.stringify(rowIds) },
  )
}

/** Which rows are one payment by the words that stand, each set with the row last named to count. */
function joinsSaid(db: ReadDb, rows: readonly JoinedRow[]): Set<{ members: Set<string>; named: string }> {
  const words = db.all<{ id: string; countsId: string | null }>(
    `SELECT j.row_id AS id, j.new_value ->> 'same_payment_as_id' AS countsId
     FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id IN (SELECT value FROM json_each(?)) AND ${saidBy} ORDER BY j.seq`,
    [JSON.stringify(rows.map(row => row.id))],
  )
  const setOf = new Map<string, { members: Set<string>; named: string }>()
  for (const { id, countsId } of words) {
    if (countsId === null) {
      setOf.get(id)?.members.delete(id)
      setOf.delete(id)
      continue
    }
    const members = new Set([
      countsId,
      id,
      ...[countsId, id].flatMap(m => [...(setOf.get(m)?.members ?? [])]),
    ])
    const set = { members, named: countsId }
    for (const member of members) setOf.set(member, set)
  }
  return new Set(setOf.values())
}

/** For each row that does not count the one that does: of each set the named one if it is paid, else the earliest that is. */
function countingRows(
  rows: readonly JoinedRow[],
  sets: Iterable<{ members: Set<string>; named: string }>,
): Map<string, string> {
  const countsFor = new Map<string, string>()
  for (const { members, named } of sets) {
    const there = rows.filter(({ id }) => members.has(id))
    const paid = there.filter(({ is_paid }) => is_paid === 1)
    const counts = paid.find(({ id }) => id === named) ?? paid[0] ?? there.find(({ id }) => id === named)
    for (const { id } of there) if (counts && id !== counts.id) countsFor.set(id, counts.id)
  }
  return countsFor
}

/** Rows of somebody that stand joined by a person's word. */
export function joinedOf(db: ReadDb, owner: string | null): string[] {
  return db
    .all<{ id: string }>(`SELECT id FROM transactions WHERE contact_id IS ? AND same_payment_why = 'staff'`, [
      owner,
    ])
    .map(row => row.id)
}

/** The rows that an action of a person joined or cut, and what it joined them to or cut them from. */
export function joinedIn(db: ReadDb, groupSeq: number): string[] {
  return db
    .all<{ ids: string }>(
      `SELECT json_array(row_id, base_value ->> 'same_payment_as_id', new_value ->> 'same_payment_as_id') AS ids
       FROM journal_changes WHERE group_seq = ? AND unit = 'same_payment'`,
      [groupSeq],
    )
    .flatMap(row => (JSON.parse(row.ids) as (string | null)[]).filter(id => id !== null))
}
