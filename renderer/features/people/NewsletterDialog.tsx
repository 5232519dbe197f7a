import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ContactCard } from '../../../electron/contract/contact-card.ts'
import { setContactOptIn } from '../../../electron/contract/contact-edits.ts'
import { useCommand } from '../../lib/use-call.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

/** Subscribing or unsubscribing by hand, with how we know. */
export function NewsletterDialog({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const { timeZone, who } = useSettings()
  const [method, setMethod] = useState('')
  const [date, setDate] = useState(() => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date()))
  const save = useCommand(setContactOptIn)
  const subscribed = !contact.emailSubscribed
  const action = subscribed ? 'Subscribe' : 'Unsubscribe'

  async function submit(): Promise<void> {
    const evidence = { source: who, method: method.trim(), date }
    const reply = await save.run({ contactId: contact.contactId, subscribed, evidence })
    if (!reply.ok) return
    void offerUndo(subscribed ? 'Subscribed to the newsletter' : 'Unsubscribed from the newsletter')
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title={`${action}: newsletter`}>
      <Stack>
        <TextInput
          label="How do we know?"
          placeholder={subscribed ? 'Signed the list at the door' : 'Asked on the phone'}
          value={method}
          onChange={event => setMethod(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Since"
          value={date}
          onChange={event => setDate(event.currentTarget.value)}
        />
        {save.error && <ErrorNote error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={method.trim() === '' || date === ''}
            loading={save.isRunning}
            onClick={() => void submit()}
          >
            {action} this person
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
