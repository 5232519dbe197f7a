import { z } from 'zod'
import { listBackups } from '../../db/backup.ts'
import { isQueueOutdated } from '../../db/duplicates/queue.ts'
import { scanDuplicates } from '../contract/duplicates.ts'
import type { AppError } from '../contract/errors.ts'
import type { Reply } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { appError, knownError } from './app-error.ts'
import { conflictHandlers } from './conflict-handlers.ts'
import { contactEditHandlers } from './contact-edit-handlers.ts'
import { contactHandlers } from './contact-handlers.ts'
import { duplicateHandlers } from './duplicate-handlers.ts'
import { exportHandler } from './export-list.ts'
import { type FaultLog, faultLogIn } from './fault-log.ts'
import { type FileRegistry, openFileRegistry } from './files.ts'
import { type FreshDuplicates, keepDuplicatesFresh } from './fresh-duplicates.ts'
import { type CommandHandler, checkInput, checkOutput, type Handler, replyTo } from './handle.ts'
import { importHandlers } from './import-handlers.ts'
import { startJobThreads } from './job-thread.ts'
import { moneyHandlers } from './money-handlers.ts'
import { officeHandlers, officeInTrouble } from './office-handlers.ts'
import { privacyHandlers } from './privacy-handlers.ts'
import { runJob } from './run-job.ts'
import { openTasks, type Tasks } from './tasks.ts'
import { viewHandlers } from './view-handlers.ts'
import { openWorkingCopy, type WorkingCopy } from './working-copy.ts'
import { openWriteTurns, type WriteTurns } from './write-turns.ts'

z.config({ jitless: true })

export type OfficeOptions = {
  dataDir: string
  /** Where the migrations are; default: beside db/open.ts. */
  migrationsDir?: string
  /** For the command line and tests: tasks run in this thread, not in one of their own. */
  runJobsInline?: boolean
}

/** The parts an office is made of. */
type Parts = {
  options: OfficeOptions
  log: FaultLog
  files: FileRegistry
  copy: WorkingCopy
  turns: WriteTurns
  tasks: Tasks
  runTask: typeof runJob
  /** Null where tasks run inline: whoever asks one thing and ends is not kept waiting. */
  fresh: FreshDuplicates | null
  emit: (event: OfficeEvent) => void
}

const commandWaitMs = 60_000

/** What works although the working copy cannot be opened. */
const withoutDatabase = new Set(['backups.list', 'sources.list', 'imports.forgetFiles'])

const handlers = allHandlers()

function allHandlers(): ReadonlyMap<string, Handler> {
  const list = [
    ...officeHandlers,
    ...contactHandlers,
    ...contactEditHandlers,
    ...moneyHandlers,
    ...importHandlers,
    ...conflictHandlers,
    ...duplicateHandlers,
    ...privacyHandlers,
    ...viewHandlers,
  ]
  const byName = new Map(list.map(handler => [handler.method.name, handler]))
  const csv = exportHandler(byName)
  return byName.set(csv.method.name, csv)
}

function failed(error: AppError): Reply<never> {
  return { ok: false, error }
}

function unknownMethod(name: string): Reply<never> {
  return failed(appError('method.unknown', { name: name.slice(0, 100) }))
}

async function call(parts: Parts, name: string, raw: unknown): Promise<Reply<unknown>> {
  const handler = handlers.get(name)
  if (!handler) return unknownMethod(name)
  const input = checkInput(handler.method, raw)
  if (!input.ok) return input
  const trouble = withoutDatabase.has(name) ? null : parts.copy.trouble()
  if (trouble && name !== 'office.status') return failed(trouble)
  try {
    if (trouble) return statusIn(parts, trouble, handler)
    if (handler.kind === 'command') return await carryOut(parts, handler, input.value)
    return checkOutput(
      handler.method,
      await handler.run(parts.copy.context(parts.files), input.value),
      parts.log,
    )
  } catch (error) {
    return replyTo(handler.method, error, parts.log)
  }
}

async function carryOut(parts: Parts, handler: CommandHandler, input: unknown): Promise<Reply<unknown>> {
  if (!(await parts.turns.commandTurn())) return failed({ code: 'office.busy' })
  const value = handler.run(parts.copy.context(parts.files), input)
  if (handler.touches.length > 0) parts.emit({ type: 'changed', topics: [...handler.touches] })
  return checkOutput(handler.method, value, parts.log)
}

function statusIn(parts: Parts, trouble: AppError, handler: Handler): Reply<unknown> {
  const told = { code: trouble.code, facts: trouble.facts ?? {} }
  const lastBackupAt = listBackups(parts.options.dataDir)[0]?.madeAt ?? null
  return checkOutput(handler.method, officeInTrouble(told, lastBackupAt), parts.log)
}

