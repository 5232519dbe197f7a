import type { ReadDb } from '../handles.ts'

/** The pairs of contacts of which a person said that they are two; `areTold` answers in any order. */
export function readToldApart(db: ReadDb): { areTold: (a: string, b: string) => boolean } {
  const told = new Set(
    db
      .all<{ pair: string }>(
        `SELECT contact_a_id || ' ' || contact_b_id AS pair FROM duplicate_verdicts WHERE deleted_at IS NULL`,
      )
      .map(row => row.pair),
  )
  return { areTold: (a, b) => told.size > 0 && told.has(a < b ? `${a} ${b}` : `${b} ${a}`) }
}
