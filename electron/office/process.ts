import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { Reply } from '../contract/method.ts'
import type { OfficeClient } from '../contract/office-client.ts'
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

async function answer(client: OfficeClient, request: WireRequest): Promise<Reply<unknown>> {
  switch (request.type) {
    case 'call':
      return client.call(request.name, request.input)
    case 'start':
      return client.start(request.name, request.input)
    case 'cancel':
      return client.cancel(request.taskId)
    case 'registerFile': {
      const { path, fileName, isTemporary } = request
      return client.registerFile({ path, fileName, isTemporary })
    }
    case 'close':
      await client.close()
      return { ok: true, value: null }
  }
}

port.on('message', (raw: unknown) => {
  const request = WireRequest.safeParse(raw)
  if (!request.success) return
  const { id, type } = request.data
  void answer(office, request.data).then(reply => {
    port.postMessage({ type: 'reply', id, reply })
    if (type === 'close') port.close()
  })
})