function start(parts: Parts, name: string, raw: unknown): Reply<unknown> {
  const { copy, tasks } = parts
  const method = methods.get(name)
  if (method?.kind !== 'task') return unknownMethod(name)
  const input = checkInput(method, raw)
  if (!input.ok) return input
  const isRestore = name === 'backups.restore'
  const trouble = copy.trouble()
  if (trouble && (!isRestore || copy.isBeingReplaced())) return failed(trouble)
  if (isRestore && tasks.isRunning()) return failed({ code: 'office.busy' })
  void parts.fresh?.giveWay()
  const { dataDir, migrationsDir } = parts.options
  try {
    const who = trouble ? '' : copy.context(parts.files).who
    return tasks.start(name, input.value, (order, hooks) => {
      const run = () => parts.runTask({ ...order, who, dataDir, migrationsDir }, hooks)
      return isRestore ? replacing(parts, run) : run()
    })
  } catch (error) {
    return replyTo(method, error, parts.log)
  }
}

async function replacing(parts: Parts, work: () => Promise<Reply<unknown>>): Promise<Reply<unknown>> {
  await parts.fresh?.giveWay()
  const giveBack = await parts.turns.jobTurn()
  try {
    return await parts.copy.replaceDuring(work)
  } finally {
    giveBack()
  }
}

function register(parts: Parts, given: Parameters<FileRegistry['register']>[0]): Reply<unknown> {
  try {
    const { fileId, fileName, sizeBytes } = parts.files.register(given)
    return { ok: true, value: { fileId, fileName, sizeBytes } }
  } catch (error) {
    const known = knownError(error)
    if (known === null) parts.log('registerFile', error)
    return failed(known ?? { code: 'unexpected' })
  }
}

function isOutdated({ copy, files, log }: Parts): boolean {
  try {
    return copy.trouble() === null && isQueueOutdated(copy.context(files).db)
  } catch (error) {
    log(scanDuplicates.name, error)
    return false
  }
}

/** As the task of this name does it, but unasked: nobody sees its progress, and screens are told only when something came of it. */
async function compareUnasked(
  { options, turns, runTask }: Parts,
  cancel: SharedArrayBuffer,
  tell: (event: OfficeEvent) => void,
): Promise<void> {
  const { dataDir, migrationsDir } = options
  const input = { everybody: false }
  const order = { name: scanDuplicates.name, input, who: '', dataDir, migrationsDir, files: [], cancel }
  const reply = await runTask(order, { report: () => undefined, takeTurn: turns.jobTurn })
  const report = reply.ok ? scanDuplicates.output.safeParse(reply.value) : null
  if (report?.success && report.data.changes > 0) tell({ type: 'changed', topics: ['contacts'] })
}

/** The whole office behind its contract: calls in, replies and events out. Nothing rejects. */
export function createOffice(options: OfficeOptions): OfficeClient {
  const listeners = new Set<(event: OfficeEvent) => void>()
  const tell = (event: OfficeEvent) => {
    for (const listener of listeners) listener(event)
  }
  const emit = (event: OfficeEvent) => {
    if (event.type === 'changed') parts.fresh?.note(event.topics)
    tell(event)
  }
  const log = faultLogIn(options.dataDir)
  const files = openFileRegistry(options.dataDir)
  const turns = openWriteTurns(commandWaitMs)
  const threads = options.runJobsInline ? null : startJobThreads()
  const tasks = openTasks({ files, emit, jobTurn: turns.jobTurn })
  const copy = openWorkingCopy(options, log)
  const runTask = threads?.run ?? runJob
  const parts: Parts = { options, log, files, copy, turns, tasks, runTask, fresh: null, emit }
  if (threads)
    parts.fresh = keepDuplicatesFresh({
      isOutdated: () => isOutdated(parts),
      isBusy: tasks.isRunning,
      compare: cancel => compareUnasked(parts, cancel, tell).catch(error => log(scanDuplicates.name, error)),
    })
  let isOpen = true
  const closed = failed({ code: 'office.closed' })
  return {
    call: async (name, input) => (isOpen ? call(parts, name, input) : closed),
    start: async (name, input) => (isOpen ? start(parts, name, input) : closed),
    cancel: async taskId => tasks.cancel(taskId),
    registerFile: async file => (isOpen ? register(parts, file) : closed),
    on: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await tasks.end()
      await parts.fresh?.stop()
      await threads?.stop()
      files.forgetAll()
      copy.close()
    },
  }
}
