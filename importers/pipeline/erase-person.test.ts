import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { backUpNow } from '../../db/backup.ts'
import { connect } from '../../db/connect.ts'
import { UndoImpossible, undoGroup } from '../../db/journal/undo.ts'
import { syncedTables } from '../../db/journal/units.ts'
import { shippedMigrations } from '../../db/open.ts'
import { cleanFile } from '../../db/privacy/clean-file.ts'
import { erasePerson } from '../../db/privacy/erase-person.ts'
import { noteErasure } from '../../db/privacy/erasure-list.ts'
import { findHeldCopies, treatHeldCopies } from '../../db/privacy/held-copies.ts'
import { restoreBackup } from '../../db/restore.ts'
import { findContacts } from '../../db/search/find-contacts.ts'
import {
  boPayment,
  dataDir,
  files,
  newestGroup,
  office,
  openOfficeWithPersonEverywhere,
  personId,
  traces,
} from './person-everywhere.ts'
import { transactionColumns } from './test-office.ts'

beforeEach(openOfficeWithPersonEverywhere)

function erase() {
  const erasure = erasePerson(office.sqlite, { contactId: personId, who: 'Mira' }, (key, e) =>
    noteErasure(dataDir, key, e),
  )
  const own = connect(join(dataDir, 'office.db'), 'write')
  cleanFile(own)
  own.close()
  return erasure
}

/** The traces that a file's bytes hold, whatever their case. */
function tracesIn(file: string): string[] {
  if (!existsSync(file)) return []
  const bytes = readFileSync(file).toString('latin1').toLowerCase()
  return traces.filter(trace => bytes.includes(trace))
}
const tracesInOffice = () =>
  ['office.db', 'office.db-wal', 'erasures.json'].flatMap(name =>
    tracesIn(join(dataDir, name)).map(trace => `${name}: ${trace}`),
  )

/** The search index keeps words as differences to the word before, so bytes alone would not show them. */
const indexed = () =>
  office.read
    .all<{ term: string }>('SELECT term FROM temp.contact_words')
    .filter(({ term }) => traces.some(trace => term.startsWith(trace.slice(0, 4))))

const money = () =>
  office.read.all(
    `SELECT transaction_type, status, count(*) AS n, sum(amount_cents) AS cents, min(transaction_date) AS first, count(product_id) AS products
     FROM transactions WHERE deleted_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  )

/** Every row that is of other people. */
function others(): Record<string, unknown[]> {
  return Object.fromEntries(
    syncedTables
      .filter(table => !['households', 'tags', 'duplicate_verdicts', 'erased_keys'].includes(table))
      .map(table => {
        const owner = table === 'contacts' ? 'id' : 'contact_id'
        const columns = office.read
          .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [table])
          .map(c => c.name)
        const isTheirs = columns.includes(owner)
          ? `WHERE ${owner} NOT IN (SELECT id FROM contacts WHERE id = '${personId}' OR merged_into_id = '${personId}')`
          : ''
        return [table, office.read.all(`SELECT * FROM ${table} ${isTheirs} ORDER BY id`)]
      }),
  )
}

test('the person is everywhere before', () => {
  expect(new Set(tracesInOffice().map(found => found.replace(/.*: /, '')))).toEqual(new Set(traces))
  expect(indexed()).not.toEqual([])
})

test('after erasing no file of the office holds a word of the person, money and other people are as before', () => {
  const before = { money: money(), others: others() }
  erase()
  expect(tracesInOffice()).toEqual([])
  expect(indexed()).toEqual([])
  expect({ money: money(), others: others() }).toEqual(before)
  expect(findContacts(office.read, { text: 'zwybertha', limit: 5 })).toEqual([])
  expect(office.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(office.sqlite.pragma('foreign_key_check')).toEqual([])
  expect(office.read.all('SELECT DISTINCT full_name FROM contacts WHERE deleted_at IS NOT NULL')).toEqual([
    { full_name: 'Erased person' },
  ])
  const backup = backUpNow(office.sqlite, dataDir, 'after')
  expect(tracesIn(join(dataDir, 'backups', `${backup.backupId}.db`))).toEqual([])
})

test('no file brings them back: their payments stay money without a name, and nothing of them is kept again', () => {
  erase()
  const before = { money: money(), others: others() }
  for (const file of files) {
    office.import(file, { optIn: 'subscribed', dryRun: true })
    office.import(file, { optIn: 'subscribed' })
  }
  const own = connect(join(dataDir, 'office.db'), 'write')
  cleanFile(own)
  own.close()
  expect(tracesInOffice()).toEqual([])
  expect(money()).toEqual(before.money)
  expect(
    Object.keys(others()).filter(table => others()[table]?.length !== before.others[table]?.length),
  ).toEqual([])
  office.import(office.csv(transactionColumns, [boPayment('2160000001', '85.50')]))
  expect(
    office.read.get(
      `SELECT contact_id, raw_source, memo FROM transactions WHERE external_transaction_id = '2160000001'`,
    ),
  ).toEqual({ contact_id: personId, raw_source: null, memo: null })
  expect(office.read.all(`SELECT 1 FROM subscriptions WHERE missing_from_export_since IS NOT NULL`)).toEqual(
    [],
  )
})

test('what was done to them before can no longer be undone into them, and the erasure itself not at all', () => {
  const groups = office.read.all<{ seq: number }>(
    `SELECT seq FROM change_groups WHERE origin IN ('staff', 'import') AND undone_at IS NULL ORDER BY seq DESC`,
  )
  erase()
  const erasure = newestGroup()
  expect(() => undoGroup(office.sqlite, erasure, 'Mira')).toThrow(UndoImpossible)
  for (const { seq } of groups) undoGroup(office.sqlite, seq, 'Mira')
  const own = connect(join(dataDir, 'office.db'), 'write')
  cleanFile(own)
  own.close()
  expect(tracesInOffice()).toEqual([])
})

test('restoring a backup from before erases them again', () => {
  const { backupId } = backUpNow(office.sqlite, dataDir, 'before')
  expect(tracesIn(join(dataDir, 'backups', `${backupId}.db`))).toContain('zwybertha')
  erase()
  office.close()
  const restored = restoreBackup(dataDir, backupId)
  expect(tracesInOffice()).toEqual([])
  restored.office.close()
})

test('copies that still hold them are found, and rewritten or deleted', () => {
  const { backupId } = backUpNow(office.sqlite, dataDir, 'before', { always: true })
  const person = erase()
  backUpNow(office.sqlite, dataDir, 'after', { always: true })
  const held = () => findHeldCopies(dataDir, { contactIds: person.contactIds, emails: [] })
  expect(held().map(copy => copy.backup?.backupId)).toEqual([backupId])
  const where = { dataDir, migrationsDir: shippedMigrations, who: 'Mira' }
  treatHeldCopies(where, held(), 'rewrite', () => undefined)
  expect(held()).toEqual([])
  expect(tracesIn(join(dataDir, 'backups', `${backupId}.db`))).toEqual([])
  office.close()
  restoreBackup(dataDir, backupId).office.close()
  expect(tracesInOffice()).toEqual([])
})
