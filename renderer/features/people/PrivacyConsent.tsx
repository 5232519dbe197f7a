import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ConsentChange, consentHistory, restoreOptIns } from '../../../electron/contract/privacy.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { DateText } from '../../ui/values.tsx'
import { MergedFrom } from './MergedFrom.tsx'

/** The log of somebody's newsletter consent, newest first. Nothing in it can be changed; a change can be put back, which is a new line. */
export function PrivacyConsent({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const history = useCall(consentHistory, { contactId })
  return (
    <Modal opened onClose={onClose} title="Newsletter consent history" size="lg">
      {history.status === 'failed' && <ErrorNote error={history.error} onAgain={history.again} />}
      {history.status === 'ready' && history.value.changes.length === 0 && (
        <EmptyState title="Nothing yet">This person never agreed to the newsletter.</EmptyState>
      )}
      {history.status === 'ready' && (
        <ul className="sh-plain-list">
          {history.value.changes.map((change, place) => (
            <li key={`${change.at} ${place}`} className="sh-block-row">
              <ChangeWords change={change} />
              {place === 0 && change.wasSubscribed !== null && change.wasSubscribed !== change.subscribed && (
                <PutBack key={change.at} contactId={contactId} change={change} />
              )}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={hrefOf({ screen: 'optIns' })}>Everybody’s opt-ins</a>
      </p>
    </Modal>
  )
}

/** Whoever was taken off is subscribed again only with a word on how we know. */
function PutBack({ contactId, change }: { contactId: string; change: ConsentChange }) {
  const restore = useCommand(restoreOptIns)
  const [isAsked, setAsked] = useState(false)
  const [howWeKnow, setHowWeKnow] = useState('')
  async function putBack(given: { howWeKnow?: string }): Promise<void> {
    const reply = await restore.run({ contactIds: [contactId], from: change.at, ...given })
    if (reply.ok) void offerUndo(reply.value.on > 0 ? 'Subscribed again' : 'Unsubscribed again')
  }
  if (!isAsked)
    return (
      <div>
        {restore.error && <ErrorNote error={restore.error} />}
        <Button
          size="xs"
          variant="default"
          loading={restore.isRunning}
          onClick={() => (change.subscribed ? void putBack({}) : setAsked(true))}
        >
          Put back
        </Button>
      </div>
    )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (howWeKnow.trim() !== '') void putBack({ howWeKnow })
      }}
    >
      {restore.error && <ErrorNote error={restore.error} />}
      <Group align="end" gap="xs">
        <TextInput
          size="xs"
          w="22rem"
          label="How do we know that they want the newsletter?"
          placeholder="It was the wrong person; she told us on the phone"
          maxLength={500}
          data-autofocus
          value={howWeKnow}
          onChange={event => setHowWeKnow(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" loading={restore.isRunning} disabled={howWeKnow.trim() === ''}>
          Subscribe again
        </Button>
      </Group>
    </form>
  )
}

function ChangeWords({ change }: { change: ConsentChange }) {
  const { evidence } = change
  const said = [evidence?.method, evidence?.source].filter(Boolean).join(' · ')
  return (
    <span>
      <strong>{change.subscribed ? 'Subscribed' : 'Unsubscribed'}</strong> ·{' '}
      <DateText at={change.at} withTime /> · {change.who}
      <br />
      <span className="sh-soft">{change.why}</span>
      {change.mergedFrom && (
        <>
          <br />
          <MergedFrom from={change.mergedFrom} />
        </>
      )}
      {said !== '' && (
        <>
          <br />
          <span className="sh-soft">
            Evidence: {said}
            {evidence?.date && (
              <>
                {' '}
                · <DateText at={evidence.date} />
              </>
            )}
          </span>
        </>
      )}
    </span>
  )
}
