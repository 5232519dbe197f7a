import type { ReadDb } from '../handles.ts'

/** Whether a person said of two contacts that they are two, or two of one household; in any order. */
export type AreToldApart = (a: string, b: string) => boolean

/** Reads all verdicts that stand, once. */
export function readToldApart(db: ReadDb): AreToldApart {
  const told = new Set(
    db
      .all<{ pair: string }>(
        `SELECT contact_a_id || ' ' || contact_b_id AS pair FROM duplicate_verdicts WHERE deleted_at IS NULL`,
      )
      .map(row => row.pair),
  )
  return (a, b) => told.size > 0 && told.has(a < b ? `${a} ${b}` : `${b} ${a}`)
}
