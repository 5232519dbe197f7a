import { expect, test } from 'vitest'
import { plainWord, withLockWords } from './words.ts'

test('codes of the data become words', () => {
  expect(plainWord('past_due')).toBe('Past due')
  expect(plainWord('')).toBe('')
})

test('protection levels inside a sentence become words', () => {
  expect(withLockWords('protection: FULL_LOCK → UNLOCKED')).toBe('protection: fully protected → unprotected')
  expect(withLockWords('the FULL_LOCKSMITH stays')).toBe('the FULL_LOCKSMITH stays')
})
