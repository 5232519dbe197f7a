import { Worker } from 'node:worker_threads'
import { connectOffice, type OfficeClient } from '../contract/office-client.ts'
import { faultLogIn } from './fault-log.ts'

export type StartOptions = {
  /** The office folder; the working copy is `office.db` in it. */
  dataDir: string
  /** Where the migrations are, when not where the program has them. */
  migrationsDir?: string
}

/** Starts the office in a thread of its own: no shell ever waits for the database. */
export function startOfficeThread(options: StartOptions): OfficeClient {
  const worker = new Worker(new URL('./process.ts', import.meta.url), { workerData: options, name: 'office' })
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  // A thread that dies ends with 'exit', too; it can no longer say itself what it died of.
  worker.on('error', error => faultLogIn(options.dataDir)('office', error))
  return connectOffice({
    post: message => worker.postMessage(message),
    listen: (onMessage, onExit) => {
      worker.on('message', onMessage)
      void ended.then(onExit)
    },
    stop: () => ended,
  })
}

/** The office in this very thread, for the command line: it asks one thing, waits for it, and ends. */
export async function openOfficeHere(options: StartOptions): Promise<OfficeClient> {
  const { createOffice } = await import('./office.ts')
  return createOffice({ ...options, runJobsInline: true })
}
