import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { channels } from '../contract/channels.ts'
import { createFakeOffice, type FakeOffice } from '../contract/fake-office.ts'
import { dialog, resetElectron } from './fake-electron.ts'
import type { Settings } from './settings.ts'

vi.mock('electron', () => import('./fake-electron.ts'))
vi.mock('electron-store', async () => ({ default: (await import('./fake-electron.ts')).FakeStore }))

const { createDoors } = await import('./doors.ts')
const { openSettings } = await import('./settings.ts')

const folder = mkdtempSync(join(tmpdir(), 'starhouse-doors-'))
const people = join(folder, 'people.csv')
const gifts = join(folder, 'gifts.csv')
writeFileSync(people, 'a\n')
writeFileSync(gifts, 'b\n')
mkdirSync(join(folder, 'inner'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let office: FakeOffice
let settings: Settings
let doors: ReturnType<typeof createDoors>
const window = { id: 1 }

beforeEach(() => {
  resetElectron()
  office = createFakeOffice(vi.fn)
  settings = openSettings()
  doors = createDoors({ office, settings, window: () => window as never })
})

test('calls, starts and cancels go to the office', async () => {
  expect(await doors[channels.call].answer({ name: 'contacts.list', input: { limit: 5 } })).toMatchObject({
    ok: true,
  })
  await doors[channels.start].answer({ name: 'demo.create', input: {} })
  await doors[channels.cancel].answer({ taskId: 'task_1' })
  expect(office.call).toHaveBeenCalledWith('contacts.list', { limit: 5 })
  expect(office.start).toHaveBeenCalledWith('demo.create', {})
  expect(office.cancel).toHaveBeenCalledWith('task_1')
})

test('dropped files are registered by path, and the window gets ids and names', async () => {
  expect(await doors[channels.addFiles].answer({ paths: [people, gifts] })).toEqual({
    ok: true,
    value: [
      { fileId: `file_${'1'.padStart(32, '0')}`, fileName: 'people.csv' },
      { fileId: `file_${'2'.padStart(32, '0')}`, fileName: 'gifts.csv' },
    ],
  })
  expect(office.registerFile).toHaveBeenCalledWith({
    path: people,
    fileName: 'people.csv',
    isTemporary: false,
  })
})

test.each([
  ['a relative path', 'people.csv'],
  ['a folder', join(folder, 'inner')],
  ['a missing file', join(folder, 'none.csv')],
  ['a NUL', `${people}\0.csv`],
])('%s is refused by name, never by path', async (_what, path) => {
  const reply = await doors[channels.addFiles].answer({ paths: [path] })
  expect(reply).toMatchObject({ ok: false, error: { code: 'file.missing' } })
  expect(JSON.stringify(reply)).not.toContain(folder)
  expect(office.registerFile).not.toHaveBeenCalled()
})

test('the file dialog belongs to the window and remembers its folder', async () => {
  expect(await doors[channels.pickFiles].answer({})).toEqual({ ok: true, value: [] })
  expect(dialog.showOpenDialog.mock.calls[0]).toMatchObject([window, { defaultPath: '/downloads' }])

  dialog.showOpenDialog.mockResolvedValue({ canceled: false, filePaths: [people] })
  expect(await doors[channels.pickFiles].answer({})).toMatchObject({
    ok: true,
    value: [{ fileName: 'people.csv' }],
  })
  await doors[channels.pickFiles].answer({})
  expect(dialog.showOpenDialog.mock.calls[2]).toMatchObject([window, { defaultPath: folder }])
})

test('a text is saved where the person says', async () => {
  const target = join(folder, 'export.csv')
  dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: target })
  const text = '\ufeffName\r\nOrla\r\n'
  expect(await doors[channels.saveText].answer({ fileName: '../../people.csv', text })).toEqual({
    ok: true,
    value: { saved: true },
  })
  expect(readFileSync(target, 'utf8')).toBe(text)
  expect(dialog.showSaveDialog.mock.calls[0]).toMatchObject([
    window,
    { defaultPath: join('/documents', 'people.csv') },
  ])
})

test('bytes that come as base64 are saved as bytes', async () => {
  const target = join(folder, 'saved.pdf')
  dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: target })
  const bytes = Buffer.from([0x25, 0x50, 0xff, 0x00])
  const file = { fileName: 'a.pdf', text: bytes.toString('base64'), encoding: 'base64' }
  expect(await doors[channels.saveText].answer(file)).toEqual({ ok: true, value: { saved: true } })
  expect(readFileSync(target)).toEqual(bytes)
})

test('closing the save dialog saves nothing; a folder that refuses says so', async () => {
  const answer = doors[channels.saveText].answer
  expect(await answer({ fileName: 'people.csv', text: '' })).toEqual({ ok: true, value: { saved: false } })
  dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: join(folder, 'none', 'people.csv') })
  expect(await answer({ fileName: 'people.csv', text: '' })).toMatchObject({
    ok: false,
    error: { code: 'change.refused' },
  })
})
