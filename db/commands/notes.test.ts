import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { findTimeline } from '../queries/contact-timeline.ts'
import { listHistory, listHistoryChanges } from '../queries/history.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { findContacts } from '../search/find-contacts.ts'
import { addNote } from './contact-marks.ts'
import { editNote, pinNote, removeNote } from './notes.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string
let noteId: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ada = importing(sqlite, w => addPerson(w, { firstName: 'Ada', lastName: 'Example' }))
  noteId = addNote(sqlite, { contactId: ada, text: 'Allergic to nuts', isPinned: false }, 'Mira').noteId
})

const notes = () =>
  findContactCard(db, { contactId: ada, now: '2026-04-01T12:00:00.000Z', timeZone: 'UTC' })?.notes
const newestGroup = () => sqlite.prepare('SELECT max(seq) FROM change_groups').pluck().get() as number
const found = (text: string) => findContacts(db, { text, limit: 5 }).length

test('a corrected note keeps its writer; search knows the new words, History the old ones, undo brings them back', () => {
  editNote(sqlite, { noteId, text: ' Allergic to walnuts ' }, 'Jo')
  expect(notes()).toMatchObject([{ text: 'Allergic to walnuts', createdBy: 'Mira' }])
  expect([found('walnuts'), found('nuts')]).toEqual([1, 1])
  const [latest] = listHistory(db, { offset: 0, limit: 1 })
  expect(latest).toMatchObject({ title: 'Changed a note on Ada Example', who: 'Jo', canUndo: true })
  const id = latest?.groupId ?? ''
  const changes = listHistoryChanges(db, { seq: newestGroup(), first: id, last: id }, { offset: 0, limit: 5 })
  expect(changes).toMatchObject([
    { unit: 'note', oldValue: 'Allergic to nuts', newValue: 'Allergic to walnuts' },
  ])
  undoGroup(sqlite, newestGroup(), 'Jo')
  expect(notes()).toMatchObject([{ text: 'Allergic to nuts' }])
  expect(found('walnuts')).toBe(0)
})

test('a note is not emptied by an edit', () => {
  expect(() => editNote(sqlite, { noteId, text: '  ' }, 'Jo')).toThrow('change.refused')
  expect(notes()).toMatchObject([{ text: 'Allergic to nuts' }])
})

test('a note is pinned and taken down', () => {
  pinNote(sqlite, { noteId, isPinned: true }, 'Mira')
  expect(notes()).toMatchObject([{ isPinned: true }])
  pinNote(sqlite, { noteId, isPinned: false }, 'Mira')
  expect(notes()).toMatchObject([{ isPinned: false }])
})

test('a removed note is on no card and found by nothing until the undo', () => {
  removeNote(sqlite, { noteId }, 'Mira')
  expect(notes()).toEqual([])
  expect(findTimeline(db, { contactId: ada, kind: 'notes', limit: 5 })).toEqual([])
  expect(found('allergic')).toBe(0)
  expect(() => removeNote(sqlite, { noteId }, 'Mira')).toThrow('not.found')
  undoGroup(sqlite, newestGroup(), 'Mira')
  expect(notes()).toMatchObject([{ text: 'Allergic to nuts' }])
  expect(found('allergic')).toBe(1)
})
