import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { editNote, pinNote, removeNote } from '../../../electron/contract/contact-edits.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { EditForm, useEditing } from './InlineEdit.tsx'
import { tellUndoable } from './tell-undoable.ts'

export type Note = ContactCard['notes'][number]

/** A note, corrected where it stands: Enter, F2 or a click starts; Ctrl Enter or leaving saves, Esc puts it back. */
export function NoteText({ note }: { note: Note }) {
  const { isEditing, start, end, button } = useEditing()
  if (isEditing) {
    return (
      <EditForm
        fields={[{ name: 'text', label: 'Note', text: note.text, isLong: true }]}
        onSave={texts => saveNote(note, texts['text'] ?? '')}
        onClose={end}
      />
    )
  }
  return (
    <span className="sh-note">
      <button {...button} className="sh-value sh-note-text">
        <span className="sh-visually-hidden">Edit the note: </span>
        {note.text}
      </button>
      <NoteMenu note={note} onEdit={start} />
    </span>
  )
}

/** A note without words stays as it was: removing it is another thing. */
async function saveNote(note: Note, text: string): Promise<AppError | null> {
  if (text === '') return null
  const reply = await call(editNote, { noteId: note.id, text })
  return reply.ok ? null : reply.error
}

function NoteMenu({ note, onEdit }: { note: Note; onEdit: () => void }) {
  const { id: noteId, isPinned } = note
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="More about this note">
          <IconDots size="1rem" stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>Edit</Menu.Item>
        <Menu.Item
          onClick={() =>
            void tellUndoable(
              call(pinNote, { noteId, isPinned: !isPinned }),
              isPinned ? 'Took the note down.' : 'Pinned the note to the top of the card.',
            )
          }
        >
          {isPinned ? 'Unpin' : 'Pin to the top of the card'}
        </Menu.Item>
        <Menu.Item
          color="red"
          onClick={() => void tellUndoable(call(removeNote, { noteId }), 'Removed the note.')}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
