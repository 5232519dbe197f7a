import { connectedLinks, linkedPeople } from '../duplicates/connected.ts'
import type { Explanation } from '../duplicates/explain.ts'
import type { Band, Outcome } from '../duplicates/find-duplicates.ts'
import { type AreToldApart, readToldApart } from '../duplicates/told-apart.ts'
import type { ReadDb } from '../handles.ts'
import { inOrder } from './verdict-rows.ts'

/** An import that asks has no conclusion. */
export type Evidence = Omit<Explanation, 'conclusion'> & { conclusion: string | null }

/** Records that are thought to be one person, or people of one household. */
export type DuplicateSet = {
  contactIds: string[]
  /** 0..1: as sure as its least sure record is of its best link. */
  score: number
  band: Band
  outcome: Outcome
  evidence: Evidence
  foundBy: 'scan' | 'import'
}

/** A row of `v_potential_duplicate_contacts`. */
type Pair = {
  a: string
  b: string
  score: number
  band: Band
  outcome: Outcome
  evidence: string
  found_by: 'scan' | 'import'
}

const keyOf = (a: string, b: string) => inOrder(a, b).join(' ')
const weakest: readonly Band[] = ['look', 'likely', 'certain']

/**
 * What is left to decide: the pairs that were found, gathered into sets, without what a person has answered and what is merged by now.
 * Surest first.
 */
export function findDuplicateSets(db: ReadDb): DuplicateSet[] {
  const areTold = readToldApart(db)
  const pairs = db.all<Pair>(
    `SELECT contact_a AS a, contact_b AS b, score, band, outcome, evidence, found_by
     FROM v_potential_duplicate_contacts ORDER BY score DESC, a, b`,
  )
  const isLink = (pair: Pair) => pair.outcome === 'same_person' && pair.band !== 'look'
  const sets = connectedLinks<string, Pair>(pairs.filter(isLink)).flatMap(group =>
    isToldApart(group, areTold) ? group.map(p => [p]) : [group],
  )
  const inOneSet = new Set(sets.flatMap(group => allPairs(membersOf(group)).map(([a, b]) => keyOf(a, b))))
  const alone = pairs.filter(pair => !isLink(pair) && !inOneSet.has(keyOf(pair.a, pair.b)))
  return [...sets, ...alone.map(pair => [pair])]
    .map(setOf)
    .toSorted((x, y) => y.score - x.score || ((x.contactIds[0] ?? '') < (y.contactIds[0] ?? '') ? -1 : 1))
}

/** The four queues a person works through, surest first: three of one person, one of households. */
export function countQueues(sets: readonly DuplicateSet[]) {
  const people = sets.filter(set => set.outcome === 'same_person')
  const inBand = (band: Band) => people.filter(set => set.band === band).length
  return {
    certain: inBand('certain'),
    likely: inBand('likely'),
    look: inBand('look'),
    households: sets.length - people.length,
  }
}

function membersOf(pairs: readonly Pair[]): string[] {
  return linkedPeople(pairs).toSorted()
}

function allPairs(ids: readonly string[]): [string, string][] {
  return ids.flatMap((a, i) => ids.slice(i + 1).map((b): [string, string] => [a, b]))
}

/** Two of them are different people by a person's word: then each pair is asked about by itself. */
function isToldApart(pairs: readonly Pair[], areTold: AreToldApart): boolean {
  return pairs.length > 1 && allPairs(membersOf(pairs)).some(([a, b]) => areTold(a, b))
}

function setOf(pairs: Pair[]): DuplicateSet {
  const contactIds = membersOf(pairs)
  const best = contactIds.map(id =>
    Math.max(...pairs.flatMap(p => (p.a === id || p.b === id ? [p.score] : []))),
  )
  const isWhole = pairs.length === (contactIds.length * (contactIds.length - 1)) / 2
  const bands = new Set(pairs.map(pair => pair.band))
  const band = weakest.find(name => bands.has(name)) ?? 'look'
  const said = pairs.map(
    pair => JSON.parse(pair.evidence) as Omit<Explanation, 'conclusion'> & Partial<Explanation>,
  )
  return {
    contactIds,
    score: Math.min(...best),
    // Of a set that is merged unseen every two must be certain.
    band: band === 'certain' && !isWhole ? 'likely' : band,
    outcome: pairs[0]?.outcome ?? 'same_person',
    evidence: {
      for: [...new Set(said.flatMap(evidence => evidence.for))],
      against: [...new Set(said.flatMap(evidence => evidence.against))],
      conclusion: said.find(evidence => evidence.conclusion !== undefined)?.conclusion ?? null,
    },
    foundBy: pairs.some(pair => pair.found_by === 'scan') ? 'scan' : 'import',
  }
}

/** One record of a set, as a list shows it. */
export type SetMember = {
  contactId: string
  fullName: string
  email: string | null
  phone: string | null
  city: string | null
  sourceSystem: string
  createdAt: string
}

/** In the order of the ids; those that are gone are left out. */
export function findSetMembers(db: ReadDb, contactIds: readonly string[]): SetMember[] {
  return db.all<SetMember>(
    `SELECT c.id AS contactId, c.full_name AS fullName, c.email, c.phone, c.source_system AS sourceSystem, c.created_at AS createdAt,
       (SELECT a.city FROM contact_addresses a WHERE a.contact_id = c.id AND a.is_primary = 1 AND a.deleted_at IS NULL) AS city
     FROM json_each(?) j JOIN contacts c ON c.id = j.value ORDER BY j.key`,
    [JSON.stringify(contactIds)],
  )
}
