import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFakeOffice, type FakeOffice } from '../contract/fake-office.ts'
import { connectOffice, type OfficeClient } from '../contract/office-client.ts'
import { serveOffice } from './serve-office.ts'

let office: FakeOffice
let client: OfficeClient
const exit = vi.fn<(code: number) => void>()
const raw = new EventEmitter()

beforeEach(() => {
  office = createFakeOffice(vi.fn)
  exit.mockReset()
  raw.removeAllListeners()
  const toOffice = new EventEmitter()
  const toWindow = new EventEmitter()
  serveOffice({
    office,
    port: {
      on: (_name, listener) => {
        toOffice.on('message', data => listener({ data }))
        raw.on('message', data => listener({ data }))
      },
      postMessage: message => void toWindow.emit('message', message),
    },
    exit,
  })
  client = connectOffice({
    post: message => void toOffice.emit('message', message),
    listen: onMessage => void toWindow.on('message', onMessage),
    stop: async () => {},
  })
})

test('every kind of request reaches the office and is answered', async () => {
  expect(await client.call('office.status', {})).toEqual({
    ok: true,
    value: { name: 'office.status', input: {} },
  })
  expect(await client.start('demo.create', {})).toEqual({ ok: true, value: { taskId: 'task_1' } })
  expect(await client.cancel('task_1')).toEqual({ ok: true, value: { taskId: 'task_1' } })
  const file = { path: '/home/ada/people.csv', fileName: 'people.csv', isTemporary: false }
  expect(await client.registerFile(file)).toMatchObject({ ok: true })
  expect(office.registerFile).toHaveBeenCalledWith(file)
})

test('events of the office go to the window', () => {
  const listener = vi.fn()
  client.on(listener)
  office.emit({ type: 'changed', topics: ['contacts'] })
  expect(listener.mock.calls).toEqual([[{ type: 'changed', topics: ['contacts'] }]])
})

test('a failing office answers with a code, without the failure', async () => {
  vi.mocked(office.call).mockRejectedValue(new Error('/home/ada/office.db'))
  expect(await client.call('office.status', {})).toEqual({ ok: false, error: { code: 'unexpected' } })
})

test('closing closes the office first and then ends the process', async () => {
  await client.close()
  expect(office.close).toHaveBeenCalledTimes(1)
  expect(exit.mock.calls).toEqual([[0]])
})

test('what is no request is not answered', async () => {
  for (const junk of [null, 'close', { type: 'close' }, { type: 'eval', id: 1 }]) raw.emit('message', junk)
  await client.call('office.status', {})
  expect(office.close).not.toHaveBeenCalled()
  expect(exit).not.toHaveBeenCalled()
})
