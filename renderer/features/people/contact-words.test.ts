import { expect, test } from 'vitest'
import {
  addressText,
  bestOf,
  greetingOf,
  localTimeText,
  mailingAddress,
  membershipWords,
  primaryOf,
  yearIn,
} from './contact-words.ts'
import { filterWords } from './people-filter-words.ts'

const home = {
  id: '1',
  line1: '12 Alder St',
  line2: null,
  city: 'Boulder',
  state: 'CO',
  postalCode: '80301',
  country: 'US',
  type: 'home' as const,
  isPrimary: true,
  isMailing: false,
  returnedAt: null,
  returnedBy: null,
  sourceSystem: 'paypal' as const,
}

test('an address in one line, without what is not known', () => {
  expect(addressText(home)).toBe('12 Alder St, Boulder CO 80301')
  expect(addressText({ ...home, city: null, line2: 'Unit 4', country: 'Canada' })).toBe(
    '12 Alder St, Unit 4, CO 80301, Canada',
  )
})

test('mail goes to the mailing address, else to the primary one', () => {
  const cabin = { ...home, id: '2', isPrimary: false, isMailing: true }
  expect(mailingAddress([home, cabin])).toBe(cabin)
  expect(mailingAddress([{ ...cabin, isMailing: false }, home])).toBe(home)
  expect(mailingAddress([])).toBeUndefined()
})

test('the primary value, else the first', () => {
  expect(
    primaryOf([
      { isPrimary: false, n: 1 },
      { isPrimary: true, n: 2 },
    ])?.n,
  ).toBe(2)
  expect(primaryOf([{ isPrimary: false, n: 1 }])?.n).toBe(1)
})

test('a filter in words', () => {
  expect(filterWords({ tag: 'Choir', lockLevel: 'FULL_LOCK', emailSubscribed: false }, 'orla')).toEqual([
    'tag Choir',
    'fully protected',
    'not subscribed',
    'matching “orla”',
  ])
  expect(filterWords({}, '')).toEqual([])
})

test('the best value is the primary one, unless it does not work', () => {
  const first = { isPrimary: true, state: null }
  const wrong = { isPrimary: true, state: 'wrong_number' as const }
  const second = { isPrimary: false, state: 'verified' as const }
  expect(bestOf([first, second])).toBe(first)
  expect(bestOf([wrong, second])).toBe(second)
  expect(bestOf([wrong])).toBe(wrong)
})

const member = { name: 'Antares', startedAt: null }
const noon = '2026-11-21T12:00:00.000Z'

test.each([
  ['active', '2027-02-14', 'Member until', true],
  ['active', '2026-11-21T06:00:00.000Z', 'Member until', true],
  ['active', '2025-12-15', 'Member, paid until', true],
  ['active', null, 'Member', true],
  ['past_due', null, 'Member, payment overdue', true],
  ['cancelled', '2027-01-01', 'Cancelled, member until', true],
  ['cancelled', '2020-08-18', 'Was a member until', false],
  ['expired', null, 'Was a member', false],
  ['paused', '2027-01-01', 'Membership paused', false],
])('a membership that is %s and ends %s reads "%s"', (status, endsAt, words, isMember) => {
  expect(membershipWords({ ...member, status, endsAt }, noon)).toMatchObject({ words, isMember })
})

test('somebody is addressed as their household is, else by the first name', () => {
  const one = { firstName: 'Orla', fullName: 'Orla Fairweather' }
  const household = { householdId: 'h', name: 'Fairweather', salutation: 'Orla and Finn', members: [] }
  expect(greetingOf({ ...one, household: null })).toBe('Orla')
  expect(greetingOf({ ...one, household })).toBe('Orla and Finn')
  expect(greetingOf({ ...one, household: { ...household, salutation: null } })).toBe('Orla')
  expect(greetingOf({ firstName: 'Orla', fullName: 'Orla', household: null })).toBeNull()
})

test('the time there is what their clock shows', () => {
  expect(localTimeText(new Date('2026-07-01T20:14:00Z'), 'America/Denver')).toBe('2:14 pm')
  expect(yearIn('America/Denver', new Date('2027-01-01T03:00:00Z'))).toBe('2026')
})
