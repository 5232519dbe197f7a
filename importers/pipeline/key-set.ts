import { rowHash } from './row-hash.ts'

/**
 * Texts of which only 32 bits each are kept: a million take eight megabytes, and none keeps the piece of the file alive that it was cut from.
 * It may say yes to a text that was never added (two in ten thousand, of a million; always, before it has read), never no to one that was.
 */
export type KeySet = { has: (key: string) => boolean; add: (key: string) => void }

/** So often it says yes before it reads what it knows: the few rows of a small file are sooner looked up than a large office is read. */
const unreadLooks = 1000

/** What `read` answers is read when it has been asked a while; what is added before that must be in it. */
export function keySet(read: () => Iterable<string>): KeySet {
  let hashes: ReturnType<typeof hashSet> | null = null
  let looks = 0
  function known() {
    if (hashes !== null) return hashes
    hashes = hashSet()
    for (const key of read()) hashes.add(hashOf(key))
    return hashes
  }
  return {
    has: key => (hashes === null && ++looks <= unreadLooks) || known().has(hashOf(key)),
    add(key) {
      hashes?.add(hashOf(key))
    },
  }
}

/** Never 0, which marks an empty slot. */
function hashOf(key: string): number {
  return rowHash([key], 0) >>> 0 || 1
}

/** Open addressing, at most half full. */
function hashSet(): { has: (hash: number) => boolean; add: (hash: number) => void } {
  let slots = new Uint32Array(1024)
  let used = 0
  function slotOf(hash: number): number {
    let at = hash & (slots.length - 1)
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) & (slots.length - 1)
    return at
  }
  function put(hash: number): void {
    const at = slotOf(hash)
    if (slots[at] === hash) return
    slots[at] = hash
    used++
  }
  return {
    has: hash => slots[slotOf(hash)] === hash,
    add(hash) {
      put(hash)
      if (used * 2 <= slots.length) return
      const full = slots
      slots = new Uint32Array(full.length * 2)
      used = 0
      for (const kept of full) if (kept !== 0) put(kept)
    },
  }
}
