import { Button } from '@mantine/core'
import { countOf } from '../../lib/format.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { navigate } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { ColumnsPanel } from './ColumnsPanel.tsx'
import { AddFilesButton, DropArea } from './DropArea.tsx'
import { FileList } from './FileList.tsx'
import { historyColumns } from './history-columns.tsx'
import './import.css'
import type { SessionFile, Stage } from './import-session.ts'
import { PlanView } from './PlanView.tsx'
import { Receipt } from './Receipt.tsx'
import { RememberedColumnsView } from './RememberedColumnsView.tsx'
import { UndoAll } from './UndoAll.tsx'
import { type ImportScreenState, useImportScreen } from './use-import-screen.ts'

/** From dropped files to the receipt; with no file in hand, the imports so far, or what is remembered about columns. */
export function ImportScreen({ place }: { place: PlaceOf<'import'> }) {
  return place.view === 'columns' ? <RememberedColumnsView /> : <ImportInHand />
}

function ImportInHand() {
  const screen = useImportScreen()
  return screen.files.length === 0 ? <ImportStart screen={screen} /> : <ImportWork screen={screen} />
}

function ImportStart({ screen }: { screen: ImportScreenState }) {
  const { total } = screen
  if (total === 0) {
    return (
      <Page title="Import" fills>
        <div className="imp-start" data-fills>
          <DropArea note="No imports yet. Every import is kept here with its figures, and can be undone." />
        </div>
      </Page>
    )
  }
  return (
    <Page
      title="Import"
      detail={total ? `${countOf(total, 'import')} so far` : null}
      primary={
        screen.rememberedCount > 0 && (
          <Button variant="default" onClick={() => navigate({ screen: 'import', view: 'columns' })}>
            Remembered columns
          </Button>
        )
      }
      fills
    >
      <div className="imp-start">
        <DropArea isSmall />
      </div>
      <DataTable
        label="Imports"
        source={screen.history}
        columns={historyColumns}
        rowId={row => row.batchId}
        onOpen={row => navigate({ screen: 'importBatch', batchId: row.batchId })}
        exports={{ list: 'imports', input: {} }}
        empty={<EmptyState title="No imports yet">Drop a file anywhere.</EmptyState>}
      />
    </Page>
  )
}

function ImportWork({ screen }: { screen: ImportScreenState }) {
  return (
    <Page title="Import" detail={screen.detail} primary={<WorkButtons screen={screen} />} fills>
      <div className="imp-work">
        <FileList
          files={screen.files}
          shownId={screen.shown?.fileId ?? null}
          isChangeable={screen.isChangeable}
          canReadSheets={screen.canReadSheets}
          isAlone={screen.shown === null && screen.columnsFile === null}
          actions={screen.fileActions}
        />
        {screen.columnsFile ? <ColumnsPanel file={screen.columnsFile} /> : <WorkState screen={screen} />}
      </div>
    </Page>
  )
}

function WorkButtons({ screen }: { screen: ImportScreenState }) {
  const { step } = screen.stage
  if (step === 'importing') return null
  if (step === 'finished') {
    return (
      <>
        {screen.leftOverCount > 0 && (
          <Button variant="default" onClick={screen.goOn}>
            Go on with {countOf(screen.leftOverCount, 'file')}
          </Button>
        )}
        <Button onClick={screen.clear}>Import other files</Button>
      </>
    )
  }
  return (
    <>
      <AddFilesButton label="Add files" />
      <Button variant="default" onClick={screen.clear}>
        {screen.files.length === 1 ? 'Put the file away' : `Put ${screen.files.length} files away`}
      </Button>
      {screen.importLabel && <Button onClick={screen.startImport}>{screen.importLabel}</Button>}
    </>
  )
}

function WorkState({ screen }: { screen: ImportScreenState }) {
  const { stage, shown } = screen
  if (stage.step === 'choosing') return screen.hint ? <p className="imp-hint">{screen.hint}</p> : null
  if (stage.step === 'planning') {
    return (
      <ProgressLine label="Looking at what would happen" progress={stage.progress} onCancel={screen.cancel} />
    )
  }
  if (stage.step === 'planFailed') return <ErrorNote error={stage.error} onAgain={screen.planAgain} />
  return (
    <>
      {stage.step === 'importing' && (
        <ProgressLine label={screen.importingLabel} progress={screen.progress} onCancel={screen.cancel} />
      )}
      {screen.outcome && (
        <div className="imp-actions">
          <p className="imp-hint" role="status">
            {screen.outcome}
          </p>
          {screen.receipts.length > 1 && <UndoAll reports={screen.receipts} />}
        </div>
      )}
      {screen.leftOut && <p className="imp-bad">{screen.leftOut}</p>}
      {shown && screen.files.length > 1 && <ShownFile file={shown} files={screen.files} />}
      {shown?.run.status === 'done' && (
        <Receipt key={shown.fileId} report={shown.run.report} plan={shown.plan} />
      )}
      {shown && shown.plan && isPlanShown(shown.run.status, stage.step) && (
        <PlanView key={shown.fileId} report={shown.plan} />
      )}
    </>
  )
}

/** Of many files: whose figures and rows stand below. */
function ShownFile({ file, files }: { file: SessionFile; files: readonly SessionFile[] }) {
  return (
    <h2 className="imp-of">
      {file.fileName}
      <span className="sh-soft">
        file {files.indexOf(file) + 1} of {files.length}
      </span>
    </h2>
  )
}

/** After the import only files that had nothing to do still show their plan; the others show their receipt or why not. */
function isPlanShown(run: SessionFile['run']['status'], step: Stage['step']): boolean {
  return run !== 'done' && (step !== 'finished' || run === 'nothing')
}
