import { expect, test } from 'vitest'
import type { RowSource } from '../lib/rows-window.ts'
import { allIds, movedIndex, nextSort } from './data-columns.ts'

test('a header sorts up first, then down, another header starts anew', () => {
  const first = nextSort(undefined, 'name')
  expect(first).toEqual({ by: 'name', direction: 'asc' })
  expect(nextSort(first, 'name')).toEqual({ by: 'name', direction: 'desc' })
  expect(nextSort({ by: 'name', direction: 'desc' }, 'city')).toEqual({ by: 'city', direction: 'asc' })
})

test.each([
  ['j', 5, 6],
  ['ArrowDown', 99, 99],
  ['k', 0, 0],
  ['PageDown', 5, 25],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
] as const)('%s from row %i goes to row %i', (key, from, to) => {
  expect(movedIndex(key, from, 100, 20)).toBe(to)
})

test('other keys and empty lists do not move', () => {
  expect(movedIndex('x', 5, 100, 20)).toBeNull()
  expect(movedIndex('End', 0, 0, 20)).toBeNull()
})

function listOf(count: number): RowSource<string> {
  const rows = Array.from({ length: count }, (_, i) => `row ${i}`)
  return {
    key: ['rows'],
    reads: [],
    fetch: async (offset, limit) => ({
      ok: true,
      value: { total: count, rows: rows.slice(offset, offset + limit) },
    }),
  }
}

test.each([0, 999, 1000, 2500])('selecting all takes all %i rows', async count => {
  expect((await allIds(listOf(count), row => row)).size).toBe(count)
})
