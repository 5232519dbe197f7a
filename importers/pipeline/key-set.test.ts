import { expect, test } from 'vitest'
import { keySet } from './key-set.ts'

const keys = Array.from({ length: 20_000 }, (_, i) => `orla${i}@example.org`)

test('what was read or added is known, and next to nothing else', () => {
  const set = keySet(() => keys.slice(0, 10_000))
  expect(set.has('orla0@example.org')).toBe(true)
  for (const key of keys) set.add(key)
  expect(keys.filter(key => !set.has(key))).toEqual([])
  expect(keys.filter(key => set.has(`not ${key}`)).length).toBeLessThan(5)
})

test('nothing is read before it is asked for, and then once', () => {
  let reads = 0
  const set = keySet(() => {
    reads++
    return ['written before', 'there']
  })
  set.add('written before')
  expect(reads).toBe(0)
  expect([set.has('written before'), set.has('there'), set.has('neither')]).toEqual([true, true, false])
  expect(reads).toBe(1)
})
