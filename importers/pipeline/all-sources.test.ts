import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { undoGroup } from '../../db/journal/undo.ts'
import { formats } from '../formats/registry.ts'
import { snapshot, type TestOffice, testOffice } from './test-office.ts'

/** One fixture of every source, in the order in which an office gets them: people, then what they paid, then the other systems. */
const fixtures = formats.map(format => {
  const [first] = globSync(join(import.meta.dirname, '../formats', format.id, 'fixtures/*.csv')).sort()
  return { source: format.id, path: first ?? '' }
})

function importAll(office: TestOffice, files: readonly { source: string; path: string }[]) {
  return files.map(({ source, path }) =>
    office.importNamed({ path, fileName: basename(path), source, optIn: 'unknown' }),
  )
}

const turned = fixtures.toReversed()
const shuffled = fixtures.toSorted((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))

test('every source has a fixture', () => {
  expect(fixtures.filter(({ path }) => path === '')).toEqual([])
})

test('every file again changes nothing and asks nothing, after all the others as well', () => {
  const office = testOffice()
  importAll(office, fixtures)
  const before = snapshot(office.sqlite)
  const again = importAll(office, fixtures)
  expect(
    again
      .filter(({ outcomes, conflicts }) => outcomes.created + outcomes.updated + conflicts > 0)
      .map(({ source, outcomes, conflicts }) => ({ source, ...outcomes, conflicts })),
  ).toEqual([])
  expect(snapshot(office.sqlite)).toEqual(before)
})

/** What an office has of money, whoever brought it first. */
function money(office: TestOffice): unknown {
  return office.read.all(
    `SELECT t.source_system, t.external_transaction_id, t.amount_cents, t.currency, t.status, t.transaction_type,
       o.source_system || ' ' || o.external_transaction_id AS counted_by
     FROM transactions t LEFT JOIN transactions o ON o.id = t.same_payment_as_id WHERE t.deleted_at IS NULL ORDER BY 1, 2`,
  )
}

/** Tickets and rentals, each with its event or venue. */
function dealings(office: TestOffice): unknown {
  return office.read.all(
    `SELECT r.source_system, r.external_ticket_id, e.external_event_id, r.status FROM event_registrations r
     JOIN events e ON e.id = r.event_id WHERE r.deleted_at IS NULL
     UNION ALL SELECT source_system, external_booking_id, title, status FROM bookings WHERE deleted_at IS NULL ORDER BY 1, 2`,
  )
}

test.each([
  ['turned round', turned],
  ['shuffled', shuffled],
])('the files %s bring the same money, tickets and rentals', (_, files) => {
  const usual = testOffice()
  importAll(usual, fixtures)
  const other = testOffice()
  importAll(other, files)
  expect(money(other)).toEqual(money(usual))
  expect(dealings(other)).toEqual(dealings(usual))
})

test.each([
  ['first to last', fixtures],
  ['last to first', turned],
  ['in no order', shuffled],
])('undoing all files, %s, leaves an empty office', (_, order) => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  const groups = new Map(importAll(office, fixtures).map(report => [report.source, office.groupOf(report)]))
  for (const { source } of order) undoGroup(office.sqlite, groups.get(source) ?? -1, 'Ada')
  expect(snapshot(office.sqlite)).toEqual(empty)
  expect(office.read.all(`SELECT * FROM import_conflicts WHERE status = 'open'`)).toEqual([])
})
