import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { errorCodes } from '../contract/errors.ts'
import { BatchReport, StoppedImport } from '../contract/imports.ts'
import { methods } from '../contract/methods.ts'
import { exitCodeOf } from './exit-code.ts'
import { runCli } from './run.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'starhouse-cli-'))
})

async function run(...words: string[]): Promise<{ exit: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const exit = await runCli(['--data', dataDir, ...words], {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    showsProgress: false,
  })
  return { exit, out, err }
}

/** The one JSON document on stdout. */
async function json<T>(schema: z.ZodType<T>, ...words: string[]): Promise<T> {
  const { exit, out, err } = await run('--json', ...words)
  if (exit > 1) throw new Error(err)
  expect(err).toBe('')
  return schema.parse(JSON.parse(out))
}

const header = 'ID,Member ID,Email,Name,First Name,Last Name,Phone Number (phone_number),Tags,Products'
function contactsFile(lines: string[], fileName = 'contacts.csv'): string {
  const path = join(dataDir, fileName)
  writeFileSync(path, [header, ...lines].join('\n'))
  return path
}
const two = [
  '1,11,ada@example.org,Ada Example,Ada,Example,(303) 555-0101,Choir,',
  '2,12,bo@example.org,Bo Moss,Bo,Moss,,,',
]
const Batches = z.object({ batches: z.array(BatchReport) })

test('import, again, dry run and undo, as programs read them', async () => {
  const file = contactsFile(two)
  const dry = await json(Batches, 'import', file, '--dry-run', '--opt-in', 'subscribed')
  expect(dry.batches[0]).toMatchObject({
    dryRun: true,
    rows: 2,
    contacts: { created: 2, updated: 0, unchanged: 0 },
  })
  const first = await json(Batches, 'import', file, '--opt-in', 'subscribed')
  expect(first.batches[0]).toMatchObject({
    dryRun: false,
    source: 'kajabi-contacts',
    file: 'contacts.csv',
    contacts: { created: 2 },
    errors: [],
  })
  const again = await json(Batches, 'import', file, '--opt-in', 'subscribed', '--source', 'kajabi-contacts')
  expect(again.batches[0]).toMatchObject({ contacts: { created: 0, updated: 0, unchanged: 2 }, conflicts: 0 })
  const Undone = z.object({ batchId: z.string(), undone: z.literal(true), restoredRows: z.int().min(2) })
  await json(Undone, 'import', '--undo', first.batches[0]?.batchId ?? '')
  expect((await run('search', 'ada')).out).toBe('Nobody was found.\n')
})

test('rows that cannot be read and conflicts end with 1 and are told', async () => {
  const { exit, out } = await run('import', contactsFile([...two, '3,12E+18,x@example.org,X,X,,,,']))
  expect(exit).toBe(1)
  expect(out).toContain('could not be read: 1 row')
  expect(out).toMatch(/row 3, Member ID: /)
  expect(out).toMatch(/to undo: starhouse import --undo [0-9a-f-]{36}/)
})

const Results = z.object({
  results: z.array(
    z.object({
      contactId: z.uuid(),
      fullName: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      score: z.number(),
    }),
  ),
  milliseconds: z.number(),
})

test('a conflict is listed and answered', async () => {
  await run('import', contactsFile(two))
  const [ada] = (await json(Results, 'search', 'Ada')).results
  await run(
    'call',
    'contacts.update',
    JSON.stringify({ contactId: ada?.contactId, set: { firstName: 'Adelheid' } }),
  )
  const { exit } = await run(
    'import',
    contactsFile([
      (two[0] ?? '').replace('Ada,Example', 'Adda,Example').replace('Ada Example', 'Adda Example'),
    ]),
  )
  expect(exit).toBe(1)
  const Conflicts = z.object({
    conflicts: z.array(
      z.object({
        id: z.string(),
        kind: z.literal('import'),
        table: z.string(),
        rowId: z.string(),
        field: z.string(),
        current: z.string(),
        incoming: z.string(),
        base: z.null(),
        rule: z.string(),
      }),
    ),
  })
  const { conflicts } = await json(Conflicts, 'conflicts', '--kind', 'import')
  expect(conflicts).toMatchObject([{ field: 'name', current: 'Adelheid Example', incoming: 'Adda Example' }])
  expect(await json(z.object({ status: z.string() }), 'resolve', conflicts[0]?.id ?? '', 'keep')).toEqual({
    status: 'kept',
  })
  expect((await run('conflicts')).out).toBe('No conflicts.\n')
  expect((await run('resolve', conflicts[0]?.id ?? '', 'take')).exit).toBe(2)
})

