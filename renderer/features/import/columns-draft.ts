import type { z } from 'zod'
import type { ImportSource, RecognisedFile } from '../../../electron/contract/imports.ts'
import type { ColumnAnswers } from '../../../electron/contract/remembered-columns.ts'

type Source = z.infer<typeof ImportSource>

/** What the office found or guessed about the columns, as answers to start from. */
export function draftOf(file: RecognisedFile): ColumnAnswers {
  const { dateOrder, decimalMark, encodings, encoding } = file
  const chosen = encodings.find(each => each.encoding === encoding)
  return {
    source: file.source,
    columns: Object.fromEntries(file.columns.map(({ header, column }) => [header, column])),
    ...(dateOrder && !dateOrder.isOpen ? { dateOrder: dateOrder.value } : {}),
    ...(decimalMark && !decimalMark.isOpen ? { decimalMark: decimalMark.value } : {}),
    ...(chosen ? { encoding: chosen.encoding } : {}),
    ...(Object.keys(file.rules).length > 0 ? { rules: file.rules } : {}),
  }
}

/** The answers with one column named; what another header was named so far is free again. */
export function withColumn(draft: ColumnAnswers, header: string, column: string | null): ColumnAnswers {
  const columns = Object.entries(draft.columns).map(([each, name]) => {
    if (each === header) return [each, column]
    return [each, column !== null && name === column ? null : name]
  })
  return { ...draft, columns: Object.fromEntries(columns) }
}

export type ColumnRule = 'keep' | 'fill' | 'clear'

export const ruleWords: Record<ColumnRule, string> = {
  keep: 'Add and update',
  fill: 'Fill gaps only',
  clear: 'Empty cells erase',
}

/** What may be wanted of a column of the source: the usual, and what its part of a person allows. */
export function rulesFor(source: Source, column: string | null): ColumnRule[] {
  if (column === null || !source.fillableColumns.includes(column)) return []
  return source.clearableColumns.includes(column) ? ['keep', 'fill', 'clear'] : ['keep', 'fill']
}

export function withRule(draft: ColumnAnswers, column: string, rule: ColumnRule): ColumnAnswers {
  const { [column]: _, ...others } = draft.rules ?? {}
  return { ...draft, rules: rule === 'keep' ? others : { ...others, [column]: rule } }
}

/** What must be said before the file can be planned, in a sentence; null when all is. */
export function openQuestion(draft: ColumnAnswers, source: Source, file: RecognisedFile): string | null {
  const named = new Set(Object.values(draft.columns))
  const missing = source.requiredColumns.filter(column => !named.has(column))
  if (missing.length > 0) return `Say which column is ${listed(missing, 'and')}.`
  const either = source.oneOfColumns
  if (either.length > 0 && !either.some(column => named.has(column)))
    return `Say which column is ${listed(either, 'or')}.`
  if (file.dateOrder?.isOpen && draft.dateOrder === undefined) return 'Say how its dates are written.'
  if (file.decimalMark?.isOpen && draft.decimalMark === undefined) return 'Say how its amounts are written.'
  return null
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map(name => `“${name}”`)
  const last = quoted.at(-1) ?? ''
  return quoted.length === 1 ? last : `${quoted.slice(0, -1).join(', ')} ${word} ${last}`
}

/** What a date of two numbers means in each order: "4 Mar" for `03/04/1961` with the month first. */
export function dateMeanings(sample: string): { mdy: string; dmy: string } | null {
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})/.exec(sample)
  if (!numbers) return null
  const [, first, second, year] = numbers
  const said = (day: string | undefined, month: string | undefined) =>
    `${Number(day)} ${monthWords[Number(month) - 1] ?? '?'} ${year}`
  return { mdy: said(second, first), dmy: said(first, second) }
}

const monthWords = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
