import { spawnSync } from 'node:child_process'
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backUp } from './backup.ts'
import { applicationId, connect, lowestSqlite, refuseOldSqlite } from './connect.ts'
import { openOffice, openReader } from './open.ts'
import { addPeople, temporaryFolder } from './sample-office.ts'
import { DatabaseTrouble, tellingTrouble } from './trouble.ts'

function troubleIn(work: () => unknown): DatabaseTrouble {
  try {
    work()
  } catch (error) {
    if (error instanceof DatabaseTrouble) return error
    throw error
  }
  throw new Error('no trouble')
}

function officeWith(names: string[]): string {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, names)
  office.close()
  return dir
}

const manyNames = Array.from({ length: 400 }, (_, i) => `Person ${i}`)

test('S33: every connection has the pragmas that durability and safety rest on', () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  const reader = openReader(dir)
  for (const sqlite of [office.sqlite, reader.sqlite]) {
    const value = (pragma: string) => sqlite.pragma(pragma, { simple: true })
    expect(value('journal_mode')).toBe('wal')
    expect(value('synchronous')).toBe(2)
    expect(value('foreign_keys')).toBe(1)
    expect(value('trusted_schema')).toBe(0)
    expect(value('cell_size_check')).toBe(1)
    expect(value('busy_timeout')).toBe(5000)
    expect(value('temp_store')).toBe(2)
    expect(value('application_id')).toBe(applicationId)
  }
  expect(() => reader.sqlite.exec('DELETE FROM settings')).toThrow('readonly')
  reader.sqlite.close()
  office.close()
})

test('S33: connections are made in one place', () => {
  const root = join(import.meta.dirname, '..')
  const sources = ['db', 'importers', 'electron'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  )
  // The bench's peer is a database of its own.
  const ours = sources.filter(name => name.endsWith('.ts') && !/\.test\.ts$|bench-peers\.ts$/.test(name))
  const makers = ours.filter(name =>
    /new (Database|DatabaseSync)\(/.test(readFileSync(join(root, name), 'utf8')),
  )
  expect(makers).toEqual([join('db', 'connect.ts')])
})

test('S34: an older SQLite is refused', () => {
  const office = openOffice(temporaryFolder())
  const version = String(office.sqlite.prepare('SELECT sqlite_version()').pluck().get())
  expect(() => refuseOldSqlite(version)).not.toThrow()
  expect(() => refuseOldSqlite(lowestSqlite)).not.toThrow()
  expect(() => refuseOldSqlite('3.51.2')).toThrow('older')
  expect(() => refuseOldSqlite('3.9.99')).toThrow('older')
  office.close()
})

test('the reader sees what is committed while the office writes', () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  const reader = openReader(dir)
  addPeople(office.sqlite, ['Ada'])
  office.sqlite.exec('BEGIN IMMEDIATE')
  expect(reader.read.get<{ n: number }>('SELECT count(*) AS n FROM contacts')?.n).toBe(1)
  office.sqlite.exec('ROLLBACK')
  reader.sqlite.close()
  office.close()
})

test('a new office is in a folder that only its owner may look into', () => {
  const dir = join(temporaryFolder(), 'office')
  openOffice(dir).close()
  expect(statSync(dir).mode & 0o077).toBe(0)
})

test('an office that ended cleanly leaves one file, opens again and is not called unclean', () => {
  const dir = officeWith(['Ada'])
  expect(readdirSync(dir)).toEqual(['office.db'])
  const again = openOffice(dir)
  expect(again.wasUnclean).toBe(false)
  expect(again.read.get<{ n: number }>('SELECT count(*) AS n FROM contacts')?.n).toBe(1)
  again.close()
})

const damages: [name: string, spoil: (bytes: Buffer) => Buffer, code: string][] = [
  ['half of the file gone', bytes => bytes.subarray(0, bytes.length >> 1), 'database.damaged'],
  ['the start zeroed', bytes => bytes.fill(0, 0, 16), 'database.damaged'],
  [
    'a page overwritten',
    bytes => bytes.fill(0x41, bytes.length - 4096 * 9, bytes.length - 4096 * 2),
    'database.damaged',
  ],
  ['the list of tables overwritten', bytes => bytes.fill(0x41, 100, 4096), 'database.damaged'],
  ['text in place of the file', () => Buffer.from('first name,last name\n'.repeat(100)), 'database.foreign'],
  ['a few bytes', () => Buffer.from('hi'), 'database.foreign'],
]

test.each(damages)('S36: %s is refused and stays as it is', (_, spoil, code) => {
  const dir = officeWith(manyNames)
  const file = join(dir, 'office.db')
  const spoiled = spoil(readFileSync(file))
  writeFileSync(file, spoiled)
  expect(troubleIn(() => openOffice(dir)).code).toBe(code)
  expect(readFileSync(file).equals(spoiled)).toBe(true)
})

