import type { DateOrder } from '../../formats/format.ts'
import type { Encoding } from './decode.ts'

export type ColumnRule = 'fill' | 'clear'

/** What a person said about the columns of a file; it holds for every file with the same header. */
export type ColumnAnswers = {
  /** The id of the format. */
  source: string
  /** By header: the canonical column that it is, or none of them. Empty: as the format finds them. */
  columns: Record<string, string | null>
  dateOrder?: DateOrder | undefined
  decimalMark?: '.' | ',' | undefined
  /** By canonical column: it only fills gaps, or its empty cells erase. Else a value is weighed as usual. */
  rules?: Record<string, ColumnRule> | undefined
  /** Only for files that do not say it themselves. */
  encoding?: Encoding | undefined
}
