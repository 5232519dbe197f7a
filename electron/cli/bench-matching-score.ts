import type { Duplicates } from '../../db/duplicates/find-duplicates.ts'

/** Shares of pairs; null where nobody said who is who. */
export type MatchingScore = {
  records: number
  /** Pairs said to be one person. */
  pairs: number
  precision: number | null
  recall: number | null
  f1: number | null
  /** Pairs said to be one household. */
  households: number
  /** Pairs that may be merged in bulk, and how many of them rightly. */
  certainPairs: number
  certainPrecision: number | null
}

export function scoreMatching(
  found: Duplicates,
  labels: readonly string[] | null,
  records: number,
): MatchingScore {
  const asserted = found.sets.filter(set => set.band !== 'look')
  const certain = asserted.filter(set => set.band === 'certain')
  const all = countPairs(asserted, labels)
  const sure = countPairs(certain, labels)
  const precision = shareOf(all.right, all.pairs, labels)
  const recall = shareOf(all.right, labels ? truePairs(labels) : 0, labels)
  return {
    records,
    pairs: all.pairs,
    precision,
    recall,
    f1: precision === null || recall === null ? null : meanOf(precision, recall),
    households: found.households.length,
    certainPairs: sure.pairs,
    certainPrecision: shareOf(sure.right, sure.pairs, labels),
  }
}

/** Every two members of a set, once. */
export function pairsOf(members: readonly number[]): [number, number][] {
  return members.flatMap((b, i) =>
    members.slice(0, i).map((a): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  )
}

function countPairs(
  sets: readonly { members: readonly number[] }[],
  labels: readonly string[] | null,
): { pairs: number; right: number } {
  let pairs = 0
  let right = 0
  for (const { members } of sets) {
    for (const [a, b] of pairsOf(members)) {
      pairs++
      if (labels && labels[a] === labels[b]) right++
    }
  }
  return { pairs, right }
}

function truePairs(labels: readonly string[]): number {
  const sizes = new Map<string, number>()
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
}

/** Of nothing, everything is right. */
function shareOf(part: number, whole: number, labels: readonly string[] | null): number | null {
  return labels ? (whole === 0 ? 1 : part / whole) : null
}

function meanOf(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}
