import { resolve } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFakeOffice } from '../contract/fake-office.ts'
import type { startBrowserShell } from './shell.ts'

const office = createFakeOffice(vi.fn)
vi.mock('../office/start.ts', () => ({ startOfficeThread: () => office }))

const startShell = vi.fn<typeof startBrowserShell>()
vi.mock('./shell.ts', () => ({ startBrowserShell: startShell }))

const { browserCommand, readArguments, runBrowserShell } = await import('./index.ts')
const said = vi.spyOn(console, 'log').mockImplementation(() => {})
const complained = vi.spyOn(console, 'error').mockImplementation(() => {})

beforeEach(() => {
  for (const mock of [vi.mocked(office.close), startShell, said, complained]) mock.mockClear()
})

test('the address is printed, and SIGTERM closes the shell and then the office', async () => {
  const order: string[] = []
  vi.mocked(office.close).mockImplementation(async () => void order.push('office'))
  const close = async () => void order.push('shell')
  startShell.mockResolvedValue({
    origin: '',
    port: 1,
    uploadFolder: '',
    newUrl: () => 'http://127.0.0.1:1/?token=x',
    close,
  })
  const running = runBrowserShell(['--no-open', '--data', 'here', '--port', '4000'])
  await vi.waitFor(() => expect(said).toHaveBeenCalledTimes(2))
  expect(said.mock.calls[0]).toEqual(['StarHouse Office: http://127.0.0.1:1/?token=x'])
  expect(startShell.mock.calls[0]?.[0]).toMatchObject({ office, port: 4000 })
  process.emit('SIGTERM')
  expect(await running).toBe(0)
  expect(order).toEqual(['shell', 'office'])
})

test('a port that is taken is said in one sentence, and the office is closed', async () => {
  startShell.mockRejectedValue(Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }))
  expect(await runBrowserShell(['--port', '4000'])).toBe(2)
  expect(complained.mock.calls).toEqual([[expect.stringContaining('Port 4000 is used by another program')]])
  expect(office.close).toHaveBeenCalledTimes(1)
})

test('words that cannot be understood are answered with the usage, and nothing starts', async () => {
  expect(await runBrowserShell(['--what'])).toBe(2)
  expect(complained.mock.calls).toEqual([[expect.stringContaining('Usage:')]])
  expect(startShell).not.toHaveBeenCalled()
})

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

test('a browser is opened only where there is a screen', () => {
  const url = 'http://127.0.0.1:4000/?token=1'
  expect(browserCommand('linux', {}, url)).toBeNull()
  expect(browserCommand('linux', { DISPLAY: ':0' }, url)).toEqual({ command: 'xdg-open', words: [url] })
  expect(browserCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' }, url)?.words).toEqual([url])
  expect(browserCommand('darwin', {}, url)?.command).toBe('open')
  expect(browserCommand('win32', {}, url)?.command).toBe('rundll32')
})
