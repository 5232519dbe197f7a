import type { ReadDb } from '../handles.ts'

/** A record that became part of another one and stays so: after the unmerge it is none any more. */
export type MergedRecord = {
  contactId: string
  fullName: string
  mergedIntoId: string
  mergedAt: string
  /** The group that merged it. */
  mergedGroup: number
}

/** What was merged into a contact, directly or one record over the other. What happened to these records is its history, too. */
export function mergedRecordsOf(db: ReadDb, contactId: string): MergedRecord[] {
  return db.all<MergedRecord>(
    `WITH RECURSIVE merged (id) AS (
       SELECT id FROM contacts WHERE merged_into_id = ?
       UNION SELECT c.id FROM merged m JOIN contacts c ON c.merged_into_id = m.id)
     SELECT c.id AS contactId, c.full_name AS fullName, c.merged_into_id AS mergedIntoId, g.at AS mergedAt, g.seq AS mergedGroup
     FROM merged m JOIN contacts c ON c.id = m.id
       JOIN change_groups g ON g.seq = (
         SELECT j.group_seq FROM journal_changes j WHERE j.row_id = c.id AND j.unit = 'merged_into' ORDER BY j.seq DESC LIMIT 1)
     ORDER BY g.seq DESC, c.id`,
    [contactId],
  )
}
