import { comparePeople } from './compare.ts'
import type { PreparedPerson } from './prepare.ts'
import type { ValueCounts } from './shares.ts'
import { type Evidence, weighFindings } from './weigh.ts'

/** How likely two records are one person, one household, or neither; the three add up to 1. */
export type Likelihood = { same: number; household: number; unrelated: number }

/** How many others somebody is recorded as, and shares a home with, on average. Differs from list to list, so it is estimated from the people themselves. */
export type Expected = { copies: number; household: number }

/** Before anybody was looked at. */
export const expectedAtFirst: Expected = { copies: 0.3, household: 0.7 }
/** As much as this many people say for the first expectation. */
const weightOfFirst = 500
/** In a list of few people chance agreements are as rare as in one of this many. */
const fewestPeople = 1000

/** Bayes' rule: the evidence, and how common duplicates and households are in this list. */
export function likelihoodOf(evidence: Evidence, expected: Expected, size: number): Likelihood {
  const others = size + fewestPeople
  const same = evidence.same + Math.log(expected.copies / others)
  const household = evidence.household + Math.log(expected.household / others)
  const { unrelated } = evidence
  const top = Math.max(same, household, unrelated)
  const s = Math.exp(same - top)
  const h = Math.exp(household - top)
  const u = Math.exp(unrelated - top)
  const all = s + h + u
  return { same: s / all, household: h / all, unrelated: u / all }
}

/**
 * Taking a household for one person does more harm than leaving one person two records, which the household still shows together:
 * between the two, a household gets the benefit of the doubt.
 */
const benefitOfDoubt = 3

/** The likelihood that verdicts and scores go by. */
export function judgedLikelihood(evidence: Evidence, expected: Expected, size: number): Likelihood {
  const { same, household, unrelated } = likelihoodOf(evidence, expected, size)
  const all = same + benefitOfDoubt * household + unrelated
  return { same: same / all, household: (benefitOfDoubt * household) / all, unrelated: unrelated / all }
}

/** What all that two people have and have not in common says. */
export function evidenceOf(a: PreparedPerson, b: PreparedPerson, counts: ValueCounts): Evidence {
  return weighFindings(comparePeople(a, b), a, b, counts)
}

/** How common duplicates and households are in this list, from the evidence of its pairs (expectation maximisation of the two shares). */
export function estimateExpected(evidence: readonly Evidence[], size: number): Expected {
  let expected = expectedAtFirst
  for (let round = 0; round < 20; round++) {
    let copies = expectedAtFirst.copies * weightOfFirst
    let household = expectedAtFirst.household * weightOfFirst
    for (const pair of evidence) {
      const likelihood = likelihoodOf(pair, expected, size)
      copies += likelihood.same
      household += likelihood.household
    }
    const people = size + weightOfFirst
    const next = { copies: copies / people, household: household / people }
    const isSettled =
      Math.abs(next.copies - expected.copies) + Math.abs(next.household - expected.household) < 0.001
    expected = next
    if (isSettled) break
  }
  return expected
}
