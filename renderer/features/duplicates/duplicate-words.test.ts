import { expect, test } from 'vitest'
import type { DuplicateSet } from '../../../electron/contract/duplicates.ts'
import { headlineOf, inWords, namesOf, reasonOf } from './duplicate-words.ts'

const member = (fullName: string) => ({
  contactId: fullName,
  fullName,
  email: null,
  phone: null,
  city: null,
  sourceSystem: 'kajabi' as const,
  createdAt: '2025-01-01T00:00:00.000Z',
})
const set: DuplicateSet = {
  contactIds: [],
  members: [member('Ada Example'), member('A. Example')],
  score: 0.9,
  band: 'likely',
  outcome: 'same_person',
  evidence: { for: ['Same mobile.', 'Same home.'], against: [], conclusion: null },
  foundBy: 'scan',
}

test('a set is named by its people', () => {
  expect(namesOf(set)).toBe('Ada Example and A. Example')
  expect(namesOf({ members: [...set.members, member('Ad Example'), member('Ada Ex')] })).toBe(
    'Ada Example, A. Example and 2 more',
  )
  expect(namesOf({ members: [member('Ada Example'), member('Ada Example')] })).toBe('Ada Example (2 records)')
})

test('only what is likely is called probable', () => {
  expect(headlineOf(set)).toBe('Probably one person.')
  expect(headlineOf({ ...set, band: 'look' })).toBe('Perhaps one person.')
  expect(headlineOf({ ...set, band: 'look', outcome: 'same_household' })).toBe('Probably one household.')
})

test('a household is explained by its likeliest story, one person by what speaks for it', () => {
  expect(reasonOf(set)).toBe('Same mobile. Same home.')
  const phone = { ...set.evidence, for: ['Both have the phone +13035550142.'] }
  expect(inWords('Both were born on 1970-03-03.')).toBe('Both were born on 3 Mar 1970.')
  expect(reasonOf({ ...set, evidence: phone })).toBe('Both have the phone (303) 555-0142.')
  const spouses = { ...set.evidence, conclusion: 'Probably spouses.' }
  expect(reasonOf({ ...set, outcome: 'same_household', evidence: spouses })).toBe('Probably spouses.')
  expect(reasonOf({ ...set, evidence: { for: [], against: [], conclusion: 'Probably one person.' } })).toBe(
    'Probably one person.',
  )
})
