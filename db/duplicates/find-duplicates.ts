import { comparePeople } from './compare.ts'
import {
  findPairs,
  householdAt,
  indexPeople,
  type MatchingIndex,
  type Pair,
  type Usual,
} from './find-pairs.ts'
import type { Findings } from './findings.ts'
import { judgedLikelihood } from './likelihood.ts'
import type { PreparedPerson } from './prepare.ts'
import { formSets, linkAt } from './sets.ts'
import { weighFindings } from './weigh.ts'

/** `certain` may be merged in bulk, `likely` one by one, `look` only after looking. */
export type Band = 'certain' | 'likely' | 'look'

/** What a pair is thought to be. */
export type Outcome = 'same_person' | 'same_household'

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

/** A pair less likely than this to be one person is not shown as one. */
export const lookAt = 0.15
const certainAt = 0.98

/** How sure one pair is by itself; of a set every two are asked. */
export function bandOf(same: number, found: Findings): Band {
  if (same < linkAt) return 'look'
  return same >= certainAt && isClear(found) ? 'certain' : 'likely'
}

export type SearchOptions = {
  areTold?: AreTold
  /** What is usual in the whole office, when these are only some of its people. */
  usual?: Usual
}

/** The whole search. Yields how far it is (0..1). */
export function* findDuplicates(
  people: readonly PreparedPerson[],
  { areTold = () => false, usual }: SearchOptions = {},
): Generator<number, Duplicates> {
  const index = indexPeople(people, usual)
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
  const sets = formSets(untold, supportOf).map(members => ratedSet(members, compare))
  const setOf = new Map(sets.flatMap((set, i) => set.members.map(member => [member, i] as const)))
  const looks = untold
    .filter(({ a, b, same }) => same >= lookAt && (setOf.get(a) ?? -1) !== (setOf.get(b) ?? -2))
    .map(({ a, b, same }): DuplicateSet => ({ members: [a, b], score: Math.min(same, linkAt), band: 'look' }))
  return {
    sets: [...sets, ...looks],
    households: pairs.filter(pair => pair.household >= householdAt),
    usual: index.usual,
  }
}

/** No single comparison outweighs all others: support grows ever slower up to this. */
const mostSupport = 9
/** Two records that merely know too little of each other are hardly a reason to part those who stand between them. */
const leastSupportOfStrangers = -2

/** `isClear`: nothing speaks against it, so that it needs nobody's eyes. */
type Comparison = { same: number; support: number; isClear: boolean }

function comparison({ people, usual }: MatchingIndex, a: number, b: number): Comparison {
  const [x, y] = [people[Math.min(a, b)], people[Math.max(a, b)]]
  if (!x || !y) return { same: 0, support: -Infinity, isClear: false }
  const found = comparePeople(x, y)
  const { same } = judgedLikelihood(weighFindings(found, x, y, usual.counts), usual.expected, usual.size)
  const least = areToldApart(found) ? -mostSupport : leastSupportOfStrangers
  const odds = Math.max(-99, Math.min(99, Math.log(same / (1 - same))))
  const support = Math.max(least, mostSupport * Math.tanh(odds / mostSupport))
  return { same, support, isClear: isClear(found) }
}

/** By something that hardly anybody has two of. */
function areToldApart({ given, generation, isMixed }: Findings): boolean {
  return given === 'different' || given === 'couple' || generation === 'different' || isMixed
}

/**
 * No other first name may be meant: twins share a home, a phone, a birthday, an e-mail of the family, and often all but a letter of the name.
 * Beside that only a number of one's own tells.
 */
function isOneFirstName({ given, isSwapped, id, birth }: Findings): boolean {
  if (id === 'same') return true
  if (given === 'close' || given === 'alike' || given === 'initial') return false
  return !isSwapped || birth === 'same'
}

function isClear(found: Findings): boolean {
  const isOneName =
    !areToldApart(found) &&
    isOneFirstName(found) &&
    found.last !== 'different' &&
    found.middle !== 'different'
  const isOneLife = found.birth !== 'different' && found.id !== 'different' && found.generation !== 'one'
  const isElsewhere = found.address === 'different' || found.address === 'same street'
  return isOneName && isOneLife && !(isElsewhere && found.phone === 'different')
}

/** A set is as sure as its least sure member is of its best link. */
function ratedSet(members: number[], compare: (a: number, b: number) => Comparison): DuplicateSet {
  let score = 1
  let isCertain = true
  for (const a of members) {
    let best = 0
    for (const b of members) {
      if (a === b) continue
      const { same, isClear } = compare(a, b)
      best = Math.max(best, same)
      if (!isClear || same < linkAt) isCertain = false
    }
    score = Math.min(score, best)
  }
  if (score < certainAt) isCertain = false
  return { members, score: Math.max(score, linkAt), band: isCertain ? 'certain' : 'likely' }
}
