import { type BlockIndex, indexBlocks, visitCandidates } from './block-index.ts'
import { namesGoTogether } from './compare.ts'
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

/** What is usual among all people of an office: how common each value is, how common duplicates are, how many people there are. */
export type Usual = { counts: ValueCounts; expected: Expected; size: number }

/** Everything that comparing people needs. `usual` is of these people themselves, or of all those that they are some of. */
export type MatchingIndex = { people: readonly PreparedPerson[]; blocks: BlockIndex; usual: Usual }

/** Everything that the search in these people looks up, made once. `usual` when they are only some of the office's. */
export function indexPeople(people: readonly PreparedPerson[], usual?: Usual): MatchingIndex {
  return {
    people,
    blocks: indexBlocks(people),
    usual: usual ?? { counts: countValues(people), expected: expectedAtFirst, size: people.length },
  }
}

/** Pairs less likely than this to be one person are nobody's business. */
const worthKeeping = 0.01
/** A household from here on. */
export const householdAt = 0.5

/**
 * All pairs worth a look. Yields how far it is from time to time, so that the caller can report, wait or stop. What is usual is estimated
 * on the way, unless `isUsualKnown`.
 */
export function* findPairs(
  { people, blocks, usual }: MatchingIndex,
  isUsualKnown = false,
): Generator<number, { pairs: Pair[]; usual: Usual }> {
  const found: (Evidence & { a: number; b: number })[] = []
  const comparedWith = new Int32Array(people.length).fill(-1)
  const refusedBy = new Int32Array(people.length).fill(-1)
  for (const [b, person] of people.entries()) {
    visitCandidates(blocks, person, b, (a, needsName) => {
      if (comparedWith[a] === b || (needsName && refusedBy[a] === b)) return
      const other = people[a]
      if (other === undefined) return
      if (needsName && !namesGoTogether(other, person)) {
        refusedBy[a] = b
        return
      }
      comparedWith[a] = b
      const evidence = evidenceOf(other, person, usual.counts)
      if (likelihoodOf(evidence, expectedAtFirst, usual.size).unrelated <= 1 - worthKeeping)
        found.push({ a, b, ...evidence })
    })
    if ((b & 255) === 255) yield b / people.length
  }
  const expected = isUsualKnown ? usual.expected : estimateExpected(found, usual.size)
  const pairs = found
    .map(({ a, b, ...evidence }) => ({ a, b, ...judgedLikelihood(evidence, expected, usual.size) }))
    .filter(pair => pair.same >= worthKeeping || pair.household >= householdAt)
  return { pairs, usual: { ...usual, expected } }
}

/** Runs a search to its end. */
export function finish<T>(search: Generator<number, T>): T {
  for (;;) {
    const step = search.next()
    if (step.done) return step.value
  }
}
