import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { CommandRefused } from '../commands/refused.ts'
import { updateContact } from '../commands/update-contact.ts'
import { scanDuplicates } from '../duplicates/scan.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { writeLocal } from '../journal/group.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { addPeople, temporaryFolder } from '../sample-office.ts'
import { findDuplicateSets } from './duplicate-sets.ts'
import { mergeContacts } from './merge.ts'
import { MergeCancelled, mergeCertainSets, sampleCertainSets } from './merge-certain.ts'
import { unmergeContacts } from './unmerge.ts'
import { formHousehold, markNotSame } from './verdicts.ts'

let sqlite: Database.Database
let read: ReadDb
let ids: string[]
beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  read = handlesOf(sqlite).read
  ids = addPeople(sqlite, ['Ada Example', 'Ada Example', 'A. Example', 'Bo Example', 'Cy Moss', 'Cy Moss'])
})

const person = (n: number) => ids[n] ?? ''
const newest = () =>
  read.get<{ seq: number; title: string }>('SELECT seq, title FROM change_groups ORDER BY seq DESC')
type Found = { score?: number; band?: string; outcome?: string }
function found(
  a: number,
  b: number,
  { score = 0.999, band = 'certain', outcome = 'same_person' }: Found = {},
): void {
  writeLocal(sqlite, db =>
    db.run(
      `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at) VALUES (?, ?, ?, ?, ?, ?, 'scan', '')`,
      [person(a), person(b), score, band, outcome, JSON.stringify({ for: [`${a} is ${b}`], against: [] })],
    ),
  )
}
const sets = () => findDuplicateSets(read).map(set => [set.contactIds.map(id => ids.indexOf(id)), set.band])

test('pairs that hang together are a set; a set is certain when every two are; a look stands by itself', () => {
  found(0, 1)
  found(1, 2)
  found(4, 5)
  found(3, 4, { score: 0.3, band: 'look' })
  found(2, 3, { score: 0.9, band: 'look', outcome: 'same_household' })
  expect(sets()).toEqual([
    [[0, 1, 2], 'likely'],
    [[4, 5], 'certain'],
    [[2, 3], 'look'],
    [[3, 4], 'look'],
  ])
  found(0, 2)
  expect(sets()[0]).toEqual([[0, 1, 2], 'certain'])
})

test('"not the same" is for ever, also for whom one of them is merged into, and parts the set they are in', () => {
  found(0, 1)
  found(1, 2)
  found(0, 2)
  markNotSame(sqlite, [person(0), person(2)], 'Mira')
  expect(newest()?.title).toBe('Said that Ada Example and A. Example are not the same person')
  expect(sets().map(([members]) => members)).toEqual([
    [0, 1],
    [1, 2],
  ])
  const { mergeId } = mergeContacts(sqlite, { survivorId: person(1), otherIds: [person(0)], who: 'Mira' })
  expect(sets()).toEqual([])
  unmergeContacts(sqlite, { mergeId, who: 'Mira' })
  expect(sets()).toHaveLength(2)
  const [said] = read.all<{ a: string; b: string }>(
    'SELECT contact_a_id AS a, contact_b_id AS b FROM duplicate_verdicts',
  )
  expect([said?.a, said?.b]).toEqual([person(0), person(2)])
})

test('a question about a merged record is asked about its survivor', () => {
  found(2, 3)
  mergeContacts(sqlite, { survivorId: person(0), otherIds: [person(3)], who: 'Mira' })
  expect(sets()).toEqual([[[0, 2], 'certain']])
})

test('"same household" builds the household as one action; those who have one are joined by the others', () => {
  found(0, 3, { band: 'look', outcome: 'same_household' })
  const { householdId } = formHousehold(
    sqlite,
    { contactIds: [person(0), person(3)], mailingContactId: person(3), salutation: 'Dear Ada and Bo' },
    'Mira',
  )
  const household = () =>
    read.get('SELECT name, salutation, mailing_contact_id AS mail FROM households WHERE deleted_at IS NULL')
  expect(household()).toEqual({
    name: 'Ada Example and Bo Example',
    salutation: 'Dear Ada and Bo',
    mail: person(3),
  })
  expect(sets()).toEqual([])
  const formed = newest()
  expect(formHousehold(sqlite, { contactIds: [person(2), person(0)] }, 'Mira').householdId).toBe(householdId)
  expect(household()).toMatchObject({ name: 'Ada Example and Bo Example', mail: person(3) })
  formHousehold(sqlite, { contactIds: [person(4), person(5)] }, 'Mira')
  expect(() => formHousehold(sqlite, { contactIds: [person(0), person(4)] }, 'Mira')).toThrow(CommandRefused)
  expect(() => formHousehold(sqlite, { contactIds: [person(0), person(0)] }, 'Mira')).toThrow(CommandRefused)
  undoGroup(sqlite, (formed?.seq ?? 0) + 2, 'Mira')
  undoGroup(sqlite, (formed?.seq ?? 0) + 1, 'Mira')
  undoGroup(sqlite, formed?.seq ?? 0, 'Mira')
  expect(household()).toBeUndefined()
  expect(sets()).toHaveLength(1)
})

