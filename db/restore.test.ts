import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backUp } from './backup.ts'
import { applicationId, connect, pageSize } from './connect.ts'
import { openOffice } from './open.ts'
import { restoreBackup, restoreFile } from './restore.ts'
import { exportReadable } from './salvage.ts'
import { addPeople, allRows, temporaryFolder } from './sample-office.ts'

const people = Array.from({ length: 800 }, (_, i) => `Person ${i}`)

test('S37: a restored backup is the office as it was, and the replaced file is kept', async () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, ['Ada', 'Bob'])
  const before = allRows(office.sqlite)
  const info = await backUp(office.sqlite, dir, 'test')
  addPeople(office.sqlite, ['Later'])
  office.close()

  const restored = restoreBackup(dir, info.backupId)
  expect(restored).toMatchObject({ contacts: 2, transactions: 0 })
  expect(allRows(restored.office.sqlite)).toEqual(before)
  restored.office.close()
  const kept = connect(join(dir, restored.keptAs), 'look')
  expect(kept.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(3)
  kept.close()
})

test('S37: an unclean office is kept with its WAL, and the WAL does not meet the restored file', async () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, ['Ada'])
  const info = await backUp(office.sqlite, dir, 'test')
  office.sqlite.pragma('wal_autocheckpoint = 0')
  addPeople(office.sqlite, people)
  const [main, wal] = [readFileSync(office.file), readFileSync(`${office.file}-wal`)]
  office.close()
  writeFileSync(office.file, main)
  writeFileSync(`${office.file}-wal`, wal)

  const restored = restoreBackup(dir, info.backupId)
  expect(restored.contacts).toBe(1)
  restored.office.close()
  const kept = connect(join(dir, restored.keptAs), 'write')
  expect(kept.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(801)
  kept.close()
})

test('S37: what is not a sound office is not restored, and the present office stays', () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, people)
  office.close()
  const present = readFileSync(office.file)
  const other = join(temporaryFolder(), 'other.db')
  new Database(other).exec('CREATE TABLE notes (text)').close()
  const spoiled = join(temporaryFolder(), 'spoiled.db')
  writeFileSync(spoiled, Buffer.from(present).fill(0x41, present.length - 4096 * 8, present.length - 4096))
  const newer = join(temporaryFolder(), 'newer.db')
  writeFileSync(newer, present)
  const sqlite = connect(newer, 'write')
  sqlite.pragma('user_version = 999')
  sqlite.close()

  expect(() => restoreFile(dir, other)).toThrow('backup.unreadable')
  expect(() => restoreFile(dir, spoiled)).toThrow('backup.unreadable')
  expect(() => restoreFile(dir, join(dir, 'nowhere.db'))).toThrow('backup.unreadable')
  expect(() => restoreBackup(dir, '../office')).toThrow('backup.unreadable')
  expect(() => restoreFile(dir, newer)).toThrow('database.newer')
  expect(readFileSync(office.file).equals(present)).toBe(true)
  expect(existsSync(`${office.file}.candidate`)).toBe(false)
})

function spoil(file: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file)
  change(bytes)
  writeFileSync(file, bytes)
}

test('S36: what can still be read of a damaged office becomes a sound one', () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, people)
  const names = office.sqlite.prepare('SELECT full_name FROM contacts').pluck().all()
  const leaves = office.sqlite.prepare(
    "SELECT pageno FROM dbstat WHERE name = 'contacts' AND pagetype = 'leaf'",
  )
  const page = Number(leaves.pluck().all()[3])
  office.close()
  spoil(office.file, bytes => bytes.fill(0x41, pageSize * (page - 1), pageSize * page))
  expect(() => openOffice(dir)).toThrow('database.damaged')
  const damaged = readFileSync(office.file)

  const target = join(temporaryFolder(), 'readable.db')
  const { tables } = exportReadable(dir, target)
  expect(readFileSync(office.file).equals(damaged)).toBe(true)
  expect(tables.some(table => !table.isWhole)).toBe(true)
  const { office: again, contacts } = restoreFile(dir, target)
  expect(contacts).toBe(tables.find(table => table.table === 'contacts')?.rows)
  expect(contacts + Number(tables.find(table => table.table === 'contact_emails')?.rows)).toBeGreaterThan(800)
  const found = again.sqlite.prepare('SELECT full_name FROM contacts').pluck().all()
  expect(found.filter(name => !names.includes(name))).toEqual([])
  addPeople(again.sqlite, ['Afterwards'])
  const search = again.sqlite.prepare(
    "SELECT count(*) FROM contact_search WHERE contact_search MATCH 'person OR afterwards'",
  )
  expect(search.pluck().get()).toBe(contacts + 1)
  expect(() => again.sqlite.exec("UPDATE contacts SET first_name = 'x'")).toThrow('NOT NULL')
  again.close()
})

test.each([pageSize, 4096])('S36: an office whose first bytes are gone is read whole, pages of %i', size => {
  const dir = temporaryFolder()
  const bare = connect(join(dir, 'office.db'), 'write')
  bare.pragma(`page_size = ${size}`)
  bare.pragma(`application_id = ${applicationId}`)
  bare.close()
  const office = openOffice(dir)
  expect(office.sqlite.pragma('page_size', { simple: true })).toBe(size)
  addPeople(office.sqlite, people)
  const before = allRows(office.sqlite)
  office.close()
  spoil(office.file, bytes => bytes.fill(0, 0, 16))
  expect(() => openOffice(dir)).toThrow('database.damaged')
  const target = join(temporaryFolder(), 'readable.db')
  expect(exportReadable(dir, target).tables.every(table => table.isWhole)).toBe(true)
  const copy = connect(target, 'look')
  expect(allRows(copy)).toEqual(before)
  copy.close()
})

test('S36: when the list of tables is gone there is nothing to read, and it says so', () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, people)
  office.close()
  spoil(office.file, bytes => bytes.fill(0x41, 100, 4096 * 3))
  expect(() => exportReadable(dir, join(temporaryFolder(), 'readable.db'))).toThrow('database.damaged')
})
