import { expect, test } from 'vitest'
import { addressText, bestOf, mailingAddress, primaryOf } from './contact-words.ts'
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
