import type Database from 'better-sqlite3'
import { handlesOf, type ReadDb, type WriteDb } from '../handles.ts'
import { nowInstant } from '../ids.ts'
import { writeLocal } from '../journal/group.ts'
import { findCandidates } from './candidates.ts'
import { comparePeople } from './compare.ts'
import { explainFindings } from './explain.ts'
import { type Band, type Duplicates, findDuplicates, type SearchOptions } from './find-duplicates.ts'
import { preparePerson } from './prepare.ts'
import { type KnownPerson, readPeople } from './read-people.ts'
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
  const people = readPeople(read)
  const found = search(people, { ...searchOptions(read, people) }, hooks)
  const rows = pairRows(people, found)
  writeLocal(sqlite, db => {
    db.run(`DELETE FROM duplicate_pairs WHERE found_by = 'scan'`)
    writeRows(db, rows, { group, expected: found.usual.expected })
  })
  return { people: people.length, pairs: rows.length }
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
  const people = readPeople(read, neighbours(read, changed))
  const found = search(people, { ...searchOptions(read, people), usual: readUsual(read) }, hooks)
  const rows = pairRows(people, found, new Set(changed))
  writeLocal(sqlite, db => {
    const among = 'IN (SELECT value FROM json_each(?1))'
    db.run(
      `DELETE FROM duplicate_pairs WHERE found_by = 'scan' AND (contact_a ${among} OR contact_b ${among})`,
      [JSON.stringify(changed)],
    )
    writeRows(db, rows, { ...last, group })
  })
  return { people: changed.length, pairs: rows.length }
}

function newestGroup(db: ReadDb): number {
  return db.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
}

function searchOptions(db: ReadDb, people: readonly KnownPerson[]): SearchOptions {
  const { areTold } = readToldApart(db)
  const idOf = (i: number) => people[i]?.contactId ?? ''
  return { areTold: (a, b) => areTold(idOf(a), idOf(b)) }
}

function search(people: readonly KnownPerson[], options: SearchOptions, hooks: ScanHooks): Duplicates {
  const steps = findDuplicates(people, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (hooks.isCancelled()) throw new ScanCancelled()
    hooks.onProgress(step.value)
  }
}

/** The changed contacts, whom they may be, and whom either was found with before. */
function neighbours(db: ReadDb, changed: readonly string[]): string[] {
  const near = new Set(changed)
  for (const person of readPeople(db, changed)) for (const id of findCandidates(db, person)) near.add(id)
  const partners = db.all<{ id: string }>(
    `SELECT contact_b AS id FROM duplicate_pairs WHERE contact_a IN (SELECT value FROM json_each(?1))
     UNION SELECT contact_a FROM duplicate_pairs WHERE contact_b IN (SELECT value FROM json_each(?1))`,
    [JSON.stringify([...near])],
  )
  for (const { id } of partners) near.add(id)
  return [...near]
}

type PairRow = {
  a: string
  b: string
  score: number
  band: Band
  outcome: 'same_person' | 'same_household'
  evidence: string
}

/** A household is proposed when it is this likely; people of one household need no proposal. */
const proposeHouseholdAt = 0.8

function pairRows(
  people: readonly KnownPerson[],
  found: Duplicates,
  changed: ReadonlySet<string> | null = null,
): PairRow[] {
  const rows = new Map<string, PairRow>()
  const add = (i: number, j: number, row: Pick<PairRow, 'score' | 'band' | 'outcome'>) => {
    const [x, y] = [people[i], people[j]]
    if (!x || !y) return
    const [one, other] = x.contactId < y.contactId ? [x, y] : [y, x]
    const key = `${one.contactId} ${other.contactId}`
    if (rows.has(key)) return
    const findings = comparePeople(preparePerson(one), preparePerson(other))
    const evidence = JSON.stringify(explainFindings(findings, one, other))
    rows.set(key, { a: one.contactId, b: other.contactId, ...row, evidence })
  }
  const isMeant = (members: readonly number[]) =>
    changed === null || members.some(i => changed.has(people[i]?.contactId ?? ''))
  for (const { members, score, band } of found.sets) {
    if (!isMeant(members)) continue
    for (const [place, b] of members.entries())
      for (const a of members.slice(0, place)) add(a, b, { score, band, outcome: 'same_person' })
  }
  for (const { a, b, household } of found.households) {
    const isOneAlready = people[a]?.householdId && people[a]?.householdId === people[b]?.householdId
    if (household < proposeHouseholdAt || isOneAlready || !isMeant([a, b])) continue
    add(a, b, { score: household, band: 'look', outcome: 'same_household' })
  }
  return [...rows.values()]
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

/** Pairs that a person has answered, or whose contacts are no longer there. */
function removeSettled(db: WriteDb): void {
  db.run(
    `DELETE FROM duplicate_pairs WHERE EXISTS (
       SELECT 1 FROM duplicate_verdicts v
       WHERE v.contact_a_id = contact_a AND v.contact_b_id = contact_b AND v.deleted_at IS NULL)`,
  )
  db.run(
    `DELETE FROM duplicate_pairs WHERE EXISTS (
       SELECT 1 FROM contacts c
       WHERE c.id IN (contact_a, contact_b) AND (c.deleted_at IS NOT NULL OR c.merged_into_id IS NOT NULL))`,
  )
}
