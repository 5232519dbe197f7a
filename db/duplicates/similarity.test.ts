import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  differingLetters,
  editDistance,
  jaroWinkler,
  letterBits,
  sharedLetters,
  soundex,
} from './similarity.ts'

/** The whole table, without a band: slow and plain. */
function plainDistance(a: string, b: string): number {
  const cost = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)),
  )
  const at = (i: number, j: number) => cost[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : Infinity
      const row = cost[i]
      if (row) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped)
    }
  }
  return at(a.length, b.length)
}

test('the distance is that of the whole table, up to the given number', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })
  fc.assert(
    fc.property(word, word, fc.nat(4), (a, b, max) => {
      expect(editDistance(a, b, max)).toBe(Math.min(plainDistance(a, b), max + 1))
    }),
    { numRuns: 3000 },
  )
})

test.each([
  ['fixture', 'fixtrue', 1],
  ['fixture', 'fixture', 0],
  ['fixture', 'quill', 3],
  ['', 'ab', 2],
])('%s and %s are %i apart, or more than 2', (a, b, expected) => {
  expect(editDistance(a, b, 2)).toBe(expected)
})

test('alike from 0 to 1, with weight on the beginning', () => {
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3)
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3)
  expect(jaroWinkler('abc', 'xyz')).toBe(0)
  expect(jaroWinkler('', 'a')).toBe(0)
})

test('letters in common, wherever they stand', () => {
  expect(sharedLetters('jessica', 'aessicj')).toBe(1)
  expect(sharedLetters('abc', 'xyz')).toBe(0)
  expect(differingLetters(letterBits('jessica'), letterBits('aessicj'))).toBe(0)
  expect(differingLetters(letterBits('abc'), letterBits('abd'))).toBe(2)
})

test.each([
  ['robert', 'r163'],
  ['rupert', 'r163'],
  ['tymczak', 't522'],
  ['pfister', 'p236'],
  ['lee', 'l000'],
  ['анна', ''],
])('%s sounds like %s', (name, expected) => {
  expect(soundex(name)).toBe(expected)
})
