import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { listHistory } from '../queries/history.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { addValue, editValue, markValue, removeValue } from './contact-values.ts'
import { CommandRefused } from './refused.ts'
import { setValueState } from './value-state.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ada = importing(sqlite, w =>
    addPerson(w, {
      firstName: 'Ada',
      emails: ['ada@example.org'],
      phones: ['(303) 555-0101'],
      city: 'Boulder',
    }),
  )
})

function card() {
  const found = findContactCard(db, {
    contactId: ada,
    now: '2026-01-15T12:00:00.000Z',
    timeZone: 'America/Denver',
  })
  if (!found) throw new Error('the contact is gone')
  return found
}
const phones = () => card().phones.map(p => `${p.phone}${p.isPrimary ? ' first' : ''}`)
const emails = () => card().emails.map(e => `${e.email}${e.isPrimary ? ' first' : ''} ${e.sourceSystem}`)
const firstPhone = () => card().phones[0]?.id ?? ''
const address = (line1: string) => ({ line1, city: 'Lyons', state: 'CO', postalCode: '80540' })

test('values are added beside the first ones and close the padlock', () => {
  addValue(sqlite, { contactId: ada, value: { kind: 'phone', phone: '303 555 0199', type: 'home' } }, 'Mira')
  addValue(sqlite, { contactId: ada, value: { kind: 'email', email: 'ada@work.example' } }, 'Mira')
  addValue(
    sqlite,
    { contactId: ada, value: { kind: 'address', address: address('1 Elm St'), type: 'work' } },
    'Mira',
  )
  expect(phones()).toEqual(['(303) 555-0101 first', '303 555 0199'])
  expect(emails()).toEqual(['ada@example.org first kajabi', 'ada@work.example staff'])
  expect(card().addresses.map(a => [a.line1, a.type, a.isMailing])).toEqual([
    ['12 Alder St', 'home', true],
    ['1 Elm St', 'work', false],
  ])
  expect(card().lockLevel).toBe('FULL_LOCK')
})

test('the same number in other writing is refused, and so is an e-mail of somebody else', () => {
  importing(sqlite, w => addPerson(w, { firstName: 'Bo', emails: ['bo@example.org'] }))
  const add = (value: Parameters<typeof addValue>[1]['value']) =>
    addValue(sqlite, { contactId: ada, value }, 'Mira')
  expect(() => add({ kind: 'phone', phone: '+1 303-555-0101', type: 'home' })).toThrow(CommandRefused)
  expect(() => add({ kind: 'email', email: 'Bo@example.org' })).toThrow(CommandRefused)
  expect(phones()).toEqual(['(303) 555-0101 first'])
})

test('any value is corrected in place; an e-mail that another system knows stays beside the new one', () => {
  const id = card().emails[0]?.id ?? ''
  editValue(
    sqlite,
    { contactId: ada, valueId: id, value: { kind: 'email', email: 'ada@new.example' } },
    'Mira',
  )
  expect(emails()).toEqual(['ada@new.example first staff', 'ada@example.org kajabi'])
  const value = { kind: 'phone', phone: '303 555 0102', type: 'work' } as const
  editValue(sqlite, { contactId: ada, valueId: firstPhone(), value }, 'Mira')
  expect(card().phones).toMatchObject([{ phone: '303 555 0102', type: 'work', isPrimary: true }])
})

test('another value comes first, and one that is removed leaves its place to the next', () => {
  const second = addValue(
    sqlite,
    { contactId: ada, value: { kind: 'phone', phone: '303 555 0199', type: 'home' } },
    'Mira',
  )
  markValue(sqlite, { contactId: ada, valueId: second.valueId, mark: 'primary' }, 'Mira')
  expect(phones()).toEqual(['303 555 0199 first', '(303) 555-0101'])
  removeValue(sqlite, { contactId: ada, valueId: second.valueId }, 'Mira')
  expect(phones()).toEqual(['(303) 555-0101 first'])
})

test('the mail goes to one address', () => {
  const { valueId } = addValue(
    sqlite,
    { contactId: ada, value: { kind: 'address', address: address('1 Elm St'), type: 'work' } },
    'Mira',
  )
  markValue(sqlite, { contactId: ada, valueId, mark: 'mailing' }, 'Mira')
  expect(card().addresses.map(a => [a.line1, a.isPrimary, a.isMailing])).toEqual([
    ['12 Alder St', true, false],
    ['1 Elm St', false, true],
  ])
})

test('a state says who said it and when, leaves the padlock open, and goes with the text it was said of', () => {
  setValueState(
    sqlite,
    { contactId: ada, valueId: firstPhone(), state: 'wrong_number', note: 'a stranger' },
    'Mira',
  )
  expect(card().phones[0]).toMatchObject({ state: 'wrong_number', stateBy: 'Mira', stateNote: 'a stranger' })
  expect(card().lockLevel).toBe('UNLOCKED')
  const value = { kind: 'phone', phone: '303 555 0102', type: 'mobile' } as const
  editValue(sqlite, { contactId: ada, valueId: firstPhone(), value }, 'Mira')
  expect(card().phones[0]).toMatchObject({ state: null, stateBy: null, stateAt: null })
})

test('mail that came back is remembered at the address, who said so on the card and why in History, and can be taken back', () => {
  const valueId = card().addresses[0]?.id ?? ''
  setValueState(sqlite, { contactId: ada, valueId, state: 'returned', note: 'moved to Lyons' }, 'Mira')
  expect(card().addresses[0]).toMatchObject({ returnedAt: expect.any(String), returnedBy: 'Mira' })
  expect(listHistory(db, { contactId: ada, offset: 0, limit: 1 })[0]?.title).toMatch(
    /as returned mail: moved to Lyons$/,
  )
  setValueState(sqlite, { contactId: ada, valueId, state: null }, 'Mira')
  expect(card().addresses[0]).toMatchObject({ returnedAt: null, returnedBy: null })
})

test('it is as early at a phone as where its person lives', () => {
  expect(card().phones[0]?.timeZone).toBe('America/Denver')
  removeValue(sqlite, { contactId: ada, valueId: card().addresses[0]?.id ?? '' }, 'Mira')
  editValue(
    sqlite,
    {
      contactId: ada,
      valueId: firstPhone(),
      value: { kind: 'phone', phone: '(212) 555-0101', type: 'mobile' },
    },
    'Mira',
  )
  expect(card().phones[0]?.timeZone).toBe('America/New_York')
})

test('a phone cannot bounce', () => {
  expect(() =>
    setValueState(sqlite, { contactId: ada, valueId: firstPhone(), state: 'bounced' }, 'Mira'),
  ).toThrow(CommandRefused)
})
