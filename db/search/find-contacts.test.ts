import { fc, test as property } from '@fast-check/vitest'
import type Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, addRow, importing } from '../sample-records.ts'
import { findContacts } from './find-contacts.ts'
import { asTyped, nobody, phoneDigitsOf, wordsOf } from './match-words.ts'

let sqlite: Database.Database
let db: ReadDb

beforeAll(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  importing(sqlite, w => {
    addPerson(w, {
      firstName: 'Ada',
      lastName: 'Fairweather',
      emails: ['ada.f+news@star-house.example'],
      phones: ['(303) 555-0101'],
      city: 'Lyons',
    })
    addPerson(w, {
      firstName: 'Fairley',
      lastName: 'Ada',
      emails: ['second9042@example.org'],
      phones: ['720-555-0199'],
    })
    addPerson(w, { firstName: 'Zoë', lastName: "O'Neil", emails: ['zoe@example.org'], city: 'Boulder' })
    addPerson(w, { firstName: 'Søren', lastName: 'Łukasz' })
    addPerson(w, { businessName: 'Ada Lovelace Books', emails: ['books@example.org'] })
    const robert = addPerson(w, {
      firstName: 'Robert',
      lastName: 'Mandeville',
      emails: ['rm@example.org', 'shortwave17@second.example'],
      phones: ['(415) 555-0142', '415 555 0143'],
      city: 'Salida',
    })
    addRow(w, 'contact_notes', {
      contact_id: robert,
      text: 'Lends the projector\nand a ladder',
      is_pinned: 0,
    })
    for (let n = 0; n < 300; n++)
      addPerson(w, { firstName: 'Pat', lastName: `Adams${n}`, emails: [`pat${n}@example.org`] })
  })
})

const names = (text: string, limit = 5) => findContacts(db, { text, limit }).map(found => found.fullName)

test.each([
  ['a last name', 'fairw', ['Ada Fairweather']],
  ['two words in any order', 'fair ada', ['Fairley Ada', 'Ada Fairweather']],
  ['letters without their accents', 'zoe', ["Zoë O'Neil"]],
  ['accents that the name does not have', 'Fâirweather', ['Ada Fairweather']],
  ['an apostrophe', "o'neil", ["Zoë O'Neil"]],
  ['a name without its apostrophe', 'zoe oneil', ["Zoë O'Neil"]],
  ['a letter that is no letter with an accent', 'soren', ['Søren Łukasz']],
  ['a piece of an e-mail', 'star-house', ['Ada Fairweather']],
  ['a whole e-mail', 'ada.f+news@star-house.example', ['Ada Fairweather']],
  ['a city and a name', 'lyons ada', ['Ada Fairweather']],
  ['a ZIP being typed and a city', '803 boul', ["Zoë O'Neil"]],
  ['a phone with signs', '(303) 555-0101', ['Ada Fairweather']],
  ['a phone with dots and country', '+1 303.555.0101', ['Ada Fairweather']],
  ['a phone being typed', '(303) 55', ['Ada Fairweather']],
  ['its last seven digits', '555-0199', ['Fairley Ada']],
  ['its last four digits', '0101', ['Ada Fairweather']],
  ['a nickname', 'bob mandeville', ['Robert Mandeville']],
  ['a nickname, the other way round', 'mandeville bobby', ['Robert Mandeville']],
  ['a name with a letter missing', 'mandevlle', ['Robert Mandeville']],
  ['a name with its first letter wrong', 'nandeville', ['Robert Mandeville']],
  ['a name with two letters swapped', 'robert mandevilel', ['Robert Mandeville']],
  ['a typo in a name being typed', 'fiarwea', ['Ada Fairweather']],
  ['the inside of a name', 'ville', ['Robert Mandeville']],
  ['the inside of an e-mail that is not the first', 'wave17@sec', ['Robert Mandeville']],
  ['an e-mail from the middle of a word on', 'ws@star', ['Ada Fairweather']],
  ['digits inside of an e-mail', '9042', ['Fairley Ada']],
  ['the end of the first part of an e-mail', 'ave17', ['Robert Mandeville']],
  ['a second e-mail', 'shortwave17@second.example', ['Robert Mandeville']],
  ['a domain', '@second.example', ['Robert Mandeville', 'Fairley Ada']],
  ['a word of a note', 'projector', ['Robert Mandeville']],
  ['a second phone', '415-555-0143', ['Robert Mandeville']],
  ['a name and the last four of a phone', 'mandeville 0143', ['Robert Mandeville']],
  ['nothing', '', []],
  ['no word', ' - ( ', []],
  ['a word nobody has', 'xylophone', []],
])('finds %s', (_, text, expected) => {
  expect(names(text)).toEqual(expected)
})

