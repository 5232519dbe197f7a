import { useEffect, useRef, useSyncExternalStore } from 'react'

/** One key (`n`, `[`, `Escape`) or two one after the other (`g p`); `Mod+z` is Ctrl or Cmd with Z. */
export type Shortcut = {
  keys: string
  /** What happens, in words, for the help of `?`. */
  label: string
  run: () => void
  /** Heading in the help; the screen's own ones by default. */
  group?: string
}

const active = new Set<{ current: readonly Shortcut[] }>()
const listeners = new Set<() => void>()
let snapshot: readonly Shortcut[] = []
let pending: { key: string; at: number } | null = null

function tell(): void {
  snapshot = [...active].flatMap(group => group.current)
  for (const listener of listeners) listener()
}

/** `Mod+` in front for Ctrl or Cmd; letters as typed, so `?` is `?` on every keyboard. */
export function keyName(event: { key: string; ctrlKey: boolean; metaKey: boolean }): string {
  const isModified = event.ctrlKey || event.metaKey
  if (!isModified) return event.key
  return `Mod+${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
}

/** The shortcut for a key, given the key before it (within 1.2 seconds). A screen's own keys win over those of the frame. */
export function findShortcut(
  shortcuts: readonly Shortcut[],
  key: string,
  before: string | null,
): Shortcut | undefined {
  for (const keys of before ? [`${before} ${key}`, key] : [key]) {
    const found = shortcuts.filter(s => s.keys === keys)
    const best = found.findLast(s => s.group === undefined) ?? found.at(-1)
    if (best) return best
  }
  return undefined
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

function isInDialog(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
  )
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const key = keyName(event)
  if (isInDialog(event.target) || (isTyping(event.target) && key !== 'Mod+k')) return
  const before = pending && event.timeStamp - pending.at < 1200 ? pending.key : null
  const found = findShortcut(snapshot, key, before)
  const startsSequence = snapshot.some(s => s.keys.startsWith(`${key} `))
  pending = startsSequence ? { key, at: event.timeStamp } : null
  if (!found) return
  event.preventDefault()
  pending = null
  found.run()
}

/** Mounted once by the frame. */
export function useShortcutKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Keys that work while this screen is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const held = useRef(shortcuts)
  const names = shortcuts.map(s => `${s.keys}=${s.label}`).join('|')
  useEffect(() => {
    held.current = shortcuts
    snapshot = [...active].flatMap(group => group.current)
  })
  useEffect(() => {
    active.add(held)
    tell()
    return () => {
      active.delete(held)
      tell()
    }
  }, [names])
}

/** All keys that work now, for the help. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}
