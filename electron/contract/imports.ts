import { z } from 'zod'
import { errorCodes } from './errors.ts'
import { command, query, task } from './method.ts'
import { ChosenEncoding, ColumnAnswers, ColumnRules, DateOrder, DecimalMark } from './remembered-columns.ts'
import { Cents, Currency, Id, Instant, SourceSystem, Window } from './values.ts'

export const FileId = z.string().regex(/^file_[0-9a-f]{32}$/)

/** Of an Excel workbook; Excel itself allows 31 signs. */
const SheetName = z.string().max(255)

/** What being in a Kajabi contact file means for the newsletter. */
export const OptInMeaning = z.enum(['subscribed', 'unsubscribed', 'unknown'])
export type OptInMeaning = z.infer<typeof OptInMeaning>

export const ImportSource = z.object({
  id: z.string(),
  label: z.string(),
  system: SourceSystem,
  requiredColumns: z.array(z.string()),
  /** At least one of these must be there as well, when there are any. */
  oneOfColumns: z.array(z.string()),
  optionalColumns: z.array(z.string()),
  /** Columns that may be told to fill gaps only. */
  fillableColumns: z.array(z.string()),
  /** Columns whose empty cells may be told to erase. */
  clearableColumns: z.array(z.string()),
  /** True when the file has no reliable opt-in column, so the person is asked what being in it means. */
  asksOptIn: z.boolean(),
})
export const listSources = query({
  name: 'sources.list',
  input: z.strictObject({}),
  output: z.object({ sources: z.array(ImportSource) }),
  reads: [],
})

/** How the file is read in this respect. Null instead when it has no such cells. */
const FormQuestion = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value,
    /** Its cells leave it open and nobody answered: what is read could be wrong. */
    isOpen: z.boolean(),
    /** Cells that could be read both ways. */
    samples: z.array(z.string()),
    /** How many cells can only be read otherwise; their rows are not imported. */
    otherwise: z.int(),
  })

export const RecognisedFile = z.object({
  fileId: FileId,
  fileName: z.string(),
  sizeBytes: z.int(),
  source: z.string(),
  label: z.string(),
  /** The sheet of an Excel workbook that is read; null for a text file. */
  sheet: SheetName.nullable(),
  /** All sheets with anything in them; none for a text file. */
  sheets: z.array(z.string()),
  /** Data rows, blank rows not counted. */
  rowCount: z.int(),
  encoding: z.string(),
  delimiter: z.string(),
  asksOptIn: z.boolean(),
  /** The answer given for the last file of this kind, if any. */
  rememberedOptIn: OptInMeaning.nullable(),
  /** Every column of the file with its first cells, and which column of the source it is. */
  columns: z.array(
    z.object({ header: z.string(), samples: z.array(z.string()), column: z.string().nullable() }),
  ),
  /** No header like this is known: its columns are guesses, and nothing is planned before a person has looked at them. */
  isGuessed: z.boolean(),
  /** The columns are as somebody answered for an earlier file with this header. */
  isRemembered: z.boolean(),
  /** What was answered about single columns, now or for that file. */
  rules: ColumnRules,
  dateOrder: FormQuestion(DateOrder).nullable(),
  decimalMark: FormQuestion(DecimalMark).nullable(),
  /** Lines with letters that look different in each encoding it may be written in; empty when the file says which. */
  encodings: z.array(z.object({ encoding: ChosenEncoding, lines: z.array(z.string()) })),
  unknownColumns: z.array(z.string()),
  missingOptionalColumns: z.array(z.string()),
  /** When this exact file (sha-256) was imported before and not undone. */
  importedBeforeAt: Instant.nullable(),
  /** A sentence each: "text looks double-encoded", "columns in another order", … */
  notes: z.array(z.string()),
})
export type RecognisedFile = z.infer<typeof RecognisedFile>

/**
 * Looks at a dropped file: what it is, as told or by itself, and how many rows it has. Of a workbook the wanted sheet is read, else the first
 * that is known. Writes nothing into the office.
 */
export const recogniseFile = task({
  name: 'imports.recognise',
  input: z.strictObject({ fileId: FileId, sheet: SheetName.optional(), answers: ColumnAnswers.optional() }),
  output: RecognisedFile,
})

const Counts = z.object({ created: z.int(), updated: z.int(), unchanged: z.int() })

