import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { countHistory, listHistory } from '../queries/history.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { findContacts } from '../search/find-contacts.ts'
import { createContact } from './create-contact.ts'
import { CommandRefused } from './refused.ts'
import { type ContactEdit, updateContact } from './update-contact.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string
let bo: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ;[ada, bo] = importing(sqlite, w => [
    addPerson(w, {
      firstName: 'Ada',
      lastName: 'Example',
      emails: ['ada@example.org', 'ada.two@example.org'],
      phones: ['(303) 555-0101', '(303) 555-0102'],
      city: 'Lyons',
    }),
    addPerson(w, { firstName: 'Bo', emails: ['bo@example.org'] }),
  ]) as [string, string]
})

function card(contactId: string) {
  const found = findContactCard(db, {
    contactId,
    now: '2026-01-15T12:00:00.000Z',
    timeZone: 'America/Denver',
  })
  if (!found) throw new Error('no card')
  return found
}

function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof CommandRefused) return String(error.facts['reason'] ?? error.code)
    throw error
  }
  return 'nothing was refused'
}

const edit = (contactId: string, set: ContactEdit) => updateContact(sqlite, { contactId, set }, 'Mira')
const newest = () => listHistory(db, { offset: 0, limit: 1 })[0]

test('an edit changes the unit, its source, the derived names, the search index and the lock, as one action in words', () => {
  expect(edit(ada, { lastName: 'Fairweather' })).toEqual({ contactId: ada, lockLevel: 'FULL_LOCK' })
  expect(card(ada)).toMatchObject({
    firstName: 'Ada',
    lastName: 'Fairweather',
    fullName: 'Ada Fairweather',
    lockLevel: 'FULL_LOCK',
    lockReason: 'Mira corrected the name by hand',
  })
  expect(card(ada).fieldSources.find(source => source.fieldName === 'name')).toMatchObject({
    sourceSystem: 'staff',
    previousValue: 'Ada Example',
  })
  expect(findContacts(db, { text: 'fairw', limit: 5 }).map(hit => hit.contactId)).toEqual([ada])
  expect(findContacts(db, { text: 'lyons example', limit: 5 })[0]?.fullName).toBe('Ada Fairweather')
  expect(newest()).toMatchObject({
    title: 'Changed the name of Ada Example',
    who: 'Mira',
    contactId: ada,
    changeCount: 2,
  })
})

test('what is the same already writes nothing', () => {
  const before = countHistory(db, {})
  expect(edit(ada, { firstName: ' Ada ', email: 'ada@example.org' })).toEqual({
    contactId: ada,
    lockLevel: 'UNLOCKED',
  })
  expect(countHistory(db, {})).toBe(before)
})

test('a corrected e-mail is primary; the one another system knows stays beside it', () => {
  edit(ada, { email: 'ada@new.example' })
  expect(card(ada).emails.map(e => [e.email, e.isPrimary, e.sourceSystem])).toEqual([
    ['ada@new.example', true, 'staff'],
    ['ada.two@example.org', false, 'kajabi'],
    ['ada@example.org', false, 'kajabi'],
  ])
  edit(ada, { email: 'ada@newer.example' })
  expect(card(ada).emails.map(e => e.email)).not.toContain('ada@new.example')
})

test('choosing an e-mail or phone the contact has makes that one primary', () => {
  edit(ada, { email: 'ADA.two@example.org', phone: '303-555-0102' })
  expect(card(ada).emails.map(e => [e.email, e.isPrimary])).toEqual([
    ['ada.two@example.org', true],
    ['ada@example.org', false],
  ])
  expect(card(ada).phones.map(p => [p.phone, p.isPrimary])).toEqual([
    ['(303) 555-0102', true],
    ['(303) 555-0101', false],
  ])
})

test('emptied fields go; the next e-mail and phone become primary', () => {
  edit(ada, { email: '', phone: null, address: null, lastName: null })
  expect(card(ada)).toMatchObject({ fullName: 'Ada', lastName: null, addresses: [] })
  expect(card(ada).emails.map(e => [e.email, e.isPrimary])).toEqual([['ada.two@example.org', true]])
  expect(card(ada).phones.map(p => [p.phone, p.isPrimary])).toEqual([['(303) 555-0102', true]])
})

test('an address is replaced whole', () => {
  edit(ada, { address: { line1: '9 Birch Rd', city: 'Boulder', state: '', postalCode: '' } })
  expect(card(ada).addresses).toMatchObject([
    {
      line1: '9 Birch Rd',
      line2: null,
      city: 'Boulder',
      state: null,
      postalCode: null,
      sourceSystem: 'staff',
      isMailing: true,
    },
  ])
})

