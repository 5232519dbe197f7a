import { survivorOf } from '../contacts/contact-state.ts'
import type { Group } from '../journal/group.ts'
import type { Merge, MergeContent } from './merge-content.ts'

type Queues = Pick<MergeContent, 'conflicts' | 'suggestions'>
const queues = {
  conflicts: {
    table: 'import_conflicts',
    standing: `status = 'open'`,
    same: 'o.field = q.field AND o.incoming_source = q.incoming_source AND o.incoming_key = q.incoming_key',
    closedBy: 'resolved_group',
    reopen: `status = 'open', resolved_at = NULL, resolved_by = NULL, resolved_group = NULL`,
    close: `status = 'ignored', resolved_group = @group, resolved_at = @at, resolved_by = @who`,
  },
  suggestions: {
    table: 'import_suggestions',
    standing: 'gone_group IS NULL',
    same: 'o.field = q.field AND o.source_system = q.source_system AND o.gone_group IS NULL',
    closedBy: 'gone_group',
    reopen: 'gone_group = NULL',
    close: 'gone_group = @group',
  },
} as const

/** Open conflicts and suggestions go over to the survivor; one that it has already is asked once. */
export function moveQueues(group: Group, fromIds: readonly string[], toId: string): Queues {
  const moved: Queues = { conflicts: [], suggestions: [] }
  for (const kind of ['conflicts', 'suggestions'] as const) {
    const { table, standing, same, close } = queues[kind]
    for (const contactId of fromIds) {
      const open = group.db.all<{ id: string; is_known: number }>(
        `SELECT q.id, EXISTS (SELECT 1 FROM ${table} o WHERE o.contact_id = ? AND ${same}) AS is_known
         FROM ${table} q WHERE q.contact_id = ? AND q.${standing}`,
        [toId, contactId],
      )
      for (const { id, is_known } of open) {
        if (is_known === 1) {
          const who = kind === 'conflicts' ? { at: group.at, who: group.who } : {}
          group.db.run(`UPDATE ${table} SET ${close} WHERE id = @id`, { id, group: group.seq, ...who })
        } else {
          group.db.run(`UPDATE ${table} SET contact_id = ? WHERE id = ?`, [toId, id])
          moved[kind].push({ id, contactId })
        }
      }
    }
  }
  return moved
}

/** Gives them back when the merge is taken apart; what was answered, went, or went on meanwhile stays so. */
export function returnQueues(group: Group, merge: Merge): void {
  const { db } = group
  const holders = JSON.stringify([merge.survivorId, survivorOf(db, merge.survivorId)])
  for (const kind of ['conflicts', 'suggestions'] as const) {
    const { table, closedBy, reopen } = queues[kind]
    for (const { id, contactId } of merge.content[kind]) {
      db.run(
        `UPDATE OR IGNORE ${table} SET contact_id = @contactId
         WHERE id = @id AND contact_id IN (SELECT value FROM json_each(@holders)) AND EXISTS (SELECT 1 FROM contacts WHERE id = @contactId)`,
        { id, contactId, holders },
      )
    }
    db.run(
      `UPDATE OR IGNORE ${table} SET ${reopen} WHERE ${closedBy} = ? AND contact_id IN (SELECT value FROM json_each(?))`,
      [merge.groupSeq, JSON.stringify(merge.mergedIds)],
    )
  }
}
