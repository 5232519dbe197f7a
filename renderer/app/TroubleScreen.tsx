import { Button, Stack } from '@mantine/core'
import { IconDatabaseX } from '@tabler/icons-react'
import { useState } from 'react'
import { type AppError, sentenceOf } from '../../electron/contract/errors.ts'
import { listBackups, restoreBackup, stillReadable } from '../../electron/contract/office.ts'
import { bytesText, countOf } from '../lib/format.ts'
import { useTask } from '../lib/tasks.ts'
import { useCall } from '../lib/use-call.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { ProgressLine } from '../ui/ProgressLine.tsx'
import { DateText } from '../ui/values.tsx'

/** The office file could not be opened: what is wrong, what is safe, and the way out. */
export function TroubleScreen({ error }: { error: AppError }) {
  return (
    <main className="sh-whole sh-trouble">
      <div className="sh-card sh-trouble-card">
        <EmptyState title="The office could not be opened" icon={<IconDatabaseX size={24} stroke={1.5} />}>
          <p role="alert">{sentenceOf(error)}</p>
        </EmptyState>
        <WaysOut isDamaged={error.code === 'database.damaged'} />
        <div className="sh-trouble-again">
          <Button variant="default" onClick={() => window.location.reload()}>
            Try to open it again
          </Button>
        </div>
      </div>
    </main>
  )
}

type Choice = { backupId: string; title: string; confirmLabel: string; explanation: string }

const readable: Choice = {
  backupId: stillReadable,
  title: 'Go on with what is still readable?',
  confirmLabel: 'Go on with what is readable',
  explanation: 'What the damage reached is missing then. The damaged file is kept beside the new one.',
}

function WaysOut({ isDamaged }: { isDamaged: boolean }) {
  const backups = useCall(listBackups, {})
  const restore = useTask(restoreBackup)
  const [chosen, setChosen] = useState<Choice | null>(null)
  if (restore.state.status === 'running') {
    return <ProgressLine label="Restoring the office" progress={restore.state.progress} />
  }
  const listed = backups.status === 'ready' ? backups.value.backups.slice(0, 5) : []
  return (
    <Stack gap="xs">
      {restore.state.status === 'failed' && <ErrorNote error={restore.state.error} />}
      {listed.length > 0 && <h2 className="sh-trouble-heading">Restore a backup</h2>}
      {listed.map(b => (
        <div key={b.backupId} className="sh-trouble-backup">
          <span>
            <DateText at={b.madeAt} withTime /> · {b.reason}
            <br />
            <span className="sh-soft">
              {countOf(b.contacts, 'person', 'people')}, {countOf(b.transactions, 'transaction')},{' '}
              {bytesText(b.sizeBytes)}
            </span>
          </span>
          <Button size="xs" variant="default" onClick={() => setChosen(backupChoice(b.backupId))}>
            Restore
          </Button>
        </div>
      ))}
      {isDamaged && (
        <Button variant="default" onClick={() => setChosen(readable)}>
          Go on with what is still readable
        </Button>
      )}
      <ConfirmDialog
        isOpen={chosen !== null}
        title={chosen?.title ?? ''}
        confirmLabel={chosen?.confirmLabel ?? ''}
        onClose={() => setChosen(null)}
        onConfirm={() => {
          setChosen(null)
          if (chosen) {
            void restore
              .start({ backupId: chosen.backupId })
              .then(reply => reply.ok && window.location.reload())
          }
        }}
      >
        <p>{chosen?.explanation}</p>
      </ConfirmDialog>
    </Stack>
  )
}

function backupChoice(backupId: string): Choice {
  return {
    backupId,
    title: 'Restore this backup?',
    confirmLabel: 'Restore this backup',
    explanation: 'The file that could not be opened is kept beside it. Nothing is deleted.',
  }
}
