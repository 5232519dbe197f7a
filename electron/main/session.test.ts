import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { FakeEvent, type FakeSession, lastCall, resetElectron, sessions } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const { isLocalRequest, openSession } = await import('./session.ts')

beforeEach(resetElectron)

function open(isPackaged = true): FakeSession {
  openSession(isPackaged)
  const [own] = sessions
  if (own === undefined) throw new Error('no session was made')
  return own
}

/** Every permission this version of Electron knows, from its own type declarations. */
function allPermissions(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const types = readFileSync(join(folder, 'electron.d.ts'), 'utf8')
  const lists = ['setPermissionRequestHandler(handler: (', 'setPermissionCheckHandler(handler: ('].map(
    start => {
      const from = types.indexOf(start)
      const line = types.slice(from, types.indexOf('\n', from))
      return [...(/permission: ([^,]+),/.exec(line)?.[1]?.matchAll(/'([^']+)'/g) ?? [])].map(
        match => match[1] ?? '',
      )
    },
  )
  return [...new Set(lists.flat())]
}

test('S14 every permission is denied but copying text', () => {
  const own = open()
  const names = allPermissions()
  expect(names).toEqual(
    expect.arrayContaining(['geolocation', 'media', 'notifications', 'hid', 'usb', 'openExternal']),
  )
  const granted = names.filter(name => {
    const decide = vi.fn()
    own.permissionRequest({}, name, decide)
    expect(decide).toHaveBeenCalledTimes(1)
    return decide.mock.calls[0]?.[0] === true || own.permissionCheck({}, name)
  })
  expect(granted).toEqual(['clipboard-sanitized-write'])
})

test('S14 no device is ever granted', () => {
  expect(open().devicePermission()).toBe(false)
})

test('S21 the session is in memory, without cache, dictionary downloads or NTLM', () => {
  open()
  const [name, options] = lastCall('fromPartition')
  expect(name).not.toMatch(/^persist:/)
  expect(options).toEqual({ cache: false })
  expect(lastCall('setSpellCheckerEnabled')).toEqual([false])
  expect(lastCall('allowNTLMCredentialsForDomains')).toEqual([''])
})

test('S21 the window downloads nothing', () => {
  const event = new FakeEvent()
  open().emit('will-download', event)
  expect(event.isPrevented).toBe(true)
})

test.each([
  ['app://bundle/', false],
  ['app://bundle/assets/main.js', false],
  ['blob:app://bundle/3f', false],
  ['data:image/png;base64,AA', false],
  ['https://example.org/', true],
  ['http://127.0.0.1/', true],
  ['ws://127.0.0.1/', true],
  ['file:///etc/passwd', true],
  ['app://evil/', true],
  ['blob:https://example.org/3f', true],
  ['devtools://devtools/bundled/x.js', true],
  ['chrome-extension://abc/x.js', true],
])('S22 a request for %s: cancelled is %s', (url, isCancelled) => {
  const decide = vi.fn()
  open().requestFilter({ url }, decide)
  expect(decide.mock.calls).toEqual([[{ cancel: isCancelled }]])
})

test('S22 developer tools load only while developing', () => {
  expect(isLocalRequest('devtools://devtools/bundled/x.js', false)).toBe(true)
  expect(isLocalRequest('https://example.org/', false)).toBe(false)
})
