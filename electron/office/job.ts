import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import type { JobMessage, JobRequest } from './job-messages.ts'
import { runJob } from './run-job.ts'

/** The job thread: one job at a time, beside the office, so that reading never waits for an import. */
const port = parentPort
if (!port) throw new Error('a job runs in a thread of the office')

const tell = (message: JobMessage) => port.postMessage(message)
let letWrite = () => {}

async function takeTurn(): Promise<() => void> {
  const allowed = new Promise<void>(resolve => {
    letWrite = resolve
  })
  tell({ type: 'wantsToWrite' })
  await allowed
  return () => tell({ type: 'written' })
}

port.on('message', (request: JobRequest) => {
  if (request.type === 'mayWrite') return letWrite()
  const hooks = {
    report: (progress: Extract<JobMessage, { type: 'progress' }>['progress']) =>
      tell({ type: 'progress', progress }),
    takeTurn,
  }
  void runJob(request, hooks).then(reply =>
    tell({ type: 'done', reply, heapBytes: getHeapStatistics().total_heap_size }),
  )
})
