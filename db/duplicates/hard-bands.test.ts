import { expect, test } from 'vitest'
import { home, type Judgement, judgeTwo } from './judge-two.ts'
import type { PersonForMatching } from './person.ts'

const reached = { phones: ['(303) 555-0142'] }
const mailed = { emails: ['fixture@example.org'] }
const housed = { addresses: home('12 Alder Street') }
const born = { birthDate: '1975-03-04' }
const everything = { ...reached, ...mailed, ...housed, ...born }

function named(firstName: string | null, lastName: string | null, ...rest: Partial<PersonForMatching>[]) {
  return Object.assign({ firstName, lastName }, ...rest) as Partial<PersonForMatching>
}

type Case = [name: string, a: Partial<PersonForMatching>, b: Partial<PersonForMatching>]

test.each<Case>([
  [
    'two in one house whom everything but the name joins',
    named('Kit', 'Fixture', everything),
    named('Ada', 'Fixture', everything),
  ],
  [
    'maiden name, same home and phone: also a sister',
    named('Ada', 'Quill', reached, housed),
    named('Ada', 'Fixture', reached, housed),
  ],
  [
    'namesakes by first name whose assistant has one phone',
    named('Ada', 'Quill', reached, { addresses: home('9 Elm Road', 'Denver', '80211') }),
    named('Ada', 'Fixture', reached, housed),
  ],
  [
    'Jr in the cell of the last name, and one without',
    named('Tom', 'Fixture, Jr', reached, housed),
    named('Tom', 'Fixture', reached, housed),
  ],
  [
    'transliterated to another sound',
    named('Yusuf', 'Fixture', reached),
    named('Youssef', 'Fixture', reached),
  ],
])('%s: perhaps, and a person looks first', (_, a, b) => {
  const { outcome, band } = judgeTwo(a, b)
  expect(outcome).toBe('household')
  expect([null, 'look']).toContain(band)
})

test.each<Case>([
  [
    'two people whose assistant has one phone',
    named('Ada', 'Quill', reached, { addresses: home('9 Elm Road', 'Denver', '80211') }),
    named('Bo', 'Fixture', reached, housed),
  ],
  [
    'parent and child on one e-mail, in one house',
    named('Ada', 'Fixture', mailed, housed),
    named('Bo', 'Fixture', mailed, housed),
  ],
  [
    'Jr and Sr in the cell of the last name, all else alike',
    named('Tom', 'Fixture Jr', reached, mailed, housed),
    named('Tom', 'Fixture Sr.', reached, mailed, housed),
  ],
  ['II and III', named('Tom', 'Fixture II', reached, housed), named('Tom', 'Fixture III', reached, housed)],
  [
    'Mr and Mrs without a first name',
    named('Mr', 'Fixture', reached, housed),
    named('Mrs', 'Fixture', reached, housed),
  ],
  [
    'two middle initials',
    named('Ada B.', 'Fixture', reached, housed),
    named('Ada C.', 'Fixture', reached, housed),
  ],
  [
    'a company called after its owner',
    { businessName: 'Ada Fixture LLC', ...mailed, ...reached },
    named('Ada', 'Fixture', mailed, reached),
  ],
])('%s: one household, never one person', (_, a, b) => {
  expect(judgeTwo(a, b)).toEqual<Judgement>({ outcome: 'household', band: null })
})

test.each<Case>([
  [
    'one name in one town, everything else different',
    named('Ada', 'Fixture', reached, housed, { emails: ['kiln55@example.net'] }),
    named('Ada', 'Fixture', {
      phones: ['(720) 555-0199'],
      addresses: home('977 Elm Road', 'Boulder', '80305'),
      emails: ['garden.fan@example.com'],
    }),
  ],
  [
    'two people behind one office e-mail',
    named('Ada', 'Quill', { emails: ['info@example.org'] }),
    named('Bo', 'Fixture', { emails: ['info@example.org'] }),
  ],
])('%s: not one person', (_, a, b) => {
  const { outcome, band } = judgeTwo(a, b)
  expect(outcome).toBe('unrelated')
  expect([null, 'look']).toContain(band)
})

