import type { Checksum } from '../formats/format.ts'
import { type Batch, type Counts, type RowError, type RowOutcome } from './batch.ts'
import { type FileTotals, listedOf, totalsOf } from './file-sums.ts'

/** The receipt of one file, of a dry run and of the real run alike; the contract's BatchReport. */
export type BatchReport = {
  batchId: string
  source: string
  label: string
  file: string
  sheet: string | null
  dryRun: boolean
  rows: number
  outcomes: Record<RowOutcome, number>
  contacts: Counts
  transactions: Counts
  subscriptions: Counts & { missing: number; returned: number }
  registrations: Counts
  bookings: Counts
  products: { created: number }
  skipped: number
  protectedFields: number
  conflicts: number
  suggestions: number
  optInsOn: number
  optInsOff: number
  errors: RowError[]
  totals: FileTotals
  /** Rows that tell a payment which another system tells too: joined, or parted again, by this file. */
  paymentsToldTwice: number
  /** What the file states of itself beside what its rows add up to; those that differ first, and not all of very many. */
  checksums: Checksum[]
  checksumCounts: { even: number; uneven: number }
  /** What is odd about the file, in sentences. */
  notes: string[]
  sameFileAgain: boolean
  startedAt: string
  seconds: number
}

/** Errors a receipt lists; the rest are counted and stand in the plan's rows. */
const listedErrors = 1000

/** Throws when the books do not balance: that would be a lost row, and the import must not stand. */
export function reportOf(
  batch: Batch,
  file: {
    fileName: string
    sheet: string | null
    dryRun: boolean
    rows: number
    sameFileAgain: boolean
    startedAt: number
    paymentsToldTwice: number
  },
): BatchReport {
  const accounted = Object.values(batch.outcomes).reduce((sum, n) => sum + n, 0)
  if (accounted !== file.rows)
    throw new Error(`the books do not balance: ${file.rows} rows read, ${accounted} accounted`)
  return {
    batchId: batch.id,
    source: batch.format.id,
    label: batch.format.label,
    file: file.fileName,
    sheet: file.sheet,
    dryRun: file.dryRun,
    rows: file.rows,
    outcomes: { ...batch.outcomes },
    contacts: { ...batch.contacts },
    transactions: { ...batch.transactions },
    subscriptions: { ...batch.subscriptions },
    registrations: { ...batch.registrations },
    bookings: { ...batch.bookings },
    products: { created: batch.productsCreated },
    skipped: batch.outcomes.skipped,
    protectedFields: batch.protectedFields,
    conflicts: batch.conflicts,
    suggestions: batch.suggestions,
    optInsOn: batch.optInsOn,
    optInsOff: batch.optInsOff,
    errors: batch.errors.slice(0, listedErrors),
    totals: totalsOf(batch.money),
    paymentsToldTwice: file.paymentsToldTwice,
    checksums: listedOf(batch.checks),
    checksumCounts: { even: batch.checks.even, uneven: batch.checks.uneven },
    notes: [...batch.notes],
    sameFileAgain: file.sameFileAgain,
    startedAt: new Date(file.startedAt).toISOString(),
    seconds: Math.round(Date.now() - file.startedAt) / 1000,
  }
}
