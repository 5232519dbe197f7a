import { expect, test } from 'vitest'
import { monthOf, periodWords } from './money-words.ts'

test('a filter that is exactly one month', () => {
  expect(monthOf({ from: '2025-02-01', to: '2025-02-28' })).toBe('2025-02')
  expect(monthOf({ from: '2025-02-01', to: '2025-03-31' })).toBeUndefined()
  expect(monthOf({ to: '2025-02-28' })).toBeUndefined()
})

test.each([
  [{ from: '2025-02-01', to: '2025-02-28' }, 'Feb 2025'],
  [{ from: '2025-01-01', to: '2025-12-31' }, '2025'],
  [{ from: '2025-03-03', to: '2025-03-09' }, '3 Mar 2025 to 9 Mar 2025'],
  [{ from: '2025-03-03' }, 'since 3 Mar 2025'],
  [{ to: '2025-03-03' }, 'until 3 Mar 2025'],
  [{}, null],
] as const)('the time of %j is %s', (filter, words) => {
  expect(periodWords(filter)).toBe(words)
})
