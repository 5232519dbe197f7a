import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { createContact, type NewContact } from '../commands/create-contact.ts'
import { updateContact } from '../commands/update-contact.ts'
import { createDemo } from '../demo/create-demo.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newestGroup } from '../journal/group.ts'
import { undoGroup } from '../journal/undo.ts'
import { mergeContacts } from '../merge/merge.ts'
import { markNotSame } from '../merge/verdicts.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { findMatches } from './find-matches.ts'
import { nobody } from './person.ts'
import { isQueueOutdated, storePairs } from './queue.ts'
import { readPeople } from './read-people.ts'
import { compareChanged, compareEverybody, ScanCancelled, type ScanHooks, scanDuplicates } from './scan.ts'
import { readUsual, usualOf } from './usual.ts'

let sqlite: Database.Database
let db: ReadDb
const hooks: ScanHooks = { onProgress: () => undefined, isCancelled: () => false }
const address = { line1: '12 Alder Street', city: 'Boulder', state: 'CO', postalCode: '80301' }
const phones = ['(303) 555-0142']

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
})

function add(contact: NewContact): string {
  return createContact(sqlite, contact, 'Ada').contactId
}

function refreshDuplicates() {
  return storePairs(sqlite, compareChanged(db, hooks))
}

/** The queue in words: who, who, what. */
function queue(): string[] {
  return db
    .all<{ pair: string }>(
      `SELECT min(a.full_name, b.full_name) || ', ' || max(a.full_name, b.full_name) || ': ' || outcome || ' ' || band AS pair
       FROM duplicate_pairs JOIN contacts a ON a.id = contact_a JOIN contacts b ON b.id = contact_b ORDER BY 1`,
    )
    .map(row => row.pair)
}

function addFamily(): { ada: string; again: string; tom: string } {
  const ada = add({ firstName: 'Ada', lastName: 'Fixture', phones, address, emails: ['ada@example.org'] })
  const again = add({ firstName: 'Adda', lastName: 'Fixture', phones, emails: ['ada@example.net'] })
  const tom = add({ firstName: 'Tom', lastName: 'Fixture', phones, address })
  return { ada, again, tom }
}

test('a scan fills the queue, with reasons, and says how far it is', () => {
  addFamily()
  const shares: number[] = []
  const report = scanDuplicates(sqlite, { ...hooks, onProgress: share => shares.push(share) })
  expect(report.people).toBe(3)
  expect(queue()).toEqual([
    'Ada Fixture, Adda Fixture: same_person likely',
    'Ada Fixture, Tom Fixture: same_household look',
    'Adda Fixture, Tom Fixture: same_household look',
  ])
  const [row] = db.all<{ evidence: string }>(
    `SELECT evidence FROM duplicate_pairs WHERE outcome = 'same_person'`,
  )
  expect(JSON.parse(row?.evidence ?? '')).toEqual({
    for: [
      'Ada and Adda differ by a slip.',
      'Both have the last name Fixture.',
      'Both have the phone +13035550142.',
    ],
    against: ['Their e-mails differ.'],
    conclusion: 'Probably one person.',
  })
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.every(share => share >= 0 && share <= 1)).toBe(true)
})

test('the same scan again changes nothing', () => {
  addFamily()
  scanDuplicates(sqlite, hooks)
  const before = queue()
  scanDuplicates(sqlite, hooks)
  expect(queue()).toEqual(before)
})

test('what was said to be two is not proposed again, nor what was merged', () => {
  const { ada, again, tom } = addFamily()
  scanDuplicates(sqlite, hooks)
  markNotSame(sqlite, [ada, tom], 'Ada')
  refreshDuplicates()
  expect(queue()).not.toContain('Ada Fixture, Tom Fixture: same_household look')
  mergeContacts(sqlite, { survivorId: ada, otherIds: [again], who: 'Ada' })
  refreshDuplicates()
  expect(queue()).toEqual([])
  scanDuplicates(sqlite, hooks)
  expect(queue()).toEqual([])
})

test('a cancelled scan leaves the queue as it was', () => {
  addFamily()
  scanDuplicates(sqlite, hooks)
  const before = queue()
  add({ firstName: 'Ada', lastName: 'Fixture', phones })
  expect(() => scanDuplicates(sqlite, { ...hooks, isCancelled: () => true })).toThrow(ScanCancelled)
  expect(queue()).toEqual(before)
})

