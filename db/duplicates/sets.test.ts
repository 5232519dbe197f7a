import { expect, test } from 'vitest'
import { formSets, type Link } from './sets.ts'

const chain = (count: number, same: (i: number) => number): Link[] =>
  Array.from({ length: count - 1 }, (_, i) => ({ a: i, b: i + 1, same: same(i) }))

test('who is linked over others is one, unless more speaks against it', () => {
  const links = chain(4, () => 0.9)
  expect(formSets(links, () => 2)).toEqual([[0, 1, 2, 3]])
  expect(formSets(links, (a, b) => (b - a === 1 ? 2 : -5))).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('a link that is too weak links nobody', () => {
  expect(formSets([{ a: 0, b: 1, same: 0.49 }], () => 2)).toEqual([])
  expect(formSets([{ a: 0, b: 1, same: 0.5 }], () => 2)).toEqual([[0, 1]])
})

test('certainly apart is not outweighed', () => {
  const apart = (a: number, b: number) => (a === 0 && b === 3 ? -Infinity : 9)
  for (const set of formSets(
    chain(4, () => 0.99),
    apart,
  ))
    expect(set.includes(0) && set.includes(3)).toBe(false)
})

test('of a crowd the strong links count; when all are as strong, nobody is lost', () => {
  const uneven = formSets(
    chain(150, i => (i % 50 === 49 ? 0.6 : 0.8 + (i % 7) / 100)),
    () => 2,
  )
  expect(uneven.every(set => set.length <= 60)).toBe(true)
  expect(uneven.length).toBeGreaterThan(0)
  expect(
    formSets(
      chain(150, () => 0.9),
      () => 2,
    ).flat(),
  ).toHaveLength(150)
})
