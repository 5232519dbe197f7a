import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { type BatchReport, undoImport } from '../../../electron/contract/imports.ts'
import { countOf } from '../../lib/format.ts'
import { useTaskStates } from '../../lib/tasks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { fileInWords } from './recognised-words.ts'
import { undoAll, undoneInWords, undoSentences, undoSlot } from './undo-all.ts'

/** One press for what several files brought together. Each can still be undone by itself on its own receipt. */
export function UndoAll({ reports }: { reports: readonly BatchReport[] }) {
  const states = useTaskStates(
    undoImport,
    reports.map(({ batchId }) => undoSlot(batchId)),
  )
  const [isAsking, setAsking] = useState(false)
  const left = reports.filter((_, place) => states[place]?.status !== 'done')
  const files = countOf(left.length, 'file')
  const isRunning = states.some(({ status }) => status === 'running')
  return (
    <>
      <div role="status">
        {undoSentences(reports, states).map(sentence => (
          <p key={sentence} className="imp-hint">
            {sentence}
          </p>
        ))}
      </div>
      {left.length > 1 && !isRunning && (
        <Button
          variant="default"
          size="xs"
          onClick={() => setAsking(true)}
          leftSection={<IconArrowBackUp size="1rem" stroke={1.5} aria-hidden="true" />}
        >
          Undo all {files}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Undo all ${files}?`}
        confirmLabel={`Undo all ${files}`}
        onConfirm={() => {
          setAsking(false)
          void undoAll(left)
        }}
        onClose={() => setAsking(false)}
      >
        <p>Everything these files brought is taken back, the newest first: {undoneInWords(left)}.</p>
        <ul>
          {left.map(({ batchId, file, sheet, label }) => (
            <li key={batchId}>
              {fileInWords(file, sheet)} ({label})
            </li>
          ))}
        </ul>
        <p>What somebody edited since then stays as it is now, and each receipt says what and why.</p>
      </ConfirmDialog>
    </>
  )
}
