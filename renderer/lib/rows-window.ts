import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, type QueryClient, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { z } from 'zod'
import type { AppError } from '../../electron/contract/errors.ts'
import type { Query, Reply, Topic } from '../../electron/contract/method.ts'
import { appErrorOf, call } from './call.ts'
import { valueOf } from './use-call.ts'

/** A long list that is read window by window. Lists with equal keys are the same list. */
export type RowSource<Row> = {
  key: readonly unknown[]
  reads: readonly Topic[]
  fetch: (offset: number, limit: number) => Promise<Reply<{ total: number; rows: Row[] }>>
}

/** The list behind a windowed method: its input without offset and limit, and where its rows are in the answer. */
export function rowSource<In extends z.ZodType, Out extends z.ZodType, Row>(
  method: Query<In, Out>,
  input: Omit<z.input<In>, 'offset' | 'limit'>,
  rowsOf: (output: z.output<Out>) => Row[],
): RowSource<Row> {
  return {
    key: [method.name, 'rows', input],
    reads: method.reads,
    fetch: async (offset, limit) => {
      const reply = await call(method, { ...input, offset, limit } as z.input<In>)
      if (!reply.ok) return reply
      const { total } = reply.value as { total: number }
      return { ok: true, value: { total, rows: rowsOf(reply.value) } }
    },
  }
}

const pageRows = 200

/** The pages of 200 rows that cover the rows from `first` to `last`, both included. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(first, 0) / pageRows)
  const to = Math.floor(Math.max(last, first, 0) / pageRows)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

function pageQuery<Row>(source: RowSource<Row>, page: number) {
  return {
    queryKey: [...source.key, page],
    queryFn: async () => valueOf(await source.fetch(page * pageRows, pageRows)),
    meta: { reads: source.reads },
  }
}

export type RowsWindow<Row> = {
  /** Null until the first answer. */
  total: number | null
  rowAt: (index: number) => Row | undefined
  error: AppError | null
  again: () => void
  /** The rows answer the question before this one. */
  isPrevious: boolean
}

/** The rows around the viewport. Old rows stay until the new ones are there. */
export function useRowsWindow<Row>(source: RowSource<Row>, first: number, last: number): RowsWindow<Row> {
  const wanted = pagesOf(first, last).join(',')
  const [settled] = useDebouncedValue(wanted, 40)
  const sourceKey = JSON.stringify(source.key)
  const pages = useMemo(() => settled.split(',').map(Number), [settled])
  const results = useQueries({ queries: pages.map(page => pageQuery(source, page)) })

  const held = useRef<{ key: string; total: number; pages: Map<number, Row[]> } | null>(null)
  const failed = results.find(result => result.error)
  let isPrevious = false
  if (results.some(result => result.data)) {
    const isSame = held.current?.key === sourceKey
    const known = isSame && held.current ? held.current : { key: sourceKey, total: 0, pages: new Map() }
    results.forEach((result, i) => {
      const page = pages[i]
      if (!result.data || page === undefined) return
      known.pages.set(page, result.data.rows)
      known.total = result.data.total
    })
    held.current = known
  } else {
    isPrevious = held.current !== null && held.current.key !== sourceKey
  }
  const shown = held.current
  return {
    total: shown ? shown.total : null,
    rowAt: index => shown?.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    error: failed ? appErrorOf(failed.error) : null,
    again: () => {
      for (const result of results) void result.refetch()
    },
    isPrevious,
  }
}

/** How many rows the list has, from the same question that draws its first rows; null until known. */
export function useRowTotal<Row>(source: RowSource<Row>): number | null {
  const result = useQuery({ ...pageQuery(source, 0), placeholderData: keepPreviousData })
  return result.data?.total ?? null
}

/** One row of the list by its place. */
export function useRowAt<Row>(source: RowSource<Row>, index: number | null): Row | undefined {
  const page = Math.floor((index ?? 0) / pageRows)
  const result = useQuery({ ...pageQuery(source, page), enabled: index !== null })
  return index === null ? undefined : result.data?.rows[index % pageRows]
}

/** Reads rows one by one from `index` on, forwards or backwards, to the end of the list; pages that were read before are not asked again. */
export async function* rowsFrom<Row>(
  cache: QueryClient,
  source: RowSource<Row>,
  index: number,
  step: 1 | -1,
): AsyncGenerator<{ row: Row; index: number }> {
  for (let at = index; at >= 0; at += step) {
    const { rows, total } = await cache.fetchQuery(pageQuery(source, Math.floor(at / pageRows)))
    const row = rows[at % pageRows]
    if (at >= total || row === undefined) return
    yield { row, index: at }
  }
}
