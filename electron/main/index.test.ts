import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventChannel } from '../contract/channels.ts'
import * as electron from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))
vi.mock('electron-store', async () => ({ default: (await import('./fake-electron.ts')).FakeStore }))
vi.mock('./log.ts', async original => ({
  ...(await original<typeof import('./log.ts')>()),
  openLog: vi.fn(),
  logError: vi.fn(),
  logInfo: vi.fn(),
}))
// The built window is not needed to see the start; protocol.test.ts serves one.
vi.mock('./protocol.ts', async original => ({
  ...(await original<typeof import('./protocol.ts')>()),
  servePages: vi.fn(),
}))

const processEvents = ['uncaughtException', 'unhandledRejection'] as const
let listenersBefore: Map<string, unknown[]>

// The entry starts once by itself; each test starts it again on a fresh computer.
const { startDesktop } = await import('./index.ts')
await vi.waitFor(() => expect(electron.callOrder()).toContain('loadURL'))

beforeEach(() => {
  listenersBefore = new Map(processEvents.map(name => [name, process.listeners(name as never)]))
  electron.resetElectron()
})

afterEach(() => {
  for (const name of processEvents) {
    for (const listener of process.listeners(name as never) as (() => void)[]) {
      if (!listenersBefore.get(name)?.includes(listener)) process.removeListener(name, listener)
    }
  }
})

async function start(): Promise<void> {
  await startDesktop()
  expect(electron.callOrder()).toContain('loadURL')
}

const order = (what: string) => electron.callOrder().indexOf(what)

test('S03 the sandbox is on for everything before Electron is ready', async () => {
  await start()
  expect(order('enableSandbox')).toBeGreaterThanOrEqual(0)
  expect(order('enableSandbox')).toBeLessThan(order('whenReady'))
})

test('S07 the scheme is registered before Electron is ready, and the window opens after', async () => {
  await start()
  expect(order('registerSchemesAsPrivileged')).toBeLessThan(order('whenReady'))
  expect(order('new BrowserWindow')).toBeGreaterThan(order('whenReady'))
})

test('S50 crash reports never leave this computer', async () => {
  await start()
  expect(electron.lastCall('crashReporter.start')).toEqual([{ uploadToServer: false }])
  expect(order('crashReporter.start')).toBeLessThan(order('whenReady'))
})

test('S54 a second start gives way before it opens anything', async () => {
  electron.app.hasLock = false
  await startDesktop()
  expect(electron.callOrder()).toContain('quit')
  expect(electron.callOrder()).not.toContain('utilityProcess.fork')
  expect(electron.windows).toEqual([])
})

test('S54 a second start brings the window of the first to the front', async () => {
  await start()
  const [window] = electron.windows
  if (window) window.isMinimizedNow = true
  electron.calls.length = 0
  electron.app.emit('second-instance', {}, [], '/')
  expect(electron.callOrder()).toEqual(['restore', 'show', 'focus'])
})

test('S11 S12 S13 the guards are there before the first window', async () => {
  await start()
  const contents = electron.windows[0]?.webContents
  expect(contents?.openHandler({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    expect([name, contents?.listenerCount(name)]).toEqual([name, 1])
  }
})

test('the office runs in its own process, on the folder all shells use', async () => {
  await start()
  const [path, args] = electron.lastCall('utilityProcess.fork')
  expect(path).toMatch(/office[/\\]utility\.js$/)
  expect(args).toEqual(['--data', join('/appdata', 'starhouse-office', 'office')])
})

test('another folder can be asked for', async () => {
  electron.app.switches = { data: '/elsewhere' }
  await start()
  expect(electron.lastCall('utilityProcess.fork')[1]).toEqual(['--data', '/elsewhere'])
})

test('events of the office and of the menu go to the window', async () => {
  await start()
  const changed = { type: 'changed', topics: ['contacts'] }
  electron.children[0]?.emit('message', { type: 'event', event: changed })
  expect(electron.lastCall('webContents.send')).toEqual([eventChannel, changed])

  const [menu] = electron.lastCall('setApplicationMenu') as [Electron.MenuItemConstructorOptions[]]
  const file = menu.find(item => item.label === 'File')?.submenu as Electron.MenuItemConstructorOptions[]
  file[0]?.click?.({} as never, undefined, {})
  expect(electron.lastCall('webContents.send')).toEqual([eventChannel, { type: 'navigate', place: 'import' }])
})

test('quitting waits until the office is closed', async () => {
  await start()
  electron.calls.length = 0
  const first = new electron.FakeEvent()
  electron.app.emit('before-quit', first)
  expect(first.isPrevented).toBe(true)
  await vi.waitFor(() => expect(electron.callOrder()).toContain('quit'))
  expect(electron.children[0]?.posted).toEqual([expect.objectContaining({ type: 'close' })])
  const second = new electron.FakeEvent()
  electron.app.emit('before-quit', second)
  expect(second.isPrevented).toBe(false)
})

test('a crashed page is loaded again, three times at most', async () => {
  await start()
  const contents = electron.windows[0]?.webContents
  for (let i = 0; i < 5; i++) contents?.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  expect(electron.callOrder().filter(name => name === 'webContents.reload')).toHaveLength(3)
})

test('a step that fails is told in one sentence, without details', async () => {
  const fork = vi.spyOn(electron.utilityProcess, 'fork').mockImplementation(() => {
    throw new Error('/home/ada/office')
  })
  await startDesktop()
  expect(electron.lastCall('exit')).toEqual([1])
  expect(String(electron.lastCall('showErrorBox')[1])).not.toContain('ada')
  fork.mockRestore()
})

test('what nobody caught is told and ends the program', async () => {
  await start()
  const added = (process.listeners('uncaughtException') as ((cause: unknown) => void)[]).filter(
    listener => !listenersBefore.get('uncaughtException')?.includes(listener),
  )
  expect(added).toHaveLength(1)
  added[0]?.(new Error('Orla Fairweather'))
  expect(electron.lastCall('exit')).toEqual([1])
  expect(String(electron.lastCall('showErrorBox')[1])).not.toContain('Orla')
})
