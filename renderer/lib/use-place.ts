import { useCallback, useRef, useSyncExternalStore } from 'react'
import { z } from 'zod'
import { hashOfPlace, type Place, placeOfHash } from './navigation.ts'

/**
 * Where the window is. Every entry of the history has a key, and what a screen wants to find again (scroll, selection,
 * search text) is kept in memory under that key: back goes where I came from, and nothing is written to disk.
 */
type Trail = Step & { hash: string; place: Place }

/** What a step of the history carries: `depth` counts our own steps before it, `from` is the key of the one it was reached from. */
const Step = z.object({ key: z.string(), depth: z.int(), from: z.string().nullable() })
type Step = z.infer<typeof Step>

const kept = new Map<string, Map<string, unknown>>()
const listeners = new Set<() => void>()
let trail: Trail | null = null
let lastKey = 0

function newKey(): string {
  return `${Date.now().toString(36)}-${++lastKey}`
}

/** The step after the present one; the first one of this window when there is none yet. */
function nextStep(): Step {
  return { key: newKey(), depth: trail ? trail.depth + 1 : 0, from: trail?.key ?? null }
}

/** A step of which the history knows nothing yet was made by a link. */
function readTrail(): Trail {
  const state: unknown = history.state
  const known = Step.safeParse(state)
  const step = known.success ? known.data : nextStep()
  if (!known.success) history.replaceState(step, '')
  return { ...step, hash: location.hash, place: placeOfHash(location.hash) }
}

function current(): Trail {
  if (!trail) {
    trail = readTrail()
    window.addEventListener('popstate', () => {
      trail = readTrail()
      tell()
    })
  }
  return trail
}

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Goes to a place as a new step of the history. Going where we are already does nothing. */
export function navigate(place: Place): void {
  const hash = hashOfPlace(place)
  if (hash === current().hash) return
  const step = nextStep()
  history.pushState(step, '', hash)
  trail = { ...step, hash, place }
  tell()
}

/** Changes the address of the present step: a filter, the selected row. */
export function redirect(place: Place): void {
  const { key, depth, from } = current()
  const hash = hashOfPlace(place)
  history.replaceState({ key, depth, from }, '', hash)
  trail = { key, depth, from, hash, place }
  tell()
}

/** One step back; at the first step of this window it stays where it is. */
export function goBack(): void {
  if (current().depth > 0) history.back()
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => current().place)
}

/** A link's address, for real `<a href>`s that can be focused and named. */
export function hrefOf(place: Place): string {
  return hashOfPlace(place)
}

/** What was kept under a name for the present step of the history. */
export function keptValue<T>(name: string): T | undefined {
  return kept.get(current().key)?.get(name) as T | undefined
}

/** What was kept under a name for the step from which the present one was reached. */
export function keptBefore<T>(name: string): T | undefined {
  const { from } = current()
  return from === null ? undefined : (kept.get(from)?.get(name) as T | undefined)
}

/** Keeps a value for the present step without drawing anything again: scroll positions. */
export function keep(name: string, value: unknown): void {
  const { key } = current()
  const values = kept.get(key) ?? new Map<string, unknown>()
  values.set(name, value)
  kept.set(key, values)
}

/** State that belongs to a step of the history: it is there again after going away and back. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const first = useRef(initial)
  const value = useSyncExternalStore(subscribe, () => {
    const found = keptValue<T>(name)
    return found === undefined ? first.current : found
  })
  const set = useCallback(
    (next: T) => {
      keep(name, next)
      tell()
    },
    [name],
  )
  return [value, set]
}
