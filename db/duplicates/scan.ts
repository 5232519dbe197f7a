import type Database from 'better-sqlite3'
import { handlesOf, type ReadDb, type WriteDb } from '../handles.ts'
import { nowInstant } from '../ids.ts'
import { newestGroup, writeLocal } from '../journal/group.ts'
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
import { readPeople } from './read-people.ts'
import { readToldApart } from './told-apart.ts'
import { type LastScan, lastScanSetting, readLastScan, readUsual } from './usual.ts'

export type ScanHooks = {
  /** 0..1, often. */
  onProgress: (share: number) => void
  isCancelled: () => boolean
}

/** Thrown when `isCancelled` said so: nothing was written. */
export class ScanCancelled extends Error {}

/** What a scan looked at, and what it put into the queue. */
export type ScanReport = { people: number; pairs: number }

/**
 * Compares everybody with everybody and rewrites the queue of duplicates. Pairs of which a person said that they are two are left out,
 * those that an import asks about stay. Throws ScanCancelled.
 */
export function scanDuplicates(sqlite: Database.Database, hooks: ScanHooks): ScanReport {
  const { read } = handlesOf(sqlite)
  const group = newestGroup(read)
  const people = prepareAll(read, liveIds(read), hooks)
  const found = search(people, { areTold: areToldOf(read, people) }, hooks)
  const rows = pairRows(read, people, found)
  writeLocal(sqlite, db => {
    db.run(`DELETE FROM duplicate_pairs WHERE found_by = 'scan'`)
    writeRows(db, rows, { group, expected: found.usual.expected })
  })
  return { people: people.ids.length, pairs: rows.length }
}

/** More changed contacts than this are as many as all. */
const mostChanged = 1000

/** Brings the queue up to date: only what changed since the last scan is compared, with those whom it may be. Throws ScanCancelled. */
export function refreshDuplicates(sqlite: Database.Database, hooks: ScanHooks): ScanReport {
  const { read } = handlesOf(sqlite)
  const last = readLastScan(read)
  if (!last) return scanDuplicates(sqlite, hooks)
  const group = newestGroup(read)
  const changed = read
    .all<{ id: string }>('SELECT id FROM contacts WHERE touched_group > ? LIMIT ?', [
      last.group,
      mostChanged + 1,
    ])
    .map(row => row.id)
  if (changed.length > mostChanged) return scanDuplicates(sqlite, hooks)
  const people = prepareAll(read, neighbours(read, changed), hooks)
  const found = search(people, { areTold: areToldOf(read, people), usual: readUsual(read) }, hooks)
  const rows = pairRows(read, people, found, new Set(changed))
  writeLocal(sqlite, db => {
    const among = 'IN (SELECT value FROM json_each(@ids))'
    db.run(
      `DELETE FROM duplicate_pairs WHERE found_by = 'scan' AND (contact_a ${among} OR contact_b ${among})`,
      { ids: JSON.stringify(changed) },
    )
    writeRows(db, rows, { ...last, group })
  })
  return { people: changed.length, pairs: rows.length }
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
  if (hooks.isCancelled()) throw new ScanCancelled()
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

type PairRow = Omit<FoundPair, 'a' | 'b'> & { a: string; b: string; evidence: string }

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

function writeRows(db: WriteDb, rows: readonly PairRow[], scan: LastScan): void {
  const at = nowInstant()
  const insert = db.prepare(
    `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
     VALUES (?, ?, ?, ?, ?, ?, 'scan', ?)
     ON CONFLICT DO UPDATE SET score = excluded.score, band = excluded.band, outcome = excluded.outcome,
       evidence = excluded.evidence`,
  )
  for (const row of rows) insert.run(row.a, row.b, row.score, row.band, row.outcome, row.evidence, at)
  removeSettled(db)
  db.run(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    lastScanSetting(scan),
  )
}

/** Pairs that a person has answered, or whose contacts are no longer there. What an import asks about a merged record is asked about its survivor. */
function removeSettled(db: WriteDb): void {
  db.run(
    `DELETE FROM duplicate_pairs WHERE EXISTS (
       SELECT 1 FROM duplicate_verdicts v
       WHERE v.contact_a_id = contact_a AND v.contact_b_id = contact_b AND v.deleted_at IS NULL)`,
  )
  db.run(
    `DELETE FROM duplicate_pairs WHERE EXISTS (
       SELECT 1 FROM contacts c
       WHERE c.id IN (contact_a, contact_b) AND (c.deleted_at IS NOT NULL OR c.merged_into_id IS NOT NULL AND found_by = 'scan'))`,
  )
}
