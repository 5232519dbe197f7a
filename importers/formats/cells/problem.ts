import type { CellProblem, MappedRow } from '../format.ts'

/** A problem with one cell; `reason` is a sentence. Long values are cut for the report. */
export function problem(column: string, value: string | null, reason: string): CellProblem {
  const text = value ?? ''
  return { column, value: text.length > 200 ? `${text.slice(0, 200)}…` : text, reason }
}

/** A row that cannot be imported as it is. */
export function refused(...problems: CellProblem[]): MappedRow {
  return { record: null, problems }
}

/** A row that is rightly not imported; the reason is a sentence. */
export function skipped(skipReason: string): MappedRow {
  return { record: null, problems: [], skipReason }
}
