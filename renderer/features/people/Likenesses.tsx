import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { z } from 'zod'
import { checkPerson } from '../../../electron/contract/duplicates.ts'
import { useCall } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { checkOf, type NewPerson } from './new-person.ts'
import './card-blocks.css'

type Match = z.output<typeof checkPerson.output>['matches'][number]

const pauseMs = 150

/** Who the person being typed may be already, so that nobody is added twice; adding anyway stays possible. */
export function Likenesses({ form, onOpen }: { form: NewPerson; onOpen: () => void }) {
  const [typed] = useDebouncedValue(form, pauseMs)
  const input = checkOf(typed)
  const found = useCall(checkPerson, input ?? {}, { enabled: input !== null })
  if (input === null || found.status !== 'ready' || found.value.matches.length === 0) return null
  return (
    <div className="sh-block sh-block-needs-you" role="status">
      <h3>Is it one of these?</h3>
      {found.value.matches.slice(0, 3).map(match => (
        <div key={match.contactId} className="sh-block-row sh-block-row-action">
          <span>
            <strong>{match.fullName}</strong>{' '}
            <span className="sh-soft">{[match.email, match.city].filter(Boolean).join(' · ')}</span>
            <br />
            <span className="sh-soft">{reasonOf(match)}</span>
          </span>
          <Button
            size="xs"
            variant="default"
            aria-label={`Open ${match.fullName} instead`}
            onClick={() => {
              onOpen()
              navigate({ screen: 'contact', id: match.contactId })
            }}
          >
            Open
          </Button>
        </div>
      ))}
    </div>
  )
}

function reasonOf({ evidence, outcome }: Match): string {
  return outcome === 'same_household'
    ? (evidence.conclusion ?? 'Probably of the same household.')
    : evidence.for.slice(0, 2).join(' ')
}
