import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { insertRow } from '../contacts/insert-row.ts'
import { handlesOf } from '../handles.ts'
import { newId } from '../ids.ts'
import { writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { livingOf, peopleWords } from './contact-tags.ts'

type Held = { id: string; contact_id: string }
const roleColumns = ['id', 'contact_id', 'role', 'started_at']

/** Gives people a role from today on, or ends it today; whoever has it so already is left alone. An ended role stays in the record. */
export function setRole(
  sqlite: Database.Database,
  input: { contactIds: readonly string[]; role: string; isOn: boolean },
  who: string,
): { changed: number } {
  const { read } = handlesOf(sqlite)
  const role = input.role.trim()
  const held = new Map(
    read
      .all<Held>(
        `SELECT r.id, r.contact_id FROM json_each(?) wanted JOIN contact_roles r ON r.contact_id = wanted.value
         WHERE r.role = ? COLLATE NOCASE AND r.ended_at IS NULL AND r.deleted_at IS NULL`,
        [JSON.stringify(input.contactIds), role],
      )
      .map(row => [row.contact_id, row.id]),
  )
  const ids = livingOf(read, input.contactIds).filter(id => held.has(id) !== input.isOn)
  if (ids.length === 0) return { changed: 0 }
  const whom = peopleWords(read, ids)
  const title = input.isOn ? `Made ${whom} “${role}”` : `Ended the role “${role}” of ${whom}`
  const about = ids.length === 1 && ids[0] !== undefined ? { contactId: ids[0] } : {}
  writeGroup(sqlite, { who, origin: 'staff', title, ...about }, group => {
    for (const id of ids) {
      const present = held.get(id)
      if (present === undefined) insertRow(group, 'contact_roles', roleColumns, [newId(), id, role, group.at])
      else setColumns(group, 'contact_roles', present, { ended_at: group.at })
    }
    refreshDerived(group.db, ids, group)
  })
  return { changed: ids.length }
}
