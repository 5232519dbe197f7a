import { answerRequest } from '../contract/answer-request.ts'
import type { Reply } from '../contract/method.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { type WireMessage, WireRequest } from '../contract/wire.ts'

/** The part of Electron's ParentPort that is used here. */
type Port = {
  on: (name: 'message', listener: (message: { data: unknown }) => void) => unknown
  postMessage: (message: WireMessage) => void
}

/** Answers the requests of the main process with one office, and ends the process when the office is closed. */
export function serveOffice(at: { office: OfficeClient; port: Port; exit: (code: number) => void }): void {
  const { office, port } = at
  office.on(event => port.postMessage({ type: 'event', event }))
  port.on('message', ({ data }) => {
    const request = WireRequest.safeParse(data)
    if (!request.success) return
    const { id, type } = request.data
    void answerRequest(office, request.data)
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
