import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { answerRequest } from '../contract/answer-request.ts'
import { WireRequest } from '../contract/wire.ts'
import { createOffice } from './office.ts'

/** The office thread: one office behind a message port. */
const port = parentPort
if (!port) throw new Error('the office runs in a thread')

const given = z.object({ dataDir: z.string(), migrationsDir: z.string().optional() }).parse(workerData)
const office = createOffice({
  dataDir: given.dataDir,
  ...(given.migrationsDir === undefined ? {} : { migrationsDir: given.migrationsDir }),
})
// The working copy opens while the window is still starting.
void office.call('office.status', {})
office.on(event => port.postMessage({ type: 'event', event }))

port.on('message', (raw: unknown) => {
  const request = WireRequest.safeParse(raw)
  if (!request.success) return
  const { id, type } = request.data
  void answerRequest(office, request.data).then(reply => {
    port.postMessage({ type: 'reply', id, reply })
    if (type === 'close') port.close()
  })
})
