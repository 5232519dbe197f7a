import { beforeEach, expect, test, vi } from 'vitest'
import {
  BrowserWindow as FakeWindow,
  callOrder,
  FakeEvent,
  lastCall,
  resetElectron,
  shell,
  windows,
} from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))
vi.mock('electron-store', async () => ({ default: (await import('./fake-electron.ts')).FakeStore }))

const { createMainWindow, isOwnContents, loadHome } = await import('./windows.ts')
const { guardAllContents } = await import('./navigation.ts')
const { openSettings } = await import('./settings.ts')
const { openSession } = await import('./session.ts')

beforeEach(resetElectron)

function open(isPackaged = true) {
  guardAllContents()
  createMainWindow({
    preload: '/dist/preload/index.cjs',
    session: openSession(isPackaged),
    settings: openSettings(),
    isPackaged,
  })
  const window = windows[0]
  if (window === undefined) throw new Error('no window was made')
  return window
}

test.each([
  ['sandbox', true],
  ['contextIsolation', true],
  ['webSecurity', true],
  ['nodeIntegration', false],
  ['nodeIntegrationInWorker', false],
  ['nodeIntegrationInSubFrames', false],
  ['webviewTag', false],
  ['allowRunningInsecureContent', false],
  ['experimentalFeatures', false],
  ['navigateOnDragDrop', false],
  ['spellcheck', false],
] as const)('S02 window preferences: %s is %s', (name, value) => {
  expect(open().options.webPreferences?.[name]).toBe(value)
})

test('S02 window preferences have nothing beyond the reviewed names', () => {
  expect(Object.keys(open().options.webPreferences ?? {}).sort()).toEqual(
    [
      'allowRunningInsecureContent',
      'contextIsolation',
      'devTools',
      'experimentalFeatures',
      'navigateOnDragDrop',
      'nodeIntegration',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
      'preload',
      'sandbox',
      'session',
      'spellcheck',
      'webSecurity',
      'webviewTag',
    ].sort(),
  )
})

test('S05 the window loads our own page and shows itself when it is painted', async () => {
  const window = open()
  expect(callOrder()).not.toContain('show')
  await loadHome(window as unknown as Electron.BrowserWindow)
  expect(lastCall('loadURL')).toEqual(['app://bundle/'])
  expect(callOrder()).toContain('show')
})

test('S11 a second window is always refused; a web link goes to the system', () => {
  const { webContents } = open()
  const urls = [
    'https://example.org/',
    'app://bundle/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'about:blank',
    '',
  ]
  for (const url of urls) expect(webContents.openHandler({ url })).toEqual({ action: 'deny' })
  expect(shell.openExternal.mock.calls).toEqual([['https://example.org/']])
})

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('S12 %s away is prevented', name => {
  const { webContents } = open()
  for (const url of [
    'https://example.org/',
    'file:///etc/passwd',
    'app://bundle.evil/',
    'app://bundle/other',
    'data:text/html,x',
  ]) {
    const event = new FakeEvent({ url, isMainFrame: true })
    webContents.emit(name, event)
    expect([url, event.isPrevented]).toEqual([url, true])
  }
})

test('S12 only loading the same page again is possible, and not in a frame', () => {
  const { webContents } = open()
  const [again, frame] = [
    new FakeEvent({ url: 'app://bundle/' }),
    new FakeEvent({ url: 'app://bundle/', isMainFrame: false }),
  ]
  webContents.emit('will-navigate', again)
  webContents.emit('will-frame-navigate', frame)
  expect([again.isPrevented, frame.isPrevented]).toEqual([false, true])
})

test('S13 a webview cannot attach', () => {
  const event = new FakeEvent()
  open().webContents.emit('will-attach-webview', event)
  expect(event.isPrevented).toBe(true)
})

test('S23 developer tools are there only while developing', () => {
  expect(open(true).options.webPreferences?.devTools).toBe(false)
  resetElectron()
  expect(open(false).options.webPreferences?.devTools).toBe(true)
})

test('S18 contents are ours only while their window is open', () => {
  const window = open()
  expect(isOwnContents(window.webContents.id)).toBe(true)
  window.emit('closed')
  expect(isOwnContents(window.webContents.id)).toBe(false)
})

test('the window comes back where it was', () => {
  const first = open()
  expect(first.options).toMatchObject({ width: 1280, height: 800 })
  first.emit('close')
  const second = open()
  expect(second).toBeInstanceOf(FakeWindow)
  expect(windows[1]?.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 })
})

test('a window that would open off the screens opens in the middle, with its size', () => {
  openSettings().write({ bounds: { x: 5000, y: 20, width: 1000, height: 700, isMaximized: true } })
  const { options } = open()
  expect(options).toMatchObject({ width: 1000, height: 700 })
  expect(options.x).toBeUndefined()
  expect(callOrder()).toContain('maximize')
})

test('settings that make no sense count as absent', async () => {
  const { FakeStore } = await import('./fake-electron.ts')
  FakeStore.file.set('bounds', { width: 'wide', height: 1 })
  FakeStore.file.set('lastFolder', 7)
  expect(openSettings().read()).toEqual({})
  openSettings().write({ lastFolder: '/downloads' })
  expect(openSettings().read()).toEqual({ lastFolder: '/downloads' })
})