test('S36: an empty or missing file is a new office only when nothing says that there was one', async () => {
  const fresh = temporaryFolder()
  writeFileSync(join(fresh, 'office.db'), '')
  openOffice(fresh).close()

  const dir = officeWith(['Ada'])
  const office = openOffice(dir)
  await backUp(office.sqlite, dir, 'test')
  office.close()
  writeFileSync(join(dir, 'office.db'), '')
  expect(troubleIn(() => openOffice(dir)).facts.reason).toBe('empty')

  const moved = temporaryFolder()
  mkdirSync(join(moved, 'backups'))
  copyFileSync(
    join(dir, 'backups', readdirSync(join(dir, 'backups')).find(n => n.endsWith('.db')) ?? ''),
    join(moved, 'backups', 'a.db'),
  )
  expect(troubleIn(() => openOffice(moved)).facts.reason).toBe('missing')
})

test('S36: the SQLite file of another program is refused untouched, its WAL as well', () => {
  const dir = temporaryFolder()
  const other = new Database(join(dir, 'office.db'))
  other.pragma('journal_mode = WAL')
  other.exec('CREATE TABLE notes (text)')
  other.close()
  const before = readFileSync(join(dir, 'office.db'))
  expect(troubleIn(() => openOffice(dir)).code).toBe('database.foreign')
  expect(readFileSync(join(dir, 'office.db')).equals(before)).toBe(true)
  expect(readdirSync(dir)).toEqual(['office.db'])
})

test('S36: a group that was left open is damage', () => {
  const dir = officeWith(['Ada'])
  const sqlite = connect(join(dir, 'office.db'), 'write')
  sqlite.exec('INSERT INTO open_group VALUES (1, 1, 1)')
  sqlite.close()
  expect(troubleIn(() => openOffice(dir)).code).toBe('database.damaged')
})

test('S36: a full disk takes back the whole action and says so', () => {
  const office = openOffice(temporaryFolder())
  addPeople(office.sqlite, ['Ada'])
  const pages = Number(office.sqlite.pragma('page_count', { simple: true }))
  office.sqlite.pragma(`max_page_count = ${pages}`)
  const trouble = troubleIn(() => tellingTrouble(() => addPeople(office.sqlite, manyNames)))
  expect(trouble.code).toBe('database.full')
  expect(office.read.get<{ n: number }>('SELECT count(*) AS n FROM contacts')?.n).toBe(1)
  expect(office.sqlite.inTransaction).toBe(false)
  office.close()
})

test('S36: an office that another program holds is told as busy', () => {
  const dir = officeWith(['Ada'])
  const other = connect(join(dir, 'office.db'), 'write')
  const office = openOffice(dir)
  other.exec('BEGIN IMMEDIATE')
  office.sqlite.pragma('busy_timeout = 20')
  const trouble = troubleIn(() => tellingTrouble(() => addPeople(office.sqlite, ['Bob'])))
  expect(trouble.code).toBe('database.busy')
  other.close()
  office.close()
})

/** What opening says at each step, in a process of a user for whom file permissions hold also when the tests run as root. */
const asOrdinaryUser = `
const { openOffice } = await import(process.argv[1])
const { chmodSync } = await import('node:fs')
const dir = process.argv[2]
const said = []
for (const [path, mode] of [['', 0o755], ['/office.db', 0o444], ['/office.db', 0o644], ['', 0o555]]) {
  chmodSync(dir + path, mode)
  try {
    openOffice(dir).close()
    said.push('opened')
  } catch (error) {
    said.push(error.code)
  }
}
console.log(said.join(' '))`

test('S36: a folder or file that cannot be written to is refused', () => {
  const dir = officeWith(['Ada'])
  const nobody = 65534
  const isRoot = process.getuid?.() === 0
  if (isRoot) for (const path of [dir, join(dir, 'office.db')]) chownSync(path, nobody, nobody)
  const child = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', asOrdinaryUser, new URL('./open.ts', import.meta.url).href, dir],
    { encoding: 'utf8', ...(isRoot ? { uid: nobody, gid: nobody } : {}) },
  )
  // Windows folders have no such permission.
  const folder = process.platform === 'win32' ? 'opened' : 'database.readonly'
  expect(child.stdout.trim() + child.stderr).toBe(`opened database.readonly opened ${folder}`)
})

test('S39: a file of a newer program is refused', () => {
  const dir = officeWith(['Ada'])
  const sqlite = connect(join(dir, 'office.db'), 'write')
  sqlite.pragma(`user_version = ${Number(sqlite.pragma('user_version', { simple: true })) + 1}`)
  sqlite.close()
  expect(troubleIn(() => openOffice(dir)).code).toBe('database.newer')
})
