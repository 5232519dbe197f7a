import { randomBytes } from 'node:crypto'
import type { Reply, Topic } from '../contract/method.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { appError } from './app-error.ts'
import type { FileRegistry, RegisteredFile } from './files.ts'
import { askToStop, newCancel } from './job-messages.ts'
import { heartbeatMs, openProgress } from './progress.ts'
import type { JobHooks, JobOrder } from './run-job.ts'

const everything: readonly Topic[] = [
  'contacts',
  'money',
  'imports',
  'conflicts',
  'reconciliation',
  'history',
  'settings',
  'backups',
  'office',
]

/** What a task changes, also when it failed half-way: an import of three files may have done two. */
const touches: Record<string, readonly Topic[]> = {
  'imports.run': everything,
  'imports.undo': everything,
  'demo.create': everything,
  'duplicates.scan': ['contacts'],
  'duplicates.mergeCertain': everything,
  'privacy.erase': everything,
  'backups.restore': everything,
  'backups.create': ['backups', 'office'],
}

type Running = { name: string; cancel: SharedArrayBuffer; paths: Set<string>; ended: Promise<void> }
export type Tasks = {
  start: (
    name: string,
    input: unknown,
    run: (order: TaskOrder, hooks: JobHooks) => Promise<Reply<unknown>>,
  ) => Reply<{ taskId: string }>
  cancel: (taskId: string) => Reply<{ taskId: string }>
  isRunning: () => boolean
  /** Asks all to stop and waits for them. */
  end: () => Promise<void>
}
/** What a task adds to the office's own part of a job order. */
export type TaskOrder = Pick<JobOrder, 'name' | 'input' | 'files' | 'cancel'>

function filesOf(input: unknown, files: FileRegistry): RegisteredFile[] {
  const ids = new Set(JSON.stringify(input).match(/file_[0-9a-f]{32}/g))
  return [...ids].map(id => files.find(id))
}

/** Tasks under way: their progress, their end, and how to stop them. */
export function openTasks(office: {
  files: FileRegistry
  emit: (event: OfficeEvent) => void
  jobTurn: JobHooks['takeTurn']
}): Tasks {
  const running = new Map<string, Running>()

  function start(...[name, input, run]: Parameters<Tasks['start']>): Reply<{ taskId: string }> {
    const files = filesOf(input, office.files)
    const paths = new Set(name === 'imports.run' ? files.map(file => file.path) : [])
    if ([...running.values()].some(task => [...task.paths].some(path => paths.has(path)))) {
      return { ok: false, error: { code: 'task.running' } }
    }
    const taskId = `task_${randomBytes(12).toString('hex')}`
    const cancel = newCancel()
    const progress = openProgress(Date.now)
    const report: JobHooks['report'] = given => {
      office.emit({ type: 'progress', taskId, progress: progress.update(given) })
    }
    const heartbeat = setInterval(() => {
      const current = progress.current()
      if (current) office.emit({ type: 'progress', taskId, progress: current })
    }, heartbeatMs)
    const ended = new Promise<void>(resolve => setImmediate(resolve))
      .then(() => run({ name, input, files, cancel }, { report, takeTurn: office.jobTurn }))
      .then(reply => {
        clearInterval(heartbeat)
        running.delete(taskId)
        const topics = touches[name]
        if (topics) office.emit({ type: 'changed', topics: [...topics] })
        office.emit({ type: 'done', taskId, reply })
      })
    running.set(taskId, { name, cancel, paths, ended })
    return { ok: true, value: { taskId } }
  }

  return {
    start,
    cancel: taskId => {
      const task = running.get(taskId)
      if (!task) return { ok: false, error: appError('not.found', { thing: 'task' }) }
      askToStop(task.cancel)
      return { ok: true, value: { taskId } }
    },
    isRunning: () => running.size > 0,
    end: async () => {
      for (const task of running.values()) askToStop(task.cancel)
      await Promise.all([...running.values()].map(task => task.ended))
    },
  }
}
