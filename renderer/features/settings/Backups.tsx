import { Button } from '@mantine/core'
import { useState } from 'react'
import { createBackup, listBackups, restoreBackup } from '../../../electron/contract/office.ts'
import { bytesText, countOf } from '../../lib/format.ts'
import { useTask } from '../../lib/tasks.ts'
import { useCall } from '../../lib/use-call.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Panel } from '../../ui/Page.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { tellDone } from '../../ui/Toast.tsx'
import { DateText } from '../../ui/values.tsx'
import { makeBackup } from './make-backup.ts'

/** Backups of the office file: made by hand or before imports, each checked, each restorable. */
export function Backups() {
  const create = useTask(createBackup)
  const restore = useTask(restoreBackup)
  const isBusy = create.state.status === 'running' || restore.state.status === 'running'
  async function bringBack(backupId: string): Promise<void> {
    const reply = await restore.start({ backupId })
    if (reply.ok)
      tellDone(`Restored: ${countOf(reply.value.contacts, 'person', 'people')}. The file before is kept.`)
  }
  return (
    <div id="settings-backups">
      <Panel
        title="Backups"
        isFlush
        aside={
          <Button size="xs" variant="default" disabled={isBusy} onClick={() => void makeBackup()}>
            Make a backup now
          </Button>
        }
      >
        <div className="sh-backup-state">
          {create.state.status === 'running' && (
            <ProgressLine label="Making a backup" progress={create.state.progress} onCancel={create.cancel} />
          )}
          {restore.state.status === 'running' && (
            <ProgressLine label="Restoring the backup" progress={restore.state.progress} />
          )}
          {create.state.status === 'failed' && <ErrorNote error={create.state.error} />}
          {restore.state.status === 'failed' && <ErrorNote error={restore.state.error} />}
        </div>
        <BackupList isBusy={isBusy} onRestore={backupId => void bringBack(backupId)} />
      </Panel>
    </div>
  )
}

function BackupList(props: { isBusy: boolean; onRestore: (backupId: string) => void }) {
  const backups = useCall(listBackups, {})
  const [chosen, setChosen] = useState<string | null>(null)
  if (backups.status === 'failed') return <ErrorNote error={backups.error} onAgain={backups.again} />
  if (backups.status === 'loading') return null
  if (backups.value.backups.length === 0) {
    return <EmptyState title="No backups yet">One is made and checked before every import.</EmptyState>
  }
  const backup = backups.value.backups.find(b => b.backupId === chosen)
  return (
    <>
      <ul className="sh-rows sh-rows-scroll">
        {backups.value.backups.map(b => (
          <li key={b.backupId}>
            <span>
              <DateText at={b.madeAt} withTime /> · {b.reason}
              <br />
              <span className="sh-soft sh-figures">
                {countOf(b.contacts, 'person', 'people')}, {countOf(b.transactions, 'transaction')},{' '}
                {bytesText(b.sizeBytes)}
              </span>
            </span>
            <Button size="xs" variant="default" disabled={props.isBusy} onClick={() => setChosen(b.backupId)}>
              Restore
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={backup !== undefined}
        title="Restore this backup?"
        confirmLabel="Restore this backup"
        isDangerous
        onClose={() => setChosen(null)}
        onConfirm={() => {
          setChosen(null)
          if (backup) props.onRestore(backup.backupId)
        }}
      >
        <p>
          The office goes back to <DateText at={backup?.madeAt ?? null} withTime /> with{' '}
          {countOf(backup?.contacts ?? 0, 'person', 'people')}. The present file is kept beside it, so nothing
          is lost.
        </p>
      </ConfirmDialog>
    </>
  )
}
