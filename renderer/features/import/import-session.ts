import type { AppError } from '../../../electron/contract/errors.ts'
import type { BatchReport, OptInMeaning, RecognisedFile } from '../../../electron/contract/imports.ts'
import type { ColumnAnswers } from '../../../electron/contract/remembered-columns.ts'
import type { Progress } from '../../../electron/contract/wire.ts'
import { countOf } from '../../lib/format.ts'
import { inImportOrder, moved } from './file-order.ts'
import { importButtonLabel } from './plan-filters.ts'

/** What is known about a dropped file so far. */
export type FileLook =
  /** `found` is the kind of file, as soon as its beginning says so. */
  | { status: 'looking'; found: string | null }
  | { status: 'ready'; file: RecognisedFile }
  | { status: 'failed'; error: AppError }

/** How far the real import of one file is. */
export type FileRun =
  | { status: 'waiting' }
  | { status: 'running'; progress: Progress | null }
  | { status: 'done'; report: BatchReport }
  | { status: 'failed'; error: AppError }
  | { status: 'cancelled' }
  /** The plan found nothing to do. */
  | { status: 'nothing' }

export type SessionFile = {
  fileId: string
  fileName: string
  /** Files dropped later have higher numbers. */
  number: number
  look: FileLook
  /** Of a workbook the sheet that somebody chose; null: the one that the office takes. */
  sheet: string | null
  /** All sheets of a workbook, also while it is looked at again and when the chosen one cannot be read. */
  sheets: readonly string[]
  /** What being in the file means for the newsletter; null until somebody said so. */
  optIn: OptInMeaning | null
  /** What somebody said about its columns just now; null: as the office finds or remembers them. */
  answers: ColumnAnswers | null
  /** Why the office did not take the last answers. */
  columnsError: AppError | null
  /** From the last dry run. */
  plan: BatchReport | null
  run: FileRun
}

/** Where the import is: files are chosen, the plan is made, read, carried out, finished. */
export type Stage =
  | { step: 'choosing' }
  | { step: 'planning'; progress: Progress | null }
  | { step: 'planFailed'; error: AppError }
  | { step: 'planned' }
  | { step: 'importing' }
  | { step: 'finished' }

export type ImportSession = {
  files: readonly SessionFile[]
  stage: Stage
  /** The file whose figures and rows are shown. */
  selectedId: string | null
  /** The file whose columns are being named. */
  columnsId: string | null
  /** Somebody chose the order; new files go to the end then. */
  isOrderChosen: boolean
}

export const emptySession: ImportSession = {
  files: [],
  stage: { step: 'choosing' },
  selectedId: null,
  columnsId: null,
  isOrderChosen: false,
}

export function newFile(dropped: Pick<SessionFile, 'fileId' | 'fileName' | 'number'>): SessionFile {
  const { fileId, fileName, number } = dropped
  return {
    fileId,
    fileName,
    number,
    look: { status: 'looking', found: null },
    sheet: null,
    sheets: [],
    optIn: null,
    answers: null,
    columnsError: null,
    plan: null,
    run: { status: 'waiting' },
  }
}

/** The session with one file changed; the order follows what the files are unless somebody chose one. */
export function withFile(
  session: ImportSession,
  fileId: string,
  change: Partial<Omit<SessionFile, 'fileId'>>,
): ImportSession {
  const files = session.files.map(file => (file.fileId === fileId ? { ...file, ...change } : file))
  return { ...session, files: session.isOrderChosen ? files : ordered(files) }
}

/** The session with another sheet of a file to be looked at. What was imported before is no longer in hand; what was not waits again. */
export function withSheet(session: ImportSession, fileId: string, sheet: string): ImportSession {
  const files = session.files
    .filter(file => file.fileId === fileId || file.run.status !== 'done')
    .map(file => {
      const again = file.fileId === fileId ? { ...newFile(file), sheet, sheets: file.sheets } : file
      return { ...again, run: { status: 'waiting' } as const }
    })
  const columnsId = session.columnsId === fileId ? null : session.columnsId
  return withoutPlans({ ...session, files, columnsId, selectedId: null })
}

/** A changed set of files makes every plan stale: they are taken away until a new dry run. */
export function withoutPlans(session: ImportSession): ImportSession {
  return {
    ...session,
    stage: { step: 'choosing' },
    files: session.files.map(file => ({ ...file, plan: null })),
  }
}

export function withMoved(session: ImportSession, fileId: string, by: -1 | 1): ImportSession {
  const from = session.files.findIndex(file => file.fileId === fileId)
  return { ...session, files: moved(session.files, from, by), isOrderChosen: true }
}

/** Files of one kind in the order they were dropped, whichever was recognised first: a newer export comes after an older one. */
function ordered(files: readonly SessionFile[]): SessionFile[] {
  const dropped = files.toSorted((a, b) => a.number - b.number)
  return inImportOrder(dropped.map(file => ({ file, source: sourceOf(file) }))).map(entry => entry.file)
}

