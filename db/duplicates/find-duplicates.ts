import { findPairs, finish, indexPeople, type MatchingIndex, type Pair } from './find-pairs.ts'
import { type Expected, evidenceOf, judgedLikelihood } from './likelihood.ts'
import type { PersonForMatching } from './person.ts'
import { preparePerson } from './prepare.ts'
import { formSets, linkAt } from './sets.ts'

/** `certain` may be merged in bulk, `likely` one by one, `look` only after looking. */
export type Band = 'certain' | 'likely' | 'look'

/** Records of one person, by their places in the list. */
export type DuplicateSet = { members: number[]; score: number; band: Band }

export type Duplicates = {
  sets: DuplicateSet[]
  /** Two people of one home or one number. */
  households: Pair[]
  expected: Expected
}

/** Whether somebody said that these two are not one person. */
export type AreTold = (a: number, b: number) => boolean

export const lookAt = 0.15
const certainAt = 0.995

/** The whole search. Yields how far it is (0..1). */
export function* findDuplicates(
  people: readonly PersonForMatching[],
  areTold: AreTold = () => false,
): Generator<number, Duplicates> {
  const prepared = people.map(preparePerson)
  yield 0.05
  const index = indexPeople(prepared)
  yield 0.1
  const search = findPairs(index)
  for (;;) {
    const step = search.next()
    if (step.done) return duplicatesOf({ ...index, expected: step.value.expected }, step.value.pairs, areTold)
    yield 0.1 + 0.85 * step.value
  }
}

function duplicatesOf(index: MatchingIndex, pairs: readonly Pair[], areTold: AreTold): Duplicates {
  const { people, counts, expected } = index
  const known = new Map(pairs.map(pair => [pair.a * people.length + pair.b, pair.same]))
  const likenessOf = (a: number, b: number): number => {
    if (areTold(a, b)) return 0
    const score = known.get(a * people.length + b)
    if (score !== undefined) return score
    const [x, y] = [people[a], people[b]]
    return x && y ? judgedLikelihood(evidenceOf(x, y, counts), expected, people.length).same : 0
  }
  const untold = pairs.filter(pair => !areTold(pair.a, pair.b))
  const sets = formSets(untold, likenessOf).map(members => ratedSet(members, likenessOf))
  const inSets = new Map(sets.flatMap((set, i) => set.members.map(member => [member, i] as const)))
  const looks = untold
    .filter(({ a, b, same }) => same >= lookAt && (inSets.get(a) ?? -1) !== (inSets.get(b) ?? -2))
    .map(({ a, b, same }): DuplicateSet => ({ members: [a, b], score: Math.min(same, linkAt), band: 'look' }))
  return {
    sets: [...sets, ...looks],
    households: pairs.filter(pair => pair.household >= 0.5),
    expected,
  }
}

/** A set is as sure as its least sure member is of its best link. */
function ratedSet(members: number[], likenessOf: (a: number, b: number) => number): DuplicateSet {
  let score = 1
  let lowest = 1
  for (const a of members) {
    let best = 0
    for (const b of members) {
      if (a === b) continue
      const likeness = likenessOf(Math.min(a, b), Math.max(a, b))
      best = Math.max(best, likeness)
      lowest = Math.min(lowest, likeness)
    }
    score = Math.min(score, best)
  }
  const isCertain = score >= certainAt && lowest >= linkAt
  return { members, score: Math.max(score, linkAt), band: isCertain ? 'certain' : 'likely' }
}

/** The whole search at once. */
export function findAllDuplicates(people: readonly PersonForMatching[]): Duplicates {
  return finish(findDuplicates(people))
}
