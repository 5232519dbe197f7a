import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp, backUpNow, listBackups } from './backup.ts'
import { backupsToThin } from './backup-retention.ts'
import { connect } from './connect.ts'
import { writeLocal } from './journal/group.ts'
import { openOffice } from './open.ts'
import { addPeople, allRows, temporaryFolder } from './sample-office.ts'

test('S37: a backup holds everything committed, is one sound file, and its sidecar says what is in it', async () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, ['Ada', 'Bob'])
  for (const info of [
    await backUp(office.sqlite, dir, 'before a test', { now: new Date('2026-03-01T10:00:00.000Z') }),
    backUpNow(office.sqlite, dir, 'before a test', {
      always: true,
      now: new Date('2026-03-01T10:00:01.000Z'),
    }),
  ]) {
    const file = join(dir, 'backups', `${info.backupId}.db`)
    const bytes = readFileSync(file)
    expect(info).toMatchObject({
      contacts: 2,
      transactions: 0,
      sizeBytes: bytes.length,
      reason: 'before a test',
    })
    expect(info.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const copy = connect(file, 'look')
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(allRows(copy)).toEqual(allRows(office.sqlite))
    copy.close()
  }
  expect(readdirSync(join(dir, 'backups')).filter(name => !/\.(db|json)$/.test(name))).toEqual([])
  expect(listBackups(dir).map(backup => backup.check)).toEqual(['quick', 'full'])
  office.close()
})

test('S37: a backup made while others write holds whole groups only', async () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  // More than one step of copying, so that every write makes it start anew.
  addPeople(
    office.sqlite,
    Array.from({ length: 15_000 }, (_, i) => `Person ${i}`),
  )
  expect(office.sqlite.pragma('page_count', { simple: true })).toBeGreaterThan(1250)
  const other = connect(office.file, 'write')
  let written = 0
  const writer = setInterval(() => {
    addPeople(other, ['One', 'Two', 'Three'])
    written += 1
  }, 1)
  const info = await backUp(office.sqlite, dir, 'while writing')
  clearInterval(writer)
  const copy = connect(join(dir, 'backups', `${info.backupId}.db`), 'look')
  const incomplete = copy
    .prepare('SELECT created_group FROM contacts GROUP BY created_group HAVING count(*) NOT IN (3, 15000)')
    .all()
  expect(written).toBeGreaterThan(0)
  expect(incomplete).toEqual([])
  expect(info.contacts % 3).toBe(0)
  copy.close()
  other.close()
  office.close()
})

test('S37: nothing is copied twice, and everything that was committed is noticed', async () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(office.sqlite, ['Ada'])
  const now = new Date('2026-03-01T10:00:00.000Z')
  const first = await backUp(office.sqlite, dir, 'one', { now })
  expect(
    (await backUp(office.sqlite, dir, 'two', { now: new Date('2026-03-02T10:00:00.000Z') })).backupId,
  ).toBe(first.backupId)

  writeLocal(office.sqlite, db => db.run("INSERT INTO settings VALUES ('theme', '\"dark\"')"))
  const second = await backUp(office.sqlite, dir, 'three', { now: new Date('2026-03-02T11:00:00.000Z') })
  expect(second.backupId).not.toBe(first.backupId)
  addPeople(office.sqlite, ['Bob'])
  const third = await backUp(office.sqlite, dir, 'four', { now: new Date('2026-03-02T12:00:00.000Z') })
  expect(third.contacts).toBe(2)

  rmSync(join(dir, 'backups', `${third.backupId}.db`))
  const fourth = await backUp(office.sqlite, dir, 'five', { now: new Date('2026-03-02T13:00:00.000Z') })
  expect(fourth.backupId).not.toBe(third.backupId)
  const afterAWeek = await backUp(office.sqlite, dir, 'six', { now: new Date('2026-03-10T13:00:00.000Z') })
  expect(afterAWeek.backupId).not.toBe(fourth.backupId)
  expect(afterAWeek.check).toBe('full')
  office.close()
})

