import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, giveFile, runTask } from '../contract/ask.ts'
import { getContact } from '../contract/contact-card.ts'
import { createContact, updateContact } from '../contract/contact-edits.ts'
import { listContacts } from '../contract/contacts.ts'
import { OfficeError } from '../contract/errors.ts'
import { listImports, listPlanRows, recogniseFile, runImport, undoImport } from '../contract/imports.ts'
import { methods } from '../contract/methods.ts'
import { listTransactions, transactionTotals } from '../contract/money.ts'
import {
  createBackup,
  createDemo,
  exportList,
  getToday,
  lastUndoable,
  listBackups,
  listHistory,
  officeHealth,
  officeStatus,
  restoreBackup,
  setSettings,
  stillReadable,
  undoAction,
} from '../contract/office.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { createOffice } from './office.ts'
import { startOfficeThread } from './start.ts'

let dataDir: string
let office: OfficeClient
let events: OfficeEvent[]

function open(how: 'inline' | 'threads' | 'process'): void {
  office =
    how === 'process'
      ? startOfficeThread({ dataDir })
      : createOffice({ dataDir, runJobsInline: how === 'inline' })
  events = []
  office.on(event => events.push(event))
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'starhouse-office-'))
})
afterEach(async () => {
  await office.close()
})

const topicsOf = (list: OfficeEvent[]) =>
  list.flatMap(event => (event.type === 'changed' ? event.topics : []))

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'nothing failed'
  } catch (error) {
    return error instanceof OfficeError ? error.error.code : String(error)
  }
}

const header = 'ID,Member ID,Email,Name,First Name,Last Name,Phone Number (phone_number),Tags,Products'
const contactsCsv = [
  header,
  ...Array.from(
    { length: 40 },
    (_, n) =>
      `${1000 + n},${9000 + n},p${n}@example.org,Pat Fern${n},Pat,Fern${n},(303) 555-01${String(n).padStart(2, '0')},Choir,`,
  ),
].join('\n')

async function givenCsv(text = contactsCsv, fileName = 'contacts.csv'): Promise<string> {
  const path = join(dataDir, fileName)
  writeFileSync(path, text)
  return giveFile(office, path, fileName)
}

test('every method of the contract is served: queries and commands by call, tasks by start', async () => {
  open('inline')
  for (const method of methods.values()) {
    const reply = await (method.kind === 'task'
      ? office.start(method.name, 17)
      : office.call(method.name, 17))
    expect([method.name, reply.ok ? 'ok' : reply.error.code]).toEqual([method.name, 'input.invalid'])
  }
})

test('a new office is empty, and says so; what is written is told by topic', async () => {
  open('inline')
  expect(await ask(office, officeStatus, {})).toMatchObject({
    state: 'ready',
    isEmpty: true,
    isDemo: false,
    counts: { contacts: 0 },
  })
  const { contactId } = await ask(office, createContact, { firstName: 'Ada', emails: ['ada@example.org'] })
  expect(topicsOf(events)).toEqual(['contacts', 'history'])
  await ask(office, updateContact, { contactId, set: { lastName: 'Example' } })
  expect(await ask(office, getContact, { contactId })).toMatchObject({
    fullName: 'Ada Example',
    lockLevel: 'FULL_LOCK',
  })
  expect(await ask(office, officeStatus, {})).toMatchObject({ isEmpty: false, counts: { contacts: 1 } })
  expect((await ask(office, listContacts, {})).total).toBe(1)
})

test('who did it is the name of this desk; the newest action can be taken back', async () => {
  open('inline')
  await ask(office, setSettings, { who: 'Mira' })
  const { contactId } = await ask(office, createContact, { firstName: 'Ada' })
  await ask(office, updateContact, { contactId, set: { firstName: 'Adelheid' } })
  const { action } = await ask(office, lastUndoable, {})
  expect(action).toMatchObject({ who: 'Mira', title: 'Changed the name of Ada', canUndo: true })
  await ask(office, undoAction, { groupId: action?.groupId ?? '' })
  expect(await ask(office, getContact, { contactId })).toMatchObject({
    fullName: 'Ada',
    lockLevel: 'UNLOCKED',
  })
  expect((await ask(office, lastUndoable, {})).action?.title).toBe('Added Ada')
  expect(await codeOf(ask(office, undoAction, { groupId: action?.groupId ?? '' }))).toBe('undo.impossible')
})