test('a first e-mail, phone and address are added', () => {
  const { contactId } = createContact(sqlite, { businessName: 'Nightjar Studio' }, 'Mira')
  edit(contactId, {
    email: 'hi@nightjar.example',
    phone: '3035550199',
    address: { line1: '1 Elm St', city: 'Lyons', state: 'CO', postalCode: '80540' },
  })
  expect(card(contactId)).toMatchObject({
    emails: [{ email: 'hi@nightjar.example', isPrimary: true }],
    phones: [{ phoneE164: '+13035550199', isPrimary: true }],
    addresses: [{ city: 'Lyons', isPrimary: true, isMailing: true }],
  })
})

test.each([
  ['somebody else owns the e-mail', { email: 'BO@example.org' }, 'The e-mail bo@example.org belongs to Bo.'],
  ['not an e-mail', { email: 'nonsense' }, '"nonsense" is not an e-mail address.'],
  ['not a phone', { phone: 'x' }, '"x" is not a phone number.'],
] satisfies [string, ContactEdit, string][])('refused, and nothing is written: %s', (_, set, reason) => {
  const before = countHistory(db, {})
  expect(refusalOf(() => edit(ada, { firstName: 'Changed', ...set }))).toBe(reason)
  expect(card(ada).firstName).toBe('Ada')
  expect(countHistory(db, {})).toBe(before)
})

test('a contact keeps a name or an e-mail', () => {
  expect(refusalOf(() => edit(bo, { firstName: null, email: null }))).toBe(
    'A contact needs a name, a business name or an e-mail.',
  )
  expect(card(bo).emails).toHaveLength(1)
})

test('an edit of a merged contact goes to its survivor; an unknown one is refused', () => {
  importing(sqlite, w =>
    w.db.run('UPDATE contacts SET merged_into_id = ?, touched_group = ? WHERE id = ?', [ada, w.seq, bo]),
  )
  expect(edit(bo, { firstName: 'Adelheid' })).toEqual({ contactId: ada, lockLevel: 'FULL_LOCK' })
  expect(refusalOf(() => edit('00000000-0000-7000-8000-000000000000', { firstName: 'x' }))).toBe('not.found')
})

test('undoing an edit puts everything back as it was, padlock and old e-mail too', () => {
  const before = card(ada)
  edit(ada, { firstName: 'Adelheid', email: 'ada@new.example', phone: null, address: null })
  const group = sqlite.prepare('SELECT max(seq) FROM change_groups').pluck().get() as number
  undoGroup(sqlite, group, 'Mira')
  const after = card(ada)
  for (const key of ['fullName', 'lockLevel', 'emails', 'phones', 'addresses'] as const)
    expect(after[key]).toEqual(before[key])
})

test('a new contact: repeated values count once, the first is primary', () => {
  const { contactId } = createContact(
    sqlite,
    {
      firstName: ' Cleo ',
      lastName: 'Moss',
      emails: ['cleo@example.org', 'CLEO@example.org', '', 'c@example.org'],
      phones: ['303-555-0177', '(303) 555-0177'],
    },
    'Mira',
  )
  expect(card(contactId)).toMatchObject({
    fullName: 'Cleo Moss',
    sourceSystem: 'staff',
    lockLevel: 'UNLOCKED',
    emails: [
      { email: 'cleo@example.org', isPrimary: true },
      { email: 'c@example.org', isPrimary: false },
    ],
    phones: [{ phone: '303-555-0177', phoneE164: '+13035550177' }],
  })
  expect(newest()).toMatchObject({ title: 'Added Cleo Moss', changeCount: 4 })
  expect(findContacts(db, { text: '0177', limit: 5 })[0]?.contactId).toBe(contactId)
})

test.each([
  [
    'taken e-mail',
    { firstName: 'Bo', emails: ['bo@example.org'] },
    'The e-mail bo@example.org belongs to Bo.',
  ],
  ['nobody', { firstName: ' ', phones: ['303-555-0100'] }, 'A name, a business name or an e-mail is needed.'],
] as const)('a new contact is refused: %s', (_, input, reason) => {
  const before = countHistory(db, {})
  const given = { ...input, emails: 'emails' in input ? [...input.emails] : [] }
  expect(
    refusalOf(() => createContact(sqlite, { firstName: given.firstName, emails: given.emails }, 'Mira')),
  ).toBe(reason)
  expect(countHistory(db, {})).toBe(before)
})
