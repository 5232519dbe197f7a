import type { WriteDb } from '../handles.ts'
import type { Group } from './group.ts'
import type { UndoneGroup } from './remove-created.ts'

/**
 * Conflicts, suggestions, standing answers and the batch itself follow the action that made or answered them; what is asked about people
 * of `peopleGone` goes with them.
 */
export function takeBackQueues(
  db: WriteDb,
  group: Group,
  target: { seq: number; batch_id: string | null },
  peopleGone: readonly UndoneGroup[],
): void {
  const { seq } = target
  db.run('DELETE FROM import_conflicts WHERE group_seq = ?', [seq])
  db.run(
    `UPDATE import_conflicts SET status = 'open', resolved_at = NULL, resolved_by = NULL, resolved_group = NULL WHERE resolved_group = ?`,
    [seq],
  )
  db.run('DELETE FROM import_suggestions WHERE group_seq = ?', [seq])
  db.run('DELETE FROM import_decisions WHERE group_seq = ?', [seq])
  for (const gone of peopleGone) forgetPeople(db, gone)
  db.run(
    `UPDATE import_suggestions SET gone_group = NULL WHERE gone_group = ?
       AND EXISTS (SELECT 1 FROM contacts c WHERE c.id = import_suggestions.contact_id)
       AND NOT EXISTS (
         SELECT 1 FROM import_suggestions o WHERE o.contact_id = import_suggestions.contact_id AND o.field = import_suggestions.field
           AND o.source_system = import_suggestions.source_system AND o.gone_group IS NULL)`,
    [seq],
  )
  if (target.batch_id)
    db.run('UPDATE import_batches SET undone_at = ? WHERE id = ?', [group.at, target.batch_id])
  forgetSeenRows(db, target, peopleGone)
}

/** The ids of a group's people lie in its range, so the indexes by contact find what was asked about them. */
function forgetPeople(db: WriteDb, { first, last }: UndoneGroup): void {
  const isGone = `contact_id > ? AND contact_id <= ? AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = contact_id)`
  db.run(`DELETE FROM import_conflicts WHERE ${isGone}`, [first, last])
  db.run(`DELETE FROM import_suggestions WHERE gone_group IS NULL AND ${isGone}`, [first, last])
  for (const side of ['contact_a', 'contact_b'])
    db.run(`DELETE FROM duplicate_pairs WHERE ${isGone.replaceAll('contact_id', side)}`, [first, last])
}

/**
 * What rows of files looked like is forgotten as far as it may speak of people who are gone, or of what the taken back import made of
 * them: since that import, and since the oldest group whose people went. What earlier imports saw stays: the undo touches every contact
 * it changes, and a touched contact is looked at again anyway.
 */
function forgetSeenRows(
  db: WriteDb,
  target: { seq: number; batch_id: string | null },
  peopleGone: readonly UndoneGroup[],
): void {
  const since = [...(target.batch_id ? [target.seq] : []), ...peopleGone.map(gone => gone.seq)]
  if (since.length > 0) db.run('DELETE FROM import_seen_rows WHERE group_seq >= ?', [Math.min(...since)])
}
