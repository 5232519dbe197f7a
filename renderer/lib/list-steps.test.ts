import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { contactIdsOf } from './list-steps.ts'
import { type RowSource, rowsFrom } from './rows-window.ts'

test('a row is of its person, a set of all its members, a payment without a person of nobody', () => {
  expect(contactIdsOf({ contactId: 'a' })).toEqual(['a'])
  expect(contactIdsOf({ contactId: null })).toEqual([])
  expect(contactIdsOf({ members: [{ contactId: 'a' }, { contactId: 'b' }] })).toEqual(['a', 'b'])
  expect(contactIdsOf({ name: 'Candles' })).toEqual([])
  expect(contactIdsOf(undefined)).toEqual([])
})

test('rows are read on to the end of the list in both directions, page by page and each page once', async () => {
  const asked: number[] = []
  const total = 401
  const source: RowSource<number> = {
    key: ['numbers'],
    reads: [],
    fetch: async (offset, limit) => {
      asked.push(offset)
      const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, i) => offset + i)
      return { ok: true, value: { total, rows } }
    },
  }
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const read = async (index: number, step: 1 | -1) => {
    const found: number[] = []
    for await (const { row, index: at } of rowsFrom(cache, source, index, step)) {
      expect(row).toBe(at)
      found.push(row)
    }
    return found
  }
  expect(await read(398, 1)).toEqual([398, 399, 400])
  expect(await read(2, -1)).toEqual([2, 1, 0])
  expect(await read(401, 1)).toEqual([])
  expect(await read(-1, -1)).toEqual([])
  expect(asked).toEqual([200, 400, 0])
})
