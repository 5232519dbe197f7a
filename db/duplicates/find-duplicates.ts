import { comparePeople, type Findings } from './compare.ts'
import { findPairs, finish, indexPeople, type MatchingIndex, type Pair, type Usual } from './find-pairs.ts'
import { judgedLikelihood } from './likelihood.ts'
import type { PersonForMatching } from './person.ts'
import { preparePerson } from './prepare.ts'
import { formSets, linkAt } from './sets.ts'
import { weighFindings } from './weigh.ts'

/** `certain` may be merged in bulk, `likely` one by one, `look` only after looking. */
export type Band = 'certain' | 'likely' | 'look'

/** Records of one person, by their places in the list. */
export type DuplicateSet = { members: number[]; score: number; band: Band }

export type Duplicates = {
  sets: DuplicateSet[]
  /** Two people of one home or one number. */
  households: Pair[]
  usual: Usual
}

/** Whether somebody said that these two are not one person. */
export type AreTold = (a: number, b: number) => boolean

export const lookAt = 0.15
const certainAt = 0.995

export function bandOf(same: number): Band {
  return same >= certainAt ? 'certain' : same >= linkAt ? 'likely' : 'look'
}

export type SearchOptions = {
  areTold?: AreTold
  /** What is usual in the whole office, when these are only some of its people. */
  usual?: Usual
}

/** The whole search. Yields how far it is (0..1). */
export function* findDuplicates(
  people: readonly PersonForMatching[],
  { areTold = () => false, usual }: SearchOptions = {},
): Generator<number, Duplicates> {
  const prepared = people.map(preparePerson)
  yield 0.05
  const index = indexPeople(prepared, usual)
  yield 0.1
  const search = findPairs(index, usual !== undefined)
  for (;;) {
    const step = search.next()
    if (step.done) return duplicatesOf({ ...index, usual: step.value.usual }, step.value.pairs, areTold)
    yield 0.1 + 0.85 * step.value
  }
}

function duplicatesOf(index: MatchingIndex, pairs: readonly Pair[], areTold: AreTold): Duplicates {
  const compare = (a: number, b: number) => comparison(index, a, b)
  const untold = pairs.filter(pair => !areTold(pair.a, pair.b))
  const supportOf = (a: number, b: number) => (areTold(a, b) ? -Infinity : compare(a, b).support)
  const sets = formSets(untold, supportOf).map(members => ratedSet(members, (a, b) => compare(a, b).same))
  const setOf = new Map(sets.flatMap((set, i) => set.members.map(member => [member, i] as const)))
  const looks = untold
    .filter(({ a, b, same }) => same >= lookAt && (setOf.get(a) ?? -1) !== (setOf.get(b) ?? -2))
    .map(({ a, b, same }): DuplicateSet => ({ members: [a, b], score: Math.min(same, linkAt), band: 'look' }))
  return {
    sets: [...sets, ...looks],
    households: pairs.filter(pair => pair.household >= 0.5),
    usual: index.usual,
  }
}

/** No single comparison outweighs all others. */
const mostSupport = 9
/** Two records that merely know too little of each other are hardly a reason to part those who stand between them. */
const leastSupportOfStrangers = -2

function comparison(
  { people, usual }: MatchingIndex,
  a: number,
  b: number,
): { same: number; support: number } {
  const [x, y] = [people[Math.min(a, b)], people[Math.max(a, b)]]
  if (!x || !y) return { same: 0, support: -Infinity }
  const found = comparePeople(x, y)
  const { same } = judgedLikelihood(weighFindings(found, x, y, usual.counts), usual.expected, usual.size)
  const least = areToldApart(found) ? -mostSupport : leastSupportOfStrangers
  return { same, support: Math.max(least, Math.min(mostSupport, Math.log(same / (1 - same)))) }
}

/** By something that hardly anybody has two of. */
function areToldApart({ given, generation, isMixed }: Findings): boolean {
  return given === 'different' || given === 'couple' || generation === 'different' || isMixed
}

/** A set is as sure as its least sure member is of its best link. */
function ratedSet(members: number[], likenessOf: (a: number, b: number) => number): DuplicateSet {
  let score = 1
  let lowest = 1
  for (const a of members) {
    let best = 0
    for (const b of members) {
      if (a === b) continue
      const likeness = likenessOf(a, b)
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
