import type { ReadDb } from '../handles.ts'
import { findCandidates } from './candidates.ts'
import { comparePeople } from './compare.ts'
import { type Explanation, explainFindings } from './explain.ts'
import { type Band, bandOf, lookAt, type Outcome } from './find-duplicates.ts'
import { householdAt, type Usual } from './find-pairs.ts'
import { judgedLikelihood } from './likelihood.ts'
import type { PersonForMatching } from './person.ts'
import { preparePerson } from './prepare.ts'
import { readPeople } from './read-people.ts'
import { weighFindings } from './weigh.ts'

/** A contact that somebody may be, or may live with. */
export type ContactMatch = {
  contactId: string
  outcome: Outcome
  band: Band
  score: number
  explanation: Explanation
}

/** The contacts that a person being typed may be, likeliest first; those of the household after them. */
export function findMatches(db: ReadDb, person: PersonForMatching, usual: Usual): ContactMatch[] {
  const typed = preparePerson(person)
  const matches = readPeople(db, findCandidates(db, person)).flatMap((other): ContactMatch[] => {
    const prepared = preparePerson(other)
    const found = comparePeople(prepared, typed)
    const evidence = weighFindings(found, prepared, typed, usual.counts)
    const { same, household } = judgedLikelihood(evidence, usual.expected, usual.size)
    if (same < lookAt && household < householdAt) return []
    const outcome = same >= lookAt ? 'same_person' : 'same_household'
    return [
      {
        contactId: other.contactId,
        outcome,
        band: outcome === 'same_person' ? bandOf(same, found) : 'look',
        score: outcome === 'same_person' ? same : household,
        explanation: explainFindings(found, other, person),
      },
    ]
  })
  return matches.sort(
    (x, y) =>
      Number(x.outcome === 'same_household') - Number(y.outcome === 'same_household') ||
      y.score - x.score ||
      (x.contactId < y.contactId ? -1 : 1),
  )
}
