import type { MenuItemConstructorOptions } from 'electron'
import type { MenuPlace } from '../contract/wire.ts'

type Item = MenuItemConstructorOptions
type Go = (place: MenuPlace) => void

const separator: Item = { type: 'separator' }

const places: [label: string, place: MenuPlace][] = [
  ['Today', 'today'],
  ['People', 'people'],
  ['Duplicates', 'duplicates'],
  ['Transactions', 'transactions'],
  ['Products', 'products'],
  ['Subscriptions', 'subscriptions'],
  ['Conflicts', 'conflicts'],
  ['Reconciliation', 'reconciliation'],
  ['Data quality', 'quality'],
  ['Opt-ins', 'optIns'],
  ['History', 'history'],
]

function fileMenu(isMac: boolean, go: Go): Item[] {
  return [
    { label: 'Import files', accelerator: 'CmdOrCtrl+O', click: () => go('import') },
    { label: 'Settings', accelerator: 'CmdOrCtrl+,', click: () => go('settings') },
    separator,
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
}

function editMenu(go: Go): Item[] {
  return [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    // The window has this key itself; the menu only shows it.
    { label: 'Search', accelerator: 'CmdOrCtrl+K', registerAccelerator: false, click: () => go('search') },
  ]
}

function viewMenu(isPackaged: boolean): Item[] {
  const developing: Item[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : developing),
  ]
}

function goMenu(isMac: boolean, go: Go): Item[] {
  const back: Item = { label: 'Back', accelerator: isMac ? 'Cmd+[' : 'Alt+Left', click: () => go('back') }
  const items = places.map(([label, place], index): Item => {
    const accelerator = index < 9 ? { accelerator: `CmdOrCtrl+${index + 1}` } : {}
    return { label, ...accelerator, click: () => go(place) }
  })
  return [back, separator, ...items]
}

function helpMenu(isMac: boolean, go: Go): Item[] {
  const about: Item[] = isMac ? [] : [separator, { role: 'about' }]
  return [{ label: 'All keys', click: () => go('keys') }, ...about]
}

/** The native menu. Reload and developer tools are there only while developing. */
export function menuTemplate(at: { isMac: boolean; isPackaged: boolean; go: Go }): Item[] {
  const { isMac, isPackaged, go } = at
  const appMenu: Item[] = isMac ? [{ role: 'appMenu' }] : []
  return [
    ...appMenu,
    { label: 'File', submenu: fileMenu(isMac, go) },
    { label: 'Edit', submenu: editMenu(go) },
    { label: 'View', submenu: viewMenu(isPackaged) },
    { label: 'Go', submenu: goMenu(isMac, go) },
    { label: 'Help', role: 'help', submenu: helpMenu(isMac, go) },
  ]
}
