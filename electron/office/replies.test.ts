import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import Database from 'better-sqlite3'
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { CommandRefused } from '../../db/commands/refused.ts'
import { DemoCancelled } from '../../db/demo/create-demo.ts'
import { UndoImpossible } from '../../db/journal/undo.ts'
import { DatabaseTrouble } from '../../db/trouble.ts'
import { FileProblem } from '../../importers/pipeline/read/file-problem.ts'
import { ImportCancelled } from '../../importers/pipeline/run.ts'
import { getContact } from '../contract/contact-card.ts'
import { type ErrorCode, OfficeError } from '../contract/errors.ts'
import type { Method } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import { conflictHandlers } from './conflict-handlers.ts'
import { contactHandlers } from './contact-handlers.ts'
import { faultLine, faultLogIn } from './fault-log.ts'
import { checkOutput, replyTo } from './handle.ts'
import { importHandlers } from './import-handlers.ts'
import { jobs } from './job-work.ts'
import { moneyHandlers } from './money-handlers.ts'
import { createOffice } from './office.ts'
import { officeHandlers } from './office-handlers.ts'

const seed = Number(process.env['TEST_SEED'] ?? 1)
const secret = 'ada@example.org'
const leaks = /\bat \w|node:|\.ts\b|SELECT|INSERT|SQLITE|\/home|\/tmp|[A-Z]:\\|ada@example\.org/

function sqliteError(code: string): Error {
  return Object.assign(new Error(`SELECT email FROM contacts: ${secret} in /home/ada/office.db`), {
    code,
    name: 'SqliteError',
  })
}

const throws: [string, unknown, ErrorCode][] = [
  ['a failure of the contract', new OfficeError('not.found', { thing: 'contact' }), 'not.found'],
  ['a bad file', new FileProblem('file.empty', { file: 'a.csv', path: '/home/ada/a.csv' }), 'file.empty'],
  ['a refusal', new CommandRefused('change.refused', { reason: 'No.' }), 'change.refused'],
  ['an undo that cannot be', new UndoImpossible('It was undone before.'), 'undo.impossible'],
  ['a cancelled import', new ImportCancelled(), 'task.cancelled'],
  ['a cancelled demo', new DemoCancelled(), 'task.cancelled'],
  [
    'trouble with the file',
    new DatabaseTrouble('database.newer', { file: '/home/ada/office.db' }),
    'database.newer',
  ],
  ['a busy database', sqliteError('SQLITE_BUSY'), 'database.busy'],
  ['a full disk', sqliteError('SQLITE_FULL'), 'database.full'],
  ['a folder that cannot be written', sqliteError('SQLITE_READONLY_DBMOVED'), 'database.readonly'],
  ['a damaged page', sqliteError('SQLITE_CORRUPT_INDEX'), 'database.damaged'],
  [
    'a full disk told by the system',
    Object.assign(new Error(`write /home/ada: ${secret}`), { code: 'ENOSPC' }),
    'database.full',
  ],
  ['a broken rule of the schema', sqliteError('SQLITE_CONSTRAINT_UNIQUE'), 'unexpected'],
  ['a bug', new TypeError(`undefined is not a function (${secret})`), 'unexpected'],
  ['a thrown text', `SELECT ${secret}`, 'unexpected'],
  ['nothing', undefined, 'unexpected'],
]

test.each(throws)('S20: %s crosses as its code, with nothing of where or what', (_, thrown, code) => {
  const log = vi.fn()
  const reply = replyTo(getContact, thrown, log)
  expect(reply).toMatchObject({ ok: false, error: { code } })
  expect(JSON.stringify(reply)).not.toMatch(leaks)
  expect(log).toHaveBeenCalledTimes(code === 'unexpected' ? 1 : 0)
})

test('S20: an answer that does not fit is not handed out', () => {
  const log = vi.fn()
  const reply = checkOutput(getContact, { contactId: secret }, log)
  expect(reply).toEqual({ ok: false, error: { code: 'output.invalid' } })
  expect(log).toHaveBeenCalledOnce()
})

