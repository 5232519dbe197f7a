import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, type Session } from 'electron'
import { eventChannel } from '../contract/channels.ts'
import { appFolderName, officeFolderName } from '../contract/data-dir.ts'
import { sentenceOf } from '../contract/errors.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { createDoors } from './doors.ts'
import { closeForeignChannels, openDoors } from './ipc.ts'
import { catchLastResort, keepCrashReportsHere, reviveWindow } from './last-resort.ts'
import { factsOfError, logError, logInfo, openLog } from './log.ts'
import { menuTemplate } from './menu.ts'
import { guardAllContents } from './navigation.ts'
import { startOfficeProcess } from './office-process.ts'
import { registerPageScheme, servePages } from './protocol.ts'
import { openSession } from './session.ts'
import { openSettings, type Settings } from './settings.ts'
import { createMainWindow, isOwnContents, loadHome } from './windows.ts'

const distDir = join(import.meta.dirname, '..')

/** What the steps build up, one after the other. */
type Desktop = { settings?: Settings; office?: OfficeClient; session?: Session; window?: BrowserWindow }
type EarlyStep = [name: string, run: () => void]
type Step = [name: string, run: (desktop: Desktop) => void | Promise<void>]

function made<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('a step of the start is missing')
  return part
}

function tellWindow(desktop: Desktop, event: OfficeEvent): void {
  if (desktop.window && !desktop.window.isDestroyed()) desktop.window.webContents.send(eventChannel, event)
}

function focusWindow({ window }: Desktop): void {
  if (window === undefined || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

const closeSeconds = 15

/** Quitting waits until the office has closed its file, but not for an office that hangs. */
function closeOfficeFirst(desktop: Desktop): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', event => {
    if (state === 'closed' || desktop.office === undefined) return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const patience = new Promise<void>(resolve => setTimeout(resolve, closeSeconds * 1000))
    void Promise.race([desktop.office.close(), patience]).finally(() => {
      state = 'closed'
      app.quit()
    })
  })
}

function dataDir(): string {
  const given = app.commandLine.getSwitchValue('data')
  return given === '' ? join(app.getPath('userData'), officeFolderName) : given
}

const beforeReady: EarlyStep[] = [
  // The same folder that the other shells use.
  ['find the folder', () => app.setPath('userData', join(app.getPath('appData'), appFolderName))],
  ['open the log', () => openLog(join(app.getPath('userData'), 'logs'))],
  ['catch the last resort', catchLastResort],
  ['keep crash reports here', keepCrashReportsHere],
  ['sandbox every window', () => app.enableSandbox()],
  ['register the page scheme', registerPageScheme],
  ['guard every window', guardAllContents],
]

const afterReady: Step[] = [
  [
    'open the settings',
    desktop => {
      desktop.settings = openSettings()
      closeForeignChannels()
    },
  ],
  [
    'start the office',
    desktop => {
      desktop.office = startOfficeProcess({
        entry: join(distDir, 'office', 'utility.js'),
        dataDir: dataDir(),
      })
      desktop.office.on(event => tellWindow(desktop, event))
      closeOfficeFirst(desktop)
    },
  ],
  [
    'open the session',
    desktop => {
      desktop.session = openSession(app.isPackaged)
      servePages(desktop.session, join(distDir, 'renderer'))
    },
  ],
  [
    'open the doors',
    desktop => {
      const [office, settings] = [made(desktop.office), made(desktop.settings)]
      openDoors(createDoors({ office, settings, window: () => made(desktop.window) }), isOwnContents)
    },
  ],
  [
    'set the menu',
    desktop => {
      const template = menuTemplate({
        isMac: process.platform === 'darwin',
        isPackaged: app.isPackaged,
        go: place => tellWindow(desktop, { type: 'navigate', place }),
      })
      Menu.setApplicationMenu(Menu.buildFromTemplate(template))
    },
  ],
  [
    'open the window',
    async desktop => {
      desktop.window = createMainWindow({
        preload: join(distDir, 'preload', 'index.cjs'),
        session: made(desktop.session),
        settings: made(desktop.settings),
        isPackaged: app.isPackaged,
      })
      reviveWindow(desktop.window)
      await loadHome(desktop.window)
    },
  ],
]

function tellOfStep(name: string, cause: unknown): void {
  logError('a step of the start failed', { step: name, ...factsOfError(cause) })
  dialog.showErrorBox('StarHouse Office', sentenceOf({ code: 'unexpected' }))
  app.exit(1)
}

/** Runs all steps; a second instance of the program stops after the early ones. */
export async function startDesktop(): Promise<void> {
  const desktop: Desktop = {}
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', () => focusWindow(desktop))
  // Without a pause in between: Electron gets ready meanwhile, and these must come first.
  for (const [name, step] of beforeReady) {
    try {
      step()
    } catch (cause) {
      return tellOfStep(name, cause)
    }
  }
  if (!app.requestSingleInstanceLock()) return app.quit()
  await app.whenReady()
  for (const [name, step] of afterReady) {
    try {
      await step(desktop)
    } catch (cause) {
      return tellOfStep(name, cause)
    }
  }
  logInfo('started', { version: app.getVersion() })
}

// Not awaited at the top level: Electron gets ready only when this file has been run to its end.
void startDesktop()
