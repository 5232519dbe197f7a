import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DuplicateSet } from '../../../electron/contract/duplicates.ts'
import { phoneText } from '../../lib/format.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { SourceBadge } from '../../ui/badges.tsx'
import { DateText } from '../../ui/values.tsx'
import { headlineOf, inWords, namesOf } from './duplicate-words.ts'

/** One set: the three verdicts, always in the same place, its people, and what speaks for and against. */
export function DuplicateDetail(props: {
  set: DuplicateSet
  isBusy: boolean
  onMerge: () => void
  onVerdict: (verdict: 'notSame' | 'household') => void
}) {
  const { set, isBusy } = props
  const { evidence } = set
  const isUnsure = set.band === 'look'
  const isHousehold = set.outcome === 'same_household'
  return (
    <aside className="sh-queue-detail dup-detail" aria-label={namesOf(set)}>
      <h2>{headlineOf(set)}</h2>
      <div className="sh-queue-answers dup-answers" role="group" aria-label="Verdict">
        <Button
          variant={isHousehold || isUnsure ? 'default' : 'filled'}
          disabled={isBusy}
          onClick={props.onMerge}
          rightSection={<kbd>M</kbd>}
        >
          One person…
        </Button>
        <Button
          variant={isHousehold ? 'filled' : 'default'}
          disabled={isBusy}
          onClick={() => props.onVerdict('household')}
          rightSection={<kbd>⇧H</kbd>}
        >
          Same household
        </Button>
        <Button
          variant="default"
          disabled={isBusy}
          onClick={() => props.onVerdict('notSame')}
          rightSection={<kbd>⇧N</kbd>}
        >
          Not the same
        </Button>
      </div>
      {set.members.map(member => (
        <div className="dup-member" key={member.contactId}>
          <a href={hrefOf({ screen: 'contact', id: member.contactId })}>{member.fullName}</a>
          {[member.email, member.phone && phoneText(member.phone), member.city]
            .filter(value => value !== null)
            .map(value => (
              <span key={value}>{value}</span>
            ))}
          <span className="sh-soft">
            <SourceBadge source={member.sourceSystem} /> since <DateText at={member.createdAt} />
          </span>
        </div>
      ))}
      <Reasons title="Speaks for it" sentences={evidence.for} />
      <Reasons title="Speaks against it" sentences={evidence.against} />
    </aside>
  )
}

function Reasons({ title, sentences }: { title: string; sentences: readonly string[] }): ReactNode {
  if (sentences.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {sentences.map(sentence => (
          <li key={sentence}>{inWords(sentence)}</li>
        ))}
      </ul>
    </section>
  )
}
