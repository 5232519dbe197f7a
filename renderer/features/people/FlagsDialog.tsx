import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ContactCard } from '../../../electron/contract/contact-card.ts'
import { setContactFlags } from '../../../electron/contract/contact-edits.ts'
import { useCommand } from '../../lib/use-call.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

/** Do not call, do not mail, deceased: with the reason. Imports can set them and never take them off. */
export function FlagsDialog({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const [flags, setFlags] = useState({
    doNotCall: contact.doNotCall,
    doNotMail: contact.doNotMail,
    deceased: contact.deceased,
  })
  const [reason, setReason] = useState('')
  const save = useCommand(setContactFlags)
  const changed = (['doNotCall', 'doNotMail', 'deceased'] as const).filter(
    name => flags[name] !== contact[name],
  )
  const isReady = changed.length > 0 && reason.trim() !== ''

  async function submit(): Promise<void> {
    const set = Object.fromEntries(changed.map(name => [name, flags[name]]))
    const reply = await save.run({ contactId: contact.contactId, reason: reason.trim(), ...set })
    if (!reply.ok) return
    void offerUndo('Flags saved')
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title="Do-not flags">
      <Stack>
        <Checkbox
          label="Do not call"
          checked={flags.doNotCall}
          onChange={event => setFlags({ ...flags, doNotCall: event.currentTarget.checked })}
        />
        <Checkbox
          label="Do not mail"
          checked={flags.doNotMail}
          onChange={event => setFlags({ ...flags, doNotMail: event.currentTarget.checked })}
        />
        <Checkbox
          label="Deceased"
          checked={flags.deceased}
          onChange={event => setFlags({ ...flags, deceased: event.currentTarget.checked })}
        />
        <TextInput
          label="Reason"
          description="Who said so, and when."
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        {save.error && <ErrorNote error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!isReady} loading={save.isRunning} onClick={() => void submit()}>
            Save the flags
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
