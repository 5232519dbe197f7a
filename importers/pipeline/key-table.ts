import { rowHash } from './row-hash.ts'

/**
 * A number for each of many texts, which are not kept: 85 bits of each in their place, twenty bytes a slot. A million take forty megabytes, and
 * two texts are taken for one less often than a disk misreads.
 */
export type KeyTable = { get: (text: string) => number | null; set: (text: string, value: number) => void }

/** Open addressing, at most two thirds full. */
export function keyTable(): KeyTable {
  let slots = emptySlots(1024)
  let used = 0
  function place(key: number, check: number): number {
    const last = slots.keys.length - 1
    let at = key & last
    while (slots.keys[at] !== noKey && (slots.keys[at] !== key || slots.checks[at] !== check))
      at = (at + 1) & last
    return at
  }
  function put(key: number, check: number, value: number): void {
    const at = place(key, check)
    if (slots.keys[at] === noKey) used++
    slots.keys[at] = key
    slots.checks[at] = check
    slots.values[at] = value
  }
  function grow(): void {
    const { keys, checks, values } = slots
    slots = emptySlots(keys.length * 2)
    used = 0
    for (const [at, key] of keys.entries()) {
      if (key !== noKey) put(key, checks[at] ?? 0, values[at] ?? 0)
    }
  }
  return {
    get(text) {
      const at = place(keyOf(text), checkOf(text))
      return slots.keys[at] === noKey ? null : (slots.values[at] ?? null)
    },
    set(text, value) {
      put(keyOf(text), checkOf(text), value)
      if (used * 3 > slots.keys.length * 2) grow()
    },
  }
}

const noKey = -1

function keyOf(text: string): number {
  return rowHash([text], 1)
}

function checkOf(text: string): number {
  return rowHash([text], 2) >>> 0
}

function emptySlots(size: number) {
  return {
    keys: new Float64Array(size).fill(noKey),
    checks: new Uint32Array(size),
    values: new Float64Array(size),
  }
}
