import type { IncomingMessage, ServerResponse } from 'node:http'
import { type OfficeEvent, topics } from '../contract/wire.ts'

/** Events kept for a window whose connection broke for a moment. */
const keptEvents = 1000

/** Sends office events to every open window, with a heartbeat, and fills the gap after a broken connection. */
export type EventStream = {
  send: (event: OfficeEvent) => void
  open: (request: IncomingMessage, response: ServerResponse, headers: Record<string, string>) => void
  close: () => void
}

export function createEventStream(heartbeatSeconds: number): EventStream {
  const windows = new Set<ServerResponse>()
  const kept: { id: number; event: OfficeEvent }[] = []
  let lastId = 0

  const heartbeat = setInterval(() => {
    for (const window of windows) window.write(': here\n\n')
  }, heartbeatSeconds * 1000)
  heartbeat.unref()

  function fillGap(seenId: number, window: ServerResponse): void {
    const oldest = kept[0]?.id ?? lastId + 1
    if (seenId > lastId || seenId + 1 < oldest) {
      window.write(lineOf(lastId, { type: 'changed', topics: [...topics] }))
      return
    }
    for (const { id, event } of kept) if (id > seenId) window.write(lineOf(id, event))
  }

  return {
    send: event => {
      lastId += 1
      kept.push({ id: lastId, event })
      if (kept.length > keptEvents) kept.shift()
      for (const window of windows) window.write(lineOf(lastId, event))
    },
    open: (request, response, headers) => {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' })
      response.write('retry: 500\n\n')
      const seen = request.headers['last-event-id']
      if (typeof seen === 'string' && /^\d{1,15}$/.test(seen)) fillGap(Number(seen), response)
      windows.add(response)
      response.on('close', () => windows.delete(response))
    },
    close: () => {
      clearInterval(heartbeat)
      for (const window of windows) window.end()
      windows.clear()
    },
  }
}

function lineOf(id: number, event: OfficeEvent): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`
}
