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
  const crowded = new Set<number>()
  forEachBlock(sortedEntries(people, visitBlockKeys), (key, from, to) => {
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

/** Room for so many keys of a person at first; what is not filled takes none. */
const usualKeys = 48
const rowsPerHash = 2 ** 21

/** Hash and row of every key as one number, in ascending order. */
function sortedEntries(
  people: readonly PreparedPerson[],
  visitKeys: (person: PreparedPerson, add: (key: number) => void) => void,
): Float64Array {
  let entries = new Float64Array(people.length * usualKeys)
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
  return entries.subarray(0, n).sort()
}

const hashOf = (entry: number | undefined) => Math.floor((entry ?? 0) / rowsPerHash)

function forEachBlock(entries: Float64Array, visit: (key: number, from: number, to: number) => void): void {
  for (let from = 0; from < entries.length; ) {
    const key = hashOf(entries[from])
    let to = from + 1
    while (to < entries.length && hashOf(entries[to]) === key) to++
    visit(key, from, to)
    from = to
  }
}

/** Keys of one person only find nobody in a scan, but do for somebody new: they stay. Blocks that are too big go. */
function withoutCrowds(entries: Float64Array): Pick<BlockIndex, 'hashes' | 'rows'> {
  let n = 0
  forEachBlock(entries, (_, from, to) => {
    if (to - from > largestBlock) return
    entries.copyWithin(n, from, to)
    n += to - from
  })
  const hashes = new Uint32Array(n)
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const entry = entries[i] ?? 0
    hashes[i] = hashOf(entry)
    rows[i] = entry % rowsPerHash
  }
  return { hashes, rows }
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
