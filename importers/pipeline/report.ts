import type { Checksum } from '../formats/format.ts'
import { type Batch, type Counts, type RowError, type RowOutcome } from './batch.ts'

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
  totals: MoneyTotals & { others: (MoneyTotals & { currency: string })[] }
  /** Rows that tell a payment which another system tells too: joined, or parted again, by this file. */
  paymentsToldTwice: number
  /** The file's own totals beside what its rows add up to; those that differ first. */
  checksums: Checksum[]
  /** What is odd about the file, in sentences. */
  notes: string[]
  sameFileAgain: boolean
  startedAt: string
  seconds: number
}

/** What a file's money rows of one currency add up to; null for a file without money. */
type MoneyTotals = {
  currency: string | null
  amountCents: number
  byType: { type: string; count: number; amountCents: number }[]
}

/** Errors a receipt lists; the rest are counted and stand in the plan's rows. */
const listedErrors = 1000
const listedChecksums = 200

function isEven({ statedCents, countedCents }: Checksum): boolean {
  return statedCents === countedCents
}

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
    totals: totalsOf(batch),
    paymentsToldTwice: file.paymentsToldTwice,
    checksums: batch.checksums
      .toSorted((a, b) => Number(isEven(a)) - Number(isEven(b)))
      .slice(0, listedChecksums),
    notes: [...batch.notes],
    sameFileAgain: file.sameFileAgain,
    startedAt: new Date(file.startedAt).toISOString(),
    seconds: Math.round(Date.now() - file.startedAt) / 1000,
  }
}

/** The currency of most rows first; the others apart, since no two can be added up. */
function totalsOf(batch: Batch): BatchReport['totals'] {
  const sumOf = (parts: readonly { count: number; amountCents: number }[], what: 'count' | 'amountCents') =>
    parts.reduce((sum, part) => sum + part[what], 0)
  const [main, ...others] = [...batch.money]
    .map(([currency, byType]) => {
      const types = [...byType].map(([type, total]) => ({ type, ...total }))
      return { currency, amountCents: sumOf(types, 'amountCents'), byType: types }
    })
    .sort((a, b) => sumOf(b.byType, 'count') - sumOf(a.byType, 'count') || (a.currency < b.currency ? -1 : 1))
  return { ...(main ?? { currency: null, amountCents: 0, byType: [] }), others }
}
