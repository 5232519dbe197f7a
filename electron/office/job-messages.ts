import type { Reply } from '../contract/method.ts'
import type { RegisteredFile } from './files.ts'
import type { JobProgress } from './job-kind.ts'

/** What the office tells its job thread. `cancel` is shared memory: 1 means stop, and is seen even while the thread is deep in work. */
export type JobRequest =
  | {
      type: 'run'
      name: string
      input: unknown
      who: string
      dataDir: string
      migrationsDir: string | undefined
      files: RegisteredFile[]
      cancel: SharedArrayBuffer
    }
  | { type: 'mayWrite' }

/** What the job thread tells the office. Between `mayWrite` and `written` no command is carried out. `heapBytes`: to what the thread has grown. */
export type JobMessage =
  | { type: 'progress'; progress: JobProgress }
  | { type: 'wantsToWrite' }
  | { type: 'written' }
  | { type: 'done'; reply: Reply<unknown>; heapBytes: number }

export function isCancelled(cancel: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(cancel), 0) === 1
}

export function askToStop(cancel: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(cancel), 0, 1)
}

export function newCancel(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
}
