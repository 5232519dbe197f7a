import { isDeepStrictEqual } from 'node:util'
import type Database from 'better-sqlite3'
import type { ReadDb, WriteDb } from '../handles.ts'
import { nowInstant } from '../ids.ts'
import { writeLocal } from '../journal/group.ts'
import type { Band, Outcome } from './find-duplicates.ts'
import { type LastScan, lastScanSetting, readLastScan } from './usual.ts'

/** A pair as the queue keeps it; `a` is the smaller id. */
export type PairRow = { a: string; b: string; score: number; band: Band; outcome: Outcome; evidence: string }

/** What a comparison found; nothing is written yet. */
export type Compared = {
  /** Whose pairs these are; null: everybody's. */
  changed: readonly string[] | null
  people: number
  rows: readonly PairRow[]
  scan: LastScan
}

/** What a scan looked at, how many pairs it found, and how many of the queue are others than before. */
export type ScanReport = { people: number; pairs: number; changes: number }

/** Whether somebody changed since the queue was brought up to date. */
export function isQueueOutdated(db: ReadDb): boolean {
  return changedSince(db, readLastScan(db)?.group ?? 0, 1).length > 0
}

/** The contacts, at most so many, that actions after this one touched. */
export function changedSince(db: ReadDb, group: number, limit: number): string[] {
  return db
    .all<{ id: string }>('SELECT id FROM contacts WHERE touched_group > ? LIMIT ?', [group, limit])
    .map(row => row.id)
}

/**
 * Brings the queue in line with what was found; pairs that an import asks about stay. Whoever changed after they were compared is left to
 * the next comparison, so that others may write while a long one is under way.
 */
export function storePairs(sqlite: Database.Database, { changed, people, rows, scan }: Compared): ScanReport {
  return writeLocal(sqlite, db => {
    const changedSoon = new Set(changedSince(db, scan.group, -1))
    const isAsCompared = ({ a, b }: PairRow) => !changedSoon.has(a) && !changedSoon.has(b)
    const found = new Map(rows.filter(isAsCompared).map(row => [keyOf(row), row]))
    let removed = 0
    for (const { foundBy, ...stored } of storedPairs(db, changed)) {
      const row = found.get(keyOf(stored))
      if (isDeepStrictEqual(row, stored)) found.delete(keyOf(stored))
      if (row !== undefined || foundBy === 'import' || !isAsCompared(stored)) continue
      db.run('DELETE FROM duplicate_pairs WHERE contact_a = ? AND contact_b = ?', [stored.a, stored.b])
      removed++
    }
    writeRows(db, [...found.values()])
    removeSettled(db)
    db.run(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      lastScanSetting(scan),
    )
    return { people, pairs: rows.length, changes: removed + found.size }
  })
}

const keyOf = ({ a, b }: PairRow) => `${a} ${b}`

/** The queue as it is: all of it, or what is about these contacts. */
function storedPairs(
  db: ReadDb,
  changed: readonly string[] | null,
): (PairRow & { foundBy: 'scan' | 'import' })[] {
  const all =
    'SELECT contact_a AS a, contact_b AS b, score, band, outcome, evidence, found_by AS foundBy FROM duplicate_pairs'
  if (changed === null) return db.all(all)
  const among = 'IN (SELECT value FROM json_each(@ids))'
  return db.all(`${all} WHERE contact_a ${among} OR contact_b ${among}`, { ids: JSON.stringify(changed) })
}

function writeRows(db: WriteDb, rows: readonly PairRow[]): void {
  const at = nowInstant()
  const insert = db.prepare(
    `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
     VALUES (?, ?, ?, ?, ?, ?, 'scan', ?)
     ON CONFLICT DO UPDATE SET score = excluded.score, band = excluded.band, outcome = excluded.outcome,
       evidence = excluded.evidence`,
  )
  for (const row of rows) insert.run(row.a, row.b, row.score, row.band, row.outcome, row.evidence, at)
}

/** Pairs that a person has answered, or whose contacts are no longer there. What an import asks about a merged record is asked about its survivor. */
function removeSettled(db: WriteDb): void {
  db.run(
    `DELETE FROM duplicate_pairs WHERE EXISTS (
       SELECT 1 FROM duplicate_verdicts v
       WHERE v.contact_a_id = contact_a AND v.contact_b_id = contact_b AND v.deleted_at IS NULL)`,
  )
  db.run(
    `DELETE FROM duplicate_pairs WHERE 2 > (
       SELECT count(*) FROM contacts c
       WHERE c.id IN (contact_a, contact_b) AND c.deleted_at IS NULL AND (c.merged_into_id IS NULL OR found_by = 'import'))`,
  )
}
