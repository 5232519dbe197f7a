import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { z } from 'zod'
import type { AppError } from '../contract/errors.ts'
import type { Reply } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { pageHeaders } from '../contract/page.ts'
import { WindowCall, WindowCancel } from '../contract/window-input.ts'
import { uploadLimitBytes } from '../contract/window-office.ts'
import { createEventStream } from './event-stream.ts'
import { createGate, createStyleNonce, type Gate } from './gate.ts'
import { readJson } from './json-body.ts'
import { type Pages, readPages } from './pages.ts'
import { openUploads } from './uploads.ts'

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

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Serves one office to browsers on this computer: 127.0.0.1 only, nothing without the cookie. */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { office } = options
  let port = 0
  const gate = createGate(() => port)
  const pages = readPages(options.rendererDir)
  const uploads = await openUploads(options.uploadLimitBytes ?? uploadLimitBytes)
  const events = createEventStream(options.heartbeatSeconds ?? 15)
  const stopListening = office.on(events.send)

  const routes: Record<string, { method: 'GET' | 'POST'; answer: Answer }> = {
    '/call': { method: 'POST', answer: answerJson(WindowCall, onlyKnown(office.call)) },
    '/start': { method: 'POST', answer: answerJson(WindowCall, onlyKnown(office.start)) },
    '/cancel': { method: 'POST', answer: answerJson(WindowCancel, input => office.cancel(input.taskId)) },
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

  const server = createServer((request, response) => {
    handle({ request, response, routes, gate, pages }).catch(() => {
      if (response.headersSent) response.destroy()
      else sendReply(request, response, { ok: false, error: { code: 'unexpected' } })
    })
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.port ?? 0, '127.0.0.1', resolve)
    })
  } catch (cause) {
    stopListening()
    events.close()
    await uploads.remove()
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
      stopListening()
      events.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await uploads.remove()
    },
  }
}

async function handle(at: {
  request: IncomingMessage
  response: ServerResponse
  routes: Record<string, { method: string; answer: Answer }>
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

const refusals: Record<number, string> = {
  403: 'This address opens StarHouse Office only once, in one browser. Ask the program for a new one.',
  404: 'There is nothing here.',
  405: 'That is not possible here.',
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  request.resume()
  response.writeHead(status, {
    ...pageHeaders(createStyleNonce()),
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
    ...headers,
  })
  response.end(`${refusals[status] ?? ''}\n`)
}

const statusOf: Partial<Record<AppError['code'], number>> = {
  'input.invalid': 400,
  'file.tooLarge': 413,
  unexpected: 500,
}

function sendReply(request: IncomingMessage, response: ServerResponse, reply: Reply<unknown>): void {
  const body = Buffer.from(JSON.stringify(reply))
  // A body that was not read to its end would be taken for the next request.
  const isWholeBodyRead = request.readableEnded
  if (!isWholeBodyRead) request.resume()
  response.writeHead(reply.ok ? 200 : (statusOf[reply.error.code] ?? 200), {
    ...pageHeaders(createStyleNonce()),
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.byteLength,
    ...(isWholeBodyRead ? {} : { Connection: 'close' }),
  })
  response.end(body)
}

function answerJson<In>(schema: z.ZodType<In>, answer: (input: In) => Promise<Reply<unknown>>): Answer {
  return async (request, response) => {
    const body = await readJson(request)
    if (!body.ok) return sendReply(request, response, body)
    const input = schema.safeParse(body.value)
    sendReply(
      request,
      response,
      input.success
        ? await answer(input.data)
        : {
            ok: false,
            error: { code: 'input.invalid', facts: { problem: 'the request has another shape' } },
          },
    )
  }
}

function onlyKnown(
  ask: (name: string, input: unknown) => Promise<Reply<unknown>>,
): (input: { name: string; input: unknown }) => Promise<Reply<unknown>> {
  return async ({ name, input }) =>
    methods.has(name) ? ask(name, input) : { ok: false, error: { code: 'method.unknown', facts: { name } } }
}
