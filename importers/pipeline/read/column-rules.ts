import { type Cell, clearableParts, type MappedRow, type PersonPart } from '../../formats/format.ts'
import type { OpenedSource } from './open-source.ts'

/** What the person wants of the columns of this file beyond the usual; null when nothing. */
export type ColumnRules = {
  fillOnly: PersonPart[]
  /** A part is cleared when all of its columns in this file are empty. */
  clears: { part: PersonPart; columns: string[] }[]
}

export function columnRulesOf({ format, columnIndex, answers }: OpenedSource): ColumnRules | null {
  const rules = new Map(Object.entries(answers?.rules ?? {}))
  const columns = format.columns.filter(({ name }) => columnIndex.has(name))
  const partsWith = (rule: 'fill' | 'clear') =>
    columns.flatMap(({ name, part }) => (part && rules.get(name) === rule ? [part] : []))
  const fillOnly = [...new Set(partsWith('fill'))]
  const clears = [...new Set(partsWith('clear'))]
    .filter(part => clearableParts.includes(part))
    .map(part => ({ part, columns: columns.filter(each => each.part === part).map(({ name }) => name) }))
  return fillOnly.length + clears.length === 0 ? null : { fillOnly, clears }
}

/** The row with what is wanted of its columns. `cell` reads the same row. */
export function withColumnRules(rules: ColumnRules, mapped: MappedRow, cell: Cell): MappedRow {
  if (!mapped.record?.person) return mapped
  const clears = rules.clears
    .filter(({ columns }) => columns.every(column => cell(column) === null))
    .map(({ part }) => part)
  const person = { ...mapped.record.person, fillOnly: rules.fillOnly, clears }
  return { record: { ...mapped.record, person }, problems: [] }
}
