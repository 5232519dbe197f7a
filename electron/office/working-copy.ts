import { nowInstant } from '../../db/ids.ts'
import { type OpenedOffice, openOffice } from '../../db/open.ts'
import { readSettings } from '../../db/queries/settings.ts'
import { type AppError, OfficeError } from '../contract/errors.ts'
import { knownError } from './app-error.ts'
import type { FaultLog } from './fault-log.ts'
import type { FileRegistry } from './files.ts'
import type { CommandContext } from './handle.ts'
import { openMemory } from './remember.ts'

/** The office file, open or in trouble. */
export type WorkingCopy = {
  /** Why it cannot be used now; null when it can. Opens it on first use, and again after trouble a person may have ended by now. */
  trouble: () => AppError | null
  /** What handlers get. Whatever needs the file throws while there is trouble, so that those that do not need it work. */
  context: (files: FileRegistry) => CommandContext
  /** Closes the file while it is replaced, and opens it again whatever came of it. */
  replaceDuring: <T>(work: () => Promise<T>) => Promise<T>
  isBeingReplaced: () => boolean
  close: () => void
}

type Usable = { opened: OpenedOffice; remember: CommandContext['remember'] }
type State = Usable | { trouble: AppError; since: number }

const retryOpenMs = 2000
const beingReplaced: AppError = { code: 'office.busy' }

function contextOf(usable: () => Usable, dataDir: string, files: FileRegistry): CommandContext {
  const settings = () => readSettings(usable().opened.read)
  return {
    get db() {
      return usable().opened.read
    },
    get sqlite() {
      return usable().opened.sqlite
    },
    get who() {
      return settings().who
    },
    settings,
    remember: (key, work) => usable().remember(key, work),
    now: nowInstant(),
    dataDir,
    files,
  }
}

export function openWorkingCopy(
  options: { dataDir: string; migrationsDir?: string },
  log: FaultLog,
): WorkingCopy {
  let state: State | null = null

  function open(): State {
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

  function current(): State {
    const isWorthATry =
      state !== null && 'trouble' in state && !isBeingReplaced() && Date.now() - state.since > retryOpenMs
    if (state === null || isWorthATry) state = open()
    return state
  }

  function usable(): Usable {
    const now = current()
    if ('trouble' in now) throw new OfficeError(now.trouble.code, now.trouble.facts)
    return now
  }

  function isBeingReplaced(): boolean {
    return state !== null && 'trouble' in state && state.trouble === beingReplaced
  }

  function close(): void {
    if (state && 'opened' in state) state.opened.close()
  }

  return {
    trouble: () => {
      const now = current()
      return 'trouble' in now ? now.trouble : null
    },
    context: files => contextOf(usable, options.dataDir, files),
    replaceDuring: async work => {
      close()
      state = { trouble: beingReplaced, since: Date.now() }
      try {
        return await work()
      } finally {
        state = open()
      }
    },
    isBeingReplaced,
    close,
  }
}
