import type { Reply } from '../contract/method.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { type WireMessage, WireRequest } from '../contract/wire.ts'

/** The part of Electron's ParentPort that is used here. */
type Port = {
  on: (name: 'message', listener: (message: { data: unknown }) => void) => unknown
  postMessage: (message: WireMessage) => void
}

function answer(office: OfficeClient, request: WireRequest): Promise<Reply<unknown>> {
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
      return office.close().then(() => ({ ok: true, value: null }))
  }
}

/** Answers the requests of the main process with one office, and ends the process when the office is closed. */
export function serveOffice(at: { office: OfficeClient; port: Port; exit: (code: number) => void }): void {
  const { office, port } = at
  office.on(event => port.postMessage({ type: 'event', event }))
  port.on('message', ({ data }) => {
    const request = WireRequest.safeParse(data)
    if (!request.success) return
    const { id, type } = request.data
    void answer(office, request.data)
      .catch((): Reply<unknown> => ({ ok: false, error: { code: 'unexpected' } }))
      .then(reply => {
        port.postMessage({
          type: 'reply',
          id,
          reply: reply as Extract<WireMessage, { type: 'reply' }>['reply'],
        })
        if (type === 'close') at.exit(0)
      })
  })
}
