import type Database from 'better-sqlite3'
import { handlesOf, type WriteDb } from '../../db/handles.ts'
import { newId } from '../../db/ids.ts'
import { type Group, writeGroup, writeLocal } from '../../db/journal/group.ts'
import { isToldElsewhere, linkPayments } from '../../db/payments/link-payments.ts'
import { readSettings } from '../../db/queries/settings.ts'
import type { Format } from '../formats/format.ts'
import { formats } from '../formats/registry.ts'
import { type Batch, noCounts, type OptInMeaning } from './batch.ts'
import { noChecks } from './file-sums.ts'
import { reconcileSubscriptions } from './import-money.ts'
import { importRow, importWaitingRows, type RowContext } from './import-row.ts'
import { keyTable } from './key-table.ts'
import { makeIndexesLate } from './late-indexes.ts'
import { readCatalogue } from './links.ts'
import {
  collectPlanRows,
  forgetOldPlanRows,
  type PlanPart,
  type PlanRows,
  writePlanPart,
} from './plan-rows.ts'
import { dropOutdated } from './queue.ts'
import type { ColumnAnswers } from './read/column-answers.ts'
import { type OpenedSource, openSource, sha256OfFile } from './read/open-source.ts'
import { recordRows } from './read/record-rows.ts'
import { rememberAnswers, rememberedAnswers } from './remembered-answers.ts'
import { type BatchReport, reportOf } from './report.ts'
import { rowHash } from './row-hash.ts'
import { readRules } from './rules.ts'
import { openSeenRows } from './seen-rows.ts'

export type ImportRequest = {
  path: string
  fileName: string
  /** The format's id when the person chose it; otherwise the file is recognised. */
  source?: string
  answers?: ColumnAnswers
  /** The sheet of a workbook that it was: its rows have numbers of their own. */
  sheet?: string | null
  optIn?: OptInMeaning
  dryRun: boolean
  who: string
}

export type ImportHooks = {
  /** At most every 100 ms. `share` (0..1) goes by the bytes read, the only honest measure before the end. */
  onProgress: (progress: { phase: string; rows: number; share: number }) => void
  isCancelled: () => boolean
}

/** From here on indexes are worth making late; each one that is dropped and made costs a few milliseconds. */
export const largeFileBytes = 1_000_000

/** Thrown when `isCancelled` said so: everything has been rolled back. */
export class ImportCancelled extends Error {}

/**
 * Imports one file in one transaction; a dry run does exactly the same work and takes it back, so its numbers are the real run's numbers.
 * Throws FileProblem (nothing changed), ImportCancelled (nothing changed), SqliteError (nothing changed).
 */
export function runImport(
  sqlite: Database.Database,
  request: ImportRequest,
  hooks: ImportHooks,
): BatchReport {
  if (!request.dryRun) return importFile(sqlite, request, hooks, writePlanPart)
  const [report] = dryRunImports(sqlite, [{ request, hooks }])
  if (!report) throw new Error('a dry run has a report')
  return report
}

/** Dry run of files that belong together, each on top of the ones before it, as they would be imported. Throws like runImport. */
export function dryRunImports(
  sqlite: Database.Database,
  files: readonly { request: ImportRequest; hooks: ImportHooks }[],
): BatchReport[] {
  const plans: { report: BatchReport; parts: PlanPart[] }[] = []
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    for (const { request, hooks } of files) {
      const parts: PlanPart[] = []
      const keep: KeepPlanPart = (_db, _batchId, part) => parts.push(part)
      plans.push({ report: importFile(sqlite, { ...request, dryRun: true }, hooks, keep), parts })
    }
  } finally {
    sqlite.exec('ROLLBACK')
  }
  writeLocal(sqlite, db => {
    for (const { report, parts } of plans) for (const part of parts) writePlanPart(db, report.batchId, part)
    forgetOldPlanRows(db)
  })
  return plans.map(plan => plan.report)
}

/** A real run writes the parts of its plan as they fill; those of a dry run wait until it has been taken back. */
type KeepPlanPart = (db: WriteDb, batchId: string, part: PlanPart) => unknown

function importFile(
  sqlite: Database.Database,
  request: ImportRequest,
  hooks: ImportHooks,
  keep: KeepPlanPart,
): BatchReport {
  const { fileName, dryRun, who } = request
  const startedAt = Date.now()
  const { source: wanted, answers, sheet = null } = request
  const isSheet = sheet !== null
  const remembered = rememberedAnswers(handlesOf(sqlite).read)
  const source = openSource(request.path, fileName, formats, { source: wanted, answers, remembered, isSheet })
  const sha256 = sha256OfFile(request.path)
  const batchId = newId()
  const title = `Imported ${source.format.label}: ${fileName}${isSheet ? `, sheet ${sheet}` : ''}`
  return writeGroup(sqlite, { who, origin: 'import', title, batchId }, group => {
    const { format } = source
    const planRows = collectPlanRows(part => keep(group.db, batchId, part))
    const { wantsDetails } = planRows
    const batch = newBatch(group, batchId, { format, optIn: request.optIn ?? 'unknown', wantsDetails })
    const importAll = () => importRows(batch, source, planRows, hooks)
    const rows = source.sizeBytes < largeFileBytes ? importAll() : makeIndexesLate(group.db, importAll)
    const paymentsToldTwice = batch.payers ? linkPayments(group, batch.payers, batch.timeZone) : 0
    const sameFileAgain = wasImported(group, sha256, sheet)
    const report = reportOf(batch, {
      fileName,
      sheet,
      dryRun,
      rows,
      sameFileAgain,
      startedAt,
      paymentsToldTwice,
    })
    planRows.end()
    hooks.onProgress({ phase: 'writing', rows, share: 1 })
    // A dry run records it too, for the files after it in the same drop: one of them may be this file again.
    recordBatch(batch, request, sha256, report)
    if (!dryRun) {
      forgetOldPlanRows(group.db)
      if (answers) rememberAnswers(group, source.headerText, answers)
    }
    return report
  })
}

