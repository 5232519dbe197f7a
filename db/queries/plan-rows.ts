import type { ReadDb } from '../handles.ts'

const outcomes = ['error', 'conflict', 'updated', 'created', 'skipped', 'unchanged'] as const
type RowOutcome = (typeof outcomes)[number]
type PlanList = RowOutcome | 'protected' | 'question'

export type PlanRowFilter = {
  batchId: string
  outcome?: RowOutcome | undefined
  only?: 'protected' | 'question' | undefined
}
export type StoredPlanRow = {
  row: number
  outcome: RowOutcome
  title: string
  contactId: string | null
  /** The contract's PlanField list, as it was stored. */
  fields: unknown
  reason: string | null
}

type Part = { list: PlanList; first_index: number; row_count: number }

/** The stored parts of what a filter shows: one list, or all outcomes, those that need somebody first. */
function partsOf(db: ReadDb, filter: PlanRowFilter): Part[] {
  const wanted = wantedLists(filter)
  return db
    .all<Part>('SELECT list, first_index, row_count FROM import_plan_rows WHERE batch_id = ?', [
      filter.batchId,
    ])
    .filter(part => wanted.includes(part.list))
    .sort((a, b) => wanted.indexOf(a.list) - wanted.indexOf(b.list) || a.first_index - b.first_index)
}

function wantedLists(filter: PlanRowFilter): readonly PlanList[] {
  if (filter.only === 'protected') return ['protected']
  if (filter.only === 'question') return ['conflict', 'question']
  return filter.outcome === undefined ? outcomes : [filter.outcome]
}

/** How many rows of a plan the filter shows; `only` goes before an outcome. */
export function countPlanRows(db: ReadDb, filter: PlanRowFilter): number {
  return partsOf(db, filter).reduce((sum, part) => sum + part.row_count, 0)
}

/** A window of a plan's rows, each list in the order of the file. Reads only the parts that the window touches. */
export function listPlanRows(
  db: ReadDb,
  input: PlanRowFilter & { offset: number; limit: number },
): StoredPlanRow[] {
  const rows: StoredPlanRow[] = []
  let start = 0
  for (const part of partsOf(db, input)) {
    const end = start + part.row_count
    if (end > input.offset && start < input.offset + input.limit) {
      const from = Math.max(0, input.offset - start)
      rows.push(...readPart(db, input.batchId, part).slice(from, input.offset + input.limit - start))
    }
    start = end
  }
  return rows
}

function readPart(db: ReadDb, batchId: string, part: Part): StoredPlanRow[] {
  const stored = db.get<{ rows: string }>(
    'SELECT rows FROM import_plan_rows WHERE batch_id = ? AND list = ? AND first_index = ?',
    [batchId, part.list, part.first_index],
  )
  return stored ? (JSON.parse(stored.rows) as StoredPlanRow[]) : []
}
