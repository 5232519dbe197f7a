import { Button } from '@mantine/core'
import { IconCheck, IconChevronRight, IconRefresh } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { officeHealth } from '../../../electron/contract/office.ts'
import { countOf, countText } from '../../lib/format.ts'
import { useTask } from '../../lib/tasks.ts'
import { hrefOf, navigate } from '../../lib/use-place.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page, Panel } from '../../ui/Page.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { fixWords, type HealthPart, inOrderOfNeed, placeOfPart, scoreWords } from './quality-words.ts'
import './quality.css'

type Health = z.output<typeof officeHealth.output>

/** How sound the data is: a score with its parts, each with the list behind it and what helps. */
export function QualityScreen() {
  const { state, start, cancel } = useTask(officeHealth)
  const hasStarted = useRef(false)
  useEffect(() => {
    if (hasStarted.current) return
    hasStarted.current = true
    void start({})
  }, [start])
  return (
    <Page
      title="Data quality"
      detail={null}
      primary={
        <Button
          size="xs"
          variant="default"
          loading={state.status === 'running'}
          leftSection={<IconRefresh size="1rem" stroke={1.5} aria-hidden="true" />}
          onClick={() => void start({})}
        >
          Check again
        </Button>
      }
    >
      {state.status === 'failed' && <ErrorNote error={state.error} />}
      {state.status === 'running' && (
        <ProgressLine label="Looking at everything" progress={state.progress} onCancel={cancel} />
      )}
      {state.status === 'done' && <Parts health={state.value} />}
    </Page>
  )
}

function Parts({ health }: { health: Health }) {
  const { open, clean } = inOrderOfNeed(health.parts)
  const { contacts, transactions } = health.counts
  return (
    <div className="sh-quality">
      <section className="sh-quality-score" aria-label="Score">
        <span className="sh-quality-figure sh-figures">{health.score}</span>
        <span>
          <strong>{scoreWords(health.score)}</strong>
          <br />
          <span className="sh-soft">
            of 100 · {countOf(contacts, 'person', 'people')}, {countOf(transactions, 'payment')}
          </span>
        </span>
      </section>
      {open.length > 0 && (
        <Panel title="Needs somebody" isFlush>
          <ul className="sh-quality-parts">
            {open.map(part => (
              <OpenPart key={part.kind} part={part} />
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="In order">
        <ul className="sh-quality-clean">
          {clean.map(part => (
            <li key={part.kind}>
              <IconCheck size="1rem" stroke={1.5} aria-hidden="true" /> {part.title}: none
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function OpenPart({ part }: { part: HealthPart }) {
  const place = placeOfPart(part.kind)
  const content = (
    <>
      <span className="sh-quality-count sh-figures">{countText(part.count)}</span>
      <span className="sh-quality-text">
        <strong>{part.title}</strong>
        <span className="sh-soft">{fixWords[part.kind]}</span>
      </span>
      <span className="sh-quality-of sh-soft sh-figures">of {countText(part.of)}</span>
    </>
  )
  if (!place) return <li className="sh-quality-part">{content}</li>
  return (
    <li>
      <a
        className="sh-quality-part"
        href={hrefOf(place)}
        onClick={event => {
          event.preventDefault()
          navigate(place)
        }}
      >
        {content}
        <IconChevronRight size="1.125rem" stroke={1.5} aria-hidden="true" />
      </a>
    </li>
  )
}
