import { z } from 'zod'
import { listBackups } from '../../db/backup.ts'
import { nowInstant } from '../../db/ids.ts'
import { type OpenedOffice, openOffice } from '../../db/open.ts'
import { readSettings } from '../../db/queries/settings.ts'
import { type AppError, OfficeError } from '../contract/errors.ts'
import type { Reply } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { appError, knownError } from './app-error.ts'
import { conflictHandlers } from './conflict-handlers.ts'
import { contactHandlers } from './contact-handlers.ts'
import { exportHandler } from './export-list.ts'
import { faultLogIn } from './fault-log.ts'
import { openFileRegistry } from './files.ts'
import {
  type CommandContext,
  type CommandHandler,
  checkInput,
  checkOutput,
  type Handler,
  replyTo,
} from './handle.ts'
import { importHandlers } from './import-handlers.ts'
import { startJobThreads } from './job-thread.ts'
import { moneyHandlers } from './money-handlers.ts'
import { officeHandlers, officeInTrouble } from './office-handlers.ts'
import { openMemory } from './remember.ts'
import { runJob } from './run-job.ts'
import { openTasks } from './tasks.ts'
import { openWriteTurns } from './write-turns.ts'

z.config({ jitless: true })

export type OfficeOptions = {
  dataDir: string
  /** Where the migrations are; default: beside db/open.ts. */
  migrationsDir?: string
  /** For the command line and tests: tasks run in this thread, not in one of their own. */
  runJobsInline?: boolean
}

const commandWaitMs = 60_000
const retryOpenMs = 2000

function allHandlers(): Map<string, Handler> {
  const list = [
    ...officeHandlers,
    ...contactHandlers,
    ...moneyHandlers,
    ...importHandlers,
    ...conflictHandlers,
  ]
  const byName = new Map(list.map(handler => [handler.method.name, handler]))
  const csv = exportHandler(byName)
  return byName.set(csv.method.name, csv)
}

/** What works although the working copy cannot be opened. */
const withoutDatabase = new Set(['backups.list', 'sources.list', 'imports.forgetFiles'])

type Copy =
  | { opened: OpenedOffice; remember: CommandContext['remember'] }
  | { trouble: AppError; since: number }

function openCopy(options: OfficeOptions, log: ReturnType<typeof faultLogIn>): Copy {
  try {
    const where = options.migrationsDir === undefined ? {} : { migrationsDir: options.migrationsDir }
    const opened = openOffice(options.dataDir, where)
    return { opened, remember: openMemory(opened.sqlite) }
  } catch (error) {
    const known = knownError(error)
    if (known === null) log('office.open', error)
    return { trouble: known ?? { code: 'unexpected' }, since: Date.now() }
  }
}

