import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { CommandRefused } from '../commands/refused.ts'
import { changedSince } from '../duplicates/queue.ts'
import { readLastScan } from '../duplicates/usual.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { type DuplicateSet, findDuplicateSets } from './duplicate-sets.ts'
import { mergeInGroup } from './merge.ts'
import { suggestMerge } from './suggest-merge.ts'

/** Sets that may be merged without looking at each: one person beyond doubt, and nobody in it changed since they were compared. */
export function findCertainSets(db: ReadDb): DuplicateSet[] {
  const last = readLastScan(db)
  const changed = new Set(last === null ? [] : changedSince(db, last.group, -1))
  return findDuplicateSets(db).filter(
    ({ band, outcome, contactIds }) =>
      band === 'certain' && outcome === 'same_person' && !contactIds.some(id => changed.has(id)),
  )
}

/** The same for the same sets of the same records, in whatever order they come. */
export function fingerprintOf(sets: readonly DuplicateSet[]): string {
  const members = sets.map(set => set.contactIds.toSorted().join(' ')).toSorted()
  return createHash('sha256').update(members.join('\n')).digest('hex')
}

/** Some of them at random, for a person to look at before all are merged; `fingerprint` is of them all. */
export function sampleCertainSets(
  db: ReadDb,
  count: number,
): { total: number; fingerprint: string; sets: DuplicateSet[] } {
  const all = findCertainSets(db)
  const sets = all
    .map(set => ({ set, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ set }) => set)
  return { total: all.length, fingerprint: fingerprintOf(all), sets }
}

export type MergeHooks = {
  /** After each set. */
  onProgress: (progress: { done: number; of: number }) => void
  isCancelled: () => boolean
}

/** Thrown when `isCancelled` said so: everything has been rolled back. */
export class MergeCancelled extends Error {}

/**
 * Merges all certain sets with the suggested values, as one undoable action; each can also be taken apart by itself. `fingerprint` is of
 * the sets that the person was told about: when there are others by now, nothing is done. Throws CommandRefused, MergeCancelled.
 */
export function mergeCertainSets(
  sqlite: Database.Database,
  { fingerprint, who }: { fingerprint: string; who: string },
  hooks: MergeHooks,
): { merges: number; mergedRecords: number } {
  const sets = findCertainSets(handlesOf(sqlite).read)
  if (fingerprintOf(sets) !== fingerprint) throw new CommandRefused('change.outdated')
  if (sets.length === 0) return { merges: 0, mergedRecords: 0 }
  const title = `Merged ${sets.length} ${sets.length === 1 ? 'set' : 'sets'} of certain duplicates`
  return writeGroup(sqlite, { who, origin: 'staff', title }, group => {
    let mergedRecords = 0
    for (const [done, { contactIds }] of sets.entries()) {
      if (hooks.isCancelled()) throw new MergeCancelled()
      const { survivorId } = suggestMerge(group.db, contactIds)
      const otherIds = contactIds.filter(id => id !== survivorId)
      mergedRecords += mergeInGroup(group, { survivorId, otherIds }).mergedIds.length
      hooks.onProgress({ done: done + 1, of: sets.length })
    }
    return { merges: sets.length, mergedRecords }
  })
}
