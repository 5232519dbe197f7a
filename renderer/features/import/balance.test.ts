import { expect, test } from 'vitest'
import { balanceSentence, differenceSentence, rowsOutOfBalance } from './balance.ts'

const outcomes = { created: 214, updated: 12, unchanged: 5672, conflict: 0, skipped: 0, error: 3 }

test('the sentence adds up what happened and leaves out what did not', () => {
  expect(balanceSentence({ rows: 5901, outcomes })).toBe(
    '5,901 rows = 214 new + 12 changed + 5,672 unchanged + 3 not readable',
  )
})

test('a file without rows is not an equation', () => {
  const none = { created: 0, updated: 0, unchanged: 0, conflict: 0, skipped: 0, error: 0 }
  expect(balanceSentence({ rows: 0, outcomes: none })).toBe('0 rows')
})

test('books that do not balance show by how much', () => {
  expect(rowsOutOfBalance({ rows: 5901, outcomes })).toBe(0)
  expect(rowsOutOfBalance({ rows: 5903, outcomes })).toBe(2)
})

test('a receipt equal to its preview has no difference', () => {
  expect(differenceSentence({ outcomes }, { outcomes: { ...outcomes } })).toBeNull()
})

test('a receipt that came out differently says what came out instead of what', () => {
  const receipt = { ...outcomes, created: 210, unchanged: 5676 }
  expect(differenceSentence({ outcomes }, { outcomes: receipt })).toBe(
    '210 new instead of 214, 5,676 unchanged instead of 5,672',
  )
})
