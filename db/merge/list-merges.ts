import type { ReadDb } from '../handles.ts'

export type MergeOfPerson = {
  mergeId: string
  at: string
  who: string
  merged: { contactId: string; fullName: string }[]
}

/** The standing merges into a person, newest first. */
export function listMerges(db: ReadDb, contactId: string): MergeOfPerson[] {
  const rows = db.all<Omit<MergeOfPerson, 'merged'>>(
    `SELECT b.id AS mergeId, g.at, g.who FROM merge_backups b JOIN change_groups g ON g.seq = b.group_seq
     WHERE b.survivor_id = ? AND b.unmerged_group IS NULL ORDER BY b.group_seq DESC`,
    [contactId],
  )
  return rows.map(row => ({
    ...row,
    merged: db.all<MergeOfPerson['merged'][number]>(
      `SELECT r.value ->> '$.row.id' AS contactId, r.value ->> '$.row.full_name' AS fullName
       FROM merge_backups b, json_each(b.content, '$.rows') r
       WHERE b.id = ? AND r.value ->> '$.table' = 'contacts' AND r.value ->> '$.row.id' <> b.survivor_id`,
      [row.mergeId],
    ),
  }))
}
