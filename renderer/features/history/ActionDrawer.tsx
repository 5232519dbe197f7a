import { Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import type { AppError } from '../../../electron/contract/errors.ts'
import { undoImport } from '../../../electron/contract/imports.ts'
import { getHistoryChanges, type HistoryRow, undoAction } from '../../../electron/contract/office.ts'
import { countOf, countText } from '../../lib/format.ts'
import { useTask } from '../../lib/tasks.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { plainWord, undoneWords, withLockWords } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { DateText, ValueText } from '../../ui/values.tsx'
import './history.css'

export type Action = z.infer<typeof HistoryRow>

const shownChanges = 500

/** One action: who, when, every change, and taking it back. */
export function ActionDrawer({ action, onClose }: { action: Action; onClose: () => void }) {
  return (
    <SideDrawer title={action.title} isOpen onClose={onClose} size="44rem">
      <p className="sh-soft">
        {action.who} · <DateText at={action.at} withTime /> · {countOf(action.changeCount, 'change')}
        {action.undoneAt && (
          <>
            {' '}
            · <StateBadge tone="neutral">Undone</StateBadge> <DateText at={action.undoneAt} withTime />
          </>
        )}
      </p>
      <ActionButtons action={action} />
      <Changes groupId={action.groupId} />
    </SideDrawer>
  )
}

type Undone = {
  restoredRows: number
  removedRows: number
  left: { what: string; reason: string }[]
  leftCount: number
}

/** Undoes an import by its own task, anything else by its command. */
function useUndo(action: Action) {
  const command = useCommand(undoAction)
  const task = useTask(undoImport, `imports.undo ${action.groupId}`)
  const [undone, setUndone] = useState<Undone | null>(null)
  async function run(): Promise<void> {
    if (action.batchId) {
      const reply = await task.start({ batchId: action.batchId })
      if (reply.ok) setUndone(reply.value)
      return
    }
    const reply = await command.run({ groupId: action.groupId })
    if (reply.ok) setUndone({ ...reply.value, leftCount: reply.value.left.length })
  }
  const error: AppError | null = task.state.status === 'failed' ? task.state.error : command.error
  return { run, undone, error, progress: task.state.status === 'running' ? task.state.progress : undefined }
}

function ActionButtons({ action }: { action: Action }) {
  const [isAsking, setAsking] = useState(false)
  const undo = useUndo(action)
  return (
    <>
      <Group gap="xs" my="sm">
        {action.canUndo && !undo.undone && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size="1rem" stroke={1.5} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            Undo this action
          </Button>
        )}
        {action.contactId && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconUser size="1rem" stroke={1.5} aria-hidden="true" />}
            onClick={() => action.contactId && navigate({ screen: 'contact', id: action.contactId })}
          >
            Open the person
          </Button>
        )}
        {action.batchId && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => action.batchId && navigate({ screen: 'importBatch', batchId: action.batchId })}
          >
            Open the import
          </Button>
        )}
      </Group>
      {undo.progress !== undefined && <ProgressLine label="Undoing" progress={undo.progress} />}
      {undo.error && <ErrorNote error={undo.error} />}
      {undo.undone && <UndoReport undone={undo.undone} />}
      <ConfirmDialog
        isOpen={isAsking}
        title="Undo this action?"
        confirmLabel={
          action.changeCount === 0 ? 'Undo this action' : `Undo ${countOf(action.changeCount, 'change')}`
        }
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void undo.run()
        }}
      >
        <p>
          “{action.title}” is taken back. What somebody changed later stays as it is and is listed afterwards.
          The undo itself appears in History.
        </p>
      </ConfirmDialog>
    </>
  )
}

function UndoReport({ undone }: { undone: Undone }) {
  return (
    <div className="sh-undo-report" role="status">
      <strong>Undone: {undoneWords(undone)}.</strong>
      {undone.leftCount > 0 && (
        <>
          <p>{countOf(undone.leftCount, 'later change')} kept:</p>
          <ul>
            {undone.left.map(left => (
              <li key={`${left.what} ${left.reason}`}>
                {left.what}: {left.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Changes({ groupId }: { groupId: string }) {
  const changes = useCall(getHistoryChanges, { groupId, limit: shownChanges }, { keepPrevious: false })
  if (changes.status === 'failed') return <ErrorNote error={changes.error} onAgain={changes.again} />
  if (changes.status === 'loading') return null
  const { total, changes: rows } = changes.value
  if (total === 0) return null
  return (
    <>
      <table className="sh-changes">
        <caption className="sh-visually-hidden">Changes of this action</caption>
        <thead>
          <tr>
            <th scope="col">Who or what</th>
            <th scope="col">Value</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(change => (
            <tr key={`${change.table} ${change.rowId} ${change.unit}`}>
              <th scope="row">{change.title}</th>
              <td className="sh-changes-unit">{plainWord(change.unit)}</td>
              <td>
                <ValueText value={change.oldValue && withLockWords(change.oldValue)} />
              </td>
              <td>
                <ValueText value={change.newValue && withLockWords(change.newValue)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && (
        <p className="sh-soft">
          The first {countText(rows.length)} of {countText(total)} changes.
        </p>
      )}
    </>
  )
}
