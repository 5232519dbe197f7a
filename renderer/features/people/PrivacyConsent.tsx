import { Button, Modal } from '@mantine/core'
import { type ConsentChange, consentHistory, restoreOptIns } from '../../../electron/contract/privacy.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { DateText } from '../../ui/values.tsx'

/** The log of somebody's newsletter consent, newest first. Nothing in it can be changed; a change can be put back, which is a new line. */
export function PrivacyConsent({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const history = useCall(consentHistory, { contactId })
  const restore = useCommand(restoreOptIns)
  async function putBack(change: ConsentChange): Promise<void> {
    const reply = await restore.run({ contactIds: [contactId], from: change.at })
    if (reply.ok) void offerUndo(reply.value.on > 0 ? 'Subscribed again' : 'Unsubscribed again')
  }
  return (
    <Modal opened onClose={onClose} title="Newsletter consent history" size="lg">
      {restore.error && <ErrorNote error={restore.error} />}
      {history.status === 'failed' && <ErrorNote error={history.error} onAgain={history.again} />}
      {history.status === 'ready' && history.value.changes.length === 0 && (
        <EmptyState title="Nothing yet">This person never agreed to the newsletter.</EmptyState>
      )}
      {history.status === 'ready' && (
        <ul className="sh-plain-list">
          {history.value.changes.map((change, place) => (
            <li key={`${change.at} ${place}`} className="sh-block-row sh-block-row-action">
              <ChangeWords change={change} />
              {place === 0 && change.wasSubscribed !== null && (
                <Button
                  size="xs"
                  variant="default"
                  loading={restore.isRunning}
                  onClick={() => void putBack(change)}
                >
                  Put back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Modal>
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
