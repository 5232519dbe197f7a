import type Database from 'better-sqlite3'
import { CommandRefused } from '../commands/refused.ts'
import { refreshDerived } from '../contacts/derived.ts'
import { auditOptIn } from '../contacts/write-contact.ts'
import { handlesOf, type ReadDb, type SqlValue } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { unitColumns } from '../journal/units.ts'

export type OptInRange = {
  /** UTC instant: opt-ins become what they were then. */
  from: string
  /** UTC instant; what somebody said later stands. Default: now. */
  to?: string | undefined
  /** Default: everybody. */
  contactIds?: readonly string[] | undefined
}

export type OptInPreview = {
  /** People who would be subscribed again. */
  on: number
  /** People who would no longer be. */
  off: number
  /** People who were changed in that time and again after it: theirs stand. */
  laterChanged: number
}

type Found = { contactId: string; before: Record<string, SqlValue>; subscribed: boolean; isLater: boolean }

/** What `restoreOptIns` would do. */
export function previewOptIns(db: ReadDb, range: OptInRange): OptInPreview {
  const found = findOptIns(db, range)
  const changed = found.filter(({ isLater }) => !isLater)
  return {
    on: changed.filter(({ subscribed }) => subscribed).length,
    off: changed.filter(({ subscribed }) => !subscribed).length,
    laterChanged: found.length - changed.length,
  }
}

/**
 * Puts opt-ins back as they were at an instant, with their evidence, for what became of them until another: a wrong file, a wrong click. One
 * undoable action; the log says of each that it was put back. Throws CommandRefused when nothing would change.
 */
export function restoreOptIns(sqlite: Database.Database, range: OptInRange, who: string): OptInPreview {
  const preview = previewOptIns(handlesOf(sqlite).read, range)
  const count = preview.on + preview.off
  if (count === 0)
    throw new CommandRefused('change.refused', { reason: "Nobody's opt-in was changed in that time." })
  const title = `Put back ${count} opt-in${count === 1 ? '' : 's'} as of ${range.from.slice(0, 16).replace('T', ' ')} UTC`
  writeGroup(sqlite, { who, origin: 'staff', title }, group => {
    const changed = findOptIns(group.db, range).filter(({ isLater }) => !isLater)
    const columns = unitColumns('contacts', 'consent')
    for (const { contactId, before, subscribed } of changed) {
      group.db.run(`UPDATE contacts SET ${columns.map(c => `${c} = ?`).join(', ')} WHERE id = ?`, [
        ...columns.map(column => before[column] ?? null),
        contactId,
      ])
      auditOptIn(group, contactId, { old: !subscribed, now: subscribed, why: `put back as of ${range.from}` })
    }
    refreshDerived(
      group.db,
      changed.map(({ contactId }) => contactId),
      group,
    )
  })
  return preview
}

/** Who was changed in that time and is not what they were before it. */
function findOptIns(db: ReadDb, { from, to, contactIds }: OptInRange): Found[] {
  const rows = db.all<{ contactId: string; before: string; now: number; last: string }>(
    `SELECT c.id AS contactId, first.base_value AS before, c.email_subscribed AS now,
       (SELECT max(a.at) FROM subscription_audit a WHERE a.contact_id = c.id) AS last
     FROM (SELECT j.row_id, min(j.seq) AS seq FROM change_groups g JOIN journal_changes j ON j.group_seq = g.seq
           WHERE g.at >= @from AND j.table_name = 'contacts' AND j.unit = 'consent' GROUP BY j.row_id) changed
     JOIN journal_changes first ON first.seq = changed.seq
     JOIN change_groups g ON g.seq = first.group_seq AND g.at <= @to
     JOIN contacts c ON c.id = changed.row_id AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
     WHERE @ids IS NULL OR c.id IN (SELECT value FROM json_each(@ids))`,
    { from, to: to ?? '9999', ids: contactIds === undefined ? null : JSON.stringify(contactIds) },
  )
  return rows.flatMap(row => {
    const before = JSON.parse(row.before) as Record<string, SqlValue>
    if (before['email_subscribed'] === row.now) return []
    const isLater = to !== undefined && (row.last ?? '') > to
    return [{ contactId: row.contactId, before, subscribed: before['email_subscribed'] === 1, isLater }]
  })
}
