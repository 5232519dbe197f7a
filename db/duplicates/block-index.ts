import { visitBlockKeys, visitDividingKeys } from './block-keys.ts'
import type { PreparedPerson } from './prepare.ts'

/** Who shares a key with whom: hashes in ascending order, with the person of each. */
export type BlockIndex = {
  hashes: Uint32Array
  rows: Uint32Array
  /** Keys that too many people share. */
  crowded: ReadonlySet<number>
  people: readonly PreparedPerson[]
}

/** A block of more people than this is divided; a part of it that is still bigger compares nobody. */
const largestBlock = 25

/** Everybody's keys, crowded ones divided; at most 2^21 people. */
export function indexBlocks(people: readonly PreparedPerson[]): BlockIndex {
  const all = sortedEntries(people, (person, add) => visitBlockKeys(person, add))
  const crowded = new Set<number>()
  forEachBlock(all, (key, from, to) => {
    if (to - from > largestBlock) crowded.add(key)
  })
  const entries = sortedEntries(people, (person, add) => visitLookupKeys(person, crowded, add))
  return { ...withoutCrowds(entries), crowded, people }
}

function visitLookupKeys(
  person: PreparedPerson,
  crowded: ReadonlySet<number>,
  visit: (key: number, needsName: boolean) => void,
): void {
  visitBlockKeys(person, (key, { worthDividing, needsName }) => {
    if (!crowded.has(key)) visit(key, needsName)
    else if (worthDividing) visitDividingKeys(key, person, part => visit(part, needsName))
  })
}

type Entries = { hashes: Uint32Array; rows: Uint32Array }
const rowsPerHash = 2 ** 21

function sortedEntries(
  people: readonly PreparedPerson[],
  visitKeys: (person: PreparedPerson, add: (key: number) => void) => void,
): Entries {
  let entries = new Float64Array(people.length * 16)
  let n = 0
  for (const [row, person] of people.entries()) {
    visitKeys(person, key => {
      if (n === entries.length) {
        const grown = new Float64Array(n * 2 + 16)
        grown.set(entries)
        entries = grown
      }
      entries[n++] = key * rowsPerHash + row
    })
  }
  const sorted = entries.subarray(0, n).sort()
  const hashes = new Uint32Array(n)
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const entry = sorted[i] ?? 0
    hashes[i] = Math.floor(entry / rowsPerHash)
    rows[i] = entry % rowsPerHash
  }
  return { hashes, rows }
}

function forEachBlock({ hashes }: Entries, visit: (key: number, from: number, to: number) => void): void {
  for (let from = 0; from < hashes.length; ) {
    const key = hashes[from] ?? 0
    let to = from + 1
    while (to < hashes.length && hashes[to] === key) to++
    visit(key, from, to)
    from = to
  }
}

/** Keys of one person only find nobody in a scan, but do for somebody new: they stay. Blocks that are too big go. */
function withoutCrowds(entries: Entries): Entries {
  let n = 0
  forEachBlock(entries, (_, from, to) => {
    if (to - from > largestBlock) return
    for (let i = from; i < to; i++) {
      entries.hashes[n] = entries.hashes[i] ?? 0
      entries.rows[n++] = entries.rows[i] ?? 0
    }
  })
  return { hashes: entries.hashes.slice(0, n), rows: entries.rows.slice(0, n) }
}

/**
 * Visits everybody in the first `before` rows who shares a key with the person, some of them more than once; `needsName`: by a key that
 * says little beyond the name.
 */
export function visitCandidates(
  index: BlockIndex,
  person: PreparedPerson,
  before: number,
  visit: (row: number, needsName: boolean) => void,
): void {
  const { hashes, rows } = index
  visitLookupKeys(person, index.crowded, (key, needsName) => {
    for (let i = firstAt(hashes, key); hashes[i] === key; i++) {
      const row = rows[i] ?? before
      if (row >= before) return
      visit(row, needsName)
    }
  })
}

function firstAt(hashes: Uint32Array, key: number): number {
  let low = 0
  let high = hashes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((hashes[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}
