import { expect, test } from 'vitest'
import { metRows } from './met-rows.ts'

test('a key is met once, and then answers what its first row said', () => {
  const met = metRows()
  const keys = Array.from({ length: 30_000 }, (_, i) => `T${i}`)
  expect(keys.filter((key, i) => met.meet(key, i) !== null)).toEqual([])
  expect(keys.filter((key, i) => met.meet(key, -1) !== i)).toEqual([])
  expect(met.meet('another', 7)).toBeNull()
  expect(met.meet('another', 8)).toBe(7)
})
