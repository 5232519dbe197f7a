import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { type SubmitEvent, useId, useState } from 'react'
import { flagContacts, setRole, tagContacts } from '../../../electron/contract/contact-edits.ts'
import { listTags } from '../../../electron/contract/contacts.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import type { Reply } from '../../../electron/contract/method.ts'
import { exportList } from '../../../electron/contract/office.ts'
import { call } from '../../lib/call.ts'
import { countOf } from '../../lib/format.ts'
import { useCall } from '../../lib/use-call.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { tellDone, tellError } from '../../ui/Toast.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

type Bulk = 'tag' | 'role' | 'flag'
const people = (count: number) => countOf(count, 'person', 'people')

/** What can be done with everybody marked in the list: each is one action that Undo takes back whole. */
export function BulkActions({ ids, onDone }: { ids: ReadonlySet<string>; onDone: () => void }) {
  const [bulk, setBulk] = useState<Bulk | null>(null)
  const contactIds = [...ids]
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setBulk('tag')}>
        Tag …
      </Button>
      <Button size="xs" variant="default" onClick={() => setBulk('role')}>
        Role …
      </Button>
      <Button size="xs" variant="default" onClick={() => setBulk('flag')}>
        Do not …
      </Button>
      <Button size="xs" variant="default" onClick={() => void exportMarked(contactIds)}>
        Export these
      </Button>
      {bulk && (
        <BulkDialog
          bulk={bulk}
          contactIds={contactIds}
          onClose={() => setBulk(null)}
          onDone={() => {
            setBulk(null)
            onDone()
          }}
        />
      )}
    </>
  )
}

async function exportMarked(ids: readonly string[]): Promise<void> {
  const reply = await call(exportList, { list: 'contacts', input: { filter: { ids } } })
  const { saveText } = window.office
  const saved = reply.ok ? await saveText({ fileName: reply.value.fileName, text: reply.value.text }) : reply
  if (!saved.ok) tellError(saved.error)
  else if (saved.value.saved && reply.ok)
    tellDone(`Saved ${people(reply.value.rows)} as ${reply.value.fileName}`)
}

const words: Record<Bulk, { title: string; field: string; on: string; off: string }> = {
  tag: { title: 'Tag', field: 'Tag', on: 'Add the tag', off: 'Take it off' },
  role: { title: 'Role', field: 'Role', on: 'Begins today', off: 'Ends today' },
  flag: {
    title: 'Do not contact',
    field: 'Reason: who said so, and when',
    on: 'Do not call',
    off: 'Do not mail',
  },
}

type DialogProps = { bulk: Bulk; contactIds: string[]; onClose: () => void; onDone: () => void }

function BulkDialog({ bulk, contactIds, onClose, onDone }: DialogProps) {
  const [text, setText] = useState('')
  const [choice, setChoice] = useState<'on' | 'off'>('on')
  const [error, setError] = useState<AppError | null>(null)
  const [isRunning, setRunning] = useState(false)
  const known = useCall(listTags, {}, { enabled: bulk !== 'flag' })
  const offersId = useId()
  const offers = known.status === 'ready' ? known.value[bulk === 'role' ? 'roles' : 'tags'] : []
  const { title, field, on, off } = words[bulk]
  const typed = text.trim()
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (typed === '') return
    setRunning(true)
    const reply = await runBulk(bulk, { contactIds, text: typed, isOn: choice === 'on' })
    setRunning(false)
    if (!reply.ok) return setError(reply.error)
    const { changed } = reply.value
    if (changed === 0) tellDone('They all are so already.')
    else await offerUndo(`${choice === 'on' ? on : off}: ${people(changed)}.`)
    onDone()
  }
  return (
    <Modal opened onClose={onClose} title={`${title}: ${people(contactIds.length)}`}>
      <form onSubmit={event => void submit(event)}>
        <Stack>
          <SegmentedControl
            aria-label={title}
            value={choice}
            onChange={setChoice}
            data={[
              { value: 'on', label: on },
              { value: 'off', label: off },
            ]}
          />
          <TextInput
            label={field}
            data-autofocus
            list={offersId}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
          />
          <datalist id={offersId}>
            {bulk !== 'flag' && offers.map(offer => <option key={offer.name}>{offer.name}</option>)}
          </datalist>
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={typed === ''} loading={isRunning}>
              {choice === 'on' ? on : off}: {people(contactIds.length)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function runBulk(
  bulk: Bulk,
  input: { contactIds: string[]; text: string; isOn: boolean },
): Promise<Reply<{ changed: number }>> {
  const { contactIds, text, isOn } = input
  if (bulk === 'tag') return call(tagContacts, { contactIds, tag: text, isOn })
  if (bulk === 'role') return call(setRole, { contactIds, role: text, isOn })
  return call(flagContacts, { contactIds, flag: isOn ? 'doNotCall' : 'doNotMail', reason: text })
}
