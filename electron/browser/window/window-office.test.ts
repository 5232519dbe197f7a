import { beforeEach, expect, test, vi } from 'vitest'
import type { WindowOffice } from '../../contract/window-office.ts'
import { createWindowOffice } from './window-office.ts'

const sources: FakeEventSource[] = []
class FakeEventSource extends EventTarget {
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    sources.push(this)
  }
}

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()
let office: WindowOffice

beforeEach(() => {
  sources.length = 0
  fetched.mockReset()
  fetched.mockImplementation(async () => Response.json({ ok: true, value: 7 }))
  vi.stubGlobal('EventSource', FakeEventSource)
  vi.stubGlobal('fetch', fetched)
  office = createWindowOffice()
})

test('S19 the object has exactly the agreed functions and cannot be changed', () => {
  expect(Object.keys(office).sort()).toEqual(
    ['addFiles', 'call', 'cancel', 'on', 'pickFiles', 'saveText', 'shell', 'start'].sort(),
  )
  expect(Object.isFrozen(office)).toBe(true)
  expect(office.shell).toBe('browser')
})

test('a call is posted and its reply comes back', async () => {
  expect(await office.call('office.status', {})).toEqual({ ok: true, value: 7 })
  expect(fetched).toHaveBeenCalledWith('/call', {
    method: 'POST',
    body: '{"name":"office.status","input":{}}',
    headers: { 'Content-Type': 'application/json' },
  })
})

test('a shell that is gone answers that the office is closed, and nothing rejects', async () => {
  fetched.mockRejectedValueOnce(new TypeError('failed to fetch'))
  expect(await office.call('office.status', {})).toEqual({ ok: false, error: { code: 'office.closed' } })
  fetched.mockResolvedValueOnce(new Response('This address opens only once.', { status: 403 }))
  expect(await office.cancel('task_1')).toEqual({ ok: false, error: { code: 'office.closed' } })
})

test('a task starts only when its events can be heard', async () => {
  fetched.mockResolvedValueOnce(Response.json({ ok: true, value: { taskId: 'task_1' } }))
  const started = office.start('demo.create', {})
  await Promise.resolve()
  expect(fetched).not.toHaveBeenCalled()
  sources[0]?.dispatchEvent(new Event('open'))
  expect(await started).toEqual({ ok: true, value: { taskId: 'task_1' } })
})

test('a task ends with office.closed when the shell is gone, but not when only the connection broke', async () => {
  const listener = vi.fn()
  office.on(listener)
  sources[0]?.dispatchEvent(new Event('open'))
  for (const taskId of ['task_1', 'task_2']) {
    fetched.mockResolvedValueOnce(Response.json({ ok: true, value: { taskId } }))
    await office.start('demo.create', {})
  }
  const done = '{"type":"done","taskId":"task_1","reply":{"ok":true,"value":7}}'
  sources[0]?.dispatchEvent(new MessageEvent('message', { data: done }))
  listener.mockClear()
  sources[0]?.dispatchEvent(new Event('error'))
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(3))
  fetched.mockRejectedValue(new TypeError('failed to fetch'))
  sources[0]?.dispatchEvent(new Event('error'))
  await vi.waitFor(() => expect(listener).toHaveBeenCalled())
  expect(listener.mock.calls).toEqual([
    [{ type: 'done', taskId: 'task_2', reply: { ok: false, error: { code: 'office.closed' } } }],
  ])
})

test('events reach listeners until they stop listening', () => {
  const listener = vi.fn()
  const stop = office.on(listener)
  const message = new MessageEvent('message', { data: '{"type":"changed","topics":["contacts"]}' })
  sources[0]?.dispatchEvent(message)
  stop()
  sources[0]?.dispatchEvent(message)
  expect(listener.mock.calls).toEqual([[{ type: 'changed', topics: ['contacts'] }]])
})

test('files are uploaded one by one, and the first failure is the answer', async () => {
  const offer = (n: number) =>
    Response.json({ ok: true, value: { fileId: `file_${n}`, fileName: `${n}.csv` } })
  fetched.mockResolvedValueOnce(offer(1)).mockResolvedValueOnce(offer(2))
  const reply = await office.addFiles([new File(['a'], 'ä.csv'), new File(['b'], '2.csv')])
  expect(reply).toEqual({
    ok: true,
    value: [
      { fileId: 'file_1', fileName: '1.csv' },
      { fileId: 'file_2', fileName: '2.csv' },
    ],
  })
  expect(fetched.mock.calls[0]?.[1].headers).toMatchObject({ 'X-File-Name': '%C3%A4.csv' })

  fetched.mockResolvedValueOnce(Response.json({ ok: false, error: { code: 'database.full' } }))
  expect(await office.addFiles([new File(['a'], '1.csv'), new File(['b'], '2.csv')])).toEqual({
    ok: false,
    error: { code: 'database.full' },
  })
  expect(fetched).toHaveBeenCalledTimes(3)
})

test('a file over the limit is not sent at all', async () => {
  const giant = new File(['a'], 'giant.csv')
  Object.defineProperty(giant, 'size', { value: 2 ** 31 })
  expect(await office.addFiles([giant])).toEqual({
    ok: false,
    error: { code: 'file.tooLarge', facts: { file: 'giant.csv', limit: '1 GB' } },
  })
  expect(fetched).not.toHaveBeenCalled()
})
