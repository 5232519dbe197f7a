import { Button } from '@mantine/core'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countOf, countText, secondsText } from '../../lib/format.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { differenceSentence } from './balance.ts'
import { PlanView } from './PlanView.tsx'
import { fileInWords } from './recognised-words.ts'
import { UndoneNote } from './UndoneNote.tsx'
import { useReceipt } from './use-receipt.ts'

/** What an import did: the figures of the plan again, what is left to do, and Undo. */
export function Receipt(props: {
  report: BatchReport
  /** The plan that was shown before, when this receipt follows one. */
  plan: BatchReport | null
  undoneAt?: string | null
}) {
  const { report, plan } = props
  const receipt = useReceipt(report, props.undoneAt ?? null)
  const difference = plan && differenceSentence(plan, report)
  return (
    <PlanView report={report}>
      {difference && (
        <p className="imp-note" role="status">
          Not quite as previewed, because something changed meanwhile or another file came first. Of its rows:{' '}
          {difference}.
        </p>
      )}
      {receipt.undoState.status === 'running' && (
        <ProgressLine
          label="Undoing this import"
          progress={receipt.undoState.progress}
          onCancel={receipt.cancelUndo}
        />
      )}
      {receipt.undoneAt ? (
        <UndoneNote report={receipt.undoReport} at={receipt.undoneAt} />
      ) : (
        <div className="imp-actions">
          <Button
            variant="default"
            size="xs"
            disabled={receipt.undoState.status === 'running'}
            onClick={receipt.askUndo}
            leftSection={<IconArrowBackUp size="1rem" stroke={1.5} aria-hidden="true" />}
          >
            Undo this import
          </Button>
          {report.outcomes.error > 0 && (
            <Button
              variant="default"
              size="xs"
              loading={receipt.isSaving}
              onClick={receipt.saveErrors}
              leftSection={<IconDownload size="1rem" stroke={1.5} aria-hidden="true" />}
            >
              Download {countOf(report.outcomes.error, 'row')} that could not be read
            </Button>
          )}
          <ReceiptLinks report={report} />
          <span className="sh-soft sh-figures imp-actions-end">{secondsText(report.seconds)}</span>
        </div>
      )}
      {report.outcomes.error > 0 && !receipt.undoneAt && (
        <p className="imp-note">{unreadableSentence(report.outcomes.error)}</p>
      )}
      {receipt.undoState.status === 'failed' && <ErrorNote error={receipt.undoState.error} />}
      {receipt.saveError && <ErrorNote error={receipt.saveError} onAgain={receipt.saveErrors} />}
      <UndoDialog
        report={report}
        isOpen={receipt.isAsking}
        onConfirm={receipt.undo}
        onClose={receipt.closeUndo}
      />
    </PlanView>
  )
}

function unreadableSentence(count: number): string {
  const rows = `${countOf(count, 'row')} could not be read. Nothing else was affected.`
  return `${rows} Download ${count === 1 ? 'it' : 'them'}, correct ${count === 1 ? 'it' : 'them'}, drop the file again.`
}

function ReceiptLinks({ report }: { report: BatchReport }) {
  const { missing } = report.subscriptions
  return (
    <>
      {report.conflicts > 0 && (
        <a href={hrefOf({ screen: 'conflicts' })}>Decide {countOf(report.conflicts, 'value')}</a>
      )}
      {report.suggestions > 0 && (
        <a href={hrefOf({ screen: 'conflicts', view: 'suggestions' })}>
          See {countOf(report.suggestions, 'suggestion')}
        </a>
      )}
      {missing > 0 && (
        <a href={hrefOf({ screen: 'reconciliation' })}>Reconcile {countOf(missing, 'subscription')}</a>
      )}
      <a href={hrefOf({ screen: 'people' })}>People</a>
      {report.totals.byType.length > 0 && <a href={hrefOf({ screen: 'transactions' })}>Transactions</a>}
    </>
  )
}

function UndoDialog(props: {
  report: BatchReport
  isOpen: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const { outcomes, label, file, sheet } = props.report
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      title="Undo this import?"
      confirmLabel="Undo this import"
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <p>
        Everything {fileInWords(file, sheet)} ({label}) brought is taken back: {countText(outcomes.created)}{' '}
        new and {countOf(outcomes.updated, 'changed row')}.
      </p>
      <p>What somebody edited since then stays as it is now, and you are told what and why.</p>
    </ConfirmDialog>
  )
}
