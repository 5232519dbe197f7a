import { expect, test } from 'vitest'
import type { DuplicateSet } from '../../../electron/contract/duplicates.ts'
import { namesOf, reasonOf } from './duplicate-words.ts'

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
  evidence: { for: ['same mobile', 'same home'], against: [], conclusion: null },
  foundBy: 'scan',
}

test('a set is named by its people', () => {
  expect(namesOf(set)).toBe('Ada Example and A. Example')
  expect(namesOf({ members: [...set.members, member('Ad Example'), member('Ada Ex')] })).toBe(
    'Ada Example, A. Example and 2 more',
  )
})

test('the likeliest story is the reason; without one it is what speaks for it', () => {
  expect(reasonOf(set)).toBe('same mobile, same home')
  expect(reasonOf({ ...set, evidence: { ...set.evidence, conclusion: 'Probably spouses.' } })).toBe(
    'Probably spouses.',
  )
})
