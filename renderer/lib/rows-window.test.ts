import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { query } from '../../electron/contract/method.ts'
import { pagesOf, rowSource } from './rows-window.ts'

test('the pages that cover what is seen', () => {
  expect(pagesOf(0, 60)).toEqual([0])
  expect(pagesOf(150, 230)).toEqual([0, 1])
  expect(pagesOf(200, 200)).toEqual([1])
  expect(pagesOf(99_950, 99_999)).toEqual([499])
  expect(pagesOf(-5, -1)).toEqual([0])
})

afterEach(() => vi.unstubAllGlobals())

const listStars = query({
  name: 'stars.list',
  input: z.strictObject({ color: z.string(), offset: z.int(), limit: z.int() }),
  output: z.object({ total: z.int(), stars: z.array(z.string()) }),
  reads: ['contacts'],
})

test('a source asks its method window by window', async () => {
  const ask = vi.fn(async () => ({ ok: true, value: { total: 500, stars: ['Vega'] } }))
  vi.stubGlobal('window', { office: { call: ask } })
  const source = rowSource(listStars, { color: 'blue' }, output => output.stars)
  expect(await source.fetch(200, 100)).toEqual({ ok: true, value: { total: 500, rows: ['Vega'] } })
  expect(ask).toHaveBeenCalledWith('stars.list', { color: 'blue', offset: 200, limit: 100 })
  expect(source.key).toEqual(['stars.list', 'rows', { color: 'blue' }])
})
