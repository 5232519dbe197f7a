import { Popover } from '@mantine/core'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { z } from 'zod'
import { contactFieldStory } from '../../../electron/contract/contact-card.ts'
import { type ContactField } from '../../../electron/contract/contacts.ts'
import { useCall } from '../../lib/use-call.ts'
import { fieldWords, sourceWords } from '../../lib/words.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { DateText, ValueText } from '../../ui/values.tsx'

export type StoryField = z.infer<typeof ContactField>

const openDelayMs = 350

/** Hovering or focusing a value tells where it came from, what others say, and why it may or may not change. */
export function ValueStory(props: { contactId: string; field: StoryField; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const id = useId()
  useEffect(() => () => clearTimeout(timer.current), [])
  function set(next: boolean): void {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(next), next ? openDelayMs : 80)
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="right-start"
      offset={12}
      width={340}
      withRoles={false}
      closeOnEscape
    >
      <Popover.Target>
        <span
          className="sh-story-target"
          aria-describedby={isOpen ? id : undefined}
          onMouseEnter={() => set(true)}
          onMouseLeave={() => set(false)}
          onFocus={() => set(true)}
          onBlur={() => set(false)}
          onKeyDown={event => {
            if (event.key !== 'Escape' || !isOpen) return
            event.stopPropagation()
            clearTimeout(timer.current)
            setOpen(false)
          }}
        >
          {props.children}
        </span>
      </Popover.Target>
      <Popover.Dropdown id={id} role="tooltip" onMouseEnter={() => set(true)} onMouseLeave={() => set(false)}>
        <Story contactId={props.contactId} field={props.field} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Story({ contactId, field }: { contactId: string; field: StoryField }) {
  const story = useCall(contactFieldStory, { contactId, field }, { keepPrevious: false })
  if (story.status === 'failed') return <ErrorNote error={story.error} />
  if (story.status === 'loading') return <span className="sh-soft">…</span>
  const { events, others, protection } = story.value
  return (
    <div className="sh-story">
      <strong>{fieldWords[field]}</strong>
      <p>{protection}</p>
      {others.map(other => (
        <p key={`${other.sourceSystem} ${other.value}`} className="sh-story-other">
          {sourceWords[other.sourceSystem]} says <strong>{other.value}</strong> since{' '}
          <DateText at={other.since} />. {other.why}
        </p>
      ))}
      {events.length > 0 && (
        <ol>
          {events.slice(0, 6).map(event => (
            <li key={`${event.at} ${event.newValue}`}>
              <span className="sh-soft">
                <DateText at={event.at} /> ·{' '}
                {event.sourceSystem && event.sourceSystem !== 'staff'
                  ? sourceWords[event.sourceSystem]
                  : event.who}
              </span>
              <span>
                {event.oldValue !== null && (
                  <>
                    <s>{event.oldValue}</s> →{' '}
                  </>
                )}
                <ValueText value={event.newValue} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
