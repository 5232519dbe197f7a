import { Worker } from 'node:worker_threads'
import type { Reply } from '../contract/method.ts'
import type { JobMessage, JobRequest } from './job-messages.ts'
import type { JobHooks, JobOrder } from './run-job.ts'

/** Runs jobs in threads; a thread that is done waits a while for the next job. */
export type JobThreads = {
  run: (order: JobOrder, hooks: JobHooks) => Promise<Reply<unknown>>
  stop: () => Promise<void>
}

const idleMs = 30_000

export function startJobThreads(): JobThreads {
  const idle = new Map<Worker, NodeJS.Timeout>()
  const all = new Set<Worker>()

  function takeWorker(): Worker {
    const waiting = idle.entries().next().value
    if (!waiting) {
      const worker = new Worker(new URL('./job.ts', import.meta.url), { name: 'office-job' })
      all.add(worker)
      worker.once('exit', () => all.delete(worker))
      return worker
    }
    const [worker, timer] = waiting
    clearTimeout(timer)
    idle.delete(worker)
    worker.ref()
    return worker
  }

  function rest(worker: Worker): void {
    worker.removeAllListeners('message')
    worker.removeAllListeners('error')
    worker.unref()
    const timer = setTimeout(() => {
      idle.delete(worker)
      void worker.terminate()
    }, idleMs)
    idle.set(worker, timer.unref())
  }

  function run(order: JobOrder, hooks: JobHooks): Promise<Reply<unknown>> {
    const worker = takeWorker()
    const send = (request: JobRequest) => worker.postMessage(request)
    let giveBack = () => {}
    return new Promise(resolve => {
      const fail = () => {
        giveBack()
        idle.delete(worker)
        resolve({ ok: false, error: { code: 'unexpected' } })
      }
      worker.once('exit', fail)
      worker.on('error', fail)
      worker.on('message', (message: JobMessage) => {
        if (message.type === 'progress') hooks.report(message.progress)
        if (message.type === 'wantsToWrite') {
          void hooks.takeTurn().then(release => {
            giveBack = release
            send({ type: 'mayWrite' })
          })
        }
        if (message.type === 'written') giveBack()
        if (message.type === 'done') {
          worker.off('exit', fail)
          rest(worker)
          resolve(message.reply)
        }
      })
      send({ type: 'run', ...order, files: [...order.files] })
    })
  }

  return {
    run,
    stop: async () => {
      for (const timer of idle.values()) clearTimeout(timer)
      await Promise.all([...all].map(worker => worker.terminate()))
    },
  }
}