test('a merge keeps the household, hands on its mail, and lets an empty one go; apart, all is as before', () => {
  formHousehold(sqlite, { contactIds: [person(0), person(3)], mailingContactId: person(0) }, 'Mira')
  formHousehold(sqlite, { contactIds: [person(4), person(5)] }, 'Mira')
  const before = read.all('SELECT id, mailing_contact_id, deleted_at FROM households ORDER BY id')
  const first = mergeContacts(sqlite, { survivorId: person(1), otherIds: [person(0)], who: 'Mira' })
  expect(read.get('SELECT household_id IS NOT NULL AS has FROM contacts WHERE id = ?', [person(1)])).toEqual({
    has: 1,
  })
  expect(read.get('SELECT mailing_contact_id AS mail FROM households ORDER BY id')).toEqual({
    mail: person(1),
  })
  const second = mergeContacts(sqlite, {
    survivorId: person(3),
    otherIds: [person(4), person(5)],
    who: 'Mira',
  })
  expect(read.all('SELECT deleted_at IS NULL AS lives FROM households ORDER BY id')).toEqual([
    { lives: 1 },
    { lives: 0 },
  ])
  for (const { mergeId } of [first, second]) unmergeContacts(sqlite, { mergeId, who: 'Mira' })
  expect(read.all('SELECT id, mailing_contact_id, deleted_at FROM households ORDER BY id')).toEqual(before)
})

const certainNow = () => ({ fingerprint: sampleCertainSets(read, 1).fingerprint })
const noHooks = { onProgress: () => undefined, isCancelled: () => false }

test('all certain sets are one action; one of them can be taken apart by itself, then the rest', () => {
  found(0, 1)
  found(4, 5)
  found(2, 3, { band: 'likely' })
  const { fingerprint, ...sample } = sampleCertainSets(read, 1)
  expect(sample).toMatchObject({ total: 2, sets: [{ band: 'certain' }] })
  const steps: number[] = []
  const hooks = { ...noHooks, onProgress: ({ done }: { done: number }) => steps.push(done) }
  expect(mergeCertainSets(sqlite, { fingerprint, who: 'Mira' }, hooks)).toEqual({
    merges: 2,
    mergedRecords: 2,
  })
  expect(steps).toEqual([1, 2])
  const group = newest()
  expect(group?.title).toBe('Merged 2 sets of certain duplicates')
  const merges = read.all<{ id: string; survivor_id: string }>(
    'SELECT id, survivor_id FROM merge_backups ORDER BY id',
  )
  const first = merges.find(merge => merge.survivor_id === person(0))
  expect(unmergeContacts(sqlite, { mergeId: first?.id ?? '', who: 'Mira' }).restoredIds).toEqual([person(1)])
  expect(read.all('SELECT 1 FROM contacts WHERE merged_into_id IS NOT NULL')).toHaveLength(1)
  expect(() => unmergeContacts(sqlite, { mergeId: first?.id ?? '', who: 'Mira' })).toThrow(CommandRefused)
  undoGroup(sqlite, group?.seq ?? 0, 'Mira')
  expect(read.all('SELECT 1 FROM contacts WHERE merged_into_id IS NOT NULL')).toEqual([])
})

test('as many sets, but others than the person was told of: nothing is merged', () => {
  found(0, 1)
  found(4, 5)
  const told = certainNow()
  writeLocal(sqlite, db => db.run('DELETE FROM duplicate_pairs WHERE contact_a = ?', [person(4)]))
  found(2, 3)
  expect(sampleCertainSets(read, 9).total).toBe(2)
  expect(() => mergeCertainSets(sqlite, { ...told, who: 'Mira' }, noHooks)).toThrow(CommandRefused)
  expect(read.all('SELECT 1 FROM merge_backups')).toEqual([])
  expect(mergeCertainSets(sqlite, { ...certainNow(), who: 'Mira' }, noHooks).merges).toBe(2)
})

test('who was changed since all were compared is not merged unseen', () => {
  scanDuplicates(sqlite, noHooks)
  writeLocal(sqlite, db => db.run('DELETE FROM duplicate_pairs'))
  found(0, 1)
  found(4, 5)
  const told = certainNow()
  updateContact(sqlite, { contactId: person(1), set: { firstName: 'Corrected' } }, 'Mira')
  expect(() => mergeCertainSets(sqlite, { ...told, who: 'Mira' }, noHooks)).toThrow(CommandRefused)
  expect(mergeCertainSets(sqlite, { ...certainNow(), who: 'Mira' }, noHooks).merges).toBe(1)
  expect(read.all('SELECT id FROM contacts WHERE merged_into_id IS NOT NULL')).toEqual([{ id: person(5) }])
})

test('cancelled, nothing is merged', () => {
  found(0, 1)
  found(4, 5)
  let asked = 0
  const hooks = { ...noHooks, isCancelled: () => ++asked > 1 }
  expect(() => mergeCertainSets(sqlite, { ...certainNow(), who: 'Mira' }, hooks)).toThrow(MergeCancelled)
  expect(read.all('SELECT 1 FROM contacts WHERE merged_into_id IS NOT NULL')).toEqual([])
  expect(read.all('SELECT 1 FROM merge_backups')).toEqual([])
})

test('what is left of a merge of somebody erased is never taken apart; the others of the same action are', () => {
  found(0, 1)
  found(4, 5)
  mergeCertainSets(sqlite, { ...certainNow(), who: 'Mira' }, noHooks)
  const group = newest()?.seq ?? 0
  writeLocal(sqlite, db => db.run('DELETE FROM merge_backups WHERE survivor_id = ?', [person(0)]))
  undoGroup(sqlite, group, 'Mira')
  expect(read.all('SELECT id FROM contacts WHERE merged_into_id IS NOT NULL')).toEqual([{ id: person(1) }])
  mergeContacts(sqlite, { survivorId: person(4), otherIds: [person(5)], who: 'Mira' })
  writeLocal(sqlite, db => db.run('DELETE FROM merge_backups'))
  expect(() => undoGroup(sqlite, newest()?.seq ?? 0, 'Mira')).toThrow(
    'Somebody whom it merged was erased since.',
  )
})
