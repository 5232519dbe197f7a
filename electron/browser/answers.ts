import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { AppError } from '../contract/errors.ts'
import type { Reply } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import { pageHeaders } from '../contract/page.ts'
import { createStyleNonce } from './gate.ts'
import { readJson } from './json-body.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const refusals: Record<number, string> = {
  403: 'This address opens StarHouse Office only once, in one browser. Ask the program for a new one.',
  404: 'There is nothing here.',
  405: 'That is not possible here.',
}

/** Says no in one sentence and lets go of the connection. */
export function refuse(
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

export function sendReply(request: IncomingMessage, response: ServerResponse, reply: Reply<unknown>): void {
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

/** Reads and checks a JSON body before anybody sees it. */
export function answerJson<In>(
  schema: z.ZodType<In>,
  answer: (input: In) => Promise<Reply<unknown>>,
): Answer {
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

/** Passes on what is in the contract, and nothing else. */
export function onlyKnown(
  ask: (name: string, input: unknown) => Promise<Reply<unknown>>,
): (input: { name: string; input: unknown }) => Promise<Reply<unknown>> {
  return async ({ name, input }) =>
    methods.has(name) ? ask(name, input) : { ok: false, error: { code: 'method.unknown', facts: { name } } }
}
