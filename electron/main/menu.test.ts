import { expect, test, vi } from 'vitest'
import { MenuPlace } from '../contract/wire.ts'
import { menuTemplate } from './menu.ts'

type Item = Electron.MenuItemConstructorOptions

function itemsOf(template: Item[]): Item[] {
  return template.flatMap(item => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
}

test.each([true, false])('S23 a packaged menu has no reload and no developer tools (mac: %s)', isMac => {
  const roles = itemsOf(menuTemplate({ isMac, isPackaged: true, go: vi.fn() })).map(item => item.role)
  expect(roles).toContain('copy')
  for (const role of ['reload', 'forceReload', 'toggleDevTools', 'viewMenu'] as const)
    expect(roles).not.toContain(role)
})

test('while developing there are both', () => {
  const roles = itemsOf(menuTemplate({ isMac: false, isPackaged: false, go: vi.fn() })).map(item => item.role)
  expect(roles).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
})

test.each([true, false])('every place can be reached by the menu (mac: %s)', isMac => {
  const go = vi.fn()
  const items = itemsOf(menuTemplate({ isMac, isPackaged: true, go }))
  for (const item of items) item.click?.({} as never, undefined, {})
  expect(go.mock.calls.map(([place]) => place as string).sort()).toEqual([...MenuPlace.options].sort())
})

test.each([true, false])('no accelerator is given twice (mac: %s)', isMac => {
  const keys = itemsOf(menuTemplate({ isMac, isPackaged: true, go: vi.fn() })).flatMap(
    item => item.accelerator ?? [],
  )
  expect(keys).toContain('CmdOrCtrl+O')
  expect(new Set(keys).size).toBe(keys.length)
})

test('the menus are File, Edit, View, Go and Help', () => {
  const labels = menuTemplate({ isMac: false, isPackaged: true, go: vi.fn() }).map(item => item.label)
  expect(labels).toEqual(['File', 'Edit', 'View', 'Go', 'Help'])
})
