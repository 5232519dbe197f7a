import { type BlockIndex, indexBlocks, visitCandidates } from './block-index.ts'
import { isWorthComparing } from './compare.ts'
import {
  type Expected,
  estimateExpected,
  evidenceOf,
  expectedAtFirst,
  judgedLikelihood,
  type Likelihood,
  likelihoodOf,
} from './likelihood.ts'
import type { PreparedPerson } from './prepare.ts'
import { countValues, type ValueCounts } from './shares.ts'
import type { Evidence } from './weigh.ts'

/** Two people, by their place in the list, the first place lower. */
export type Pair = Likelihood & { a: number; b: number }

/** Everything that comparing one of these people with anybody needs. */
export type MatchingIndex = {
  people: readonly PreparedPerson[]
  blocks: BlockIndex
  counts: ValueCounts
  expected: Expected
}

export function indexPeople(people: readonly PreparedPerson[]): MatchingIndex {
  return { people, blocks: indexBlocks(people), counts: countValues(people), expected: expectedAtFirst }
}

/** Pairs less likely than this to be one person, or one household, are nobody's business. */
const worthKeeping = 0.01
const isHousehold = 0.5

/**
 * All pairs worth a look, and what is usual among these people. Yields how far it is from time to time, so that the caller can report,
 * wait or stop.
 */
export function* findPairs(index: MatchingIndex): Generator<number, { pairs: Pair[]; expected: Expected }> {
  const { people, blocks, counts } = index
  const found: (Evidence & { a: number; b: number })[] = []
  const lastSeenBy = new Int32Array(people.length).fill(-1)
  for (const [b, person] of people.entries()) {
    visitCandidates(blocks, person, a => {
      if (a >= b || lastSeenBy[a] === b) return
      lastSeenBy[a] = b
      const other = people[a]
      if (other === undefined || !isWorthComparing(other, person)) return
      const evidence = evidenceOf(other, person, counts)
      if (likelihoodOf(evidence, expectedAtFirst, people.length).unrelated <= 1 - worthKeeping)
        found.push({ a, b, ...evidence })
    })
    if ((b & 255) === 255) yield b / people.length
  }
  const expected = estimateExpected(found, people.length)
  const pairs = found
    .map(({ a, b, ...evidence }) => ({ a, b, ...judgedLikelihood(evidence, expected, people.length) }))
    .filter(pair => pair.same >= worthKeeping || pair.household >= isHousehold)
  return { pairs, expected }
}

/** Runs a search to its end. */
export function finish<T>(search: Generator<number, T>): T {
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
  }
}