test('S48, S49: a line of the log holds no message and cannot be forged', () => {
  const fault = Object.assign(new Error(`${secret}\n2030-01-01 forged`), {
    name: 'Bad\u001b[31m\nName',
    code: 'A\nB',
  })
  const line = faultLine('contacts.get\nforged', fault, new Date(0))
  expect(line.trimEnd().split('\n')).toHaveLength(1)
  expect(line).not.toMatch(/ada@example|\u001b|forged\s+\d|\/home|\/tmp/)
  expect(line).toContain('replies.test.ts:')
  const dir = mkdtempSync(join(tmpdir(), 'starhouse-log-'))
  faultLogIn(dir)('contacts.get', fault)
  expect(readFileSync(join(dir, 'faults.log'), 'utf8')).toContain('contacts.get Bad31mName')
  expect(() => faultLogIn(join(dir, 'not', 'there'))('contacts.get', fault)).not.toThrow()
})

const junk = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
  fc.object({
    key: fc.constantFrom(
      'contactId',
      'filter',
      'limit',
      'offset',
      'set',
      'fileId',
      '__proto__',
      'constructor',
    ),
  }),
  fc.string({ unit: 'binary' }),
)

/** Nothing but a plain object, and in it only what the method names, may ever reach a handler. */
function mayFit(method: Method, input: unknown): boolean {
  if (!(method.input instanceof z.ZodObject) || typeof input !== 'object' || input === null) return false
  const known = Object.keys(method.input.shape)
  return !Array.isArray(input) && Object.keys(input).every(key => known.includes(key))
}

/** Whatever would be carried out is counted instead. */
function spyOnWork(): Map<string, unknown[]> {
  const carriedOut = new Map([...methods.keys()].map(name => [name, [] as unknown[]]))
  const work = [
    ...officeHandlers,
    ...contactHandlers,
    ...moneyHandlers,
    ...importHandlers,
    ...conflictHandlers,
    ...jobs.values(),
  ]
  for (const part of work) {
    vi.spyOn(part, 'run').mockImplementation((_: unknown, input: unknown) => {
      carriedOut.get(part.method.name)?.push(input)
      throw new OfficeError('not.found', { thing: 'anything' })
    })
  }
  return carriedOut
}

test('S17: of a thousand junk inputs none reaches the work of a method that does not name what is in it', async () => {
  const junkOffice = createOffice({
    dataDir: mkdtempSync(join(tmpdir(), 'starhouse-junk-')),
    runJobsInline: true,
  })
  const carriedOut = spyOnWork()
  const inputs = [...fc.sample(junk, { numRuns: 1000, seed }), { [secret]: secret }, secret]
  for (const method of methods.values()) {
    for (const input of inputs) {
      const reply = await (method.kind === 'task' ? junkOffice.start : junkOffice.call)(method.name, input)
      if (mayFit(method, input)) continue
      expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
      expect(JSON.stringify(reply)).not.toMatch(leaks)
    }
  }
  await junkOffice.close()
  for (const method of methods.values()) {
    for (const input of carriedOut.get(method.name) ?? [])
      expect([method.name, mayFit(method, input)]).toEqual([method.name, true])
  }
  expect(carriedOut.get('office.status')?.length).toBeGreaterThan(0)
  vi.restoreAllMocks()
})

const office = createOffice({ dataDir: mkdtempSync(join(tmpdir(), 'starhouse-junk-')), runJobsInline: true })
afterAll(() => office.close())

property.prop([fc.constantFrom(...methods.keys(), 'nothing', '__proto__', 'toString', ''), junk], {
  numRuns: 300,
})(
  'S17: the office answers every name with every input, never rejects, and tells nothing of itself',
  async (name, input) => {
    for (const reply of [
      await office.call(name, input),
      await office.start(name, input),
      await office.cancel(name),
    ]) {
      expect(reply).toHaveProperty('ok')
      if (!reply.ok) expect(JSON.stringify(reply)).not.toMatch(/SELECT|SQLITE_|\/tmp|node:|\.ts:/)
    }
  },
)

test('S20: a table that is gone is told as unexpected', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'starhouse-broken-'))
  const broken = createOffice({ dataDir, runJobsInline: true })
  await broken.call('office.status', {})
  const sqlite = new Database(join(dataDir, 'office.db'))
  sqlite.exec('DROP VIEW contact_field_sources; DROP TABLE import_suggestions')
  sqlite.close()
  expect(await broken.call('suggestions.list', {})).toEqual({ ok: false, error: { code: 'unexpected' } })
  await broken.close()
})
