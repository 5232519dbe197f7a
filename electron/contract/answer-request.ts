import type { Reply } from './method.ts'
import type { OfficeClient } from './office-client.ts'
import type { WireRequest } from './wire.ts'

/** What an office answers to one request of the wire. */
export async function answerRequest(office: OfficeClient, request: WireRequest): Promise<Reply<unknown>> {
  switch (request.type) {
    case 'call':
      return office.call(request.name, request.input)
    case 'start':
      return office.start(request.name, request.input)
    case 'cancel':
      return office.cancel(request.taskId)
    case 'registerFile': {
      const { path, fileName, isTemporary } = request
      return office.registerFile({ path, fileName, isTemporary })
    }
    case 'close':
      await office.close()
      return { ok: true, value: null }
  }
}