test('S37: a backup of a damaged office fails with a reason and leaves nothing behind', async () => {
  const dir = temporaryFolder()
  const office = openOffice(dir)
  addPeople(
    office.sqlite,
    Array.from({ length: 500 }, (_, i) => `Person ${i}`),
  )
  office.close()
  const bytes = readFileSync(office.file)
  writeFileSync(office.file, bytes.fill(0x41, bytes.length - 4096 * 6, bytes.length - 4096 * 2))
  const damaged = connect(office.file, 'write')
  await expect(backUp(damaged, dir, 'test')).rejects.toMatchObject({ code: 'backup.failed' })
  expect(() => backUpNow(damaged, dir, 'test')).toThrow('backup.failed')
  expect(readdirSync(join(dir, 'backups'))).toEqual([])
  expect(listBackups(dir)).toEqual([])
  damaged.close()
})

test('S37: what a crash left half-made is not a backup and goes later; what another process writes stays', async () => {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'backups'))
  const office = openOffice(dir)
  writeFileSync(join(dir, 'backups', 'office-1.part'), 'half')
  const twoHoursAgo = new Date(Date.now() - 7_200_000)
  utimesSync(join(dir, 'backups', 'office-1.part'), twoHoursAgo, twoHoursAgo)
  writeFileSync(join(dir, 'backups', 'office-3.part'), 'another process writes this now')
  writeFileSync(join(dir, 'backups', 'office-2.json'), '{ "backupId": ')
  writeFileSync(join(dir, 'backups', 'office-2.db'), '')
  expect(listBackups(dir)).toEqual([])
  const info = await backUp(office.sqlite, dir, 'test')
  expect(listBackups(dir).map(backup => backup.backupId)).toEqual([info.backupId])
  expect(readdirSync(join(dir, 'backups'))).not.toContain('office-1.part')
  expect(readdirSync(join(dir, 'backups'))).toContain('office-3.part')
  office.close()
})

const at = (iso: string) => ({ backupId: iso, madeAt: `${iso}:00.000Z` })

test('S37: the last day keeps ten, then one a day for two weeks, one a week for a year', () => {
  const now = new Date('2026-06-15T12:00:00.000Z')
  const hours = Array.from({ length: 12 }, (_, hour) => at(`2026-06-15T${String(hour).padStart(2, '0')}:00`))
  expect(backupsToThin(hours, now)).toEqual(['2026-06-15T01:00', '2026-06-15T00:00'])

  const days = [at('2026-06-10T09:00'), at('2026-06-10T17:00'), at('2026-06-11T09:00')]
  expect(backupsToThin([...hours.slice(-1), ...days], now)).toEqual(['2026-06-10T09:00'])

  const weeks = [
    at('2026-05-04T09:00'),
    at('2026-05-05T09:00'),
    at('2026-05-20T09:00'),
    at('2025-06-10T09:00'),
  ]
  expect(backupsToThin([...hours.slice(-1), ...weeks], now)).toEqual(['2026-05-04T09:00', '2025-06-10T09:00'])
})

test('S37: two years of daily backups leave one a week, and the newest is never removed', () => {
  let kept: { backupId: string; madeAt: string }[] = []
  const start = Date.parse('2024-01-01T08:00:00.000Z')
  for (let day = 0; day < 730; day++) {
    const madeAt = new Date(start + day * 86_400_000).toISOString()
    kept.push({ backupId: madeAt, madeAt })
    const gone = new Set(backupsToThin(kept, new Date(madeAt)))
    expect(gone.has(madeAt)).toBe(false)
    kept = kept.filter(backup => !gone.has(backup.backupId))
  }
  expect(kept.length).toBeGreaterThanOrEqual(52 + 12)
  expect(kept.length).toBeLessThanOrEqual(53 + 16)
  const old = new Date('2040-01-01T00:00:00.000Z')
  expect(backupsToThin(kept, old)).not.toContain(kept.at(-1)?.backupId)
})
