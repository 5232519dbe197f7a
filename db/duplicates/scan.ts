import type Database from 'better-sqlite3'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newestGroup } from '../journal/group.ts'
import { findCandidates } from './candidates.ts'
import { comparePeople } from './compare.ts'
import { explainFindings } from './explain.ts'
import {
  type AreTold,
  type Band,
  type Duplicates,
  findDuplicates,
  type Outcome,
  type SearchOptions,
} from './find-duplicates.ts'
import { type PreparedPerson, preparePerson } from './prepare.ts'
import { type Compared, changedSince, type PairRow, type ScanReport, storePairs } from './queue.ts'
import { readPeople } from './read-people.ts'
import { readToldApart } from './told-apart.ts'
import { readLastScan, readUsual } from './usual.ts'

export type ScanHooks = {
  /** 0..1, often. */
  onProgress: (share: number) => void
  isCancelled: () => boolean
}

/** Thrown when `isCancelled` said so: nothing was written. */
export class ScanCancelled extends Error {}

/** For whoever has to wait between comparing and writing. */
export function refuseCancelled({ isCancelled }: Pick<ScanHooks, 'isCancelled'>): void {
  if (isCancelled()) throw new ScanCancelled()
}

/** Compares everybody with everybody. Pairs of which a person said that they are two are left out. Reads only. Throws ScanCancelled. */
export function compareEverybody(db: ReadDb, hooks: ScanHooks): Compared {
  const group = newestGroup(db)
  const people = prepareAll(db, liveIds(db), hooks)
  const found = search(people, { areTold: areToldOf(db, people) }, hooks)
  const scan = { group, expected: found.usual.expected }
  return { changed: null, people: people.ids.length, rows: pairRows(db, people, found), scan }
}

/** More changed contacts than this are as many as all. */
const mostChanged = 1000

/** Compares only what changed since the last scan, with those whom it may be. Reads only. Throws ScanCancelled. */
export function compareChanged(db: ReadDb, hooks: ScanHooks): Compared {
  const last = readLastScan(db)
  if (!last) return compareEverybody(db, hooks)
  const group = newestGroup(db)
  const changed = changedSince(db, last.group, mostChanged + 1)
  if (changed.length > mostChanged) return compareEverybody(db, hooks)
  const people = prepareAll(db, neighbours(db, changed), hooks)
  const found = search(people, { areTold: areToldOf(db, people), usual: readUsual(db) }, hooks)
  const rows = pairRows(db, people, found, new Set(changed))
  return { changed, people: changed.length, rows, scan: { ...last, group } }
}

/** Compares everybody and rewrites the queue. Throws ScanCancelled: then nothing was written. */
export function scanDuplicates(sqlite: Database.Database, hooks: ScanHooks): ScanReport {
  return storePairs(sqlite, compareEverybody(handlesOf(sqlite).read, hooks))
}

/** Whom each prepared record is of; what was typed is read again for the few that are shown. */
type People = { ids: readonly string[]; prepared: readonly PreparedPerson[] }

/** What was typed takes much room: a part of the people is read at a time, and only what is compared is kept. */
const readAtOnce = 250

function prepareAll(db: ReadDb, contactIds: readonly string[], hooks: ScanHooks): People {
  const ids: string[] = []
  const prepared: PreparedPerson[] = []
  for (let from = 0; from < contactIds.length; from += readAtOnce) {
    report(hooks, (readingShare * from) / contactIds.length)
    for (const person of readPeople(db, contactIds.slice(from, from + readAtOnce))) {
      ids.push(person.contactId)
      prepared.push(preparePerson(person))
    }
  }
  return { ids, prepared }
}

function liveIds(db: ReadDb): string[] {
  return db
    .all<{ id: string }>(
      'SELECT id FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY id',
    )
    .map(row => row.id)
}

function areToldOf(db: ReadDb, { ids }: People): AreTold {
  const areTold = readToldApart(db)
  return (a, b) => areTold(ids[a] ?? '', ids[b] ?? '')
}

function search({ prepared }: People, options: SearchOptions, hooks: ScanHooks): Duplicates {
  const steps = findDuplicates(prepared, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    report(hooks, readingShare + (1 - readingShare) * step.value)
  }
}

/** How much of a scan is reading. */
const readingShare = 0.25

function report(hooks: ScanHooks, share: number): void {
  refuseCancelled(hooks)
  hooks.onProgress(share)
}

/** The changed contacts, whom they may be, and whom either was found with before. */
function neighbours(db: ReadDb, changed: readonly string[]): string[] {
  const near = new Set(changed)
  for (const person of readPeople(db, changed)) for (const id of findCandidates(db, person)) near.add(id)
  const partners = db.all<{ id: string }>(
    `SELECT contact_b AS id FROM duplicate_pairs WHERE contact_a IN (SELECT value FROM json_each(@ids))
     UNION SELECT contact_a FROM duplicate_pairs WHERE contact_b IN (SELECT value FROM json_each(@ids))`,
    { ids: JSON.stringify([...near]) },
  )
  for (const { id } of partners) near.add(id)
  return [...near]
}

type FoundPair = {
  a: number
  b: number
  score: number
  band: Band
  outcome: Outcome
}

/** A household is proposed when it is this likely. */
const proposeHouseholdAt = 0.8

function foundPairs({ sets, households }: Duplicates): FoundPair[] {
  const pairs = new Map<string, FoundPair>()
  for (const { members, score, band } of sets) {
    for (const [place, b] of members.entries())
      for (const a of members.slice(0, place))
        pairs.set(`${a} ${b}`, { a, b, score, band, outcome: 'same_person' })
  }
  for (const { a, b, household } of households) {
    if (household < proposeHouseholdAt || pairs.has(`${a} ${b}`)) continue
    pairs.set(`${a} ${b}`, { a, b, score: household, band: 'look', outcome: 'same_household' })
  }
  return [...pairs.values()]
}

/** The rows of the queue, with reasons. Of an update only those about a changed contact. People of one household need no proposal. */
function pairRows(
  db: ReadDb,
  { ids, prepared }: People,
  found: Duplicates,
  changed: ReadonlySet<string> | null = null,
): PairRow[] {
  const isMeant = (i: number) => changed === null || changed.has(ids[i] ?? '')
  const meant = foundPairs(found).filter(({ a, b }) => isMeant(a) || isMeant(b))
  const shown = new Map(
    readPeople(db, [...new Set(meant.flatMap(({ a, b }) => [ids[a] ?? '', ids[b] ?? '']))]).map(person => [
      person.contactId,
      person,
    ]),
  )
  return meant.flatMap(({ a: i, b: j, ...rest }): PairRow[] => {
    const isInOrder = (ids[i] ?? '') < (ids[j] ?? '')
    const [first, second] = isInOrder ? [i, j] : [j, i]
    const [x, y] = [prepared[first], prepared[second]]
    const [one, other] = [shown.get(ids[first] ?? ''), shown.get(ids[second] ?? '')]
    if (!x || !y || !one || !other) return []
    const isOneHousehold = one.householdId !== null && one.householdId === other.householdId
    if (rest.outcome === 'same_household' && isOneHousehold) return []
    const evidence = JSON.stringify(explainFindings(comparePeople(x, y), one, other))
    return [{ a: one.contactId, b: other.contactId, ...rest, evidence }]
  })
}
