import type Database from 'better-sqlite3'
import { refuse } from '../commands/find-contact.ts'
import { CommandRefused } from '../commands/refused.ts'
import { handlesOf } from '../handles.ts'
import type { LeftBehind } from '../journal/left-behind.ts'
import { undoGroup } from '../journal/undo.ts'

export type Unmerged = {
  /** The records that are by themselves again. */
  restoredIds: string[]
  /** The first hundred things that stay as they are because of later work. */
  stayed: LeftBehind[]
  stayedCount: number
}

/**
 * Takes one merge apart, at any time: the same as undoing it in History, also for one merge of many that were done at once. Values and rows
 * go back to whom they belonged, with what was changed about them since; what came later stays with the survivor and is told.
 * Throws CommandRefused, UndoImpossible.
 */
export function unmergeContacts(
  sqlite: Database.Database,
  { mergeId, who }: { mergeId: string; who: string },
): Unmerged {
  const { read } = handlesOf(sqlite)
  const merge = read.get<{ group_seq: number; merged_ids: string; unmerged_group: number | null }>(
    'SELECT group_seq, merged_ids, unmerged_group FROM merge_backups WHERE id = ?',
    [mergeId],
  )
  if (!merge) throw new CommandRefused('not.found', { thing: 'merge' })
  if (merge.unmerged_group !== null) refuse('These records were taken apart before.')
  const { left, leftCount } = undoGroup(sqlite, merge.group_seq, who, mergeId)
  const restored = read.all<{ id: string }>(
    `SELECT c.id FROM json_each(?) m JOIN contacts c ON c.id = m.value
     WHERE c.merged_into_id IS NULL AND c.deleted_at IS NULL ORDER BY m.key`,
    [merge.merged_ids],
  )
  return { restoredIds: restored.map(c => c.id), stayed: left, stayedCount: leftCount }
}