test('whole names come before beginnings, last names before first names, people before e-mails', () => {
  expect(names('ada', 4)).toEqual(['Fairley Ada', 'Ada Fairweather', 'Ada Lovelace Books', 'Pat Adams0'])
  const scores = findContacts(db, { text: 'ada', limit: 50 }).map(found => found.score)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(Math.max(...scores)).toBeLessThanOrEqual(1)
})

test('one letter answers as many as asked for', () => {
  expect(findContacts(db, { text: 'a', limit: 20 })).toHaveLength(20)
})

test('who was removed is not found', () => {
  const gone = importing(sqlite, w => addPerson(w, { firstName: 'Quincy', lastName: 'Brisk' }))
  expect(names('quincy')).toEqual(['Quincy Brisk'])
  importing(sqlite, w =>
    w.db.run('UPDATE contacts SET deleted_at = ?, touched_group = ? WHERE id = ?', [w.at, w.seq, gone]),
  )
  expect(names('quincy')).toEqual([])
})

const reasonOf = (text: string) => findContacts(db, { text, limit: 1 })[0]?.reason

test.each([
  ['robert mande', null],
  ['mandevlle', null],
  ['bob mandeville', { foundIn: 'nickname', value: 'Robert' }],
  ['shortwave17@sec', { foundIn: 'email', value: 'shortwave17@second.example' }],
  ['mandeville 0143', { foundIn: 'phone', value: '+14155550143' }],
  ['(415) 555-0143', { foundIn: 'phone', value: '+14155550143' }],
  ['salida', { foundIn: 'place', value: 'Salida CO 80301' }],
  ['ladder', { foundIn: 'note', value: 'and a ladder' }],
  ['lovelace', null],
])('%s: what the name does not show is told', (text, reason) => {
  expect(reasonOf(text)).toEqual(reason)
})

test('what was typed comes before nicknames, these before typos, these before insides of words', () => {
  importing(sqlite, w => {
    addPerson(w, { firstName: 'Ottoline', lastName: 'Harry' })
    addPerson(w, { firstName: 'Ottoline', lastName: 'Harryman' })
    addPerson(w, { firstName: 'Harold', lastName: 'Ottoline' })
    addPerson(w, { firstName: 'Ottoline', lastName: 'Hardy' })
    addPerson(w, { firstName: 'Ottoline', lastName: 'Ockharrysen' })
  })
  const surest = [
    'Ottoline Harry',
    'Ottoline Harryman',
    'Harold Ottoline',
    'Ottoline Hardy',
    'Ottoline Ockharrysen',
  ]
  expect(names('harry', 9)).toEqual(surest)
  expect(names('ottoline harry', 9)).toEqual(surest.slice(0, 4))
})

test('typos and insides of words are looked for only when few match what was typed', () => {
  expect(names('adams', 100).every(name => name.startsWith('Pat Adams'))).toBe(true)
  expect(names('ill', 100)).toEqual(['Robert Mandeville'])
  importing(sqlite, w => addPerson(w, { firstName: 'Illa', lastName: 'Brisk' }))
  expect(names('ill', 100)).toEqual(['Illa Brisk'])
  expect(names('dams29', 100)).toEqual([
    'Pat Adams29',
    ...Array.from({ length: 10 }, (_, n) => `Pat Adams29${n}`),
  ])
})

test('words are cut as the index cuts them', () => {
  expect(wordsOf("Zoë O'Neil-Ray <z@x.org>")).toEqual(['zoe', 'o', 'neil', 'ray', 'z', 'x', 'org'])
  expect(asTyped(db, 'a"b OR c*')).toBe('"a"* AND "b"* AND "or"* AND "c"*')
  expect(asTyped(db, 'ada@x.or')).toBe('"ada" AND "x" AND "or"*')
  expect(asTyped(db, '303-555-01')).toBe('"30355501"*')
  expect(['303 555', '(303) 555-01', '80301', 'ada 303', '12'].map(phoneDigitsOf)).toEqual([
    '303555',
    '30355501',
    '80301',
    null,
    null,
  ])
})

property.prop(
  [fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))],
  { numRuns: 500 },
)('no text breaks the search', text => {
  expect(Array.isArray(findContacts(db, { text, limit: 5 }))).toBe(true)
})

test('letters that the index does not know find nobody instead of failing', () => {
  expect(asTyped(db, '\u{1e922}\u{1e923}x')).toEqual(expect.any(String))
  expect(names('\u{1e922}\u{1e923}x')).toEqual([])
})

test('letters newer than the index knows find nobody, and break nothing', () => {
  expect(asTyped(db, 'Ⰰᳲ㋿')).toBe(nobody)
  expect(findContacts(db, { text: 'Ⰰᳲ㋿', limit: 5 })).toEqual([])
})
