import { type IncomingMessage, request as httpRequest } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { topics } from '../contract/wire.ts'
import { type OpenShell, openTestShell } from './test-shell.ts'

type Listening = { text: () => string; stop: () => void; response: IncomingMessage }

function listen(open: OpenShell, headers: Record<string, string> = {}): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: open.shell.port,
        path: '/events',
        headers: { Cookie: open.cookie, ...headers },
      },
      response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        resolve({ text: () => text, stop: () => request.destroy(), response })
      },
    )
    request.on('error', reject)
    request.end()
    onTestFinished(() => {
      request.destroy()
    })
  })
}

test('events reach every open window, numbered', async () => {
  const open = await openTestShell()
  const windows = [await listen(open), await listen(open)]
  open.office.emit({ type: 'changed', topics: ['contacts'] })
  for (const window of windows) {
    await vi.waitFor(() =>
      expect(window.text()).toContain('id: 1\ndata: {"type":"changed","topics":["contacts"]}\n\n'),
    )
    expect(window.response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  }
})

test('a quiet connection has a heartbeat', async () => {
  const open = await openTestShell({ heartbeatSeconds: 0.02 })
  const window = await listen(open)
  await vi.waitFor(() => expect(window.text()).toContain(': here\n\n'))
})

test('a window that was away for a moment gets what it missed, in order', async () => {
  const open = await openTestShell()
  open.office.emit({ type: 'changed', topics: ['contacts'] })
  open.office.emit({ type: 'changed', topics: ['money'] })
  open.office.emit({ type: 'done', taskId: 'task_1', reply: { ok: true, value: 1 } })
  const window = await listen(open, { 'Last-Event-ID': '1' })
  await vi.waitFor(() => expect(window.text()).toContain('"done"'))
  expect([...window.text().matchAll(/id: (\d+)/g)].map(match => match[1])).toEqual(['2', '3'])
})

test('a window that was away too long asks everything again', async () => {
  const open = await openTestShell()
  for (let i = 0; i < 1005; i++) open.office.emit({ type: 'changed', topics: ['contacts'] })
  const window = await listen(open, { 'Last-Event-ID': '2' })
  await vi.waitFor(() => expect(window.text()).toContain(JSON.stringify({ type: 'changed', topics })))
})

test('closing the shell ends the stream', async () => {
  const open = await openTestShell()
  const window = await listen(open)
  const ended = new Promise(resolve => window.response.on('close', resolve))
  await open.shell.close()
  await ended
  expect(window.response.destroyed).toBe(true)
})
