import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { channels, eventChannel } from '../contract/channels.ts'
import type { WindowOffice } from '../contract/window-office.ts'

const exposed = vi.fn<(name: string, api: WindowOffice) => void>()
const invoke = vi.fn<(channel: string, input: unknown) => Promise<unknown>>()
const ipcRenderer = Object.assign(new EventEmitter(), { invoke })
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: exposed },
  ipcRenderer,
  webUtils: { getPathForFile: (file: File) => `/home/ada/${file.name}` },
}))

await import('./index.ts')
const exposedNames = exposed.mock.calls.map(([name]) => name)
const office = exposed.mock.calls[0]?.[1] as WindowOffice

beforeEach(() => {
  invoke.mockReset()
  invoke.mockResolvedValue({ ok: true, value: 7 })
})

test('S19 one frozen object with exactly the agreed functions is exposed', () => {
  expect(exposedNames).toEqual(['office'])
  expect(Object.keys(office).sort()).toEqual(
    ['addFiles', 'call', 'cancel', 'on', 'pickFiles', 'saveText', 'shell', 'start'].sort(),
  )
  expect(Object.isFrozen(office)).toBe(true)
  expect(office.shell).toBe('desktop')
})

test('S19 every function goes through its own door with its own words', async () => {
  const file = new File(['a'], 'people.csv')
  expect(await office.call('office.status', { a: 1 })).toEqual({ ok: true, value: 7 })
  await office.start('demo.create', {})
  await office.cancel('task_1')
  await office.addFiles([file])
  await office.pickFiles()
  await office.saveText({ fileName: 'people.csv', text: 'a', path: '/etc/passwd' } as never)
  expect(invoke.mock.calls).toEqual([
    [channels.call, { name: 'office.status', input: { a: 1 } }],
    [channels.start, { name: 'demo.create', input: {} }],
    [channels.cancel, { taskId: 'task_1' }],
    [channels.addFiles, { paths: ['/home/ada/people.csv'] }],
    [channels.pickFiles, {}],
    [channels.saveText, { fileName: 'people.csv', text: 'a', encoding: 'utf8' }],
  ])
})

test('S19 listeners get the event alone, nothing of Electron, until they stop', () => {
  const listener = vi.fn()
  const stop = office.on(listener)
  const ipcEvent = { sender: ipcRenderer }
  ipcRenderer.emit(eventChannel, ipcEvent, { type: 'changed', topics: ['contacts'] })
  stop()
  ipcRenderer.emit(eventChannel, ipcEvent, { type: 'changed', topics: ['money'] })
  expect(listener.mock.calls).toEqual([[{ type: 'changed', topics: ['contacts'] }]])
})

test('S20 a failing door is a closed office, without the failure', async () => {
  invoke.mockRejectedValue(new Error("Error invoking remote method: /home/ada 'office:call'"))
  expect(await office.call('office.status', {})).toEqual({ ok: false, error: { code: 'office.closed' } })
})
