import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OfficeClient } from '../contract/office-client.ts'
import { pageHeaders } from '../contract/page.ts'
import { WindowCall, WindowCancel } from '../contract/window-input.ts'
import { uploadLimitBytes } from '../contract/window-office.ts'
import { type Answer, answerJson, onlyKnown, refuse, sendReply } from './answers.ts'
import { createEventStream, type EventStream } from './event-stream.ts'
import { createGate, createStyleNonce, type Gate } from './gate.ts'
import { type Pages, readPages } from './pages.ts'
import { openUploads, type Uploads } from './uploads.ts'

export type BrowserShell = {
  /** http://127.0.0.1:PORT */
  origin: string
  port: number
  /** The folder uploads wait in. */
  uploadFolder: string
  /** A fresh address that opens the office once, in one browser. */
  newUrl: () => string
  /** Ends all connections and removes the uploads; the office itself stays open. */
  close: () => Promise<void>
}

export type BrowserShellOptions = {
  office: OfficeClient
  /** Folder of the built window, with its manifest.json. */
  rendererDir: string
  /** 0 or absent: any free port. */
  port?: number
  heartbeatSeconds?: number
  uploadLimitBytes?: number
}

/** Serves one office to browsers on this computer: 127.0.0.1 only, nothing without the cookie. */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { office } = options
  let port = 0
  const gate = createGate(() => port)
  const pages = readPages(options.rendererDir)
  const uploads = await openUploads(options.uploadLimitBytes ?? uploadLimitBytes)
  const events = createEventStream(options.heartbeatSeconds ?? 15)
  const stopListening = office.on(events.send)

  const routes = routesOf({ office, uploads, events })

  const server = createServer((request, response) => {
    handle({ request, response, routes, gate, pages }).catch(() => {
      if (response.headersSent) response.destroy()
      else sendReply(request, response, { ok: false, error: { code: 'unexpected' } })
    })
  })
  const release = async (): Promise<void> => {
    stopListening()
    events.close()
    await uploads.remove()
  }
  try {
    await listen(server, options.port ?? 0)
  } catch (cause) {
    await release()
    throw cause
  }
  port = (server.address() as AddressInfo).port
  const origin = `http://127.0.0.1:${port}`

  return {
    origin,
    port,
    uploadFolder: uploads.folder,
    newUrl: () => `${origin}/?token=${gate.mintToken()}`,
    close: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await release()
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

type Routes = Record<string, { method: 'GET' | 'POST'; answer: Answer }>

function routesOf(at: { office: OfficeClient; uploads: Uploads; events: EventStream }): Routes {
  const { office, uploads, events } = at
  return {
    '/call': { method: 'POST', answer: answerJson(WindowCall, onlyKnown(office.call)) },
    '/start': { method: 'POST', answer: answerJson(WindowCall, onlyKnown(office.start)) },
    '/cancel': { method: 'POST', answer: answerJson(WindowCancel, ({ taskId }) => office.cancel(taskId)) },
    '/upload': {
      method: 'POST',
      answer: async (request, response) => {
        const reply = await uploads.receive(request, office)
        if (reply !== null) sendReply(request, response, reply)
      },
    },
    '/events': {
      method: 'GET',
      answer: async (request, response) => events.open(request, response, pageHeaders(createStyleNonce())),
    },
  }
}

async function handle(at: {
  request: IncomingMessage
  response: ServerResponse
  routes: Routes
  gate: Gate
  pages: Pages
}): Promise<void> {
  const { request, response, gate, pages } = at
  const method = request.method ?? ''
  // The path is taken as it came: a URL parser would tidy `..` away before the manifest could refuse it.
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  if (!gate.isOwnRequest(request, method !== 'GET')) return refuse(request, response, 403)

  const token = new URLSearchParams(query).get('token')
  if (path === '/' && token !== null && method === 'GET') return enter({ request, response, gate, token })
  if (!gate.hasCookie(request)) return refuse(request, response, 403)

  const route = Object.hasOwn(at.routes, path) ? at.routes[path] : undefined
  if (route === undefined && !pages.has(path)) return refuse(request, response, 404)
  const allowed = route?.method ?? 'GET'
  if (method !== allowed) return refuse(request, response, 405, { Allow: allowed })
  await (route ? route.answer(request, response) : pages.send(path, response))
}

/** A used address still leads home when this browser came in before (a reload, a bookmark). */
function enter(at: { request: IncomingMessage; response: ServerResponse; gate: Gate; token: string }): void {
  const cookie = at.gate.exchange(at.token)
  if (cookie === null && !at.gate.hasCookie(at.request)) return refuse(at.request, at.response, 403)
  at.response.writeHead(303, {
    ...pageHeaders(createStyleNonce()),
    Location: '/',
    ...(cookie === null ? {} : { 'Set-Cookie': cookie }),
  })
  at.response.end()
}
