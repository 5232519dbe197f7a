import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'

vi.mock('../office/start.ts', () => ({ startOfficeThread: vi.fn() }))

const { browserCommand, defaultDataDir, readArguments } = await import('./index.ts')

test('the arguments are read', () => {
  expect(readArguments(['--data', 'here', '--port', '4000', '--no-open'])).toEqual({
    dataDir: resolve('here'),
    port: 4000,
    isOpening: false,
  })
  expect(readArguments([])).toMatchObject({ port: 0, isOpening: true })
})

test.each([['--port', '70000'], ['--port', 'x'], ['--port', '1.5'], ['--unknown'], ['stray']])(
  'arguments %s %s are refused',
  (...words) => {
    expect(readArguments(words)).toBeNull()
  },
)

test('the office folder is where the desktop shell has it', () => {
  const home = join('/', 'home', 'ada')
  expect(defaultDataDir('linux', {}, home)).toBe(join(home, '.config', 'starhouse-office', 'office'))
  expect(defaultDataDir('linux', { XDG_CONFIG_HOME: '/xdg' }, home)).toBe(
    join('/xdg', 'starhouse-office', 'office'),
  )
  expect(defaultDataDir('darwin', {}, home)).toContain('Application Support')
  expect(defaultDataDir('win32', { APPDATA: '/roaming' }, home)).toBe(
    join('/roaming', 'starhouse-office', 'office'),
  )
})

test('a browser is opened only where there is a screen', () => {
  const url = 'http://127.0.0.1:4000/?token=1'
  expect(browserCommand('linux', {}, url)).toBeNull()
  expect(browserCommand('linux', { DISPLAY: ':0' }, url)).toEqual({ command: 'xdg-open', words: [url] })
  expect(browserCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' }, url)?.words).toEqual([url])
  expect(browserCommand('darwin', {}, url)?.command).toBe('open')
  expect(browserCommand('win32', {}, url)?.command).toBe('rundll32')
})
