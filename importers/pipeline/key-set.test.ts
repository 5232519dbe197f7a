import { expect, test } from 'vitest'
import { keySet } from './key-set.ts'

const keys = Array.from({ length: 20_000 }, (_, i) => `orla${i}@example.org`)

test('what was read or added is known, and next to nothing else', () => {
  const set = keySet(() => keys.slice(0, 10_000))
  expect(keys.slice(0, 10_000).filter(key => !set.has(key))).toEqual([])
  for (const key of keys) set.add(key)
  expect(keys.filter(key => !set.has(key))).toEqual([])
  expect(keys.filter(key => set.has(`not ${key}`)).length).toBeLessThan(5)
})

test('nothing is read for a few questions, which are all answered yes; then once', () => {
  let reads = 0
  const set = keySet(() => {
    reads++
    return ['written before', 'there']
  })
  set.add('written before')
  const answers = Array.from({ length: 2000 }, () => set.has('neither'))
  expect(reads).toBe(1)
  expect(answers.indexOf(false)).toBe(answers.lastIndexOf(true) + 1)
  expect(answers.indexOf(false)).toBeGreaterThan(100)
  expect([set.has('written before'), set.has('there'), set.has('neither')]).toEqual([true, true, false])
  expect(reads).toBe(1)
})
