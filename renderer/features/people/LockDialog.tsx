import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { type ContactCard } from '../../../electron/contract/contact-card.ts'
import { setContactLock } from '../../../electron/contract/contact-edits.ts'
import { LockLevel } from '../../../electron/contract/values.ts'
import { useCommand } from '../../lib/use-call.ts'
import { lockWords } from '../../lib/words.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

/** How far imports may change this person; the reason stays in the history. */
export function LockDialog({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const [lockLevel, setLockLevel] = useState(contact.lockLevel)
  const [reason, setReason] = useState('')
  const save = useCommand(setContactLock)
  const isReady = reason.trim() !== '' && lockLevel !== contact.lockLevel

  async function submit(): Promise<void> {
    const reply = await save.run({ contactId: contact.contactId, lockLevel, reason: reason.trim() })
    if (!reply.ok) return
    void offerUndo(`${contact.fullName || 'This person'} is now: ${lockWords[lockLevel].short.toLowerCase()}`)
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title="Protection">
      <Stack>
        <Radio.Group
          label="What imports may do"
          value={lockLevel}
          onChange={value => setLockLevel(LockLevel.parse(value))}
        >
          <Stack gap="xs" mt="xs">
            {LockLevel.options.map(level => (
              <Radio
                key={level}
                value={level}
                label={lockWords[level].short}
                description={lockWords[level].long}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Reason"
          description="Stays in the history of this person."
          autosize
          minRows={2}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        {save.error && <ErrorNote error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!isReady} loading={save.isRunning} onClick={() => void submit()}>
            Change the protection
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