test.each([[[]], [['--json']]])(
  'several files %j: when one fails after others are in, the answer says which are in and which are not, and ends with 1',
  async options => {
    const files = two.map((line, n) => contactsFile([line], `file-${n}.csv`))
    files.push(contactsFile(two, 'file-2.csv'))
    let out = ''
    const exit = await runCli(['--data', dataDir, 'import', ...files, ...options], {
      out: text => {
        out += text
      },
      // The second file is gone as soon as the first is written.
      err: text => {
        if (text.includes('writing')) rmSync(files[1] ?? '', { force: true })
      },
      showsProgress: true,
    })
    expect(exit).toBe(1)
    if (options.length === 0) {
      expect(out).toContain('Imported file-0.csv')
      expect(out).toMatch(
        /Nothing of this file was imported.*\nNot imported: file-1.csv\nNot imported: file-2.csv\n$/,
      )
      return
    }
    const told = Batches.extend({ stopped: StoppedImport }).parse(JSON.parse(out))
    expect(told.batches.map(batch => batch.file)).toEqual(['file-0.csv'])
    expect(told.stopped).toMatchObject({ file: 'file-1.csv', code: 'file.missing' })
  },
)

test('backup, restore, demo and health', async () => {
  const Demo = z.object({
    contacts: z.literal(50),
    transactions: z.int(),
    subscriptions: z.int(),
    products: z.int(),
  })
  await json(Demo, 'demo', '--contacts', '50', '--seed', '4')
  const out = join(dataDir, 'copy.db')
  const backup = await json(z.object({ path: z.string(), sha256: z.string() }), 'backup', '--out', out)
  expect(backup.path).toBe(out)
  expect(existsSync(out)).toBe(true)
  await run('call', 'contacts.create', '{"firstName":"Cleo"}')
  expect(await json(z.object({ contacts: z.int() }), 'restore', out)).toEqual({ contacts: 50 })
  const Health = z.object({
    score: z.int().min(1).max(100),
    parts: z.array(z.object({ kind: z.string(), count: z.int() })),
  })
  const health = await json(Health, 'health')
  expect(health.parts.map(part => part.kind)).toContain('integrity')
  expect((await run('restore', contactsFile(two))).exit).toBe(2)
  expect((await run('search', 'Cleo')).out).toBe('Nobody was found.\n')
})

test('methods are listed with the shapes of their input and answer', async () => {
  const Methods = z.object({
    methods: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        input: z.looseObject({ type: z.string() }),
        output: z.looseObject({}),
      }),
    ),
  })
  const listed = await json(Methods, 'methods')
  expect(listed.methods.map(method => method.name)).toEqual([...methods.keys()])
  expect(
    (
      await json(
        z.object({
          sources: z.array(
            z.object({
              id: z.string(),
              label: z.string(),
              requiredColumns: z.array(z.string()),
              optionalColumns: z.array(z.string()),
            }),
          ),
        }),
        'sources',
      )
    ).sources.map(s => s.id),
  ).toContain('kajabi-contacts')
  expect(existsSync(join(dataDir, 'office.db'))).toBe(false)
})

test('help, as a word and as an option, for one command too; the version', async () => {
  const all = await run('help')
  expect(all).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('starhouse unmerge MERGE_ID') })
  expect(await run('--help')).toEqual(all)
  const one = await run('help', 'search')
  expect(one.out).toContain('starhouse search TEXT [--limit N]')
  expect(one.out).not.toContain('unmerge')
  expect(await run('search', '--help')).toEqual(one)
  expect((await json(z.object({ usage: z.string() }), 'help')).usage).toContain('starhouse help [COMMAND]')
  expect((await run('version')).out).toBe((await run('--version')).out)
})

test('faults of the machine end with 3, everything a person can put right with 2', () => {
  const faults = errorCodes.filter(code => exitCodeOf(code) === 3)
  expect(faults).toContain('unexpected')
  expect(faults.filter(code => code.startsWith('file.') || code.startsWith('input.'))).toEqual([])
})

test('as a program of its own: exit code, stdout and stderr', () => {
  const script = join(import.meta.dirname, 'starhouse.ts')
  const ask = (...words: string[]) =>
    spawnSync(process.execPath, [script, '--data', dataDir, ...words], { encoding: 'utf8' })
  const wrong = ask('nonsense')
  expect(wrong).toMatchObject({ status: 2, stdout: '' })
  const found = ask('--json', 'call', 'office.status')
  expect(found).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(found.stdout)).toMatchObject({ state: 'ready', isEmpty: true })
  expect(readFileSync(script, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true)
})

test('somebody who stops reading ends nothing, and sees no fault', async () => {
  const script = join(import.meta.dirname, 'starhouse.ts')
  const child = spawn(process.execPath, [script, 'methods'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  expect({ code, said }).toEqual({ code: 0, said: '' })
})
