import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconLockOpen2 } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { fieldWords, sourceWords } from '../../lib/words.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import { DateText, NoValue } from '../../ui/values.tsx'
import { statusWords } from './conflict-columns.tsx'
import type { Answer } from './use-answers.ts'
import { differenceTo } from './value-difference.ts'

/** One conflict, both values side by side, why it was stopped, and every answer. */
export function ConflictDetail(props: {
  conflict: ConflictRow
  isBusy: boolean
  onAnswer: (answer: Answer) => void
}) {
  const { conflict } = props
  const field = fieldWords[conflict.field]
  return (
    <aside className="sh-queue-detail con-detail" aria-label={`${field} of ${conflict.contactName}`}>
      <header>
        <h2>
          {field} of{' '}
          <a href={hrefOf({ screen: 'contact', id: conflict.contactId })}>{conflict.contactName}</a>
        </h2>
        <p className="sh-soft">
          {conflict.rule} Since <DateText at={conflict.createdAt} withTime />
          {conflict.batchId && (
            <>
              , from <a href={hrefOf({ screen: 'importBatch', batchId: conflict.batchId })}>this import</a>
            </>
          )}
          .
        </p>
      </header>
      <div className="con-sides">
        <Side title="Ours" badge={<SourceBadge source={conflict.currentSource} />}>
          <Marked value={conflict.current} other={conflict.incoming} />
        </Side>
        <Side title="Theirs" badge={<SourceBadge source={conflict.incomingSource} />}>
          <Marked value={conflict.incoming} other={conflict.current} />
        </Side>
        {conflict.base !== null && (
          <Side title="Was" badge={null}>
            {conflict.base}
          </Side>
        )}
      </div>
      {conflict.isSettled && (
        <p className="con-answered">What they say stands here by now, too: keep ours, and it is answered.</p>
      )}
      {conflict.status === 'open' ? (
        <AnswerButtons key={conflict.id} {...props} />
      ) : (
        <p className="con-answered">
          <StateBadge tone="good">{statusWords[conflict.status]}</StateBadge>{' '}
          {conflict.resolvedBy && `by ${conflict.resolvedBy} `}
          {conflict.resolvedAt && <DateText at={conflict.resolvedAt} withTime />}
          {conflict.resolvedAs && <span className="sh-soft"> · {conflict.resolvedAs}</span>}
        </p>
      )}
    </aside>
  )
}

function Side(props: { title: string; badge: ReactNode; children: ReactNode }) {
  return (
    <section className="con-side" aria-label={props.title}>
      <header>
        <h3>{props.title}</h3>
        {props.badge}
      </header>
      <div className="con-value">{props.children}</div>
    </section>
  )
}

/** The value with the words marked that the other side does not have. */
function Marked({ value, other }: { value: string | null; other: string | null }) {
  if (value === null || value === '') return <NoValue />
  if (other === null || other === '') return value
  return differenceTo(value, other).map((part, i) =>
    part.isDifferent ? <mark key={`${i} ${part.text}`}>{part.text}</mark> : part.text,
  )
}

function AnswerButtons(props: {
  conflict: ConflictRow
  isBusy: boolean
  onAnswer: (answer: Answer) => void
}) {
  const { conflict, isBusy, onAnswer } = props
  const theirs = sourceWords[conflict.incomingSource]
  const canKeepBoth = ['email', 'phone', 'mobile_phone'].includes(conflict.field)
  const canType = !['address', 'email_subscribed', 'source_system'].includes(conflict.field)
  return (
    <div className="sh-queue-answers" role="group" aria-label="Answers">
      <Button disabled={isBusy} onClick={() => onAnswer({ resolution: 'keep' })} rightSection={<kbd>⇧K</kbd>}>
        Keep ours
      </Button>
      <Button
        variant="default"
        disabled={isBusy}
        onClick={() => onAnswer({ resolution: 'take' })}
        rightSection={<kbd>T</kbd>}
      >
        Take {theirs}’s
      </Button>
      {canKeepBoth && (
        <Button variant="default" disabled={isBusy} onClick={() => onAnswer({ resolution: 'both' })}>
          Keep both
        </Button>
      )}
      <Button
        variant="subtle"
        disabled={isBusy}
        onClick={() => onAnswer({ resolution: 'take', unlock: true })}
        leftSection={<IconLockOpen2 size="1rem" stroke={1.5} aria-hidden="true" />}
        title="Imports may update this person again from now on"
      >
        Take and unlock the person
      </Button>
      {canType ? (
        <TypedAnswer isBusy={isBusy} onSave={value => onAnswer({ resolution: 'custom', value })} />
      ) : (
        <p className="sh-soft">
          To write something else, open{' '}
          <a href={hrefOf({ screen: 'contact', id: conflict.contactId })}>{conflict.contactName}</a>.
        </p>
      )}
    </div>
  )
}

function TypedAnswer(props: { isBusy: boolean; onSave: (value: string) => void }) {
  const [text, setText] = useState('')
  const value = text.trim()
  return (
    <form
      className="con-typed"
      onSubmit={event => {
        event.preventDefault()
        if (value && !props.isBusy) props.onSave(value)
      }}
    >
      <TextInput
        size="xs"
        label="Or type another value"
        maxLength={1000}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        disabled={props.isBusy || value === ''}
        leftSection={<IconCheck size="1rem" stroke={1.5} aria-hidden="true" />}
      >
        Save it
      </Button>
    </form>
  )
}
