import { test as property, fc } from '@fast-check/vitest'
import { beforeEach, expect, test, vi } from 'vitest'
import { channels } from '../contract/channels.ts'
import { createFakeOffice, type FakeOffice } from '../contract/fake-office.ts'
import { dialog, invokeHandlers, ipcMain, resetElectron } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))
vi.mock('electron-store', async () => ({ default: (await import('./fake-electron.ts')).FakeStore }))
vi.mock('./log.ts', async original => ({
  ...(await original<typeof import('./log.ts')>()),
  logError: vi.fn(),
  logInfo: vi.fn(),
}))

const { createDoors } = await import('./doors.ts')
const { closeForeignChannels, isTrustedSender, openDoors } = await import('./ipc.ts')
const { openSettings } = await import('./settings.ts')

const ourContents = 7
const isOwn = (id: number) => id === ourContents
const frame = (url: string, parent: unknown = null, detached = false) => ({ url, parent, detached })
const sentBy = (senderFrame: unknown, id = ourContents) => ({ senderFrame, sender: { id } }) as never
const us = sentBy(frame('app://bundle/'))

let office: FakeOffice

beforeEach(() => {
  resetElectron()
  office = createFakeOffice(vi.fn)
  openDoors(createDoors({ office, settings: openSettings(), window: () => ({}) as never }), isOwn)
  closeForeignChannels()
})

function knock(channel: string, input: unknown, event: unknown = us): Promise<unknown> {
  const handler = invokeHandlers.get(channel)
  if (handler === undefined) throw new Error(`nobody answers ${channel}`)
  return handler(event, input)
}

const wasOfficeAsked = () =>
  [office.call, office.start, office.cancel, office.registerFile].some(
    asked => vi.mocked<(...args: never[]) => unknown>(asked).mock.calls.length > 0,
  )

test('S17 the doors are exactly those of the contract', () => {
  expect([...invokeHandlers.keys()].sort()).toEqual(Object.values(channels).sort())
})

test('S17 no library keeps a channel of its own open', () => {
  expect(ipcMain.eventNames()).toEqual([])
})

property.prop(
  [
    fc.constantFrom(channels.call, channels.start, channels.cancel, channels.addFiles, channels.saveText),
    fc.anything(),
  ],
  {
    numRuns: 1000,
  },
)('S17 junk gets a typed error and goes no further', async (channel, junk) => {
  const reply = await knock(channel, junk)
  expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
  expect(wasOfficeAsked()).toBe(false)
})

test('S17 a method that is not in the contract is refused', async () => {
  for (const name of ['constructor', '__proto__', 'toString', 'office.unknown']) {
    expect(await knock(channels.call, { name, input: {} })).toMatchObject({
      error: { code: 'method.unknown' },
    })
  }
  expect(wasOfficeAsked()).toBe(false)
})

test.each([
  ['the top frame of our page', us, true],
  ['another host', sentBy(frame('app://bundle.evil/')), false],
  ['a web page', sentBy(frame('https://bundle/')), false],
  ['about:blank', sentBy(frame('about:blank')), false],
  ['an empty address', sentBy(frame('')), false],
  ['a sub-frame', sentBy(frame('app://bundle/', {})), false],
  ['a detached frame', sentBy(frame('app://bundle/', null, true)), false],
  ['no frame', sentBy(null), false],
  ['contents we did not make', sentBy(frame('app://bundle/'), 8), false],
] as const)('S18 %s: trusted is %s', async (_who, event, isTrusted) => {
  expect(isTrustedSender(event, isOwn)).toBe(isTrusted)
  for (const channel of Object.values(channels))
    await knock(channel, { name: 'office.status', input: {} }, event)
  expect(vi.mocked(office.call).mock.calls.length > 0).toBe(isTrusted)
})

test.each([
  [
    'SQLite',
    Object.assign(new Error('UNIQUE constraint failed: contact_emails.email'), { code: 'SQLITE_CONSTRAINT' }),
  ],
  [
    'Postgres',
    Object.assign(new Error('duplicate key'), {
      detail: 'Key (email)=(orla@example.org) exists',
      where: 'SQL',
    }),
  ],
  ['file system', Object.assign(new Error("ENOENT: '/home/ada/office.db'"), { code: 'ENOENT' })],
  ['nothing', undefined],
])('S20 a %s failure crosses as its code only', async (_kind, failure) => {
  vi.mocked(office.call).mockRejectedValue(failure)
  vi.mocked(office.start).mockRejectedValue(failure)
  vi.mocked(office.cancel).mockRejectedValue(failure)
  const replies = [
    await knock(channels.call, { name: 'office.status', input: {} }),
    await knock(channels.start, { name: 'demo.create', input: {} }),
    await knock(channels.cancel, { taskId: 'task_1' }),
  ]
  for (const reply of replies) expect(reply).toEqual({ ok: false, error: { code: 'unexpected' } })
})

test('S20 failing dialogs cross as their code only', async () => {
  dialog.showOpenDialog.mockRejectedValue(new Error('/home/ada'))
  dialog.showSaveDialog.mockRejectedValue(new Error('/home/ada'))
  expect(await knock(channels.pickFiles, {})).toEqual({ ok: false, error: { code: 'unexpected' } })
  expect(await knock(channels.saveText, { fileName: 'a.csv', text: '' })).toEqual({
    ok: false,
    error: { code: 'unexpected' },
  })
})
