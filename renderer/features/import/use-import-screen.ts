import { useEffect } from 'react'
import { listImports } from '../../../electron/contract/imports.ts'
import { listRememberedColumns } from '../../../electron/contract/remembered-columns.ts'
import type { Progress } from '../../../electron/contract/wire.ts'
import { takeDroppedFiles, useDroppedFiles } from '../../lib/dropped-files.ts'
import { countOf } from '../../lib/format.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { useCall } from '../../lib/use-call.ts'
import type { FileListActions } from './FileList.tsx'
import {
  answerOptIn,
  cancelImport,
  clearFiles,
  goOnWithTheRest,
  importAll,
  makePlan,
  moveFile,
  openColumns,
  readSheet,
  removeFile,
  selectFile,
  takeFiles,
  useImportSession,
} from './import-flow.ts'
import {
  columnsFile,
  type ImportSession,
  leftOutSentence,
  leftOver,
  outcomeSentence,
  plansOf,
  readyFiles,
  receiptsOf,
  shownFile,
  unansweredFiles,
} from './import-session.ts'
import { importButtonLabel, overallSentence } from './plan-filters.ts'

const history = rowSource(listImports, {}, output => output.rows)
const fileActions: FileListActions = {
  select: selectFile,
  move: moveFile,
  remove: removeFile,
  answer: answerOptIn,
  openColumns,
  readSheet: (fileId, sheet) => void readSheet(fileId, sheet),
}

export type ImportScreenState = ReturnType<typeof useImportScreen>

/** The import in hand as the screen shows it. */
export function useImportScreen() {
  const session = useImportSession()
  const waiting = useDroppedFiles()
  const { stage, files } = session
  const isImporting = stage.step === 'importing'
  useEffect(() => {
    if (waiting.length > 0 && !isImporting) takeFiles(takeDroppedFiles())
  }, [waiting, isImporting])
  const total = useRowTotal(history)
  const remembered = useCall(listRememberedColumns, { limit: 1 })
  const shown = shownFile(session)
  const isChangeable = stage.step !== 'importing' && stage.step !== 'finished'
  return {
    history,
    total,
    rememberedCount: remembered.status === 'ready' ? remembered.value.total : 0,
    files,
    stage,
    fileActions,
    shown,
    isChangeable,
    canReadSheets: !isImporting,
    /** The file whose columns are being named, while that is possible. */
    columnsFile: isChangeable ? columnsFile(session) : null,
    detail: detailOf(session),
    hint: hintOf(session),
    importLabel: stage.step === 'planned' ? importButtonLabel(plansOf(session)) : null,
    importingLabel: importingLabel(session, waiting.length),
    progress: progressOf(session),
    outcome: outcomeSentence(session),
    leftOut: leftOutSentence(session),
    receipts: receiptsOf(session),
    leftOverCount: leftOver(session).length,
    startImport: () => void importAll(),
    planAgain: () => void makePlan(),
    cancel: cancelImport,
    clear: clearFiles,
    goOn: goOnWithTheRest,
  }
}

function detailOf(session: ImportSession): string {
  const { step } = session.stage
  if (step === 'planned' && importButtonLabel(plansOf(session)) === null) return 'Nothing to import'
  if (step === 'planned') return overallSentence(plansOf(session))
  if (step === 'finished') {
    const receipts = receiptsOf(session)
    return receipts.length > 0 ? overallSentence(receipts) : 'Nothing imported'
  }
  return countOf(session.files.length, 'file')
}

function hintOf(session: ImportSession): string | null {
  if (session.files.some(file => file.look.status === 'looking')) return null
  const open = unansweredFiles(session).length
  if (open > 0)
    return `Answer the ${open === 1 ? 'question' : `${open} questions`} above to see what would happen.`
  return readyFiles(session).length === 0 ? 'None of these files can be read. The office is as it was.' : null
}

function importingLabel(session: ImportSession, waitingCount: number): string {
  const files = readyFiles(session)
  const index = files.findIndex(file => file.run.status === 'running')
  const file = files[index]
  if (!file) return 'Importing'
  const place = files.length > 1 ? ` (file ${index + 1} of ${files.length})` : ''
  const waits = waitingCount > 0 ? `, ${countOf(waitingCount, 'more file')} waiting` : ''
  return `Importing ${file.look.file.label}${place}${waits}`
}

function progressOf(session: ImportSession): Progress | null {
  const running = session.files.find(file => file.run.status === 'running')
  return running?.run.status === 'running' ? running.run.progress : null
}
