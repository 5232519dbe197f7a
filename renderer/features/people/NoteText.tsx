import { ActionIcon, Menu, Textarea } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { editNote, pinNote, removeNote } from '../../../electron/contract/contact-edits.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { tellUndoable } from './tell-undoable.ts'

export type Note = ContactCard['notes'][number]

/** A note, corrected where it stands: Enter, F2 or a click starts; Ctrl Enter or leaving saves, Esc puts it back. */
export function NoteText({ note }: { note: Note }) {
  const [isEditing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const shouldReturn = useRef(false)
  useEffect(() => {
    if (isEditing || !shouldReturn.current) return
    shouldReturn.current = false
    button.current?.focus()
  }, [isEditing])
  if (isEditing) {
    return (
      <NoteForm
        note={note}
        onClose={returnsFocus => {
          shouldReturn.current = returnsFocus
          setEditing(false)
        }}
      />
    )
  }
  return (
    <span className="sh-note">
      <button
        ref={button}
        type="button"
        className="sh-value sh-note-text"
        onClick={() => setEditing(true)}
        onKeyDown={event => {
          if (event.key === 'F2') setEditing(true)
        }}
      >
        <span className="sh-visually-hidden">Edit the note: </span>
        {note.text}
      </button>
      <NoteMenu note={note} onEdit={() => setEditing(true)} />
    </span>
  )
}

function NoteForm({ note, onClose }: { note: Note; onClose: (returnsFocus: boolean) => void }) {
  const [text, setText] = useState(note.text)
  const [error, setError] = useState<AppError | null>(null)
  const isSaving = useRef(false)

  async function save(returnsFocus: boolean): Promise<void> {
    const typed = text.trim()
    if (isSaving.current) return
    if (typed === '' || typed === note.text) return onClose(returnsFocus)
    isSaving.current = true
    const reply = await call(editNote, { noteId: note.id, text: typed })
    isSaving.current = false
    if (reply.ok) onClose(returnsFocus)
    else setError(reply.error)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose(true)
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save(true)
    }
  }

  function onBlur(event: FocusEvent): void {
    if (!event.currentTarget.contains(event.relatedTarget)) void save(false)
  }

  return (
    <div className="sh-note-form" onKeyDown={onKeyDown} onBlur={onBlur}>
      <Textarea
        size="xs"
        aria-label="Note"
        autosize
        minRows={2}
        maxRows={14}
        autoFocus
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <span className="sh-soft">Ctrl Enter saves, Esc puts it back.</span>
      {error && <ErrorNote error={error} />}
    </div>
  )
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
