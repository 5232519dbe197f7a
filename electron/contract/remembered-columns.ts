import { z } from 'zod'
import { command, query } from './method.ts'
import { Instant, Window } from './values.ts'

export const DateOrder = z.enum(['mdy', 'dmy'])
export const DecimalMark = z.enum(['.', ','])
/** What a file without a mark of its own may be written in. */
export const ChosenEncoding = z.enum(['Windows-1252', 'Mac Roman', 'DOS 437'])

export const ColumnRules = z.record(z.string().max(100), z.enum(['fill', 'clear']))

/** What a person says about the columns of a file. It is remembered for every file with the same header. */
export const ColumnAnswers = z.strictObject({
  source: z.string().max(60),
  /** By header: the column of the source that it is, or none. Empty: as the office finds them. */
  columns: z.record(z.string().max(1000), z.string().max(100).nullable()),
  dateOrder: DateOrder.optional(),
  decimalMark: DecimalMark.optional(),
  encoding: ChosenEncoding.optional(),
  /** By column of the source: it only fills gaps, or its empty cells erase. Else its values are weighed as usual. */
  rules: ColumnRules.optional(),
})
export type ColumnAnswers = z.infer<typeof ColumnAnswers>

/** What somebody said about the columns of a file; files with the same header are read that way without asking. */
export const RememberedColumns = z.object({
  /** Fingerprint of the header. */
  rememberedId: z.string(),
  source: z.string(),
  label: z.string(),
  /** The file it was said about; null when its import is no longer known. */
  fileName: z.string().nullable(),
  /** The columns in words: "Who is Full Name". */
  columns: z.string(),
  answeredAt: Instant,
  answeredBy: z.string(),
  answers: ColumnAnswers,
})
export type RememberedColumns = z.infer<typeof RememberedColumns>

/** The latest first. */
export const listRememberedColumns = query({
  name: 'imports.rememberedColumns',
  input: z.strictObject({ ...Window }),
  output: z.object({ total: z.int(), rows: z.array(RememberedColumns) }),
  reads: ['imports'],
})

/** Files with this header are asked about again. What was imported stays. Kept on this computer, not in History. */
export const forgetColumns = command({
  name: 'imports.forgetColumns',
  input: z.strictObject({ rememberedId: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ forgotten: z.boolean() }),
})
