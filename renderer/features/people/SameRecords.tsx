import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import {
  type DuplicateSet,
  listDuplicates,
  listMerges,
  unmergeContacts,
} from '../../../electron/contract/duplicates.ts'
import { countOf } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { DateText } from '../../ui/values.tsx'
import { Block } from './Block.tsx'

/** Other records that may be this person, each with its strongest reason. */
export function PossibleDuplicates({ contactId }: { contactId: string }) {
  const found = useCall(listDuplicates, { contactId, limit: 3 }, { keepPrevious: false })
  if (found.status === 'failed') return <ErrorNote error={found.error} />
  if (found.status === 'loading' || found.value.total === 0) return null
  const { total, sets } = found.value
  return (
    <Block title={countOf(total, 'possible duplicate')} tone="needsYou">
      {sets.map(set => (
        <Likeness key={set.contactIds.join()} set={set} contactId={contactId} />
      ))}
      <Button size="xs" variant="default" onClick={() => navigate({ screen: 'duplicates', contactId })}>
        Compare
      </Button>
    </Block>
  )
}

function Likeness({ set, contactId }: { set: DuplicateSet; contactId: string }) {
  const others = set.members.filter(member => member.contactId !== contactId)
  return (
    <div className="sh-block-row">
      <strong>{others.map(other => other.fullName).join(', ')}</strong>
      <span className="sh-soft">{set.evidence.conclusion ?? set.evidence.for[0]}</span>
    </div>
  )
}

type Merge = z.output<typeof listMerges.output>['merges'][number]
type Unmerged = z.output<typeof unmergeContacts.output>

/** The merges that made this record; each can be taken apart at any time. */
export function Merges({ contactId }: { contactId: string }) {
  const merges = useCall(listMerges, { contactId }, { keepPrevious: false })
  const unmerge = useCommand(unmergeContacts)
  const [stayed, setStayed] = useState<Unmerged | null>(null)
  async function takeApart(merge: Merge): Promise<void> {
    const reply = await unmerge.run({ mergeId: merge.mergeId })
    if (!reply.ok) return
    if (reply.value.stayedCount > 0) setStayed(reply.value)
    await offerUndo(`${namesOf(merge)} is a record of its own again.`)
  }
  const all = merges.status === 'ready' ? merges.value.merges : []
  return (
    <>
      {merges.status === 'failed' && <ErrorNote error={merges.error} />}
      {all.length > 0 && (
        <Block title="Merged into this record">
          {unmerge.error && <ErrorNote error={unmerge.error} />}
          {all.map(merge => (
            <div key={merge.mergeId} className="sh-block-row sh-block-row-action">
              <span>
                {namesOf(merge)}
                <br />
                <span className="sh-soft">
                  <DateText at={merge.at} /> · {merge.who}
                </span>
              </span>
              <Button
                size="xs"
                variant="default"
                loading={unmerge.isRunning}
                aria-label={`Take ${namesOf(merge)} apart from this record`}
                onClick={() => void takeApart(merge)}
              >
                Take apart
              </Button>
            </div>
          ))}
        </Block>
      )}
      {stayed && <StayedDialog unmerged={stayed} onClose={() => setStayed(null)} />}
    </>
  )
}

/** What a later action made its own, so that it did not go back. */
function StayedDialog({ unmerged, onClose }: { unmerged: Unmerged; onClose: () => void }) {
  const more = unmerged.stayedCount - unmerged.stayed.length
  return (
    <Modal opened onClose={onClose} title="Taken apart; this stayed where it is">
      <ul className="sh-stayed">
        {unmerged.stayed.map(item => (
          <li key={`${item.what} ${item.reason}`}>
            {item.what}
            <br />
            <span className="sh-soft">{item.reason}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="sh-soft">and {countOf(more, 'more', 'more')}</p>}
      <Button onClick={onClose} data-autofocus>
        Close
      </Button>
    </Modal>
  )
}

function namesOf(merge: Merge): string {
  return merge.merged.map(record => record.fullName).join(', ')
}
