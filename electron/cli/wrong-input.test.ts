import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { runCli } from './run.ts'

const id = '01a1fd16-a0d0-7006-8429-03978de96ae3'
const home = mkdtempSync(join(tmpdir(), 'starhouse-wrong-'))

async function run(...words: string[]): Promise<{ exit: number; out: string; err: string }> {
  const told = { out: '', err: '' }
  const exit = await runCli(words, {
    out: text => {
      told.out += text
    },
    err: text => {
      told.err += text
    },
    showsProgress: false,
  })
  return { exit, ...told }
}

/** A folder of its own in an empty office. */
function folder(name: string): string {
  const path = join(home, name)
  mkdirSync(path, { recursive: true })
  return path
}
const aFile = join(home, 'notes.txt')
writeFileSync(aFile, 'no office')
const empty = join(home, 'empty.csv')
writeFileSync(empty, '')
const dataDir = folder('office')

test.each([
  [[], 'A command is needed'],
  [['nonsense'], 'There is no command "nonsense". Commands: import, sources, search'],
  [['constructor'], 'There is no command "constructor"'],
  [['help', 'nonsense'], 'There is no command "nonsense"'],
  [['-x'], 'There is no option -x'],
  [['search', '--nonsense'], 'There is no option --nonsense'],
  [['search', 'x', '--limit'], '--limit needs a value'],
  [['search', 'x', '--limit', '--seed'], '--limit needs a value'],
  [['import', 'x.csv', '--dry-run=yes'], '--dry-run takes no value'],
  [['import'], 'import needs at least one file'],
  [['import', 'x.csv', '--opt-in', 'maybe'], '--opt-in is subscribed, unsubscribed, unknown; not "maybe"'],
  [['import', 'x.csv', '--source', 'maybe'], '--source is kajabi-contacts'],
  [['import', 'x.csv', '--limit', '3'], '--limit is no option of "import"'],
  [['import', join(home, 'not-there.csv')], 'The file "not-there.csv" cannot be found or read'],
  [['import', home], 'cannot be found or read'],
  [['import', empty], 'The file "empty.csv" is empty'],
  [['import', '--undo', 'x'], '"x" is no id'],
  [['import', '--undo', id], 'That import is no longer there'],
  [['import', '--undo', id, '--dry-run'], '--dry-run is no option of "import"'],
  [['import', 'x.csv', '--undo', id], '--undo takes back one import and no file'],
  [['sources', 'kajabi'], '"sources" takes options only, not "kajabi"'],
  [['search'], 'search needs something to look for'],
  [['search', ' '], 'search needs something to look for'],
  [['search', 'x', '--limit', 'many'], '--limit needs a whole number, not "many"'],
  [['search', 'x', '--limit', '0'], 'limit'],
  [['search', 'x', '--limit', '101'], 'limit'],
  [['search', 'x', '--seed', '3'], '--seed is no option of "search"'],
  [['conflicts', '--kind', 'other'], '--kind is import, sync; not "other"'],
  [['conflicts', 'x'], '"conflicts" takes options only'],
  [['resolve', id], 'resolve needs an id and keep or take'],
  [['resolve', 'x', 'maybe'], 'The answer is keep, take; not "maybe"'],
  [['resolve', 'x', 'keep'], '"x" is no id'],
  [['resolve', id, 'keep'], 'That conflict is no longer there'],
  [['backup', 'x.db'], '"backup" takes options only, not "x.db"'],
  [['backup', '--out', join(home, 'no', 'folder', 'x.db')], 'cannot be written; the backup itself is'],
  [['restore'], 'restore needs one file'],
  [['restore', join(home, 'not-there.db')], 'The file "not-there.db" cannot be found or read'],
  [['restore', aFile], 'That backup is not a sound StarHouse office file'],
  [['health', 'x'], '"health" takes options only'],
  [['demo', '20'], '"demo" takes options only, not "20"'],
  [['demo', '--contacts', 'many'], '--contacts needs a whole number, not "many"'],
  [['demo', '--contacts', '-5'], '--contacts needs a value'],
  [['demo', '--contacts', '0'], 'contacts'],
  [['demo', '--seed', '1.5'], '--seed needs a whole number, not "1.5"'],
  [['duplicates', '--min-score', '2'], '--min-score needs a number from 0 to 1, not "2"'],
  [['duplicates', 'x'], '"duplicates" takes options only'],
  [['merge', id], 'merge needs the survivor and at least one other'],
  [['merge', id, 'x'], '"x" is no id'],
  [['merge', id, id], 'A record cannot be merged with itself'],
  [['unmerge'], 'unmerge needs the id of one merge'],
  [['unmerge', id], 'That merge is no longer there'],
  [['call'], 'call needs a method and at most one JSON text'],
  [['call', 'nothing.here'], 'there is no method "nothing.here"'],
  [['call', 'contacts.get', '{'], 'the input is not JSON'],
  [['call', 'contacts.get', '{"contactId":"x"}'], 'That could not be understood: contactId'],
  [['call', 'contacts.get', `{"contactId":"${id}"}`], 'That contact is no longer there'],
  [['call', 'privacy.previewOptIns', '{"from":"2025-02-30"}'], 'That could not be understood: from'],
  [['call', 'transactions.list', '{"filter":{"from":"3 March"}}'], 'That could not be understood: filter'],
  [['methods', 'x'], '"methods" takes options only'],
])('%j ends with 2 and says why', async (words, reason) => {
  const plain = await run('--data', dataDir, ...words)
  expect(plain).toMatchObject({ exit: 2, out: '' })
  expect(plain.err).toContain(reason)
  expect(plain.err).toContain('Nothing was changed')
  const forPrograms = await run('--data', dataDir, '--json', ...words)
  expect(JSON.parse(forPrograms.out)).toMatchObject({
    error: { code: expect.any(String), message: expect.any(String) },
  })
})