function newBatch(
  group: Group,
  id: string,
  { format, optIn, wantsDetails }: Pick<Batch, 'format' | 'optIn' | 'wantsDetails'>,
): Batch {
  return {
    id,
    format,
    optIn,
    today: group.at.slice(0, 10),
    timeZone: readSettings(group.db).timeZone,
    w: group,
    rules: readRules(group.db),
    known: null,
    working: new Map(),
    startLevels: new Map(),
    setFields: new Map(),
    confirmed: new Set(),
    spoken: new Set(),
    said: new Set(),
    contacts: noCounts(),
    contactStatus: keyTable(),
    wishes: new Map(),
    exchanged: new Map(),
    transactions: noCounts(),
    subscriptions: { ...noCounts(), missing: 0, returned: 0 },
    registrations: noCounts(),
    bookings: noCounts(),
    events: new Map(),
    payers: isToldElsewhere(group.db, format.system) ? new Set() : null,
    checks: noChecks(),
    notes: new Set(),
    productsCreated: 0,
    outcomes: { created: 0, updated: 0, unchanged: 0, conflict: 0, skipped: 0, error: 0 },
    errors: [],
    protectedFields: 0,
    conflicts: 0,
    suggestions: 0,
    optInsOn: 0,
    optInsOff: 0,
    money: new Map(),
    seenSubscriptions: new Set(),
    hasQueue: hasQueue(group, format.provenance),
    wantsDetails,
  }
}

/** Whether this source has anything open that the file could answer; mostly not, and then no row needs to look. */
function hasQueue({ db }: Group, source: string): boolean {
  const open = db.get(
    `SELECT 1 FROM import_conflicts WHERE incoming_source = ? AND status = 'open' LIMIT 1`,
    [source],
  )
  const suggested = db.get(
    'SELECT 1 FROM import_suggestions WHERE source_system = ? AND gone_group IS NULL LIMIT 1',
    [source],
  )
  return open !== undefined || suggested !== undefined
}

function importRows(batch: Batch, source: OpenedSource, planRows: PlanRows, hooks: ImportHooks): number {
  const context: RowContext = {
    batch,
    catalogue: readCatalogue(batch.w),
    source,
    planRows,
    seen: openSeenRows(batch.w.db, seenSource(batch.format, batch.optIn), batch.w.seq),
    hashSeed: rowHash(
      [source.headerText, batch.format.id, batch.optIn, batch.rules.version, answersText(source)],
      0,
    ),
    metKeys: keyTable(),
    waiting: [],
  }
  let rows = 0
  let read = 0
  let bytes = 0
  let nextReport = 0
  const reading = { optIn: batch.optIn, today: batch.today, timeZone: batch.timeZone }
  for (const row of recordRows(source, reading)) {
    importRow(context, row)
    rows += row.rows.length
    bytes += row.cells.reduce((sum, cell) => sum + cell.length + 1, 0) * row.rows.length
    if (++read % 64 === 0 && Date.now() >= nextReport) {
      if (hooks.isCancelled()) throw new ImportCancelled()
      hooks.onProgress({ phase: 'importing', rows, share: Math.min(0.99, bytes / source.sizeBytes) })
      nextReport = Date.now() + 100
    }
  }
  importWaitingRows(context)
  dropOutdated(batch)
  if (hooks.isCancelled()) throw new ImportCancelled()
  context.seen.save()
  // A row that could not be read may be the very subscription that seems to be missing.
  if (source.format.isFullExport && batch.outcomes.error === 0) reconcileSubscriptions(batch)
  return rows
}

/** Other answers make other records of the same row. */
function answersText({ answers }: OpenedSource): string {
  return answers === null ? '' : JSON.stringify(answers)
}

/** Staff export one file per e-mail status: each kind of file remembers its own rows. */
function seenSource(format: Format, optIn: OptInMeaning): string {
  return `${format.id} ${optIn}`
}

/** Two sheets of a workbook are two files. */
function wasImported({ db }: Group, sha256: string, sheet: string | null): boolean {
  const sql = 'SELECT 1 FROM import_batches WHERE sha256 = ? AND sheet_name IS ? AND undone_at IS NULL'
  return db.get(sql, [sha256, sheet]) !== undefined
}

function recordBatch(batch: Batch, request: ImportRequest, sha256: string, report: BatchReport): void {
  const { w } = batch
  w.db.run(
    `INSERT INTO import_batches (id, group_seq, file_name, sheet_name, sha256, source, opt_in, imported_at, imported_by, report)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      batch.id,
      w.seq,
      request.fileName,
      request.sheet ?? null,
      sha256,
      batch.format.id,
      batch.format.asksOptIn ? batch.optIn : null,
      w.at,
      w.who,
      JSON.stringify(report),
    ],
  )
}