function sourceOf(file: SessionFile): string | null {
  return file.look.status === 'ready' ? file.look.file.source : null
}

export type ReadyFile = SessionFile & { look: { status: 'ready'; file: RecognisedFile } }

function isReady(file: SessionFile): file is ReadyFile {
  return file.look.status === 'ready'
}

/** The files that can be imported, in order. */
export function readyFiles(session: ImportSession): ReadyFile[] {
  return session.files.filter(isReady)
}

export function rowCountOf(file: ReadyFile): number {
  return file.look.file.rowCount
}

/** Its columns are guesses, or its cells could be read in two ways, and nobody has answered yet. */
export function asksColumns(file: ReadyFile): boolean {
  const { isGuessed, dateOrder, decimalMark } = file.look.file
  return isGuessed || dateOrder?.isOpen === true || decimalMark?.isOpen === true
}

/** Files with a question nobody has answered. */
export function unansweredFiles(session: ImportSession): ReadyFile[] {
  return readyFiles(session).filter(
    file => asksColumns(file) || (file.look.file.asksOptIn && file.optIn === null),
  )
}

/** The file whose columns are shown instead of its figures. */
export function columnsFile(session: ImportSession): ReadyFile | null {
  return readyFiles(session).find(file => file.fileId === session.columnsId) ?? null
}

/** Everything a plan needs is known: no file is being looked at and no question is open. */
export function canPlan(session: ImportSession): boolean {
  const isLooking = session.files.some(file => file.look.status === 'looking')
  return !isLooking && readyFiles(session).length > 0 && unansweredFiles(session).length === 0
}

/** What `imports.run` is given for a file. */
export function runInputOf(file: ReadyFile): {
  fileId: string
  source: string
  sheet?: string
  optIn?: OptInMeaning
  answers?: ColumnAnswers
} {
  const { source, sheet, asksOptIn } = file.look.file
  return {
    fileId: file.fileId,
    source,
    ...(sheet === null ? {} : { sheet }),
    ...(asksOptIn && file.optIn ? { optIn: file.optIn } : {}),
    ...(file.answers ? { answers: file.answers } : {}),
  }
}

/** The reports of all planned files, in order. */
export function plansOf(session: ImportSession): BatchReport[] {
  return readyFiles(session).flatMap(file => file.plan ?? [])
}

/** The receipts of what has been imported, in order. */
export function receiptsOf(session: ImportSession): BatchReport[] {
  return session.files.flatMap(file => (file.run.status === 'done' ? [file.run.report] : []))
}

/** The session as an import begins: files whose plan has nothing to do are left out. */
export function withoutIdleFiles(session: ImportSession): ImportSession {
  const files = session.files.map(file => {
    const isIdle = file.plan !== null && importButtonLabel([file.plan]) === null
    return isIdle ? { ...file, run: { status: 'nothing' } as const } : file
  })
  return { ...session, files }
}

/** Readable files that were not imported because the import stopped before they were done. */
export function leftOver(session: ImportSession): ReadyFile[] {
  return readyFiles(session).filter(file => file.run.status !== 'done' && file.run.status !== 'nothing')
}

/** The file whose figures are shown: the chosen one, else the first with something to show. */
export function shownFile(session: ImportSession): SessionFile | null {
  const chosen = session.files.find(file => file.fileId === session.selectedId)
  return chosen ?? session.files.find(file => reportOf(file) !== null) ?? null
}

/** The receipt of a file if it was imported, else its plan. */
export function reportOf(file: SessionFile): BatchReport | null {
  return file.run.status === 'done' ? file.run.report : file.plan
}

/** After this failure of one file the others have no better chance: the disk is full, the office is closed. */
export function stopsTheRest(error: AppError): boolean {
  return !error.code.startsWith('file.')
}

/** Of several files those that are left out, which a long list may hide: "truth.json cannot be read and is left out." */
export function leftOutSentence({ files }: ImportSession): string | null {
  const names = files.filter(file => file.look.status === 'failed').map(file => file.fileName)
  const [first] = names
  if (first === undefined || names.length === files.length) return null
  return names.length === 1
    ? `${first} cannot be read and is left out.`
    : `${countOf(names.length, 'file')} cannot be read and are left out: ${names.join(', ')}.`
}

/** How an import of several files, or one that stopped, came out. Each file that failed says itself what is true of it. */
export function outcomeSentence(session: ImportSession): string | null {
  if (session.stage.step !== 'finished') return null
  const done = receiptsOf(session).length
  const left = leftOver(session).length
  if (left === 0) return session.files.length > 1 ? `${countOf(done, 'file')} imported.` : null
  const isCancelled = session.files.some(file => file.run.status === 'cancelled')
  const before =
    done > 0
      ? `${countOf(done, 'file')} before that ${done === 1 ? 'is' : 'are'} imported and can be undone.`
      : isCancelled
        ? 'Nothing was changed.'
        : ''
  return `${isCancelled ? 'Cancelled' : 'Stopped'}. ${countOf(left, 'file')} not imported. ${before}`.trimEnd()
}
