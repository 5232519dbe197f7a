import { Button } from '@mantine/core'
import { useState } from 'react'
import { mergeCertain, sampleDuplicates } from '../../../electron/contract/duplicates.ts'
import { countOf, countText } from '../../lib/format.ts'
import { useTask } from '../../lib/tasks.ts'
import { useCall } from '../../lib/use-call.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { namesOf, reasonOf } from './duplicate-words.ts'

const sampleSize = 12

/** All certain sets at once: first a look at some of them, then one action that can be undone as a whole. */
export function MergeCertain({ count }: { count: number }) {
  const [isAsking, setAsking] = useState(false)
  const task = useTask(mergeCertain)
  const { state } = task
  async function run(fingerprint: string): Promise<void> {
    setAsking(false)
    const reply = await task.start({ fingerprint })
    if (!reply.ok) return
    task.reset()
    await offerUndo(
      `Merged ${countOf(reply.value.merges, 'set')}: ${countOf(reply.value.mergedRecords, 'record')} fewer.`,
    )
  }
  return (
    <>
      {state.status === 'running' ? (
        <ProgressLine label="Merging the certain sets" progress={state.progress} onCancel={task.cancel} />
      ) : (
        <Button size="xs" onClick={() => setAsking(true)}>
          Merge {countOf(count, 'certain set')}…
        </Button>
      )}
      {state.status === 'failed' && <ErrorNote error={state.error} />}
      {isAsking && (
        <SampleDialog
          count={count}
          onClose={() => setAsking(false)}
          onConfirm={fingerprint => void run(fingerprint)}
        />
      )}
    </>
  )
}

/** What is confirmed is what stands here: should others be certain by then, nothing is merged. */
function SampleDialog(props: {
  count: number
  onClose: () => void
  onConfirm: (fingerprint: string) => void
}) {
  const sample = useCall(sampleDuplicates, { count: sampleSize })
  const count = sample.status === 'ready' ? sample.value.total : props.count
  return (
    <ConfirmDialog
      isOpen
      title={`Merge ${countOf(count, 'certain set')}?`}
      confirmLabel={`Merge ${countText(count)}`}
      onClose={props.onClose}
      isBusy={sample.status === 'loading'}
      onConfirm={() => sample.status === 'ready' && props.onConfirm(sample.value.fingerprint)}
    >
      <p>
        Look at these first. A backup is made, everything is one action in History, and each merge can also be
        taken apart by itself.
      </p>
      {count < props.count && (
        <p>
          {countOf(props.count - count, 'set')} left out: somebody was changed in the meantime and is being
          compared again.
        </p>
      )}
      {sample.status === 'failed' && <ErrorNote error={sample.error} onAgain={sample.again} />}
      {sample.status === 'ready' && (
        <ul className="dup-sample">
          {sample.value.sets.map(set => (
            <li key={set.contactIds.join()}>
              <strong>{namesOf(set)}</strong>
              <span className="sh-soft">{reasonOf(set)}</span>
            </li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  )
}
