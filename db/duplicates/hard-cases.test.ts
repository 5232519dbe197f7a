import { expect, test } from 'vitest'
import { comparePeople } from './compare.ts'
import { explainFindings } from './explain.ts'
import { findDuplicates } from './find-duplicates.ts'
import { finish } from './find-pairs.ts'
import { home, judgeTwo, strangers } from './judge-two.ts'
import { nobody, type PersonForMatching } from './person.ts'
import { preparePerson } from './prepare.ts'

type Case = [name: string, a: Partial<PersonForMatching>, b: Partial<PersonForMatching>]
const judge = ([, a, b]: Case) => judgeTwo(a, b)

const phones = ['(303) 555-0142']
const emails = ['fixture@example.org']
const addresses = home('12 Alder Street')

test.each<Case>([
  [
    'spouses on one phone',
    { firstName: 'Tom', lastName: 'Fixture', phones, addresses },
    { firstName: 'Ada', lastName: 'Fixture', phones, addresses },
  ],
  [
    'spouses on one e-mail',
    { firstName: 'Tom', lastName: 'Fixture', emails },
    { firstName: 'Ada', lastName: 'Fixture', emails },
  ],
  [
    'spouses of two last names',
    { firstName: 'Tom', lastName: 'Fixture', phones, addresses },
    { firstName: 'Ada', lastName: 'Quill', phones, addresses },
  ],
  [
    'Jr and Sr at one address',
    { firstName: 'Tom', lastName: 'Fixture', suffix: 'Sr', phones, addresses },
    { firstName: 'Tom', lastName: 'Fixture Jr.', phones, addresses },
  ],
  [
    'father and son of one name, told by their birth',
    { firstName: 'Tom', lastName: 'Fixture', phones, addresses, birthDate: '1950-03-04' },
    { firstName: 'Tom', lastName: 'Fixture', phones, addresses, birthDate: '1981-11-23' },
  ],
  [
    'parent and child on one e-mail',
    { firstName: 'Ada', lastName: 'Fixture', emails, birthDate: '1975-03-04' },
    { firstName: 'Bo', lastName: 'Fixture', emails, birthDate: '2008-11-23' },
  ],
  [
    'twins',
    { firstName: 'Kit', lastName: 'Fixture', addresses, birthDate: '2001-05-06' },
    { firstName: 'Ada', lastName: 'Fixture', addresses, birthDate: '2001-05-06' },
  ],
  [
    'company and its owner',
    { businessName: 'Fixture Pottery LLC', emails, phones, addresses },
    { firstName: 'Ada', lastName: 'Fixture', businessName: 'Fixture Pottery', emails, phones, addresses },
  ],
  [
    'a couple in one cell and one of them',
    { firstName: 'Ada & Tom', lastName: 'Fixture', phones, addresses },
    { firstName: 'Ada', lastName: 'Fixture', phones, addresses },
  ],
])('%s: one household, not one person', (...given) => {
  expect(judge(given).outcome).toBe('household')
})

test.each<Case>([
  [
    'maiden name',
    { firstName: 'Ada', lastName: 'Quill', emails, phones },
    { firstName: 'Ada', lastName: 'Fixture', emails, phones },
  ],
  [
    'nickname at one address',
    { firstName: 'Robert', lastName: 'Fixture', addresses },
    { firstName: 'Bob', lastName: 'Fixture', addresses: home('12 Alder St.') },
  ],
  [
    'first and last name exchanged',
    { firstName: 'Fixture', lastName: 'Ada', phones },
    { firstName: 'Ada', lastName: 'Fixture', phones },
  ],
  [
    'slip in the e-mail',
    { firstName: 'Ada', lastName: 'Fixture', emails: ['pottery.fan77@example.org'] },
    { firstName: 'Ada', lastName: 'Fixture', emails: ['potery.fan77@example.org'] },
  ],
  [
    'day and month exchanged',
    { firstName: 'Ada', lastName: 'Fixture', addresses, birthDate: '1975-03-04' },
    { firstName: 'Ada', lastName: 'Fixture', addresses, birthDate: '1975-04-03' },
  ],
  [
    'initial',
    { firstName: 'A.', lastName: 'Fixture', emails, phones },
    { firstName: 'Ada', lastName: 'Fixture', emails, phones },
  ],
  [
    'capitals, accents and a hyphen',
    { firstName: 'RENÉE', lastName: 'SØNDER-MARK', phones },
    { firstName: 'Renee', lastName: 'Sondermark', phones },
  ],
  [
    'name in pieces',
    { firstName: 'Mary Ann', lastName: 'Fixture', phones },
    { firstName: 'Maryann', lastName: 'Fixture', phones },
  ],
  [
    'moved, with the same e-mail',
    { firstName: 'Ada', lastName: 'Fixture', emails, addresses },
    { firstName: 'Ada', lastName: 'Fixture', emails, addresses: home('977 Elm Road') },
  ],
])('%s: one person', (...given) => {
  expect(judge(given).outcome).toBe('same person')
})

