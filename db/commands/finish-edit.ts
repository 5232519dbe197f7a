import type { ContactState } from '../contacts/contact-state.ts'
import type { FieldValue } from '../contacts/field-value.ts'
import { saysAlready } from '../contacts/standing-value.ts'
import { touchContact } from '../contacts/write-contact.ts'
import type { Group } from '../journal/group.ts'

/**
 * The last step of a person's change of a contact: derived values, and open conflicts that it has answered because ours says by now what
 * theirs said. They open again when the change is undone.
 */
export function finishEdit(group: Group, c: ContactState): void {
  touchContact(group, c)
  const open = group.db.all<{ id: string; incoming_data: string }>(
    `SELECT id, incoming_data FROM import_conflicts WHERE contact_id = ? AND status = 'open'`,
    [c.id],
  )
  for (const { id, incoming_data } of open) {
    if (!saysAlready(c, JSON.parse(incoming_data) as FieldValue)) continue
    group.db.run(
      `UPDATE import_conflicts SET status = 'taken', resolved_at = ?, resolved_by = ?, resolved_group = ? WHERE id = ?`,
      [group.at, group.who, group.seq, id],
    )
  }
}