test('the queue is outdated from a change of somebody to the next comparison; what is as before is told as such', () => {
  expect(isQueueOutdated(db)).toBe(false)
  const { ada } = addFamily()
  expect(isQueueOutdated(db)).toBe(true)
  expect(refreshDuplicates()).toEqual({ people: 3, pairs: 3, changes: 3 })
  expect(isQueueOutdated(db)).toBe(false)
  updateContact(sqlite, { contactId: ada, set: { businessName: 'Fixture Pottery' } }, 'Ada')
  expect(isQueueOutdated(db)).toBe(true)
  expect(refreshDuplicates()).toMatchObject({ people: 1, changes: 0 })
  expect(scanDuplicates(sqlite, hooks)).toMatchObject({ people: 3, pairs: 3 })
  expect(scanDuplicates(sqlite, hooks)).toMatchObject({ changes: 0 })
})

test('whoever changes while all are compared is left as they were to the next comparison', () => {
  const { ada, again, tom } = addFamily()
  scanDuplicates(sqlite, hooks)
  const before = queue()
  const compared = compareEverybody(db, hooks)
  updateContact(sqlite, { contactId: tom, set: { firstName: 'Ada' } }, 'Ada')
  mergeContacts(sqlite, { survivorId: ada, otherIds: [again], who: 'Ada' })
  storePairs(sqlite, compared)
  expect(before).toContain('Ada Fixture, Tom Fixture: same_household look')
  // The merged one is called Adda, and Tom is Ada now.
  expect(queue()).toEqual(['Ada Fixture, Adda Fixture: same_household look'])
  refreshDuplicates()
  expect(queue()).toEqual(['Ada Fixture, Adda Fixture: same_person likely'])
})

test('whoever is taken back while all are compared does not come into the queue', () => {
  add({ firstName: 'Ada', lastName: 'Fixture', phones })
  add({ firstName: 'Ada', lastName: 'Fixture', phones })
  const compared = compareEverybody(db, hooks)
  undoGroup(sqlite, newestGroup(db), 'Ada')
  expect(storePairs(sqlite, compared).pairs).toBe(1)
  expect(db.all('SELECT * FROM duplicate_pairs')).toEqual([])
})

test('a pair that an import asks about stays in the queue', () => {
  const strangers = [add({ firstName: 'Bo', lastName: 'Quill' }), add({ firstName: 'Vera', lastName: 'Elm' })]
  const [a, b] = strangers.sort()
  sqlite
    .prepare(
      `INSERT INTO duplicate_pairs VALUES (?, ?, 0.4, 'look', 'same_person', '{"for":[],"against":[]}', 'import', '2026-01-15T12:00:00.000Z')`,
    )
    .run(a, b)
  scanDuplicates(sqlite, hooks)
  expect(queue()).toEqual(['Bo Quill, Vera Elm: same_person look'])
})

test('after changes the queue is what a scan of everybody finds', () => {
  createDemo(sqlite, { contacts: 400, seed: 7, today: '2026-03-15', who: 'Ada' })
  addFamily()
  scanDuplicates(sqlite, hooks)
  const someone = readPeople(db).find(p => p.firstName && p.lastName && p.phones.length > 0)
  add({
    firstName: someone?.firstName ?? '',
    lastName: someone?.lastName ?? '',
    phones: [someone?.phones[0] ?? ''],
  })
  const [tom] = db.all<{ id: string }>(`SELECT id FROM contacts WHERE full_name = 'Tom Fixture'`)
  updateContact(sqlite, { contactId: tom?.id ?? '', set: { firstName: 'Ada' } }, 'Ada')
  const { people } = refreshDuplicates()
  const updated = queue()
  expect(people).toBe(2)
  scanDuplicates(sqlite, hooks)
  expect(updated).toEqual(queue())
  expect(updated.length).toBeGreaterThan(3)
})

test('a person being typed is recognised, with the reasons', () => {
  const { ada, again, tom } = addFamily()
  const typed = { ...nobody, firstName: 'ada', lastName: 'fixture', phones: ['303 555 0142'] }
  const matches = findMatches(db, typed, readUsual(db))
  expect(matches.map(m => [m.contactId, m.outcome])).toEqual([
    [ada, 'same_person'],
    [again, 'same_person'],
    [tom, 'same_household'],
  ])
  expect(matches[0]?.explanation.for).toContain('Both have the phone +13035550142.')
  expect(findMatches(db, nobody, readUsual(db))).toEqual([])
})

test('what is usual is read once, and again when the office has grown by more than a tenth', () => {
  createDemo(sqlite, { contacts: 100, seed: 7, today: '2026-03-15', who: 'Ada' })
  const { counts } = usualOf(db)
  add({ firstName: 'Ada', lastName: 'Fixture' })
  scanDuplicates(sqlite, hooks)
  expect(usualOf(db).counts).toBe(counts)
  expect(usualOf(db).expected).toEqual(readUsual(db).expected)
  for (let i = 0; i < 10; i++) add({ firstName: 'Ada', lastName: 'Fixture' })
  expect(usualOf(db).counts.of('last', 'fixture')).toBe(11)
})
