import type { ReadDb } from '../handles.ts'
import type { Usual } from './find-pairs.ts'
import { type Expected, expectedAtFirst } from './likelihood.ts'
import { preparePerson } from './prepare.ts'
import { readPeople } from './read-people.ts'
import { countValues } from './shares.ts'

const sampleSize = 3000
const settingName = 'duplicateScan'

/** What the last scan left for the next: up to which action it saw, and how common duplicates are here. */
export type LastScan = { group: number; expected: Expected }

/** Null before the first scan on this computer. */
export function readLastScan(db: ReadDb): LastScan | null {
  const row = db.get<{ value: string }>('SELECT value FROM settings WHERE name = ?', [settingName])
  return row ? (JSON.parse(row.value) as LastScan) : null
}

/** A setting of this computer, like the pairs themselves. */
export function lastScanSetting(scan: LastScan): [name: string, value: string] {
  return [settingName, JSON.stringify(scan)]
}

/**
 * What is usual in the office, from at most some thousand people spread over all: enough to know common names from rare ones, and read
 * in a moment.
 */
export function readUsual(db: ReadDb): Usual {
  const { size, last } = db.get<{ size: number; last: number | null }>(
    'SELECT count(*) AS size, max(seq) AS last FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL',
  ) ?? { size: 0, last: 0 }
  const step = Math.max(1, Math.ceil((last ?? 0) / sampleSize))
  const seqs = Array.from({ length: Math.floor((last ?? 0) / step) }, (_, i) => (i + 1) * step)
  const ids = db
    .all<{ id: string }>('SELECT id FROM contacts WHERE seq IN (SELECT value FROM json_each(?))', [
      JSON.stringify(seqs),
    ])
    .map(row => row.id)
  return {
    counts: countValues(readPeople(db, ids).map(preparePerson)),
    expected: readLastScan(db)?.expected ?? expectedAtFirst,
    size,
  }
}

const kept = new WeakMap<ReadDb, { usual: Usual; newest: number }>()

/** The same for whoever asks again and again: a rare name stays rare until the office has grown by a tenth. */
export function usualOf(db: ReadDb): Usual {
  const newest = db.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM contacts')?.seq ?? 0
  const earlier = kept.get(db)
  if (earlier && Math.abs(newest - earlier.newest) <= earlier.newest / 10)
    return { ...earlier.usual, expected: readLastScan(db)?.expected ?? expectedAtFirst }
  const usual = readUsual(db)
  kept.set(db, { usual, newest })
  return usual
}
