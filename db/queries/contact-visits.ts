import type { ReadDb } from '../handles.ts'
import { rowsOfContact } from './contact-rows.ts'

export type LastVisit = { at: string; groupSeq: number }

/** When this computer showed the card before, and the newest action by then. */
export function lastVisitOf(db: ReadDb, contactId: string): LastVisit | null {
  return (
    db.get<LastVisit>(
      'SELECT visited_at AS at, group_seq AS groupSeq FROM contact_visits WHERE contact_id = ?',
      [contactId],
    ) ?? null
  )
}

/** When the card was last looked at here, and how many actions touched the contact since; null before the first visit. */
export function sinceLastVisit(db: ReadDb, contactId: string): { at: string; actions: number } | null {
  const visit = lastVisitOf(db, contactId)
  if (visit === null) return null
  const rows = rowsOfContact(db, contactId)
  const { n } = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM (
       SELECT value AS seq FROM json_each(:createdGroups)
       UNION SELECT j.group_seq FROM json_each(:rowIds) r JOIN journal_changes j ON j.row_id = r.value
       UNION SELECT created_group FROM transactions WHERE contact_id = :contactId
       UNION SELECT created_group FROM contact_notes WHERE contact_id = :contactId
       UNION SELECT created_group FROM event_registrations WHERE contact_id = :contactId
       UNION SELECT created_group FROM bookings WHERE contact_id = :contactId)
     WHERE seq > :seen`,
    {
      createdGroups: JSON.stringify(rows.map(row => row.createdGroup)),
      rowIds: JSON.stringify(rows.map(row => row.rowId)),
      contactId,
      seen: visit.groupSeq,
    },
  ) ?? { n: 0 }
  return { at: visit.at, actions: n }
}
