import { Button, Stack } from '@mantine/core'
import { IconDatabaseX } from '@tabler/icons-react'
import { useState } from 'react'
import { type AppError, sentenceOf } from '../../electron/contract/errors.ts'
import { listBackups, restoreBackup } from '../../electron/contract/office.ts'
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
        <Backups />
        <div className="sh-trouble-again">
          <Button variant="default" onClick={() => window.location.reload()}>
            Try to open it again
          </Button>
        </div>
      </div>
    </main>
  )
}

function Backups() {
  const backups = useCall(listBackups, {})
  const restore = useTask(restoreBackup)
  const [chosen, setChosen] = useState<string | null>(null)
  if (restore.state.status === 'running') {
    return <ProgressLine label="Restoring the backup" progress={restore.state.progress} />
  }
  if (backups.status !== 'ready' || backups.value.backups.length === 0) return null
  const backup = backups.value.backups.find(b => b.backupId === chosen)
  return (
    <Stack gap="xs">
      <h2 className="sh-trouble-heading">Restore a backup</h2>
      {restore.state.status === 'failed' && <ErrorNote error={restore.state.error} />}
      {backups.value.backups.slice(0, 5).map(b => (
        <div key={b.backupId} className="sh-trouble-backup">
          <span>
            <DateText at={b.madeAt} withTime /> · {b.reason}
            <br />
            <span className="sh-soft">
              {countOf(b.contacts, 'person', 'people')}, {countOf(b.transactions, 'transaction')},{' '}
              {bytesText(b.sizeBytes)}
            </span>
          </span>
          <Button size="xs" variant="default" onClick={() => setChosen(b.backupId)}>
            Restore
          </Button>
        </div>
      ))}
      <ConfirmDialog
        isOpen={backup !== undefined}
        title="Restore this backup?"
        confirmLabel="Restore this backup"
        onClose={() => setChosen(null)}
        onConfirm={() => {
          setChosen(null)
          if (backup) {
            void restore
              .start({ backupId: backup.backupId })
              .then(reply => reply.ok && window.location.reload())
          }
        }}
      >
        <p>The file that could not be opened is kept beside it. Nothing is deleted.</p>
      </ConfirmDialog>
    </Stack>
  )
}