/** Opens it once, so that there is an office to spoil. */
async function officeIn(name: string): Promise<string> {
  const path = folder(name)
  expect((await run('--data', path, 'health')).exit).toBe(0)
  return path
}

test('a folder that is a file, is missing or has no name is told, and none is made', async () => {
  expect(await run('--data', aFile, 'search', 'x')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('notes.txt" is a file and no office folder. Nothing was changed.'),
  })
  expect(await run('--data', '', 'search', 'x')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('--data needs a folder'),
  })
  const typo = join(home, 'offcie')
  for (const words of [
    ['search', 'x'],
    ['conflicts'],
    ['health'],
    ['backup'],
    ['duplicates'],
    ['unmerge', id],
    ['merge', id, id],
    ['resolve', id, 'keep'],
    ['import', '--undo', id],
    ['call', 'office.status'],
    ['call', 'contacts.create', '{"firstName":"Cleo"}'],
  ])
    expect(await run('--data', typo, ...words)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('There is no office in'),
    })
  expect(existsSync(typo)).toBe(false)
})

test('what only looks answers in a folder that is not there, and leaves none behind', async () => {
  const csv = join(home, 'people.csv')
  writeFileSync(
    csv,
    'Name,First Name,Last Name,Email,ID,Member ID,Created At,Tags,Products\nAda Example,Ada,Example,ada@example.org,1,2,,,\n',
  )
  const nowhere = join(home, 'not-made')
  const looks = () => readdirSync(tmpdir()).filter(name => name.startsWith('starhouse-look-')).length
  const before = looks()
  expect(await run('--data', nowhere, 'sources')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('kajabi'),
  })
  expect((await run('--data', nowhere, 'methods')).exit).toBe(0)
  expect(await run('--data', nowhere, 'import', csv, '--dry-run')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('people: 1 new'),
  })
  expect(existsSync(nowhere)).toBe(false)
  expect(looks()).toBe(before)
})

test('an office of a newer program, of another program or damaged is told and left alone', async () => {
  const newer = await officeIn('newer')
  const sqlite = new Database(join(newer, 'office.db'))
  sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)")
  sqlite.close()
  const foreign = folder('foreign')
  new Database(join(foreign, 'office.db')).exec('CREATE TABLE other (a)').close()
  const damaged = await officeIn('damaged')
  const file = readFileSync(join(damaged, 'office.db'))
  writeFileSync(join(damaged, 'office.db'), file.fill(7, 4096, 60_000))
  const expected = [
    [newer, 2, 'a newer StarHouse Office'],
    [foreign, 2, 'is not a StarHouse office'],
    [damaged, 3, 'The office file is damaged'],
  ] as const
  for (const [path, exit, reason] of expected) {
    const before = readFileSync(join(path, 'office.db'))
    expect(await run('--data', path, 'search', 'x')).toMatchObject({
      exit,
      out: '',
      err: expect.stringContaining(reason),
    })
    expect(readFileSync(join(path, 'office.db')).equals(before)).toBe(true)
  }
})

test('an office that another program writes to is told, and the change is not made', async () => {
  const locked = await officeIn('locked')
  const holder = new Database(join(locked, 'office.db'))
  holder.exec('BEGIN EXCLUSIVE')
  try {
    const asked = await run('--data', locked, 'call', 'contacts.create', '{"firstName":"Cleo"}')
    expect(asked).toMatchObject({ exit: 3, err: expect.stringContaining('Another program is using') })
  } finally {
    holder.close()
  }
  expect((await run('--data', locked, 'search', 'Cleo')).out).toBe('Nobody was found.\n')
})

test('nothing of all that left a stack on the terminal or a file behind', () => {
  const script = join(import.meta.dirname, 'starhouse.ts')
  const told = spawnSync(process.execPath, [script, '--data', aFile, 'health'], { encoding: 'utf8' })
  expect(told).toMatchObject({ status: 2, stdout: '' })
  expect(told.stderr.trim().split('\n')).toHaveLength(1)
  expect(readdirSync(home).filter(name => name.endsWith('.part'))).toEqual([])
})
