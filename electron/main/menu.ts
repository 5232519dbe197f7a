import type { MenuItemConstructorOptions } from 'electron'
import type { MenuPlace } from '../contract/wire.ts'

type MenuOptions = { isMac: boolean; isPackaged: boolean; go: (place: MenuPlace) => void }

const goTo: [label: string, place: MenuPlace][] = [
  ['Today', 'today'],
  ['People', 'people'],
  ['Transactions', 'transactions'],
  ['Products', 'products'],
  ['Subscriptions', 'subscriptions'],
  ['Conflicts', 'conflicts'],
  ['Reconciliation', 'reconciliation'],
  ['History', 'history'],
]

/** The native menu. Reload and developer tools are there only while developing. */
export function menuTemplate({ isMac, isPackaged, go }: MenuOptions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings: MenuItemConstructorOptions = {
    label: 'Settings',
    accelerator: 'CmdOrCtrl+,',
    click: () => go('settings'),
  }
  const developing: MenuItemConstructorOptions[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        { label: 'Import files', accelerator: 'CmdOrCtrl+O', click: () => go('import') },
        settings,
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        // The window has this key itself; the menu only shows it.
        {
          label: 'Search',
          accelerator: 'CmdOrCtrl+K',
          registerAccelerator: false,
          click: () => go('search'),
        },
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : developing),
      ],
    },
    {
      label: 'Go',
      submenu: [
        { label: 'Back', accelerator: isMac ? 'Cmd+[' : 'Alt+Left', click: () => go('back') },
        separator,
        ...goTo.map(([label, place], index) => ({
          label,
          accelerator: `CmdOrCtrl+${index + 1}`,
          click: () => go(place),
        })),
      ],
    },
    {
      label: 'Help',
      role: 'help',
      submenu: [
        { label: 'All keys', click: () => go('keys') },
        ...(isMac ? [] : [separator, { role: 'about' } as const]),
      ],
    },
  ]
}