test.each<Case>([
  [
    'twins of almost one name, who share all else',
    named('Anna', 'Fixture', everything),
    named('Hanna', 'Fixture', everything),
  ],
  [
    'an initial, and two of the house have it',
    named('A.', 'Fixture', everything),
    named('Ada', 'Fixture', everything),
  ],
  [
    'spouses of whom one is called by a short name of the other',
    named('Chris', 'Fixture', reached, housed),
    named('Christine', 'Fixture', reached, housed),
  ],
  [
    'father and son of one name with e-mails of their own',
    named('Tom', 'Fixture', reached, housed, { emails: ['tom.fixture@example.org'] }),
    named('Tom', 'Fixture', reached, housed, { emails: ['tfixture88@example.net'] }),
  ],
  ['first and last name exchanged, one home', named('Quill', 'Ada', housed), named('Ada', 'Quill', housed)],
  ['nickname at one phone', named('William', 'Fixture', reached), named('Bill', 'Fixture', reached)],
  ['umlauts left out', named('Jürgen', 'Müller', reached), named('Jurgen', 'Muller', reached)],
  ['umlauts written out', named('Jürgen', 'Müller', reached), named('Juergen', 'Mueller', reached)],
  ['other letters written out', named('Søren', 'Weiß', reached), named('Soeren', 'Weiss', reached)],
  ['transliterated', named('Sergei', 'Dmitriev', reached), named('Sergey', 'Dmitriyev', reached)],
  ['transliterated otherwise', named('Mohammed', 'Fixture', reached), named('Muhammad', 'Fixture', reached)],
  ['one of two last names', named('Juan', 'García López', reached), named('Juan', 'García', reached)],
  [
    'last names in two orders',
    named('Ada', 'Quill Fixture', reached),
    named('Ada', 'Fixture-Quill', reached),
  ],
  ['a title', named('Dr. Ada', 'Fixture', reached), named('Ada', 'Fixture', reached)],
  ['a degree', named('Ada', 'Fixture, PhD', reached), named('Ada', 'Fixture', reached)],
  ['initials only', named('A', 'F', reached), named('Ada', 'Fixture', reached)],
  [
    'moved away with the phone',
    named('Ada', 'Fixture', reached, housed),
    named('Ada', 'Fixture', reached, { addresses: home('977 Elm Road', 'Durango', '81301') }),
  ],
  [
    'moved away with nothing but name and birthday',
    named('Ada', 'Fixture', reached, housed, born),
    named('Ada', 'Fixture', born, {
      phones: ['(720) 555-0199'],
      addresses: home('977 Elm Road', 'Durango', '81301'),
    }),
  ],
  [
    'a slip in the provider of the e-mail',
    named('Ada', 'Fixture', { emails: ['pottery.fan77@gmail.com'] }),
    named('Ada', 'Fixture', { emails: ['pottery.fan77@gmial.com'] }),
  ],
])('%s: likely one person, but never merged unseen', (_, a, b) => {
  expect(judgeTwo(a, b)).toEqual<Judgement>({ outcome: 'same person', band: 'likely' })
})

test.each<Case>([
  ['everything agrees', named('Ada', 'Fixture', everything), named('ADA', 'FIXTURE', everything)],
  [
    'a nickname, and everything else agrees',
    named('Robert', 'Fixture', everything),
    named('Bob', 'Fixture', everything),
  ],
  [
    'one letter of the name, and one member number',
    named('Anna', 'Fixture', everything, { otherIds: ['4711002'] }),
    named('Hanna', 'Fixture', everything, { otherIds: ['4711002'] }),
  ],
  [
    'Jr in one cell, Junior in another',
    named('Tom', 'Fixture Jr.', reached, housed, mailed),
    named('Tom', 'Fixture', reached, housed, mailed, { suffix: 'Junior' }),
  ],
])('%s: certain', (_, a, b) => {
  expect(judgeTwo(a, b)).toEqual<Judgement>({ outcome: 'same person', band: 'certain' })
})

test('providers number namesakes: an e-mail that differs in its number only is no slip', () => {
  const at = (emails: string[]) => named('Ada', 'Fixture', { emails })
  const numbered = judgeTwo(at(['ada.fixture1@example.org']), at(['ada.fixture34@example.org']))
  const alone = judgeTwo(named('Ada', 'Fixture'), named('Ada', 'Fixture'))
  expect(numbered).toEqual(alone)
})
