import type { ReadDb } from '../handles.ts'
import { rowsOfContacts } from './contact-rows.ts'

type Visit = { at: string; groupSeq: number }

function lastVisitOf(db: ReadDb, contactId: string): Visit | undefined {
  return db.get<Visit>(
    'SELECT visited_at AS at, group_seq AS groupSeq FROM contact_visits WHERE contact_id = ?',
    [contactId],
  )
}

/** Whether an action is new to whoever sits here: later than their last look at the card, and not their own doing. */
export type IsNew = (groupSeq: number) => boolean

/** Before the first visit nothing is new: everything would be. */
export function newSinceVisit(db: ReadDb, contactId: string, who: string | undefined): IsNew {
  const seen = lastVisitOf(db, contactId)?.groupSeq ?? Number.MAX_SAFE_INTEGER
  return seq =>
    seq > seen &&
    db.get("SELECT 1 FROM change_groups WHERE seq = ? AND NOT (origin = 'staff' AND who IS ?)", [
      seq,
      who ?? null,
    ]) !== undefined
}

/** When the card was last looked at here, and how many actions of others touched the contact since; null before the first visit. */
export function sinceLastVisit(
  db: ReadDb,
  contactId: string,
  who: string | undefined,
): { at: string; actions: number } | null {
  const visit = lastVisitOf(db, contactId)
  if (visit === undefined) return null
  const rows = rowsOfContacts(db, [contactId])
  const touched = db.all<{ seq: number }>(
    `SELECT seq FROM (
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
  )
  const isNew = newSinceVisit(db, contactId, who)
  return { at: visit.at, actions: touched.filter(({ seq }) => isNew(seq)).length }
}
