import { Button, SegmentedControl } from '@mantine/core'
import {
  IconCalendarEvent,
  IconCoin,
  IconCreditCardOff,
  IconHeart,
  IconNote,
  IconPencil,
  IconReceiptRefund,
  IconRepeat,
  IconTicket,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import {
  type ContactCard,
  contactTimeline,
  type TimelineEntry,
} from '../../../electron/contract/contact-card.ts'
import { countOf, dayText } from '../../lib/format.ts'
import { useCall } from '../../lib/use-call.ts'
import { withLockWords } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { DateText, MoneyText } from '../../ui/values.tsx'
import { MergedFrom } from './MergedFrom.tsx'
import { type Note, NoteText } from './NoteText.tsx'
import './timeline.css'

type Entry = z.infer<typeof TimelineEntry>
type Kind = z.infer<typeof contactTimeline.input>['kind']

const pageEntries = 50
const kindIcons = {
  purchase: IconCoin,
  subscription: IconRepeat,
  refund: IconReceiptRefund,
  donation: IconHeart,
  failed: IconCreditCardOff,
  ticket: IconTicket,
  booking: IconCalendarEvent,
  note: IconNote,
  change: IconPencil,
} as const

const kindWords: Record<Kind, string> = {
  all: 'All',
  gifts: 'Gifts',
  purchases: 'Purchases',
  events: 'Events',
  notes: 'Notes',
  changes: 'Changes',
}

type Since = ContactCard['sinceLastVisit']
type PageProps = { contact: ContactCard; kind: Kind; before: string | null }

/** What happened with this person, newest first; changes of values folded, what came since the last visit marked. */
export function Timeline({ contact }: { contact: ContactCard }) {
  const [kind, setKind] = useState<Kind>('all')
  return (
    <section className="sh-contact-column sh-timeline" aria-label="Timeline">
      <div className="sh-timeline-head">
        <h2>Timeline</h2>
        <SegmentedControl
          size="xs"
          aria-label="Show in the timeline"
          value={kind}
          onChange={setKind}
          data={contactTimeline.input.shape.kind.unwrap().options.map(value => ({
            value,
            label: kindWords[value],
          }))}
        />
      </div>
      {contact.sinceLastVisit && <SinceLine since={contact.sinceLastVisit} />}
      <ol className="sh-timeline-list">
        <TimelinePage key={kind} contact={contact} kind={kind} before={null} />
      </ol>
    </section>
  )
}

function SinceLine({ since }: { since: NonNullable<Since> }) {
  return (
    <p className="sh-since">
      {since.actions > 0 ? (
        <>
          <StateBadge tone="needsYou">{countOf(since.actions, 'thing')} new</StateBadge>
          <span>
            since your visit on <DateText at={since.at} withTime />
          </span>
        </>
      ) : (
        <span>
          Nothing new since your visit on <DateText at={since.at} withTime />
        </span>
      )}
    </p>
  )
}

function TimelinePage({ contact, kind, before }: PageProps) {
  const [showsMore, setShowsMore] = useState(false)
  const page = useCall(
    contactTimeline,
    { contactId: contact.contactId, kind, limit: pageEntries, ...(before ? { before } : {}) },
    { keepPrevious: false },
  )
  if (page.status === 'failed') return <ErrorNote error={page.error} onAgain={page.again} />
  if (page.status === 'loading') return null
  const { entries } = page.value
  const last = entries.at(-1)
  if (!last) {
    return before ? null : (
      <li className="sh-timeline-none">
        <EmptyState title={kind === 'all' ? 'Nothing happened yet' : `No ${kind} yet`}>
          Payments, events, notes and changes appear here.
        </EmptyState>
      </li>
    )
  }
  return (
    <>
      {entries.map(entry => (
        <EntryLine key={entry.id} entry={entry} note={contact.notes.find(note => note.id === entry.id)} />
      ))}
      {showsMore && <TimelinePage contact={contact} kind={kind} before={last.at} />}
      {!showsMore && entries.length >= pageEntries && (
        <li className="sh-timeline-more">
          <Button variant="subtle" size="xs" onClick={() => setShowsMore(true)}>
            Show earlier
          </Button>
        </li>
      )}
    </>
  )
}

function EntryLine({ entry, note }: { entry: Entry; note: Note | undefined }) {
  const Icon = kindIcons[entry.kind]
  const isFolded = entry.kind === 'change' && entry.lines.length > 1
  return (
    <li className="sh-entry" data-kind={entry.kind} data-new={entry.isNew || undefined}>
      <span className="sh-entry-icon">
        <Icon size="1rem" stroke={1.5} aria-hidden="true" />
      </span>
      <div className="sh-entry-text">
        <div className="sh-entry-head">
          <span className="sh-entry-title">
            {entry.isNew && <span className="sh-visually-hidden">New: </span>}
            {note ? <NoteText note={note} /> : entry.title}
          </span>
          {entry.amountCents !== null && (
            <MoneyText cents={entry.amountCents} {...(entry.currency ? { currency: entry.currency } : {})} />
          )}
        </div>
        <div className="sh-entry-meta">
          <DateText at={entry.at} />
          {entry.who && <> · {entry.who}</>}
          {entry.startsAt && (
            <>
              {' '}
              · for <DateText at={entry.startsAt} withTime />
            </>
          )}
          {note?.isPinned && ' · pinned'}
          {!isFolded && entry.lines.map(line => ` · ${lineText(line)}`)}
        </div>
        {entry.mergedFrom && (
          <div className="sh-entry-meta">
            <MergedFrom from={entry.mergedFrom} />
          </div>
        )}
        {isFolded && <Changes lines={entry.lines} />}
      </div>
    </li>
  )
}

/** A line of the office with days as everywhere else. */
function lineText(line: string): string {
  return withLockWords(line).replaceAll(/\b\d{4}-\d\d-\d\d\b/g, dayText)
}

function Changes({ lines }: { lines: readonly string[] }) {
  return (
    <details className="sh-entry-lines">
      <summary>{countOf(lines.length, 'change')}</summary>
      <ul>
        {lines.map(line => (
          <li key={line}>{lineText(line)}</li>
        ))}
      </ul>
    </details>
  )
}
