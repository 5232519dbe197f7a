import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createContact } from '../../db/commands/create-contact.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { UndoImpossible, undoGroup } from '../../db/journal/undo.ts'
import type { BatchReport } from './report.ts'
import { dryRunImports, ImportCancelled, runImport } from './run.ts'
import { contactColumns, snapshot, testOffice } from './test-office.ts'
import { ada, bo, changesOf, contactByEmail } from './test-people.ts'

const fixture = (path: string) => fileURLToPath(new URL(`../formats/${path}`, import.meta.url))
const fixtures = [
  fixture('kajabi-contacts/fixtures/contacts.csv'),
  fixture('kajabi-subscriptions/fixtures/subscriptions.csv'),
  fixture('kajabi-transactions/fixtures/transactions.csv'),
]

test('every file: dry run equals the real run, the same again changes nothing, undo leaves it as before', () => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  const reports = fixtures.map(file => {
    const dry = office.import(file, { dryRun: true })
    const real = office.import(file)
    const comparable = (r: BatchReport) => ({ ...r, batchId: '', dryRun: false, startedAt: '', seconds: 0 })
    expect(comparable(dry)).toEqual(comparable(real))
    expect(Object.values(real.outcomes).reduce((a, b) => a + b, 0)).toBe(real.rows)
    return real
  })
  const imported = snapshot(office.sqlite)
  for (const file of fixtures) {
    expect(changesOf(office.import(file))).toEqual({
      created: 0,
      updated: 0,
      conflicts: 0,
      suggestions: 0,
    })
  }
  expect(snapshot(office.sqlite)).toEqual(imported)
  for (const report of reports) undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(empty)
})

test('a dry run of several files sees each on top of the ones before, and leaves nothing', () => {
  const office = testOffice()
  const before = snapshot(office.sqlite)
  const hooks = { onProgress: () => undefined, isCancelled: () => false }
  const files = fixtures.map(path => ({
    request: { path, fileName: 'export.csv', dryRun: true, who: 'Ada' },
    hooks,
  }))
  const dry = dryRunImports(office.sqlite, files)
  expect(snapshot(office.sqlite)).toEqual(before)
  const real = fixtures.map(path => office.import(path))
  expect(dry.map(r => [r.contacts, r.transactions, r.products])).toEqual(
    real.map(r => [r.contacts, r.transactions, r.products]),
  )
  const kept = office.read.all(
    'SELECT DISTINCT batch_id FROM import_plan_rows WHERE batch_id IN (?, ?, ?)',
    dry.map(r => r.batchId),
  )
  expect(kept).toHaveLength(3)
})

test('undoing a file brings changed values back and leaves later edits', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada, bo]))
  const before = snapshot(office.sqlite)
  const second = office.import(
    office.csv(contactColumns, [
      { ...ada, 'Phone Number (phone_number)': '(303) 555-0199', Tags: 'Friend' },
      { ...bo, 'Last Name': 'Sampler' },
    ]),
  )
  expect(second.contacts).toEqual({ created: 0, updated: 2, unchanged: 0 })
  updateContact(
    office.sqlite,
    { contactId: contactByEmail(office, 'bo@example.org').id, set: { firstName: 'Bob' } },
    'Ada',
  )
  const undone = undoGroup(office.sqlite, office.groupOf(second), 'Ada')
  expect(undone.leftCount).toBe(1)
  expect(contactByEmail(office, 'bo@example.org').full_name).toBe('Bob Sampler')
  expect(contactByEmail(office, 'ada@example.org').phone).toBe('(303) 555-0101')
  const adasRows = (s: typeof before) => [s['contact_phones'], s['contact_tags'], s['contact_addresses']]
  expect(adasRows(snapshot(office.sqlite))).toEqual(adasRows(before))
})

test('cancelling leaves nothing behind', () => {
  const office = testOffice()
  const rows = Array.from({ length: 3000 }, (_, i) => ({
    ...bo,
    ID: String(2100001000 + i),
    Email: `p${i}@example.org`,
  }))
  const before = snapshot(office.sqlite)
  let looks = 0
  const cancelled = () =>
    runImport(
      office.sqlite,
      { path: office.csv(contactColumns, rows), fileName: 'x.csv', dryRun: false, who: 'Ada' },
      { onProgress: () => undefined, isCancelled: () => ++looks > 0 },
    )
  expect(cancelled).toThrow(ImportCancelled)
  expect(snapshot(office.sqlite)).toEqual(before)
  expect(office.read.get('SELECT 1 FROM import_batches')).toBeUndefined()
})

test('undoing one of two corrections leaves the protection for the other', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id } = contactByEmail(office, 'ada@example.org')
  updateContact(office.sqlite, { contactId: id, set: { phone: '(303) 555-0123' } }, 'Ada')
  const newest = () => office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
  const phoneEdit = newest()
  updateContact(office.sqlite, { contactId: id, set: { firstName: 'Adah' } }, 'Ada')
  undoGroup(office.sqlite, phoneEdit, 'Ada')
  expect(contactByEmail(office, 'ada@example.org')).toMatchObject({
    lock_level: 'FULL_LOCK',
    phone: '(303) 555-0101',
  })
})

test('an undo that would give one e-mail two owners says so and changes nothing', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const moved = office.import(office.csv(contactColumns, [{ ...ada, Email: 'ada2@example.org' }]))
  createContact(office.sqlite, { firstName: 'Cy', emails: ['ada@example.org'] }, 'Ada')
  const before = snapshot(office.sqlite)
  expect(() => undoGroup(office.sqlite, office.groupOf(moved), 'Ada')).toThrow(UndoImpossible)
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('the same file twice in one drop: the second is told to be the same, in the plan as in the import; another sheet is another file', () => {
  const office = testOffice()
  const [path = ''] = fixtures
  const hooks = { onProgress: () => undefined, isCancelled: () => false }
  const request = { path, fileName: 'export.csv', dryRun: true, who: 'Ada' }
  const files = [null, null, 'May'].map(sheet => ({ request: { ...request, sheet }, hooks }))
  const plans = dryRunImports(office.sqlite, files.slice(0, 2))
  expect(plans.map(plan => plan.sameFileAgain)).toEqual([false, true])
  expect(plans[1]?.outcomes.unchanged).toBe(plans[0]?.outcomes.created)
  expect(office.read.all('SELECT 1 FROM import_batches')).toEqual([])
  const real = files.map(file => runImport(office.sqlite, { ...file.request, dryRun: false }, hooks))
  expect(real.map(report => report.sameFileAgain)).toEqual([false, true, false])
  office.close()
})