test.each(['inline', 'threads'] as const)('import from file to undo, with its tasks in %s', async how => {
  open(how)
  const fileId = await givenCsv()
  expect(await runTask(office, recogniseFile, { fileId })).toMatchObject({
    source: 'kajabi-contacts',
    rowCount: 40,
    asksOptIn: true,
    importedBeforeAt: null,
  })
  const files = [{ fileId, optIn: 'subscribed' as const }]
  const dry = await runTask(office, runImport, { files, dryRun: true })
  expect(await ask(office, officeStatus, {})).toMatchObject({ counts: { contacts: 0, imports: 0 } })
  const plan = await ask(office, listPlanRows, { batchId: dry.batches[0]?.batchId ?? '' })
  expect(plan.total).toBe(40)
  events.length = 0
  const { batches } = await runTask(office, runImport, { files })
  expect(batches[0]).toMatchObject({
    rows: 40,
    contacts: { created: 40, updated: 0, unchanged: 0 },
    optInsOn: 40,
  })
  expect(batches[0]?.outcomes).toEqual(dry.batches[0]?.outcomes)
  expect(topicsOf(events)).toContain('contacts')
  expect(await ask(office, listBackups, {})).toMatchObject({
    backups: [{ reason: 'before importing contacts.csv' }],
  })
  const { rows } = await ask(office, listImports, {})
  expect(rows).toMatchObject([{ fileName: 'contacts.csv', undoneAt: null }])
  expect(await runTask(office, recogniseFile, { fileId })).toMatchObject({
    rememberedOptIn: 'subscribed',
    importedBeforeAt: rows[0]?.importedAt,
  })
  const undone = await runTask(office, undoImport, { batchId: batches[0]?.batchId ?? '' })
  expect(undone).toMatchObject({ undone: true, leftCount: 0 })
  expect(await ask(office, officeStatus, {})).toMatchObject({ counts: { contacts: 0 } })
  expect(await codeOf(runTask(office, undoImport, { batchId: batches[0]?.batchId ?? '' }))).toBe(
    'undo.impossible',
  )
})

