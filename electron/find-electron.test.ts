import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findElectron, reasonForBrowser } from './find-electron.ts'

function packageWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'starhouse-electron-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test('a package without its binary has none, whatever it says', () => {
  expect(findElectron(packageWith({}), 'linux', {})).toBeNull()
  expect(findElectron(packageWith({ 'path.txt': 'electron' }), 'linux', {})).toBeNull()
})

test('the binary is where the package says, or where its platform has it', () => {
  const installed = packageWith({ 'path.txt': 'electron\n', 'dist/electron': '' })
  expect(findElectron(installed, 'linux', {})).toBe(join(installed, 'dist', 'electron'))
  const windows = packageWith({ 'dist/electron.exe': '' })
  expect(findElectron(windows, 'win32', {})).toBe(join(windows, 'dist', 'electron.exe'))
})

test('another distribution can be named', () => {
  const other = packageWith({ electron: '' })
  expect(findElectron(packageWith({}), 'linux', { ELECTRON_OVERRIDE_DIST_PATH: other })).toBe(
    join(other, 'electron'),
  )
})

test.each([
  [
    'no binary',
    { binary: null, platform: 'darwin', env: {}, isRoot: false },
    /binary is not on this computer/,
  ],
  ['root on Linux', { binary: '/e', platform: 'linux', env: { DISPLAY: ':0' }, isRoot: true }, /root/],
  ['no display on Linux', { binary: '/e', platform: 'linux', env: {}, isRoot: false }, /no display/],
] as const)('with %s the browser opens, and it is said why', (_what, at, reason) => {
  expect(reasonForBrowser(at)).toMatch(reason)
})

test.each([
  { platform: 'linux', env: { DISPLAY: ':0' } },
  { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } },
  { platform: 'win32', env: {} },
  { platform: 'darwin', env: {} },
] as const)('with a binary and a screen Electron opens (%j)', at => {
  expect(reasonForBrowser({ binary: '/e', isRoot: false, ...at })).toBeNull()
})
