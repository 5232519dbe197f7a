import { Button, Checkbox, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { addNote } from '../../../electron/contract/contact-edits.ts'
import { useCommand } from '../../lib/use-call.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

/** A note: type, Ctrl Enter. */
export function NoteDialog({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const [text, setText] = useState('')
  const [isPinned, setPinned] = useState(false)
  const save = useCommand(addNote)

  async function submit(): Promise<void> {
    if (text.trim() === '') return
    const reply = await save.run({ contactId, text: text.trim(), isPinned })
    if (!reply.ok) return
    void offerUndo('Note added')
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title="Add a note">
      <Stack>
        <Textarea
          aria-label="Note"
          autosize
          minRows={4}
          maxRows={14}
          data-autofocus
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
          }}
        />
        <Checkbox
          label="Pin it to the top of the card"
          checked={isPinned}
          onChange={event => setPinned(event.currentTarget.checked)}
        />
        {save.error && <ErrorNote error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={text.trim() === ''} loading={save.isRunning} onClick={() => void submit()}>
            Add note
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
