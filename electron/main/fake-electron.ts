import { EventEmitter } from 'node:events'
import { vi } from 'vitest'

/**
 * Stands in for the `electron` module in tests: the same names and the same events, everything written down in `calls` in the
 * order it happened. Use with `vi.mock('electron', () => import('./fake-electron.ts'))`.
 */
export const calls: { what: string; args: unknown[] }[] = []

function note(what: string, ...args: unknown[]): void {
  calls.push({ what, args })
}

/** The arguments of the last call of that name. */
export function lastCall(what: string): unknown[] {
  return calls.findLast(call => call.what === what)?.args ?? []
}

/** Names in the order they were called. */
export function callOrder(): string[] {
  return calls.map(call => call.what)
}

export class FakeEvent {
  isPrevented = false
  readonly facts: Record<string, unknown>
  constructor(facts: Record<string, unknown> = {}) {
    this.facts = facts
    Object.assign(this, facts)
  }
  preventDefault(): void {
    this.isPrevented = true
  }
}

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

export class FakeWebContents extends EventEmitter {
  readonly id: number
  openHandler: OpenHandler = () => ({ action: 'allow' })
  constructor(id: number) {
    super()
    this.id = id
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  send(channel: string, value: unknown): void {
    note('webContents.send', channel, value)
  }
  reload(): void {
    note('webContents.reload')
  }
}

export const windows: BrowserWindow[] = []
export class BrowserWindow extends EventEmitter {
  readonly webContents = new FakeWebContents(windows.length + 1)
  readonly options: Electron.BrowserWindowConstructorOptions
  isMinimizedNow = false
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    windows.push(this)
    note('new BrowserWindow', options)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    note('loadURL', url)
    this.emit('ready-to-show')
  }
  show = () => note('show')
  focus = () => note('focus')
  restore = () => note('restore')
  maximize = () => note('maximize')
  isMinimized = () => this.isMinimizedNow
  isMaximized = () => false
  isDestroyed = () => false
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 })
}

class FakeApp extends EventEmitter {
  isPackaged = true
  hasLock = true
  switches: Record<string, string> = {}
  readonly commandLine = { getSwitchValue: (name: string) => this.switches[name] ?? '' }
  readonly paths: Record<string, string> = {
    appData: '/appdata',
    downloads: '/downloads',
    documents: '/documents',
  }
  enableSandbox = () => note('enableSandbox')
  setPath = (name: string, path: string) => {
    this.paths[name] = path
    note('setPath', name, path)
  }
  getPath = (name: string) => this.paths[name] ?? `/unknown/${name}`
  getVersion = () => '0.1.0'
  requestSingleInstanceLock = () => {
    note('requestSingleInstanceLock')
    return this.hasLock
  }
  whenReady = async () => note('whenReady')
  quit = () => note('quit')
  exit = (code: number) => note('exit', code)
}
export const app = new FakeApp()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => note('registerSchemesAsPrivileged', schemes),
}

type RequestFilter = (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void
export class FakeSession extends EventEmitter {
  permissionRequest: (contents: unknown, permission: string, decide: (isAllowed: boolean) => void) => void =
    () => {}
  permissionCheck: (contents: unknown, permission: string) => boolean = () => true
  devicePermission: () => boolean = () => true
  requestFilter: RequestFilter = (_details, decide) => decide({ cancel: false })
  pageHandler: (request: Request) => Promise<Response> = async () => new Response(null, { status: 500 })
  setPermissionRequestHandler = (handler: FakeSession['permissionRequest']) => {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler = (handler: FakeSession['permissionCheck']) => {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler = (handler: FakeSession['devicePermission']) => {
    this.devicePermission = handler
  }
  setSpellCheckerEnabled = (isOn: boolean) => note('setSpellCheckerEnabled', isOn)
  allowNTLMCredentialsForDomains = (domains: string) => note('allowNTLMCredentialsForDomains', domains)
  readonly webRequest = {
    onBeforeRequest: (filter: RequestFilter) => {
      this.requestFilter = filter
    },
  }
  readonly protocol = {
    handle: (scheme: string, handler: FakeSession['pageHandler']) => {
      note('protocol.handle', scheme)
      this.pageHandler = handler
    },
  }
}
export const sessions: FakeSession[] = []
export const session = {
  fromPartition: (name: string, options: unknown) => {
    note('fromPartition', name, options)
    const made = new FakeSession()
    sessions.push(made)
    return made
  },
}

type InvokeHandler = (event: unknown, input: unknown) => Promise<unknown>
export const invokeHandlers = new Map<string, InvokeHandler>()
class FakeIpcMain extends EventEmitter {
  handle(channel: string, handler: InvokeHandler): void {
    if (invokeHandlers.has(channel)) throw new Error(`a second handler for ${channel}`)
    invokeHandlers.set(channel, handler)
  }
}
export const ipcMain = new FakeIpcMain()

export const dialog = {
  showOpenDialog: vi.fn(async (..._args: unknown[]) => ({ canceled: true, filePaths: [] as string[] })),
  showSaveDialog: vi.fn(async (..._args: unknown[]) => ({ canceled: true, filePath: '' })),
  showErrorBox: (title: string, text: string) => note('showErrorBox', title, text),
}

export const shell = { openExternal: vi.fn(async (_url: string) => {}) }
export const crashReporter = { start: (options: unknown) => note('crashReporter.start', options) }
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => note('setApplicationMenu', menu),
}

export class FakeUtilityProcess extends EventEmitter {
  readonly posted: unknown[] = []
  postMessage(message: { type: string; id: number }): void {
    this.posted.push(message)
    queueMicrotask(() => {
      this.emit('message', { type: 'reply', id: message.id, reply: { ok: true, value: message.type } })
      if (message.type === 'close') this.emit('exit', 0)
    })
  }
  kill(): boolean {
    note('utilityProcess.kill')
    this.emit('exit', 1)
    return true
  }
}
export const children: FakeUtilityProcess[] = []
export const utilityProcess = {
  fork: (path: string, args: string[], options: unknown) => {
    note('utilityProcess.fork', path, args, options)
    const child = new FakeUtilityProcess()
    children.push(child)
    return child
  },
}

/** Stands in for electron-store, with the channel the real one opens. */
export class FakeStore {
  static readonly file = new Map<string, unknown>()
  constructor() {
    ipcMain.on('electron-store-get-data', (event: { returnValue: unknown }) => {
      event.returnValue = '/appdata'
    })
  }
  get(name: string): unknown {
    return FakeStore.file.get(name)
  }
  set(name: string, value: unknown): void {
    FakeStore.file.set(name, value)
  }
}

/** A fresh computer. */
export function resetElectron(): void {
  calls.length = 0
  windows.length = 0
  sessions.length = 0
  children.length = 0
  invokeHandlers.clear()
  FakeStore.file.clear()
  app.removeAllListeners()
  ipcMain.removeAllListeners()
  app.isPackaged = true
  app.hasLock = true
  app.switches = {}
  dialog.showOpenDialog.mockReset().mockResolvedValue({ canceled: true, filePaths: [] })
  dialog.showSaveDialog.mockReset().mockResolvedValue({ canceled: true, filePath: '' })
  shell.openExternal.mockReset().mockResolvedValue(undefined)
}