test('reads are answered while an import writes, commands wait for it, the same file twice at once is refused', async () => {
  open('threads')
  const lines = Array.from(
    { length: 5_000 },
    (_, n) => `${n},${n},q${n}@example.org,Pat Fern${n},Pat,Fern${n},,,`,
  )
  const fileId = await givenCsv([header, ...lines].join('\n'))
  const importing = runTask(office, runImport, { files: [{ fileId }] })
  expect(await codeOf(runTask(office, runImport, { files: [{ fileId }] }))).toBe('task.running')
  while (
    !events.some(event => event.type === 'progress' && event.progress.phase === 'importing') &&
    !events.some(event => event.type === 'done')
  ) {
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  const order: string[] = []
  const command = ask(office, createContact, { firstName: 'Ada' }).then(() => order.push('command'))
  expect((await ask(office, listContacts, {})).total).toBe(0)
  order.push('read')
  await importing.then(() => order.push('import'))
  await command
  expect(order[0]).toBe('read')
  expect((await ask(office, listContacts, {})).total).toBe(5_001)
})

test('a cancelled import leaves nothing behind', async () => {
  open('threads')
  const lines = Array.from(
    { length: 5_000 },
    (_, n) => `${n},${n},q${n}@example.org,Pat Fern${n},Pat,Fern${n},,,`,
  )
  const fileId = await givenCsv([header, ...lines].join('\n'))
  office.on(event => {
    if (event.type === 'progress' && event.progress.phase === 'importing') void office.cancel(event.taskId)
  })
  expect(await codeOf(runTask(office, runImport, { files: [{ fileId }] }))).toBe('task.cancelled')
  expect(await ask(office, officeStatus, {})).toMatchObject({ isEmpty: true, counts: { imports: 0 } })
  expect((await ask(office, listHistory, {})).total).toBe(0)
})

test('of several files none is imported when one cannot be read', async () => {
  open('inline')
  const good = await givenCsv()
  const bad = await givenCsv('nothing,of,ours\n1,2,3', 'other.csv')
  expect(await codeOf(runTask(office, runImport, { files: [{ fileId: good }, { fileId: bad }] }))).toBe(
    'file.unknown',
  )
  expect(await ask(office, officeStatus, {})).toMatchObject({ isEmpty: true })
})

test('a failure after the first of several files is told with what is in and what is not', async () => {
  open('inline')
  const names = ['first.csv', 'second.csv', 'third.csv']
  const ids = await Promise.all(
    names.map((name, n) => givenCsv(`${header}\n${n},${n},p${n}@example.org,Pat Fern,Pat,Fern,,,`, name)),
  )
  const files = ids.map(fileId => ({ fileId }))
  // Somebody saves another file under that name meanwhile.
  const stopReplacing = office.on(event => {
    if (event.type === 'progress' && event.progress.phase === 'writing')
      writeFileSync(join(dataDir, 'second.csv'), 'nothing,of,ours\n1,2,3')
  })
  const { batches, stopped } = await runTask(office, runImport, { files })
  stopReplacing()
  expect(batches.map(batch => batch.file)).toEqual(['first.csv'])
  expect(stopped).toEqual({
    file: 'second.csv',
    code: 'file.unknown',
    detail: expect.stringContaining('Nothing of this file was imported.'),
  })
  expect((await ask(office, listImports, {})).rows.map(row => row.fileName)).toEqual(['first.csv'])
  expect((await ask(office, listContacts, {})).total).toBe(1)
})

test('cancelled after the first of several files, the import tells that the first is in', async () => {
  open('inline')
  const first = await givenCsv()
  const second = await givenCsv(contactsCsv.replaceAll('example.org', 'example.com'), 'second.csv')
  office.on(event => {
    if (event.type === 'progress' && event.progress.phase === 'writing') void office.cancel(event.taskId)
  })
  const { batches, stopped } = await runTask(office, runImport, {
    files: [{ fileId: first }, { fileId: second }],
  })
  expect(batches).toHaveLength(1)
  expect(stopped).toEqual({
    file: 'second.csv',
    code: 'task.cancelled',
    detail: 'Cancelled. Nothing of this file was imported.',
  })
})

test('backup, later work, restore: the office is as it was, and the replaced file is kept', async () => {
  open('threads')
  await ask(office, createContact, { firstName: 'Ada' })
  const { backupId, sha256 } = await runTask(office, createBackup, {})
  expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  await ask(office, createContact, { firstName: 'Bo' })
  const restored = await runTask(office, restoreBackup, { backupId })
  expect(restored).toMatchObject({ contacts: 1 })
  expect(existsSync(join(dataDir, restored.keptAs))).toBe(true)
  expect((await ask(office, listContacts, {})).rows.map(row => row.fullName)).toEqual(['Ada'])
  await ask(office, createContact, { firstName: 'Cleo' })
  expect((await ask(office, listContacts, {})).total).toBe(2)
  expect(await codeOf(runTask(office, restoreBackup, { backupId: '../office' }))).toBe('backup.unreadable')
  expect((await ask(office, listContacts, {})).total).toBe(2)
})

test('S36: a damaged office without a backup goes on with what is still readable, and keeps the damaged file', async () => {
  open('inline')
  await ask(office, createContact, { firstName: 'Ada' })
  await office.close()
  const file = join(dataDir, 'office.db')
  writeFileSync(file, readFileSync(file).fill(0, 0, 16))
  open('inline')
  expect((await ask(office, officeStatus, {})).trouble?.code).toBe('database.damaged')
  const { contacts, keptAs } = await runTask(office, restoreBackup, { backupId: stillReadable })
  expect(contacts).toBe(1)
  expect(existsSync(join(dataDir, keptAs))).toBe(true)
  expect((await ask(office, listContacts, {})).rows.map(row => row.fullName)).toEqual(['Ada'])
})

test('a damaged office says so, lists its backups and can be restored', async () => {
  open('inline')
  await ask(office, createContact, { firstName: 'Ada' })
  const { backupId } = await runTask(office, createBackup, {})
  await office.close()
  for (const name of readdirSync(dataDir).filter(file => file.startsWith('office.db-')))
    writeFileSync(join(dataDir, name), '')
  writeFileSync(join(dataDir, 'office.db'), Buffer.alloc(5_000, 7))
  open('inline')
  const status = await ask(office, officeStatus, {})
  expect(status).toMatchObject({ state: 'trouble', counts: { contacts: 0 } })
  expect(status.trouble?.code).toMatch(/^database\./)
  expect(status.lastBackupAt).not.toBeNull()
  expect(await codeOf(ask(office, listContacts, {}))).toBe(status.trouble?.code)
  expect(await codeOf(ask(office, createContact, { firstName: 'Bo' }))).toBe(status.trouble?.code)
  expect((await ask(office, listBackups, {})).backups).toMatchObject([{ backupId }])
  await runTask(office, restoreBackup, { backupId })
  expect((await ask(office, listContacts, {})).rows.map(row => row.fullName)).toEqual(['Ada'])
})

test('the demo fills an empty office once; every list of it can be exported, the file as long as the list', async () => {
  open('inline')
  expect(await runTask(office, createDemo, { contacts: 300, seed: 3 })).toMatchObject({ contacts: 300 })
  expect(await codeOf(runTask(office, createDemo, { contacts: 10 }))).toBe('change.refused')
  expect(await ask(office, officeStatus, {})).toMatchObject({ isDemo: true, isEmpty: false })
  const { total } = await ask(office, listTransactions, {})
  const csv = await ask(office, exportList, { list: 'transactions' })
  expect(csv.rows).toBe(total)
  const { byType, others } = await ask(office, transactionTotals, {})
  expect([...byType, ...others].reduce((sum, part) => sum + part.count, 0)).toBe(total)
  for (const list of [
    'contacts',
    'products',
    'subscriptions',
    'conflicts',
    'suggestions',
    'reconciliation',
    'imports',
    'history',
  ] as const) {
    expect((await ask(office, exportList, { list })).text.startsWith('\ufeff')).toBe(true)
  }
  expect(await codeOf(ask(office, exportList, { list: 'contacts', input: { sort: 'nonsense' } }))).toBe(
    'input.invalid',
  )
  const today = await ask(office, getToday, {})
  expect(today.moneyByMonth).toHaveLength(13)
  const health = await runTask(office, officeHealth, {})
  expect(health.parts.find(part => part.kind === 'integrity')?.count).toBe(0)
  expect(health.counts.contacts).toBe(300)
})

test('an office in a thread of its own answers the same, and nothing after it was closed', async () => {
  open('process')
  await ask(office, createContact, { firstName: 'Ada' })
  expect(
    await runTask(office, createDemo, { contacts: 5 }).catch(error => (error as OfficeError).error),
  ).toEqual({
    code: 'change.refused',
    facts: { reason: 'Invented people only go into an empty office.' },
  })
  expect((await ask(office, listContacts, {})).total).toBe(1)
  await office.close()
  expect(await codeOf(ask(office, listContacts, {}))).toBe('office.closed')
})

test('uploaded copies are deleted when they are forgotten and when the office closes; files of the person stay', async () => {
  open('inline')
  const paths = ['a.csv', 'b.csv', 'c.csv'].map(name => join(dataDir, name))
  for (const path of paths) writeFileSync(path, 'x')
  const register = async (place: number, isTemporary: boolean) => {
    const reply = await office.registerFile({ path: paths[place] ?? '', fileName: 'x.csv', isTemporary })
    return reply.ok ? (reply.value as { fileId: string }).fileId : ''
  }
  const first = await register(0, true)
  await register(1, true)
  await register(2, false)
  expect(first).toMatch(/^file_[0-9a-f]{32}$/)
  expect(await office.call('imports.forgetFiles', { fileIds: [first] })).toEqual({
    ok: true,
    value: { forgotten: 1 },
  })
  expect(paths.map(path => existsSync(path))).toEqual([false, true, true])
  expect(
    await office.registerFile({ path: join(dataDir, 'none.csv'), fileName: 'none.csv', isTemporary: false }),
  ).toEqual({
    ok: false,
    error: { code: 'file.missing', facts: { file: 'none.csv' } },
  })
  await office.close()
  expect(paths.map(path => existsSync(path))).toEqual([false, false, true])
})
