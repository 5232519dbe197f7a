import { Worker } from 'node:worker_threads'
import type { Reply } from '../contract/method.ts'
import { faultLogIn, threadEnd } from './fault-log.ts'
import type { JobMessage, JobRequest } from './job-messages.ts'
import type { JobHooks, JobOrder } from './run-job.ts'

/** Runs jobs in threads; a thread that is done waits a while for the next job. */
export type JobThreads = {
  run: (order: JobOrder, hooks: JobHooks) => Promise<Reply<unknown>>
  stop: () => Promise<void>
}

const idleMs = 30_000
/** Left to itself, garbage of short lives alone grows to 128 MB before it is looked at. */
const youngMb = 24
/** A thread that grew beyond this ends with its job: while it waited, it would keep all that a comparison of everybody took. */
const mostKeptBytes = 64 * 1024 * 1024

/** Does one job with a thread of its own. `isReusable` is false when the thread grew large, or died of it; what it died of is written down. */
function runIn(
  worker: Worker,
  order: JobOrder,
  hooks: JobHooks,
): Promise<{ reply: Reply<unknown>; isReusable: boolean }> {
  const send = (request: JobRequest) => worker.postMessage(request)
  let giveBack = () => {}
  return new Promise(resolve => {
    const end = (reply: Reply<unknown>, isReusable: boolean) => {
      giveBack()
      worker.removeAllListeners('message').removeAllListeners('error').off('exit', exit)
      resolve({ reply, isReusable })
    }
    const die = (cause: unknown) => {
      faultLogIn(order.dataDir)(order.name, cause)
      end({ ok: false, error: { code: 'unexpected.partly' } }, false)
    }
    const exit = (code: number) => die(threadEnd(code))
    worker.once('exit', exit)
    worker.on('error', die)
    worker.on('message', (message: JobMessage) => {
      if (message.type === 'progress') hooks.report(message.progress)
      if (message.type === 'written') giveBack()
      if (message.type === 'done') end(message.reply, message.heapBytes <= mostKeptBytes)
      if (message.type !== 'wantsToWrite') return
      void hooks.takeTurn().then(release => {
        giveBack = release
        send({ type: 'mayWrite' })
      })
    })
    send({ type: 'run', ...order, files: [...order.files] })
  })
}

export function startJobThreads(): JobThreads {
  const idle = new Map<Worker, NodeJS.Timeout>()
  const all = new Set<Worker>()

  function takeWorker(): Worker {
    const waiting = idle.entries().next().value
    if (waiting) {
      const [worker, timer] = waiting
      clearTimeout(timer)
      idle.delete(worker)
      worker.ref()
      return worker
    }
    const resourceLimits = { maxYoungGenerationSizeMb: youngMb }
    const worker = new Worker(new URL('./job.ts', import.meta.url), { name: 'office-job', resourceLimits })
    all.add(worker)
    worker.once('exit', () => {
      all.delete(worker)
      idle.delete(worker)
    })
    return worker
  }

  function rest(worker: Worker): void {
    worker.unref()
    const timer = setTimeout(() => {
      idle.delete(worker)
      void worker.terminate()
    }, idleMs)
    idle.set(worker, timer.unref())
  }

  return {
    run: async (order, hooks) => {
      const worker = takeWorker()
      const { reply, isReusable } = await runIn(worker, order, hooks)
      if (isReusable) rest(worker)
      else void worker.terminate()
      return reply
    },
    stop: async () => {
      for (const timer of idle.values()) clearTimeout(timer)
      await Promise.all([...all].map(worker => worker.terminate()))
    },
  }
}
