import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import type { SqlValue } from '../handles.ts'
import { handlesOf } from '../handles.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { nameOf, refuse } from './find-contact.ts'
import { CommandRefused } from './refused.ts'

/** Corrects what a note says. Who wrote it first and when stays; History tells the older words. */
export function editNote(
  sqlite: Database.Database,
  input: { noteId: string; text: string },
  who: string,
): { noteId: string } {
  const text = input.text.trim()
  if (text === '') refuse('A note without words is no note. Remove it, if it should go.')
  const action = { noteId: input.noteId, who, words: 'Changed a note on' }
  return changeNote(sqlite, action, () => ({ text }))
}

/** Pins a note to the top of its card, or takes it down from there. */
export function pinNote(
  sqlite: Database.Database,
  { noteId, isPinned }: { noteId: string; isPinned: boolean },
  who: string,
): { noteId: string } {
  const words = isPinned ? 'Pinned a note on' : 'Unpinned a note on'
  return changeNote(sqlite, { noteId, who, words }, () => ({ is_pinned: Number(isPinned) }))
}

/** Takes a note off its card; undo brings it back. */
export function removeNote(
  sqlite: Database.Database,
  { noteId }: { noteId: string },
  who: string,
): { noteId: string } {
  const action = { noteId, who, words: 'Removed a note from' }
  return changeNote(sqlite, action, group => ({ deleted_at: group.at }))
}

function changeNote(
  sqlite: Database.Database,
  { noteId, who, words }: { noteId: string; who: string; words: string },
  valuesIn: (group: Group) => Record<string, SqlValue>,
): { noteId: string } {
  const { read } = handlesOf(sqlite)
  const note = read.get<{ contact_id: string }>(
    'SELECT contact_id FROM contact_notes WHERE id = ? AND deleted_at IS NULL',
    [noteId],
  )
  if (!note) throw new CommandRefused('not.found', { thing: 'note' })
  const contactId = note.contact_id
  const title = `${words} ${nameOf(read, contactId)}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId }, group => {
    setColumns(group, 'contact_notes', noteId, valuesIn(group))
    refreshDerived(group.db, [contactId], group)
  })
  return { noteId }
}
