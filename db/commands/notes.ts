import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { nameOf } from './find-contact.ts'
import { CommandRefused } from './refused.ts'

/** Pins a note to the top of its card, or takes it down from there. */
export function pinNote(
  sqlite: Database.Database,
  input: { noteId: string; isPinned: boolean },
  who: string,
): { noteId: string } {
  const { read } = handlesOf(sqlite)
  const note = read.get<{ contact_id: string }>(
    'SELECT contact_id FROM contact_notes WHERE id = ? AND deleted_at IS NULL',
    [input.noteId],
  )
  if (!note) throw new CommandRefused('not.found', { thing: 'note' })
  const title = `${input.isPinned ? 'Pinned' : 'Unpinned'} a note on ${nameOf(read, note.contact_id)}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId: note.contact_id }, group => {
    setColumns(group, 'contact_notes', input.noteId, { is_pinned: Number(input.isPinned) })
    refreshDerived(group.db, [note.contact_id], group)
  })
  return { noteId: input.noteId }
}
