import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { mergeTags, tagContacts } from '../commands/contact-tags.ts'
import { updateContact } from '../commands/update-contact.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { mergeContacts } from '../merge/merge.ts'
import { unmergeContacts } from '../merge/unmerge.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPayment, addPerson, addRow, importing } from '../sample-records.ts'
import { findContactCard } from './contact-card.ts'
import { findTimeline } from './contact-timeline.ts'
import { moneyPageSql } from './timeline-entries.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string

const at = '2025-06-01T18:00:00.000Z'

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ada = importing(sqlite, w => {
    const contactId = addPerson(w, { firstName: 'Ada', phones: ['(303) 555-0101'] })
    const eventId = addRow(w, 'events', {
      name: 'Winter Concert',
      normalized_name: 'winter concert',
      starts_at: '2025-12-20T02:00:00.000Z',
      source_system: 'ticket_tailor',
    })
    const transactionId = addPayment(w, { contactId, at, cents: 4000 })
    for (const ticket of ['t1', 't2']) {
      addRow(w, 'event_registrations', {
        contact_id: contactId,
        event_id: eventId,
        transaction_id: transactionId,
        status: 'confirmed',
        checked_in_at: ticket === 't1' ? '2025-12-20T01:50:00.000Z' : null,
        source_system: 'ticket_tailor',
        external_ticket_id: ticket,
      })
    }
    const venueId = addRow(w, 'venues', { name: 'Temple' })
    addRow(w, 'bookings', {
      contact_id: contactId,
      venue_id: venueId,
      title: 'Sound bath',
      status: 'confirmed',
      starts_at: '2026-02-01T20:00:00.000Z',
      quote_cents: 25000,
      currency: 'USD',
      source_system: 'staff',
    })
    return contactId
  })
})

const titles = (kind: 'gifts' | 'purchases' | 'events') =>
  findTimeline(db, { contactId: ada, kind, limit: 10 })?.map(entry => [entry.title, ...entry.lines])

test('a payment without a product or memo is told by its event', () => {
  expect(titles('purchases')).toEqual([['Winter Concert']])
  expect(titles('gifts')).toEqual([])
})

test('tickets of one payment are one entry, bookings stand at their day', () => {
  expect(titles('events')).toEqual([
    ['Sound bath', 'confirmed', 'Temple'],
    ['2 tickets for Winter Concert', 'was there'],
  ])
})

test('the card tells events and bookings, those to come first', () => {
  const card = findContactCard(db, { contactId: ada, now: at, timeZone: 'America/Denver' })
  expect(card?.registrations).toEqual([
    {
      eventName: 'Winter Concert',
      startsAt: '2025-12-20T02:00:00.000Z',
      status: 'confirmed',
      tickets: 2,
      checkedIn: 1,
    },
  ])
  expect(card?.bookings).toMatchObject([{ title: 'Sound bath', venueName: 'Temple', status: 'confirmed' }])
})

const changes = () => findTimeline(db, { contactId: ada, kind: 'changes', limit: 50 }) ?? []
const fromMerged = () => changes().filter(entry => entry.mergedFrom !== undefined)

test('what happened to a record before it was merged is told on the survivor, and not any more once they are apart', () => {
  const twin = importing(sqlite, w =>
    addPerson(w, { firstName: 'Adah', emails: ['adah@example.org'], phones: ['303 555 0101'] }),
  )
  updateContact(sqlite, { contactId: twin, set: { lastName: 'Twin', email: 'twin@example.org' } }, 'Jo')
  const older = importing(sqlite, w => addPerson(w, { firstName: 'Older' }))
  const before = changes()
  mergeContacts(sqlite, { survivorId: twin, otherIds: [older], who: 'Mira' })
  const merge = mergeContacts(sqlite, { survivorId: ada, otherIds: [twin], who: 'Mira' })
  const told = fromMerged()
  expect(told.map(entry => [entry.mergedFrom?.fullName, entry.title, entry.lines.at(0)])).toEqual([
    ['Adah Twin', 'Merged Adah Twin and Older', undefined],
    ['Older', 'Imported sample.csv', 'created'],
    ['Adah Twin', 'Changed the name and e-mail of Adah', 'e-mail added'],
    ['Adah Twin', 'Imported sample.csv', 'created'],
  ])
  expect(new Set(changes().map(entry => entry.id)).size).toBe(changes().length)
  expect(
    changes()
      .filter(entry => entry.mergedFrom === undefined)
      .map(entry => entry.title),
  ).toEqual(['Merged Ada and Adah Twin', ...before.map(entry => entry.title)])
  unmergeContacts(sqlite, { mergeId: merge.mergeId, who: 'Mira' })
  expect(fromMerged()).toEqual([])
})

test('after two tags were merged the story of a person names both, and shows no id', () => {
  const bo = importing(sqlite, w => addPerson(w, { firstName: 'Bo' }))
  tagContacts(sqlite, { contactIds: [bo], tag: 'Donor', isOn: true }, 'Ada')
  tagContacts(sqlite, { contactIds: [ada], tag: 'donors 2024', isOn: true }, 'Ada')
  mergeTags(sqlite, { from: ['donors 2024'], into: 'Donor' }, 'Ada')
  const lines = [...(findTimeline(db, { contactId: ada, kind: 'changes', limit: 10 }) ?? [])].flatMap(
    entry => entry.lines,
  )
  expect(lines).toContain('tag: donors 2024 -> Donor')
})

test('a page of payments walks its index, newest first', () => {
  const plan = db
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${moneyPageSql('gifts')}`, [ada, at, 50])
    .map(step => step.detail)
  expect(plan[0]).toBe('SEARCH t USING INDEX transactions_contact (contact_id=? AND transaction_date<?)')
  expect(plan.filter(step => step.startsWith('SCAN'))).toEqual([])
})
