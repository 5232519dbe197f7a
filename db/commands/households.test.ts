import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { formHousehold } from '../merge/verdicts.ts'
import { openOffice } from '../open.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { findTimeline } from '../queries/contact-timeline.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { addNote } from './contact-marks.ts'
import { leaveHousehold, updateHousehold } from './households.ts'
import { CommandRefused } from './refused.ts'
import { recordVisit } from './visits.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string
let bo: string
let cy: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  const add = (firstName: string) =>
    importing(sqlite, w => addPerson(w, { firstName, lastName: 'Example', city: 'Lyons' }))
  ada = add('Ada')
  bo = add('Bo')
  cy = add('Cy')
})

const card = (contactId: string) =>
  findContactCard(db, { contactId, now: '2026-01-15T12:00:00.000Z', timeZone: 'America/Denver' })
const home = (contactId: string) => card(contactId)?.household

test('a household shows its people, who gets the mail, and how they are addressed', () => {
  const { householdId } = formHousehold(sqlite, { contactIds: [ada, bo] }, 'Mira')
  updateHousehold(sqlite, { householdId, salutation: 'Dear Ada and Bo', mailingContactId: bo }, 'Mira')
  expect(home(ada)).toEqual({
    householdId,
    name: 'Ada and Bo Example',
    salutation: 'Dear Ada and Bo',
    members: [
      { contactId: ada, fullName: 'Ada Example', isMailing: false },
      { contactId: bo, fullName: 'Bo Example', isMailing: true },
    ],
  })
  expect(() => updateHousehold(sqlite, { householdId, mailingContactId: cy }, 'Mira')).toThrow(CommandRefused)
})

test('who leaves gives the mail to another; the last one left has no household', () => {
  formHousehold(sqlite, { contactIds: [ada, bo, cy] }, 'Mira')
  leaveHousehold(sqlite, { contactId: ada }, 'Mira')
  expect(home(ada)).toBeNull()
  expect(home(bo)?.members.map(m => [m.contactId, m.isMailing])).toEqual([
    [bo, true],
    [cy, false],
  ])
  leaveHousehold(sqlite, { contactId: bo }, 'Mira')
  expect([home(bo), home(cy)]).toEqual([null, null])
})

test('what somebody did themselves is not new to them', () => {
  recordVisit(sqlite, { contactId: ada })
  addNote(sqlite, { contactId: ada, text: 'mine', isPinned: false }, 'Mira')
  const of = (who: string) =>
    findTimeline(db, { contactId: ada, kind: 'notes', limit: 10, who })?.map(entry => entry.isNew)
  expect([of('Mira'), of('Jo')]).toEqual([[false], [true]])
})

test('since the last visit: what came later is counted and marked, once seen no more', () => {
  expect(card(ada)?.sinceLastVisit).toBeNull()
  addNote(sqlite, { contactId: ada, text: 'before', isPinned: false }, 'Mira')
  recordVisit(sqlite, { contactId: ada })
  expect(card(ada)?.sinceLastVisit).toMatchObject({ actions: 0 })
  addNote(sqlite, { contactId: ada, text: 'after', isPinned: false }, 'Mira')
  addNote(sqlite, { contactId: bo, text: 'of somebody else', isPinned: false }, 'Mira')
  expect(card(ada)?.sinceLastVisit).toMatchObject({ actions: 1 })
  const notes = () =>
    findTimeline(db, { contactId: ada, kind: 'notes', limit: 10 })?.map(n => [n.title, n.isNew])
  expect(notes()).toEqual([
    ['after', true],
    ['before', false],
  ])
  recordVisit(sqlite, { contactId: ada })
  expect(card(ada)?.sinceLastVisit).toMatchObject({ actions: 0 })
  expect(notes()).toEqual([
    ['after', false],
    ['before', false],
  ])
})
