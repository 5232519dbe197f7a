import type { Group } from './group.ts'

/**
 * A link that an undo brought back to a tag merged since means the tag it became, as the name does in files; it goes home when that merge is
 * undone, too. Where the person has the other tag already nothing is missing.
 */
export function followMergedTags(group: Group, contactIds: Iterable<string>): void {
  const contacts = JSON.stringify([...contactIds])
  goHome(group)
  let moved: number
  do
    moved = group.db.run(
      `UPDATE contact_tags SET tag_id = (SELECT merged_into_id FROM tags t WHERE t.id = tag_id), updated_at = ?, updated_by = ?
       WHERE contact_id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL
         AND EXISTS (SELECT 1 FROM tags t WHERE t.id = tag_id AND t.merged_into_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM contact_tags o WHERE o.contact_id = contact_tags.contact_id AND o.tag_id = t.merged_into_id))`,
      [group.at, group.who, contacts],
    ).changes
  while (moved > 0)
}

/** Links that an earlier undo moved on from a tag that stands for itself again by this one. */
function goHome({ db, at, who, seq }: Group): void {
  const homes = db.all<{ id: string; tagId: string }>(
    `SELECT j.row_id AS id, t.id AS tagId
     FROM journal_changes b JOIN tags t ON t.id = b.row_id AND t.merged_into_id IS NULL AND t.deleted_at IS NULL
     CROSS JOIN change_groups g ON g.origin = 'undo' AND g.seq < b.group_seq
     CROSS JOIN journal_changes j ON j.group_seq = g.seq AND j.table_name = 'contact_tags' AND j.base_value ->> 'tag_id' = t.id
     WHERE b.group_seq = ? AND b.table_name = 'tags' AND b.unit = 'merged_into'`,
    [seq],
  )
  for (const { id, tagId } of homes)
    db.run('UPDATE OR IGNORE contact_tags SET tag_id = ?, updated_at = ?, updated_by = ? WHERE id = ?', [
      tagId,
      at,
      who,
      id,
    ])
}
