import { z } from 'zod'
import { ColumnAnswers } from './imports.ts'
import { command, query } from './method.ts'
import { Instant, Window } from './values.ts'

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
