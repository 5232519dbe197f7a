import { BrowserWindow, type Rectangle, type Session, screen, type WebPreferences } from 'electron'
import { homeUrl } from './protocol.ts'
import type { Settings, WindowBounds } from './settings.ts'

const own = new Set<number>()

/** True for the contents of windows made here. */
export function isOwnContents(id: number): boolean {
  return own.has(id)
}

function webPreferencesOf(at: { preload: string; session: Session; isPackaged: boolean }): WebPreferences {
  return {
    preload: at.preload,
    session: at.session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !at.isPackaged,
  }
}

/** The remembered bounds if their title bar is still on a screen, else the size alone. */
function visibleBounds(
  saved: WindowBounds | undefined,
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  if (saved === undefined) return { width: 1280, height: 800 }
  const { x, y, width, height } = saved
  if (x === undefined || y === undefined) return { width, height }
  const isVisible = screen.getAllDisplays().some(({ workArea }) => {
    const isInside = x + 100 < workArea.x + workArea.width && x + width - 100 > workArea.x
    return isInside && y >= workArea.y && y + 40 < workArea.y + workArea.height
  })
  return isVisible ? { x, y, width, height } : { width, height }
}

/** The only place where a window is made. It shows itself when its first page is painted. */
export function createMainWindow(at: {
  preload: string
  session: Session
  settings: Settings
  isPackaged: boolean
}): BrowserWindow {
  const saved = at.settings.read().bounds
  const window = new BrowserWindow({
    ...visibleBounds(saved),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'StarHouse Office',
    backgroundColor: '#101827',
    webPreferences: webPreferencesOf(at),
  })
  const { id } = window.webContents
  own.add(id)
  if (saved?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    at.settings.write({ bounds: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } })
  })
  window.on('closed', () => own.delete(id))
  return window
}

export async function loadHome(window: BrowserWindow): Promise<void> {
  await window.loadURL(homeUrl)
}
