import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { navigate } from '../../lib/use-place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { DateText } from '../../ui/values.tsx'
import { BatchState } from './history-columns.tsx'
import './import.css'
import { Receipt } from './Receipt.tsx'
import { fileInWords } from './recognised-words.ts'
import { useImportBatch } from './use-import-batch.ts'

/** One import of the past: its receipt, its rows, and Undo. */
export function ImportBatchScreen({ batchId }: { batchId: string }) {
  const found = useImportBatch(batchId)
  const back = (
    <Button
      variant="default"
      onClick={() => navigate({ screen: 'import' })}
      leftSection={<IconArrowLeft size="1rem" stroke={1.5} aria-hidden="true" />}
    >
      All imports
    </Button>
  )
  if (found.status !== 'ready') {
    return (
      <Page title="Import" primary={back}>
        {found.status === 'failed' && <ErrorNote error={found.error} onAgain={found.again} />}
        {found.status === 'missing' && (
          <EmptyState title="That import is not here">
            It may have been in an office that was replaced by a backup. All imports of this office are in the
            list.
          </EmptyState>
        )}
      </Page>
    )
  }
  const { batch } = found
  return (
    <Page
      title={batch.label}
      detail={
        <>
          {fileInWords(batch.fileName, batch.sheet)} · imported <DateText at={batch.importedAt} withTime /> by{' '}
          {batch.importedBy} <BatchState row={batch} />
        </>
      }
      primary={back}
      fills
    >
      <div className="imp-work">
        <Receipt key={batch.batchId} report={batch.report} plan={null} undoneAt={batch.undoneAt} />
      </div>
    </Page>
  )
}
