import { useSyncExternalStore } from 'react'
import type { z } from 'zod'
import {
  forgetFiles,
  type OptInMeaning,
  recogniseFile,
  runImport,
} from '../../../electron/contract/imports.ts'
import type { ColumnAnswers } from '../../../electron/contract/remembered-columns.ts'
import type { Progress } from '../../../electron/contract/wire.ts'
import { call } from '../../lib/call.ts'
import { runTask } from '../../lib/tasks.ts'
import {
  asksColumns,
  canPlan,
  emptySession,
  type ImportSession,
  leftOver,
  newFile,
  readyFiles,
  rowCountOf,
  runInputOf,
  stopsTheRest,
  withFile,
  withMoved,
  withoutIdleFiles,
  withoutPlans,
  withSheet,
} from './import-session.ts'
import { withKnownTotal } from './known-total.ts'

/** The import in hand. It outlives the screen: a person can walk away while it runs and come back. */
let session = emptySession
let cancelWork: () => void = () => undefined
/** Grows with every new question, so that late answers to older ones are dropped. */
let planNumber = 0
/** The office works on one import at a time; a new plan waits until the cancelled one before it is gone. */
let planInHand: Promise<unknown> = Promise.resolve()
let isCancelled = false
const listeners = new Set<() => void>()

function setSession(next: ImportSession): void {
  session = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useImportSession(): ImportSession {
  return useSyncExternalStore(subscribe, () => session)
}

/** Takes dropped files in hand and looks at each. After a finished import they start a new one. */
export function takeFiles(added: readonly { fileId: string; fileName: string }[]): void {
  if (session.stage.step === 'finished') clearFiles()
  stopPlanning()
  const files = added.map(file => newFile({ ...file, number: ++lastNumber }))
  setSession(withoutPlans({ ...session, files: [...session.files, ...files] }))
  toLookAt.push(...added.map(file => file.fileId))
  while (lookers < mostLookers && toLookAt.length > 0) void lookAtAll()
}

/** Fifty files at once would each start a thread; two keep a small computer usable. */
const mostLookers = 2
const toLookAt: string[] = []
let lastNumber = 0
let lookers = 0

async function lookAtAll(): Promise<void> {
  lookers++
  for (let fileId = toLookAt.shift(); fileId !== undefined; fileId = toLookAt.shift()) await look(fileId)
  lookers--
}

async function look(fileId: string): Promise<void> {
  const wanted = session.files.find(file => file.fileId === fileId)
  if (!wanted) return
  /** Nobody took it off the list meanwhile, or chose another sheet. */
  const isStillWanted = () =>
    session.files.some(file => file.fileId === fileId && file.sheet === wanted.sheet)
  const onProgress = ({ phase }: Progress) => {
    if (isStillWanted() && phase !== 'looking')
      setSession(withFile(session, fileId, { look: { status: 'looking', found: phase } }))
  }
  const reply = await runTask(recogniseFile, { fileId, ...sheetOf(wanted) }, { onProgress })
  if (!isStillWanted()) return
  setSession(
    reply.ok
      ? withFile(session, fileId, {
          look: { status: 'ready', file: reply.value },
          sheets: reply.value.sheets,
          optIn: reply.value.asksOptIn ? reply.value.rememberedOptIn : null,
        })
      : withFile(session, fileId, { look: { status: 'failed', error: reply.error } }),
  )
  askNextColumns()
  planIfPossible()
}

function sheetOf({ sheet }: { sheet: string | null }): { sheet?: string } {
  return sheet === null ? {} : { sheet }
}

/** Reads another sheet of a workbook, before an import or after one. */
export async function readSheet(fileId: string, sheet: string): Promise<void> {
  stopPlanning()
  setSession(withSheet(session, fileId, sheet))
  await look(fileId)
}

/** Opens the columns of the first file that cannot go on without them, unless some are open already. */
function askNextColumns(): void {
  const next = session.columnsId === null ? readyFiles(session).find(asksColumns) : undefined
  if (next) setSession({ ...session, columnsId: next.fileId })
}

export function openColumns(fileId: string): void {
  setSession({ ...session, columnsId: fileId })
}

export function closeColumns(): void {
  setSession({ ...session, columnsId: null })
  planIfPossible()
}

/** Looks at a file again as what a person says it is, and how its letters are stored; its columns are still to be answered. */
export async function lookAgainAs(
  fileId: string,
  told: Pick<ColumnAnswers, 'source' | 'encoding'>,
): Promise<void> {
  const answers = { ...told, columns: {} }
  await lookWith(fileId, answers, told.encoding ? answers : null)
}

/** Takes what a person said about the columns; the plan is made with it. */
export async function answerColumns(fileId: string, answers: ColumnAnswers): Promise<void> {
  await lookWith(fileId, answers, answers)
  if (session.files.find(file => file.fileId === fileId)?.columnsError !== null) return
  changeFiles({ ...session, columnsId: null })
  askNextColumns()
}

async function lookWith(fileId: string, told: ColumnAnswers, answers: ColumnAnswers | null): Promise<void> {
  const asked = session.files.find(file => file.fileId === fileId)
  if (asked?.look.status !== 'ready') return
  const reply = await runTask(recogniseFile, { fileId, ...sheetOf(asked.look.file), answers: told })
  const before = session.files.find(file => file.fileId === fileId)
  if (before?.sheet !== asked.sheet) return
  if (!reply.ok) {
    setSession(withFile(session, fileId, { columnsError: reply.error }))
    return
  }
  const file = reply.value
  const optIn = before.optIn ?? (file.asksOptIn ? file.rememberedOptIn : null)
  const change = { look: { status: 'ready', file } as const, optIn, columnsError: null, answers }
  stopPlanning()
  setSession(withoutPlans(withFile(session, fileId, change)))
}

export function answerOptIn(fileId: string, optIn: OptInMeaning): void {
  changeFiles(withFile(session, fileId, { optIn }))
}

export function moveFile(fileId: string, by: -1 | 1): void {
  changeFiles(withMoved(session, fileId, by))
}

export function removeFile(fileId: string): void {
  void call(forgetFiles, { fileIds: [fileId] })
  const files = session.files.filter(file => file.fileId !== fileId)
  changeFiles(files.length === 0 ? emptySession : { ...session, files })
}

export function selectFile(fileId: string): void {
  setSession({ ...session, selectedId: fileId })
}

/** Puts all files away and forgets the plan. What was imported stays imported. */
export function clearFiles(): void {
  stopPlanning()
  const fileIds = session.files.map(file => file.fileId)
  for (let i = 0; i < fileIds.length; i += 100) void call(forgetFiles, { fileIds: fileIds.slice(i, i + 100) })
  setSession(emptySession)
}

function changeFiles(next: ImportSession): void {
  stopPlanning()
  setSession(withoutPlans(next))
  planIfPossible()
}

function stopPlanning(): void {
  planNumber++
  if (session.stage.step === 'planning') cancelWork()
}

function planIfPossible(): void {
  if (session.stage.step === 'choosing' && canPlan(session)) void makePlan()
}

/** Runs an import that `cancelWork` ends, also when it is asked to before the office has answered. */
function runCancellable(input: z.input<typeof runImport.input>, onProgress: (progress: Progress) => void) {
  let isEnded = false
  cancelWork = () => {
    isEnded = true
  }
  return runTask(runImport, input, {
    onProgress,
    onStarted: cancel => {
      if (isEnded) cancel()
      else cancelWork = cancel
    },
  })
}

/** Does everything, each file on top of the ones before it, and takes it back: what would happen. */
export async function makePlan(): Promise<void> {
  const number = ++planNumber
  setSession({ ...session, stage: { step: 'planning', progress: null } })
  await planInHand
  if (number !== planNumber) return
  const files = readyFiles(session)
  const plan = runCancellable({ files: files.map(runInputOf), dryRun: true }, told => {
    const progress = withKnownTotal(told, files.map(rowCountOf))
    if (number === planNumber) setSession({ ...session, stage: { step: 'planning', progress } })
  })
  planInHand = plan
  const reply = await plan
  if (number !== planNumber) return
  if (!reply.ok) {
    setSession({ ...session, stage: { step: 'planFailed', error: reply.error } })
    return
  }
  const plans = new Map(files.map((file, i) => [file.fileId, reply.value.batches[i] ?? null]))
  setSession({
    ...session,
    stage: { step: 'planned' },
    files: session.files.map(file => ({ ...file, plan: plans.get(file.fileId) ?? null })),
  })
}

/** Cancels the plan or the import in hand. Files that are done stay imported, the one in hand leaves nothing behind. */
export function cancelImport(): void {
  if (session.stage.step === 'planning') {
    stopPlanning()
    setSession({ ...session, stage: { step: 'planFailed', error: { code: 'task.cancelled' } } })
    return
  }
  isCancelled = true
  cancelWork()
}

/** Imports all readable files one after the other, each on its own. */
export async function importAll(): Promise<void> {
  isCancelled = false
  setSession({ ...withoutIdleFiles(session), stage: { step: 'importing' } })
  for (const file of leftOver(session)) {
    if (isCancelled) break
    const isGoingOn = await importOne(file.fileId)
    if (!isGoingOn) break
  }
  setSession({ ...session, stage: { step: 'finished' } })
}

async function importOne(fileId: string): Promise<boolean> {
  const file = readyFiles(session).find(ready => ready.fileId === fileId)
  if (!file) return true
  setSession({
    ...withFile(session, fileId, { run: { status: 'running', progress: null } }),
    selectedId: fileId,
  })
  const reply = await runCancellable({ files: [runInputOf(file)] }, told => {
    const progress = withKnownTotal(told, [rowCountOf(file)])
    setSession(withFile(session, fileId, { run: { status: 'running', progress } }))
  })
  const report = reply.ok ? reply.value.batches[0] : undefined
  if (report) {
    setSession(withFile(session, fileId, { run: { status: 'done', report } }))
    return true
  }
  const error = reply.ok ? ({ code: 'output.lost' } as const) : reply.error
  const run =
    error.code === 'task.cancelled'
      ? ({ status: 'cancelled' } as const)
      : ({ status: 'failed', error } as const)
  setSession(withFile(session, fileId, { run }))
  return run.status === 'failed' && !stopsTheRest(error)
}

/** After a stop: plans again what was not imported, as well files that had nothing to do on top of the missing ones. */
export function goOnWithTheRest(): void {
  const rest = readyFiles(session).filter(file => file.run.status !== 'done')
  const files = rest.map(file => ({ ...file, run: { status: 'waiting' } as const }))
  changeFiles({ ...session, files, selectedId: null })
}