test.each<Case>([
  [
    'namesakes with homes and phones of their own',
    { firstName: 'Ada', lastName: 'Fixture', phones, addresses },
    {
      firstName: 'Ada',
      lastName: 'Fixture',
      phones: ['(970) 555-0199'],
      addresses: home('977 Elm Road', 'Durango', '81301'),
    },
  ],
  [
    'one last name',
    { firstName: 'Ada', lastName: 'Fixture', phones },
    { firstName: 'Bo', lastName: 'Fixture', phones: ['(970) 555-0199'] },
  ],
])('%s: not one person', (...given) => {
  expect(judge(given).outcome).toBe('unrelated')
})

test('a name alone is never certain', () => {
  const ada = { firstName: 'Ada', lastName: 'Fixture' }
  expect(judge(['', ada, ada]).band).toBe('likely')
})

test('everything agrees: certain; a name and a phone only: likely', () => {
  const ada = { firstName: 'Ada', lastName: 'Fixture', phones }
  const known = { ...ada, emails, addresses, birthDate: '1975-03-04' }
  expect(judge(['', known, known]).band).toBe('certain')
  expect(judge(['', ada, { ...ada, addresses }]).band).toBe('likely')
})

test('a record between two people does not make them one', () => {
  const at = { lastName: 'Fixture', phones, addresses }
  const trio = [
    { ...nobody, ...at, firstName: 'John' },
    { ...nobody, ...at, firstName: 'J' },
    { ...nobody, ...at, firstName: 'Jane' },
  ]
  const { sets } = finish(findDuplicates([...strangers, ...trio].map(preparePerson)))
  const merged = sets.filter(set => set.band !== 'look')
  expect(merged.some(({ members }) => members.includes(60) && members.includes(62))).toBe(false)
})

test('what was told apart stays apart, whoever stands between', () => {
  const ada = { ...nobody, firstName: 'Ada', lastName: 'Fixture', phones, emails }
  const people = [...strangers, ada, ada, ada].map(preparePerson)
  const areTold = (a: number, b: number) => Math.min(a, b) === 60 && Math.max(a, b) === 62
  const { sets } = finish(findDuplicates(people, { areTold }))
  expect(sets.some(({ members }) => members.includes(60) && members.includes(62))).toBe(false)
})

test('the reasons are told in words', () => {
  const tom = { ...nobody, firstName: 'Tom', lastName: 'Fixture', phones, addresses }
  const ada = { ...nobody, firstName: 'Ada', lastName: 'Fixture', phones: ['303.555.0142'], addresses }
  expect(explainFindings(comparePeople(preparePerson(tom), preparePerson(ada)), tom, ada)).toEqual({
    for: [
      'Both have the last name Fixture.',
      'Both have the phone (303) 555-0142.',
      'Both live at 12 Alder Street.',
    ],
    against: ['Tom and Ada are two first names.'],
    conclusion: 'Probably spouses, or others of one home.',
  })
})

test('of several values the reasons name the one that was found', () => {
  const elsewhere = {
    line1: '9 Birch Road',
    line2: null,
    city: 'Durango',
    state: 'CO',
    postalCode: '81301',
    country: null,
  }
  const ada = {
    ...nobody,
    firstName: 'Ada',
    lastName: 'Fixture',
    emails: ['work@example.net', 'ada.fixture.1@example.org'],
    phones: ['(720) 555-0199', '(303) 555-0142'],
    addresses: [elsewhere, ...addresses],
  }
  const again = {
    ...nobody,
    firstName: 'Ada',
    lastName: 'Fixture',
    emails: ['ada.fixxture.1@example.org'],
    phones: ['+13035550142'],
    addresses,
  }
  const found = comparePeople(preparePerson(ada), preparePerson(again))
  expect(explainFindings(found, ada, again).for).toEqual([
    'Both are called Ada Fixture.',
    'One has the e-mail ada.fixture.1@example.org, the other one that differs from it by a slip.',
    'Both have the phone (303) 555-0142.',
    'Both live at 12 Alder Street.',
  ])
})

test('a couple and one of the two are not called one person', () => {
  const couple = { ...nobody, firstName: 'Ada & Tom', lastName: 'Fixture', addresses }
  const ada = { ...nobody, firstName: 'Ada', lastName: 'Fixture', addresses }
  const { conclusion } = explainFindings(
    comparePeople(preparePerson(couple), preparePerson(ada)),
    couple,
    ada,
  )
  expect(conclusion).toBe('Probably a couple and one of the two.')
})
