import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { countContacts, listTags } from '../queries/contacts-list.ts'
import { listHistory } from '../queries/history.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { setRole } from './contact-roles.ts'
import { mergeTags, tagContacts } from './contact-tags.ts'
import { flagContacts } from './flag-contacts.ts'
import { CommandRefused } from './refused.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string
let bo: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ada = importing(sqlite, w => addPerson(w, { firstName: 'Ada', tags: ['Donor', 'Choir'] }))
  bo = importing(sqlite, w => addPerson(w, { firstName: 'Bo', tags: ['donors'] }))
})

const card = (contactId: string) =>
  findContactCard(db, { contactId, now: '2026-01-15T12:00:00.000Z', timeZone: 'America/Denver' })
const tagsOf = (contactId: string) => card(contactId)?.tags.map(tag => `${tag.name} ${tag.sourceSystem}`)
const newest = () => listHistory(db, { offset: 0, limit: 1 })[0]
function undoNewest(): void {
  undoGroup(sqlite, sqlite.prepare('SELECT max(seq) FROM change_groups').pluck().get() as number, 'Mira')
}

test('many are tagged as one action that is undone as one', () => {
  expect(tagContacts(sqlite, { contactIds: [ada, bo], tag: 'Volunteer', isOn: true }, 'Mira')).toEqual({
    changed: 2,
  })
  expect(tagsOf(ada)).toEqual(['Choir kajabi', 'Donor kajabi', 'Volunteer staff'])
  expect(newest()?.title).toBe('Tagged 2 people “Volunteer”')
  undoNewest()
  expect(tagsOf(ada)).toEqual(['Choir kajabi', 'Donor kajabi'])
  expect(listTags(db).map(tag => tag.name)).toEqual(['Choir', 'Donor', 'donors'])
})

test('who has the tag already is left alone, and nothing is written when all have it', () => {
  const before = listHistory(db, { offset: 0, limit: 100 }).length
  expect(tagContacts(sqlite, { contactIds: [ada], tag: 'choir', isOn: true }, 'Mira')).toEqual({ changed: 0 })
  expect(listHistory(db, { offset: 0, limit: 100 })).toHaveLength(before)
  expect(tagsOf(ada)).toEqual(['Choir kajabi', 'Donor kajabi'])
})

test('a tag that was taken off comes back as staff’s own', () => {
  tagContacts(sqlite, { contactIds: [ada], tag: 'Choir', isOn: false }, 'Mira')
  expect(tagsOf(ada)).toEqual(['Donor kajabi'])
  expect(newest()?.title).toBe('Took the tag “Choir” off Ada')
  tagContacts(sqlite, { contactIds: [ada], tag: 'Choir', isOn: true }, 'Mira')
  expect(tagsOf(ada)).toEqual(['Choir staff', 'Donor kajabi'])
})

test('tags are merged on everybody, once each, and parted again by undo', () => {
  tagContacts(sqlite, { contactIds: [bo], tag: 'Donor', isOn: true }, 'Mira')
  expect(mergeTags(sqlite, { from: ['donors', 'Choir'], into: 'Donor' }, 'Mira')).toEqual({ people: 2 })
  expect(tagsOf(ada)).toEqual(['Donor kajabi'])
  expect(tagsOf(bo)).toEqual(['Donor staff'])
  expect(listTags(db)).toEqual([{ name: 'Donor', count: 2 }])
  undoNewest()
  expect(tagsOf(ada)).toEqual(['Choir kajabi', 'Donor kajabi'])
  expect(tagsOf(bo)).toEqual(['Donor staff', 'donors kajabi'])
})

test('the name of a merged tag means what it became, step by step, until its merge is undone', () => {
  mergeTags(sqlite, { from: ['donors'], into: 'Donor' }, 'Mira')
  mergeTags(sqlite, { from: ['Donor'], into: 'Choir' }, 'Mira')
  const firstMerge = sqlite
    .prepare(`SELECT seq FROM change_groups WHERE title = 'Merged the tag “donors” into “Donor”'`)
    .pluck()
    .get() as number
  expect(tagContacts(sqlite, { contactIds: [ada, bo], tag: 'Donors', isOn: true }, 'Mira')).toEqual({
    changed: 0,
  })
  expect(countContacts(db, { tag: 'donors' })).toBe(2)
  expect(tagContacts(sqlite, { contactIds: [ada], tag: 'DONORS', isOn: false }, 'Mira')).toEqual({
    changed: 1,
  })
  expect(newest()?.title).toBe('Took the tag “Choir” off Ada')
  undoGroup(sqlite, firstMerge, 'Mira')
  expect(listTags(db)).toEqual([
    { name: 'Choir', count: 1 },
    { name: 'donors', count: 0 },
  ])
  tagContacts(sqlite, { contactIds: [ada], tag: 'donors', isOn: true }, 'Mira')
  expect(tagsOf(ada)).toEqual(['donors staff'])
})

test('who had a tag taken off has it taken off under its new name, unless they carry that one', () => {
  const cy = importing(sqlite, w => addPerson(w, { firstName: 'Cy', tags: ['Choir', 'Donor'] }))
  tagContacts(sqlite, { contactIds: [cy], tag: 'Donor', isOn: false }, 'Mira')
  tagContacts(sqlite, { contactIds: [bo], tag: 'donors', isOn: false }, 'Mira')
  mergeTags(sqlite, { from: ['donors', 'Donor'], into: 'Choir' }, 'Mira')
  const links = sqlite
    .prepare(
      `SELECT ct.contact_id, ct.source_system, ct.deleted_at IS NULL AS is_on
       FROM contact_tags ct JOIN tags g ON g.id = ct.tag_id AND g.name = 'Choir' ORDER BY ct.contact_id`,
    )
    .all()
  expect(links).toEqual([
    { contact_id: ada, source_system: 'kajabi', is_on: 1 },
    { contact_id: bo, source_system: 'staff', is_on: 0 },
    { contact_id: cy, source_system: 'kajabi', is_on: 1 },
  ])
})

test('a merge into a tag that is not there, or of none, is refused', () => {
  expect(() => mergeTags(sqlite, { from: ['Donor'], into: 'Nobody' }, 'Mira')).toThrow(CommandRefused)
  expect(() => mergeTags(sqlite, { from: ['Donor'], into: 'Donor' }, 'Mira')).toThrow(CommandRefused)
})

test('a role begins and ends, and stays in the record', () => {
  expect(setRole(sqlite, { contactIds: [ada, bo], role: 'Teacher', isOn: true }, 'Mira')).toEqual({
    changed: 2,
  })
  setRole(sqlite, { contactIds: [ada], role: 'teacher', isOn: false }, 'Mira')
  expect(card(ada)?.roles).toMatchObject([{ role: 'Teacher', endedAt: expect.any(String) as string }])
  expect(card(bo)?.roles).toMatchObject([{ role: 'Teacher', endedAt: null }])
  undoNewest()
  expect(card(ada)?.roles).toMatchObject([{ role: 'Teacher', endedAt: null }])
})

test('a do-not mark is set on many with one reason', () => {
  expect(
    flagContacts(sqlite, { contactIds: [ada, bo], flag: 'doNotCall', reason: 'the new list' }, 'Mira'),
  ).toEqual({ changed: 2 })
  expect(newest()?.title).toBe('Marked 2 people as do not call: the new list')
  expect([card(ada)?.doNotCall, card(bo)?.doNotCall]).toEqual([true, true])
  undoNewest()
  expect([card(ada)?.doNotCall, card(bo)?.doNotCall]).toEqual([false, false])
})
