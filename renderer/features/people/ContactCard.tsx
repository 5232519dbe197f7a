import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconFlag, IconNote, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ContactCard as Contact, getContact } from '../../../electron/contract/contact-card.ts'
import { recordVisit } from '../../../electron/contract/contact-edits.ts'
import { call } from '../../lib/call.ts'
import { countText } from '../../lib/format.ts'
import type { ListSteps } from '../../lib/list-steps.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useCall } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { CardStrip } from './CardStrip.tsx'
import { FlagsDialog } from './FlagsDialog.tsx'
import { LockDialog } from './LockDialog.tsx'
import { NewsletterDialog } from './NewsletterDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { PrivacyMenu } from './PrivacyMenu.tsx'
import { Reach } from './Reach.tsx'
import { RightNow } from './RightNow.tsx'
import { Timeline } from './Timeline.tsx'
import './card.css'

type CardDialog = 'note' | 'lock' | 'flags' | 'newsletter' | null

type CardProps = {
  contactId: string
  onClose: () => void
  /** Along the list the card was opened from. */
  steps: ListSteps
}

/** Everything about one person: who, how to reach, what happened, what is open. */
export function ContactCard(props: CardProps) {
  const contact = useCall(getContact, { contactId: props.contactId }, { keepPrevious: false })
  const [dialog, setDialog] = useState<CardDialog>(null)
  useVisit(props.contactId)
  const { onPrevious, onNext } = props.steps
  useShortcuts([
    ...(onPrevious ? [{ keys: '[', label: 'Previous person', run: onPrevious }] : []),
    ...(onNext ? [{ keys: ']', label: 'Next person', run: onNext }] : []),
    { keys: 'e', label: 'Edit the name', run: editName },
    { keys: 'l', label: 'Change the protection', run: () => setDialog('lock') },
    { keys: 'Mod+Enter', label: 'Add a note', run: () => setDialog('note') },
  ])
  return (
    <article className="sh-contact" aria-label="Contact card">
      <CardBar {...props} onDialog={setDialog} />
      {contact.status === 'failed' && <ErrorNote error={contact.error} onAgain={contact.again} />}
      {contact.status === 'ready' && <CardBody contact={contact.value} onDialog={setDialog} />}
      {contact.status === 'ready' && (
        <Dialogs contact={contact.value} dialog={dialog} onClose={() => setDialog(null)} />
      )}
    </article>
  )
}

/** The card was looked at until it is left: what comes later is new the next time. */
function useVisit(contactId: string): void {
  useEffect(() => () => void call(recordVisit, { contactId }), [contactId])
}

function editName(): void {
  document.querySelector<HTMLElement>('.sh-contact-name [data-inline-edit]')?.click()
}

function CardBar(props: CardProps & { onDialog: (dialog: CardDialog) => void }) {
  const { position, onPrevious, onNext } = props.steps
  return (
    <div className="sh-contact-bar">
      <Tooltip label="Close (Esc)">
        <ActionIcon variant="subtle" color="gray" aria-label="Close the card" onClick={props.onClose}>
          <IconX size="1.125rem" stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {position && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Previous person"
            disabled={!onPrevious}
            onClick={() => onPrevious?.()}
          >
            <IconChevronLeft size="1.125rem" stroke={1.5} />
          </ActionIcon>
          <span className="sh-soft sh-figures">
            {countText(position.index + 1)} of {countText(position.total)}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Next person"
            disabled={!onNext}
            onClick={() => onNext?.()}
          >
            <IconChevronRight size="1.125rem" stroke={1.5} />
          </ActionIcon>
        </>
      )}
      <div className="sh-contact-actions">
        <PrivacyMenu contactId={props.contactId} onErased={() => navigate({ screen: 'people' })} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFlag size="1rem" stroke={1.5} aria-hidden="true" />}
          onClick={() => props.onDialog('flags')}
        >
          Do-not flags
        </Button>
        <Button
          size="xs"
          leftSection={<IconNote size="1rem" stroke={1.5} aria-hidden="true" />}
          onClick={() => props.onDialog('note')}
        >
          Add note
        </Button>
      </div>
    </div>
  )
}

function CardBody({ contact, onDialog }: { contact: Contact; onDialog: (dialog: CardDialog) => void }) {
  const { mergedIntoId } = contact
  if (mergedIntoId) {
    return (
      <div className="sh-contact-merged">
        This record was merged into another one.{' '}
        <Button size="xs" variant="default" onClick={() => navigate({ screen: 'contact', id: mergedIntoId })}>
          Open that record
        </Button>
      </div>
    )
  }
  return (
    <>
      <CardStrip contact={contact} onLock={() => onDialog('lock')} />
      <div className="sh-contact-columns">
        <Reach contact={contact} onNewsletter={() => onDialog('newsletter')} />
        <Timeline contact={contact} />
        <RightNow contact={contact} />
      </div>
    </>
  )
}

function Dialogs(props: { contact: Contact; dialog: CardDialog; onClose: () => void }) {
  const { contact, dialog, onClose } = props
  if (dialog === 'note') return <NoteDialog contactId={contact.contactId} onClose={onClose} />
  if (dialog === 'lock') return <LockDialog contact={contact} onClose={onClose} />
  if (dialog === 'flags') return <FlagsDialog contact={contact} onClose={onClose} />
  return dialog === 'newsletter' ? <NewsletterDialog contact={contact} onClose={onClose} /> : null
}