export const RowError = z.object({
  /** 1 is the first row under the header; of a workbook the row of the sheet. */
  row: z.int(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
})

/** Receipts of older versions lack what their files could not hold. */
const none = { created: 0, updated: 0, unchanged: 0 }

/** What happened to one row of the file. Every row has exactly one outcome, so the books balance. */
export const RowOutcome = z.enum(['created', 'updated', 'unchanged', 'conflict', 'skipped', 'error'])
export type RowOutcome = z.infer<typeof RowOutcome>

const FileTotals = z.object({
  /** What all its money rows add up to, failed ones included. */
  amountCents: Cents,
  byType: z.array(z.object({ type: z.string(), count: z.int(), amountCents: Cents })),
  /** Of what did not fail, by the office's months. */
  byMonth: z.array(z.object({ month: z.string(), count: z.int(), amountCents: Cents })).default([]),
})

/** The receipt of one file: of a dry run and of the real run alike. */
export const BatchReport = z.object({
  batchId: Id,
  source: z.string(),
  label: z.string(),
  file: z.string(),
  /** The sheet of an Excel workbook. */
  sheet: SheetName.nullable().default(null),
  dryRun: z.boolean(),
  /** Data rows read = created + updated + unchanged + conflict + skipped + error of `outcomes`. */
  rows: z.int(),
  outcomes: z.record(RowOutcome, z.int()),
  contacts: Counts,
  transactions: Counts,
  subscriptions: Counts.extend({ missing: z.int(), returned: z.int() }),
  registrations: Counts.default(none),
  bookings: Counts.default(none),
  products: z.object({ created: z.int() }),
  skipped: z.int(),
  /** Values that differed and were kept: locked, from a stronger source, or decided before. */
  protectedFields: z.int(),
  /** New open conflicts. */
  conflicts: z.int(),
  suggestions: z.int(),
  optInsOn: z.int(),
  optInsOff: z.int(),
  errors: z.array(RowError),
  /** Of the currency that most money rows of the file are in; the rest by currency in `others`. */
  totals: FileTotals.extend({
    currency: Currency.nullable().default(null),
    others: z.array(FileTotals.extend({ currency: Currency })).default([]),
  }),
  /** Rows that tell a payment which another system tells too: joined, or parted again, by this file. */
  paymentsToldTwice: z.int().default(0),
  /** What the file states of itself beside what its rows add up to; those that differ first, and not all of very many. */
  checksums: z
    .array(
      z.object({
        label: z.string(),
        /** Null when the file names none. */
        currency: Currency.nullable().default(null),
        statedCents: Cents,
        countedCents: Cents,
      }),
    )
    .default([]),
  /** How many were checked; receipts of older versions list them all. */
  checksumCounts: z.object({ even: z.int(), uneven: z.int() }).optional(),
  /** What is odd about the file, in sentences. */
  notes: z.array(z.string()).default([]),
  /** True when this exact file had been imported before: nothing to do. */
  sameFileAgain: z.boolean(),
  startedAt: Instant,
  seconds: z.number(),
})
export type BatchReport = z.infer<typeof BatchReport>

/** Why an import of several files ended before its last one. The files before `file` are imported, it and those after it are not. */
export const StoppedImport = z.object({
  file: z.string(),
  code: z.enum(errorCodes),
  /** The sentence of the code, of this file. */
  detail: z.string(),
})

/**
 * Imports files one after the other, each in one transaction; a dry run does exactly the same and takes it back.
 * An automatic backup is made first. Cancel leaves nothing of the file in hand behind. What was imported before a failure stays, and is
 * told: a failure is an error only while nothing was imported.
 */
export const runImport = task({
  name: 'imports.run',
  input: z.strictObject({
    files: z
      .array(
        z.strictObject({
          fileId: FileId,
          source: z.string().optional(),
          sheet: SheetName.optional(),
          optIn: OptInMeaning.optional(),
          answers: ColumnAnswers.optional(),
        }),
      )
      .min(1)
      .max(50),
    dryRun: z.boolean().default(false),
  }),
  output: z.object({ batches: z.array(BatchReport), stopped: StoppedImport.nullable() }),
})

/** One field of one row of a plan: what the office has, what the file says, what will happen and why. */
export const PlanField = z.object({
  table: z.string(),
  field: z.string(),
  current: z.string().nullable(),
  incoming: z.string().nullable(),
  action: z.enum(['create', 'fill', 'replace', 'keep', 'conflict', 'suggest', 'add', 'remove']),
  why: z.string(),
  /** Of an amount: what it is in, before and after. Left out where the two differ, and in older receipts. */
  currency: Currency.optional(),
})
export const PlanRow = z.object({
  row: z.int(),
  outcome: RowOutcome,
  /** Who or what the row is about. */
  title: z.string(),
  contactId: Id.nullable(),
  fields: z.array(PlanField),
  reason: z.string().nullable(),
})
export type PlanRow = z.infer<typeof PlanRow>

/** The rows behind a figure of the last dry run or of a finished import. Unchanged rows are counted, not listed. */
export const listPlanRows = query({
  name: 'imports.rows',
  input: z.strictObject({
    batchId: Id,
    outcome: RowOutcome.optional(),
    /** Only rows where a value was protected, or that leave one for a person to decide. */
    only: z.enum(['protected', 'question']).optional(),
    ...Window,
  }),
  output: z.object({ total: z.int(), rows: z.array(PlanRow) }),
  reads: ['imports'],
})

export const ImportBatchRow = z.object({
  batchId: Id,
  source: z.string(),
  label: z.string(),
  fileName: z.string(),
  sheet: SheetName.nullable(),
  importedAt: Instant,
  importedBy: z.string(),
  report: BatchReport,
  undoneAt: Instant.nullable(),
  /** Open conflicts this batch left. */
  openConflicts: z.int(),
})
/** Newest first. Dry runs are not listed. */
export const listImports = query({
  name: 'imports.list',
  input: z.strictObject({ ...Window }),
  output: z.object({ total: z.int(), rows: z.array(ImportBatchRow) }),
  reads: ['imports', 'conflicts'],
})

export const UndoReport = z.object({
  batchId: Id,
  undone: z.literal(true),
  /** Rows removed plus values put back. */
  restoredRows: z.int(),
  removedRows: z.int(),
  /** Values and records left as they are because of later work, each with the reason. */
  left: z.array(z.object({ what: z.string(), reason: z.string() })),
  leftCount: z.int(),
})
/** Takes back everything an import did, keeping later edits. */
export const undoImport = task({
  name: 'imports.undo',
  input: z.strictObject({ batchId: Id }),
  output: UndoReport,
})

/** The rows that could not be read, as CSV with the reason in front, to correct and drop again. */
export const exportRowErrors = query({
  name: 'imports.errorsCsv',
  input: z.strictObject({ batchId: Id }),
  output: z.object({ fileName: z.string(), text: z.string() }),
  reads: [],
})

/** Forgets files a person dropped and did not import. */
export const forgetFiles = command({
  name: 'imports.forgetFiles',
  input: z.strictObject({ fileIds: z.array(FileId).max(100) }),
  output: z.object({ forgotten: z.int() }),
})
