import { keepPreviousData, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { AppError } from '../../electron/contract/errors.ts'
import type { Method, Reply, Topic } from '../../electron/contract/method.ts'
import { appErrorOf, CallError, call } from './call.ts'

/** Exactly one of the three, so that a screen cannot show old rows beside an error. */
export type CallState<T> =
  | { status: 'loading' }
  | { status: 'failed'; error: AppError; again: () => void }
  /** `isPrevious`: the answer to the question before this one, while the new one is on its way. */
  | { status: 'ready'; value: T; isPrevious: boolean }

/** The cache of answers. The office is on this computer, so being offline changes nothing. */
export function createCallCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  })
}

/** Reads a query and reads it again when the office says that something it depends on changed. */
export function useCall<In extends z.ZodType, Out extends z.ZodType>(
  method: Method<In, Out>,
  input: z.input<In>,
  { enabled = true, keepPrevious = true }: { enabled?: boolean; keepPrevious?: boolean } = {},
): CallState<z.output<Out>> {
  const result = useQuery({
    queryKey: [method.name, input],
    queryFn: async () => valueOf(await call(method, input)),
    meta: { reads: method.reads },
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  return stateOf<z.output<Out>>({
    value: result.data,
    thrown: result.error,
    isPrevious: result.isPlaceholderData,
    again: () => void result.refetch(),
  })
}

/** The one state behind what react-query knows. A failure hides older rows. */
export function stateOf<T>(known: {
  value: T | undefined
  thrown: unknown
  isPrevious: boolean
  again: () => void
}): CallState<T> {
  if (known.thrown) return { status: 'failed', error: appErrorOf(known.thrown), again: known.again }
  if (known.value === undefined) return { status: 'loading' }
  return { status: 'ready', value: known.value, isPrevious: known.isPrevious }
}

export function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new CallError(reply.error)
  return reply.value
}

export function intersects(reads: unknown, topics: readonly Topic[]): boolean {
  return Array.isArray(reads) && topics.some(topic => reads.includes(topic))
}

/**
 * Asks again what depends on these topics. A question that is still on its way is asked anew as well: its answer may be older than the
 * change, and the cache alone would take it for the newest.
 */
export async function askAgain(cache: QueryClient, topics: readonly Topic[]): Promise<void> {
  const predicate = (query: { meta?: Record<string, unknown> | undefined }) =>
    intersects(query.meta?.['reads'], topics)
  await cache.cancelQueries({ predicate })
  await cache.invalidateQueries({ predicate })
}

/** Mounted once: asks again what is on screen when the office reports a change, and forgets the rest. */
export function useChangedEvents(): void {
  const cache = useQueryClient()
  useEffect(
    () =>
      window.office.on(event => {
        if (event.type !== 'changed') return
        void askAgain(cache, event.topics)
      }),
    [cache],
  )
}

/** A write. `error` is the failure of the last run; a new run clears it. */
export function useCommand<In extends z.ZodType, Out extends z.ZodType>(method: Method<In, Out>) {
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  async function run(input: z.input<In>): Promise<Reply<z.output<Out>>> {
    setRunning(true)
    setError(null)
    const reply = await call(method, input)
    setRunning(false)
    if (!reply.ok) setError(reply.error)
    return reply
  }
  return { run, isRunning, error, clearError: () => setError(null) }
}