/** The whole office behind its contract: calls in, replies and events out. Nothing rejects. */
export function createOffice(options: OfficeOptions): OfficeClient {
  const { dataDir } = options
  const log = faultLogIn(dataDir)
  const handlers = allHandlers()
  const listeners = new Set<(event: OfficeEvent) => void>()
  const files = openFileRegistry()
  const turns = openWriteTurns(commandWaitMs)
  const threads = options.runJobsInline ? null : startJobThreads()
  const emit = (event: OfficeEvent) => {
    for (const listener of listeners) listener(event)
  }
  const tasks = openTasks({ files, emit, jobTurn: turns.jobTurn })
  let copy: Copy | null = null
  let isOpen = true

  const restoringNow: AppError = { code: 'office.busy' }

  /** Opens the working copy on first use, and again after trouble that a person may have ended by now. */
  function currentCopy(): Copy {
    const isWorthATry =
      copy !== null &&
      'trouble' in copy &&
      copy.trouble !== restoringNow &&
      Date.now() - copy.since > retryOpenMs
    if (copy === null || isWorthATry) copy = openCopy(options, log)
    return copy
  }

  function troubleNow(): AppError | null {
    const current = currentCopy()
    return 'trouble' in current ? current.trouble : null
  }

  function openedCopy() {
    const current = currentCopy()
    if ('trouble' in current) throw new OfficeError('office.busy')
    return current
  }

  function closeCopy(): void {
    if (copy && 'opened' in copy) copy.opened.close()
  }

  /** What a handler takes from it is there or throws, so that those that need no database work without one. */
  function context(): CommandContext {
    const settings = () => readSettings(openedCopy().opened.read)
    return {
      get db() {
        return openedCopy().opened.read
      },
      get sqlite() {
        return openedCopy().opened.sqlite
      },
      get who() {
        return settings().who
      },
      settings,
      remember: (key, work) => openedCopy().remember(key, work),
      now: nowInstant(),
      dataDir,
      files,
    }
  }

  async function carryOut(handler: CommandHandler, input: unknown): Promise<Reply<unknown>> {
    if (!(await turns.commandTurn())) return { ok: false, error: { code: 'office.busy' } }
    const reply = checkOutput(handler.method, handler.run(context(), input), log)
    if (reply.ok && handler.touches.length > 0) emit({ type: 'changed', topics: [...handler.touches] })
    return reply
  }

  async function call(name: string, raw: unknown): Promise<Reply<unknown>> {
    if (!isOpen) return { ok: false, error: { code: 'office.closed' } }
    const handler = handlers.get(name)
    if (!handler) return unknownMethod(name)
    const input = checkInput(handler.method, raw)
    if (!input.ok) return input
    const trouble = withoutDatabase.has(name) ? null : troubleNow()
    if (trouble && name === 'office.status') return statusIn(trouble, handler)
    if (trouble) return { ok: false, error: trouble }
    try {
      if (handler.kind === 'command') return await carryOut(handler, input.value)
      return checkOutput(handler.method, await handler.run(context(), input.value), log)
    } catch (error) {
      return replyTo(handler.method, error, log)
    }
  }

  function statusIn(trouble: AppError, handler: Handler): Reply<unknown> {
    const told = { code: trouble.code, facts: trouble.facts ?? {} }
    return checkOutput(handler.method, officeInTrouble(told, listBackups(dataDir)[0]?.madeAt ?? null), log)
  }

  function start(name: string, raw: unknown): Reply<unknown> {
    if (!isOpen) return { ok: false, error: { code: 'office.closed' } }
    const method = methods.get(name)
    if (method?.kind !== 'task') return unknownMethod(name)
    const input = checkInput(method, raw)
    if (!input.ok) return input
    const isRestore = name === 'backups.restore'
    const trouble = troubleNow()
    if (trouble && (!isRestore || trouble === restoringNow)) return { ok: false, error: trouble }
    if (isRestore && tasks.isRunning()) return { ok: false, error: { code: 'office.busy' } }
    const who = trouble ? '' : context().who
    const run = threads?.run ?? runJob
    try {
      return tasks.start(name, input.value, async (order, hooks) => {
        const whole = { ...order, who, dataDir, migrationsDir: options.migrationsDir }
        return isRestore ? restoring(() => run(whole, hooks)) : run(whole, hooks)
      })
    } catch (error) {
      return replyTo(method, error, log)
    }
  }

  /** The working copy is closed while it is replaced, and opened again whatever came of it. */
  async function restoring(work: () => Promise<Reply<unknown>>): Promise<Reply<unknown>> {
    const giveBack = await turns.jobTurn()
    closeCopy()
    copy = { trouble: restoringNow, since: Date.now() }
    const reply = await work()
    copy = openCopy(options, log)
    giveBack()
    return reply
  }

  return {
    call,
    start: async (name, input) => start(name, input),
    cancel: async taskId => tasks.cancel(taskId),
    registerFile: async file => {
      try {
        const { fileId, fileName, sizeBytes } = files.register(file)
        return { ok: true, value: { fileId, fileName, sizeBytes } }
      } catch (error) {
        const known = knownError(error)
        if (known === null) log('registerFile', error)
        return { ok: false, error: known ?? { code: 'unexpected' } }
      }
    },
    on: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await tasks.end()
      await threads?.stop()
      files.forgetAll()
      closeCopy()
    },
  }
}

function unknownMethod(name: string): Reply<never> {
  return { ok: false, error: appError('method.unknown', { name: name.slice(0, 100) }) }
}
