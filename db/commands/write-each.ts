import type Database from 'better-sqlite3'
import { type Group, type GroupIntent, writeGroup } from '../journal/group.ts'
import { CommandRefused } from './refused.ts'

type Each<Item> = {
  /** Of those that are done: its title counts them. */
  intent: (items: readonly Item[]) => GroupIntent
  /** False, or a CommandRefused before it has written anything, when this one cannot be done. */
  one: (group: Group, item: Item) => boolean
  atEnd?: (group: Group, items: readonly Item[]) => void
}

/** Some cannot be done: the action is taken back, to be begun anew with the others. */
class SomeLeftOut extends Error {
  readonly places: ReadonlySet<number>
  constructor(places: ReadonlySet<number>) {
    super()
    this.places = places
  }
}

/** Does the same with many things as one action; those that cannot be done are left out and not counted. Answers how many were done. */
export function writeEach<Item>(sqlite: Database.Database, items: readonly Item[], each: Each<Item>): number {
  if (items.length === 0) return 0
  try {
    writeGroup(sqlite, each.intent(items), group => {
      const leftOut = items.flatMap((item, place) => (isDone(() => each.one(group, item)) ? [] : [place]))
      if (leftOut.length > 0) throw new SomeLeftOut(new Set(leftOut))
      each.atEnd?.(group, items)
    })
    return items.length
  } catch (error) {
    if (!(error instanceof SomeLeftOut)) throw error
    return writeEach(
      sqlite,
      items.filter((_, place) => !error.places.has(place)),
      each,
    )
  }
}

function isDone(work: () => boolean): boolean {
  try {
    return work()
  } catch (error) {
    if (error instanceof CommandRefused) return false
    throw error
  }
}
