import { expect, test } from 'vitest'
import { plainWord, undoneWords, withLockWords } from './words.ts'

test('codes of the data become words', () => {
  expect(plainWord('past_due')).toBe('Past due')
  expect(plainWord('')).toBe('')
})

test('protection levels inside a sentence become words', () => {
  expect(withLockWords('protection: FULL_LOCK → UNLOCKED')).toBe('protection: fully protected → unprotected')
  expect(withLockWords('the FULL_LOCKSMITH stays')).toBe('the FULL_LOCKSMITH stays')
})

test('an undo tells what went apart from what came back', () => {
  expect(undoneWords({ restoredRows: 3, removedRows: 2 })).toBe('2 records taken out, 1 value put back')
  expect(undoneWords({ restoredRows: 1, removedRows: 1 })).toBe('1 record taken out')
  expect(undoneWords({ restoredRows: 2, removedRows: 0 })).toBe('2 values put back')
  expect(undoneWords({ restoredRows: 0, removedRows: 0 })).toBe('nothing was left to take back')
})
