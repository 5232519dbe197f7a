import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { expect, test } from 'vitest'
import { listBackups } from './backup.ts'
import { checkMigrations } from './check-migrations.ts'
import { applyMigrations } from './migrate.ts'
import { openOffice, shippedMigrations } from './open.ts'
import { addPeople, temporaryFolder } from './sample-office.ts'

type Step = [time: number, name: string, sql: string]
const a: Step = [1000, '0000_a', 'create table a (x int);']
const b: Step = [2000, '0001_b', 'create table b (x int);']
const c: Step = [3000, '0002_c', 'create table c (x int);']

function ship(...steps: Step[]): string {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'meta'))
  const entries = steps.map(([when, tag], idx) => ({ idx, when, tag, version: '6', breakpoints: true }))
  writeFileSync(join(dir, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }))
  for (const [, tag, sql] of steps) writeFileSync(join(dir, `${tag}.sql`), sql)
  return dir
}
function databaseWith(...steps: Step[]) {
  const sqlite = new Database(':memory:')
  applyMigrations(sqlite, ship(...steps))
  return sqlite
}

test('what is noted is what drizzle notes: its own migrate() finds nothing left to do', () => {
  const folder = ship(a, b)
  const sqlite = new Database(':memory:')
  applyMigrations(sqlite, folder)
  const noted = sqlite.prepare('SELECT * FROM __drizzle_migrations').all()
  migrate(drizzle(sqlite), { migrationsFolder: folder })
  expect(sqlite.prepare('SELECT * FROM __drizzle_migrations').all()).toEqual(noted)
  const other = new Database(':memory:')
  migrate(drizzle(other), { migrationsFolder: folder })
  expect(other.prepare('SELECT * FROM __drizzle_migrations').all()).toEqual(noted)
})

test('a migration after which rows point to nothing is taken back', () => {
  const sqlite = databaseWith([
    1000,
    '0000_a',
    'create table a (id int primary key); create table b (a int references a (id));',
  ])
  sqlite.exec('insert into a values (1); insert into b values (1)')
  const folder = ship(
    [1000, '0000_a', 'create table a (id int primary key); create table b (a int references a (id));'],
    [2000, '0001_b', 'delete from a;'],
  )
  expect(() => applyMigrations(sqlite, folder)).toThrow('foreign_key_check')
  expect(sqlite.prepare('select count(*) from a').pluck().get()).toBe(1)
  expect(sqlite.pragma('user_version', { simple: true })).toBe(1)
  expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
})

test('S39: a fresh database and an older database pass', () => {
  expect(checkMigrations(new Database(':memory:'), ship(a, c))).toEqual({ applied: 0, waiting: 2 })
  expect(checkMigrations(databaseWith(a), ship(a, b, c))).toEqual({ applied: 1, waiting: 2 })
})
test('S39: a late-merged older migration is refused', () => {
  expect(() => checkMigrations(databaseWith(a, c), ship(a, b, c))).toThrow(
    'database.history {"migration":1,"why":"order"}',
  )
})
test('S39: an edited migration is refused', () => {
  const edited: Step = [3000, '0002_c', 'create table c (x int, y int);']
  expect(() => checkMigrations(databaseWith(a, c), ship(a, edited))).toThrow(
    'database.history {"migration":1,"why":"edited"}',
  )
})
test('S39: a database from a newer program is refused', () => {
  expect(() => checkMigrations(databaseWith(a, c), ship(a))).toThrow('database.newer')
})

/** The shipped migrations and one more. */
function shippedAnd(sql: string): string {
  const dir = temporaryFolder()
  cpSync(shippedMigrations, dir, { recursive: true })
  const journalFile = join(dir, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as {
    entries: { when: number; idx: number }[]
  }
  const last = journal.entries.at(-1)
  if (!last) throw new Error('no migrations')
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_later' } as typeof last)
  writeFileSync(journalFile, JSON.stringify(journal))
  writeFileSync(join(dir, '9999_later.sql'), sql)
  return dir
}

test('S37: an office with data is backed up before it is migrated; a migration that fails leaves it as it was', () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  expect(listBackups(dir)).toEqual([])
  addPeople(office.sqlite, ['Ada', 'Bob'])
  office.close()

  const failing = shippedAnd(
    'CREATE TABLE later (x int);--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);',
  )
  expect(() => openOffice(dir, { migrationsDir: failing })).toThrow('"why":"failed"')
  const same = openOffice(dir)
  expect(
    same.read.get<{ n: number }>("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'later'")?.n,
  ).toBe(0)
  same.close()

  const later = shippedAnd('CREATE TABLE later (x int);')
  const newer = openOffice(dir, { migrationsDir: later })
  expect(
    newer.read.get<{ n: number }>("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'later'")?.n,
  ).toBe(1)
  newer.close()
  expect(listBackups(dir)[0]).toMatchObject({ contacts: 2, reason: 'before an update of the office file' })
  expect(() => openOffice(dir)).toThrow('database.newer')
  expect(readdirSync(join(dir, 'backups')).filter(name => name.includes('.part'))).toEqual([])
})
