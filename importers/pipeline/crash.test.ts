import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openOffice } from '../../db/open.ts'

/** Imports one file, says where it is, and dies on the spot where it is told to. */
const importer = `
const { openOffice } = await import(process.argv[1])
const { runImport } = await import(process.argv[2])
const { writeSync } = await import('node:fs')
const [dataDir, file] = process.argv.slice(3)
const death = JSON.parse(process.argv[5])
const office = openOffice(dataDir)
const met = new Map()
let statementsLeft = Infinity
function arrive(place) {
  writeSync(1, place + '\\n')
  met.set(place, (met.get(place) ?? 0) + 1)
  if (place !== death.place || met.get(place) !== death.times) return
  statementsLeft = death.statements
}
function step() {
  if (statementsLeft-- <= 0) process.kill(process.pid, 'SIGKILL')
}
const statement = Object.getPrototypeOf(office.sqlite.prepare('SELECT 1'))
const { run } = statement
statement.run = function (...values) {
  step()
  return run.apply(this, values)
}
const exec = office.sqlite.exec.bind(office.sqlite)
office.sqlite.exec = sql => {
  if (sql !== 'COMMIT') return exec(sql)
  arrive('before the commit')
  step()
  writeSync(1, 'committing\\n')
  exec(sql)
  arrive('after the commit')
  step()
  // Whoever kills from outside may be slow.
  if (death.place === 'committing') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000)
}
writeSync(1, 'begins\\n')
const report = runImport(office.sqlite, { path: file, fileName: 'export.csv', dryRun: false, who: 'Ada' },
  { onProgress: ({ phase }) => { arrive(phase); step() }, isCancelled: () => false })
writeSync(1, 'done ' + report.contacts.created + '\\n')
office.close()`
const modules = ['../../db/open.ts', './run.ts'].map(name => new URL(name, import.meta.url).href)
const people = 4000

let dataDir: string
let file: string
beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'killed-import-'))
  dataDir = join(dir, 'data')
  file = join(dir, 'export.csv')
  const rows = Array.from(
    { length: people },
    (_, i) =>
      `Ada ${i},Example,person${i}@example.org,Donor,${2100000000 + i},${1400000000 + i},303 555 ${1000 + i}`,
  )
  writeFileSync(
    file,
    ['First Name,Last Name,Email,Tags,ID,Member ID,Phone Number (phone_number)', ...rows].join('\n'),
  )
})

/** Where an import dies: the place, at which time there, and after how many statements more. */
type Death = { place: string; times: number; statements: number }
type Ended = { said: string; signal: NodeJS.Signals | null }

/** Runs an import in a process of its own. A death while `committing` comes from outside, so many milliseconds after it began. */
function runImporter(death: Death | null, delayMs = 0): Promise<Ended> {
  return new Promise(resolve => {
    const words = [...modules, dataDir, file, JSON.stringify(death ?? {})]
    const child = spawn(process.execPath, ['--input-type=module', '-e', importer, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      if (death?.place === 'committing' && said.includes('committing'))
        setTimeout(() => child.kill('SIGKILL'), delayMs)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('close', (_, signal) => resolve({ said, signal }))
  })
}

/** How many people the office has after the accident; everything in it must be sound and belong together. */
function peopleAfter(): number {
  const office = openOffice(dataDir)
  const count = (sql: string) => office.read.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n ?? -1
  expect(office.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(office.sqlite.pragma('foreign_key_check')).toEqual([])
  const contacts = count('contacts')
  const batches = count('import_batches')
  expect([count('open_group'), batches > 0]).toEqual([0, contacts > 0])
  expect(count("change_groups WHERE origin = 'import'")).toBe(batches)
  expect([count('contact_emails'), count('contact_phones'), count('contact_search')]).toEqual([
    contacts,
    contacts,
    contacts,
  ])
  office.close()
  return contacts
}

test.each<[string, Death, number]>([
  ['at its first rows', { place: 'importing', times: 1, statements: 0 }, 0],
  ['in the middle of its rows', { place: 'importing', times: 1, statements: 9000 }, 0],
  ['when all rows are read', { place: 'writing', times: 1, statements: 0 }, 0],
  ['while it writes its receipt', { place: 'writing', times: 1, statements: 1 }, 0],
  ['four statements later', { place: 'writing', times: 1, statements: 5 }, 0],
  ['right before the commit', { place: 'before the commit', times: 1, statements: 0 }, 0],
  ['right after the commit', { place: 'after the commit', times: 1, statements: 0 }, people],
])(
  'S35: an import killed %s is whole or absent, and can be done again',
  async (_, death, expected) => {
    const { said, signal } = await runImporter(death)
    expect(signal).toBe('SIGKILL')
    expect(said).not.toContain('done')
    expect(peopleAfter()).toBe(expected)
    expect((await runImporter(null)).said).toContain(`done ${people - expected}`)
    expect(peopleAfter()).toBe(people)
  },
  120_000,
)

test.each([0, 1, 2, 4, 8])(
  'S35: an import killed %i ms into its commit is whole or absent',
  async delayMs => {
    const { said, signal } = await runImporter({ place: 'committing', times: 1, statements: 0 }, delayMs)
    expect(signal).toBe('SIGKILL')
    expect(said).not.toContain('done')
    expect([0, people]).toContain(peopleAfter())
  },
  120_000,
)

test('the same file imported twice at once counts once', async () => {
  openOffice(dataDir).close()
  const both = await Promise.all([runImporter(null), runImporter(null)])
  expect(both.map(ended => ended.said).join('')).toContain(`done ${people}`)
  expect(peopleAfter()).toBe(people)
}, 120_000)
