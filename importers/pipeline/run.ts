import type Database from 'better-sqlite3'
import { touchContact } from '../../db/contacts/write-contact.ts'
import { newId } from '../../db/ids.ts'
import { type Group, writeGroup, writeLocal } from '../../db/journal/group.ts'
import { cellReader } from '../formats/cells/read-cell.ts'
import type { Cell, CellProblem, Format, FormatRecord } from '../formats/format.ts'
import { formats } from '../formats/registry.ts'
import {
  type Batch,
  countContact,
  noCounts,
  type OptInMeaning,
  type PlanField,
  type RowOutcome,
} from './batch.ts'
import {
  countMoney,
  importSubscription,
  importTransaction,
  type MoneyResult,
  reconcileSubscriptions,
} from './import-money.ts'
import { importPerson, type PersonResult } from './import-person.ts'
import { type Catalogue, readCatalogue } from './links.ts'
import { collectPlanRows, type PlanRows } from './plan-rows.ts'
import { type OpenedSource, openSource, sha256OfFile } from './read/open-source.ts'
import type { SourceRow } from './read/rows.ts'
import { type BatchReport, reportOf } from './report.ts'
import { rowHash } from './row-hash.ts'
import { readRules } from './rules.ts'
import { openSeenRows, type SeenRows } from './seen-rows.ts'

export type ImportRequest = {
  path: string
  fileName: string
  /** The format's id when the person chose it; otherwise the file is recognised. */
  source?: string
  optIn?: OptInMeaning
  dryRun: boolean
  who: string
}

export type ImportHooks = {
  /** At most every 100 ms. `share` (0..1) goes by the bytes read, the only honest measure before the end. */
  onProgress: (progress: { phase: string; rows: number; share: number }) => void
  isCancelled: () => boolean
}

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
  if (!request.dryRun) return importFile(sqlite, request, hooks, collectPlanRows())
  const [report] = dryRunImports(sqlite, [{ request, hooks }])
  if (!report) throw new Error('a dry run has a report')
  return report
}

/** Dry run of files that belong together, each on top of the ones before it, as they would be imported. Throws like runImport. */
export function dryRunImports(
  sqlite: Database.Database,
  files: readonly { request: ImportRequest; hooks: ImportHooks }[],
): BatchReport[] {
  const plans: { report: BatchReport; planRows: PlanRows }[] = []
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    for (const { request, hooks } of files) {
      const planRows = collectPlanRows()
      plans.push({ report: importFile(sqlite, { ...request, dryRun: true }, hooks, planRows), planRows })
    }
  } finally {
    sqlite.exec('ROLLBACK')
  }
  writeLocal(sqlite, db => {
    for (const { report, planRows } of plans) planRows.save(db, report.batchId)
  })
  return plans.map(plan => plan.report)
}

function importFile(
  sqlite: Database.Database,
  request: ImportRequest,
  hooks: ImportHooks,
  planRows: PlanRows,
): BatchReport {
  const { fileName, dryRun, who } = request
  const startedAt = Date.now()
  const source = openSource(request.path, fileName, formats, request.source)
  const sha256 = sha256OfFile(request.path)
  const batchId = newId()
  const title = `Imported ${source.format.label}: ${fileName}`
  return writeGroup(sqlite, { who, origin: 'import', title, batchId }, group => {
    const batch = newBatch(group, source.format, batchId, request.optIn ?? 'unknown')
    const rows = importRows(batch, source, planRows, hooks)
    const sameFileAgain = wasImported(group, sha256)
    const report = reportOf(batch, { fileName, dryRun, rows, sameFileAgain, startedAt })
    hooks.onProgress({ phase: 'writing', rows, share: 1 })
    if (!dryRun) {
      recordBatch(batch, request, sha256, report)
      planRows.save(group.db, batchId)
    }
    return report
  })
}

function newBatch(group: Group, format: Format, id: string, optIn: OptInMeaning): Batch {
  return {
    id,
    format,
    optIn,
    today: group.at.slice(0, 10),
    w: group,
    rules: readRules(group.db),
    known: null,
    working: new Map(),
    startLevels: new Map(),
    setFields: new Map(),
    confirmed: new Set(),
    contactStatus: new Map(),
    transactions: noCounts(),
    subscriptions: { ...noCounts(), missing: 0, returned: 0 },
    productsCreated: 0,
    outcomes: { created: 0, updated: 0, unchanged: 0, conflict: 0, skipped: 0, error: 0 },
    errors: [],
    protectedFields: 0,
    conflicts: 0,
    suggestions: 0,
    optInsOn: 0,
    optInsOff: 0,
    amountCents: 0,
    byType: new Map(),
    seenSubscriptions: new Set(),
    hasQueue: hasQueue(group, format.provenance),
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

type RowContext = {
  batch: Batch
  catalogue: Catalogue
  source: OpenedSource
  planRows: PlanRows
  seen: SeenRows
  hashSeed: number
  /** Keys met in this file, with the hash of their first row. */
  metKeys: Map<string, number>
  cells: { of: (cells: readonly string[]) => { cell: Cell; raw: Cell } }
}

function importRows(batch: Batch, source: OpenedSource, planRows: PlanRows, hooks: ImportHooks): number {
  const context: RowContext = {
    batch,
    catalogue: readCatalogue(batch.w),
    source,
    planRows,
    seen: openSeenRows(batch.w.db, seenSource(batch.format, batch.optIn), batch.w.seq),
    hashSeed: rowHash([source.headerText, batch.format.id, batch.optIn, batch.rules.version], 0),
    metKeys: new Map(),
    cells: cellReader(source.columnIndex),
  }
  let rows = 0
  let bytes = 0
  let nextReport = 0
  for (const row of source.rows()) {
    importRow(context, row)
    rows++
    bytes += row.cells ? row.cells.reduce((sum, cell) => sum + cell.length + 1, 0) : 0
    if ((rows & 63) === 0 && Date.now() >= nextReport) {
      if (hooks.isCancelled()) throw new ImportCancelled()
      hooks.onProgress({ phase: 'importing', rows, share: Math.min(0.99, bytes / source.sizeBytes) })
      nextReport = Date.now() + 100
    }
  }
  if (hooks.isCancelled()) throw new ImportCancelled()
  context.seen.save()
  // A row that could not be read may be the very subscription that seems to be missing.
  if (source.format.isFullExport && batch.outcomes.error === 0) reconcileSubscriptions(batch)
  return rows
}

function importRow(context: RowContext, row: SourceRow): void {
  const { batch } = context
  if (row.problem) return refuse(context, row, [row.problem])
  const { cell, raw } = context.cells.of(row.cells)
  const mapped = batch.format.map(cell, raw, { optIn: batch.optIn, today: batch.today })
  if (!mapped.record) {
    return 'skipReason' in mapped
      ? settle(context, row.row, { outcome: 'skipped', title: 'Row', reason: mapped.skipReason })
      : refuse(context, row, mapped.problems)
  }
  const hash = rowHash(row.cells, context.hashSeed)
  const repeated = context.metKeys.get(mapped.record.key)
  if (repeated !== undefined) {
    const reason =
      repeated === hash
        ? 'The same row again.'
        : `The id ${mapped.record.key} stands in this file twice; the first row counts.`
    return settle(context, row.row, { outcome: 'skipped', title: mapped.record.key, reason })
  }
  context.metKeys.set(mapped.record.key, hash)
  const unchangedId = context.seen.unchanged(mapped.record.key, hash)
  // When another row of this file changed the contact, this one is looked at again: which of the two counts is decided once, here.
  if (unchangedId !== null && !isChanged(batch, unchangedId))
    return settleUnchanged(context, mapped.record, unchangedId)
  carryOutRow(context, row, mapped.record, hash)
}

/** Staff export one file per e-mail status: each kind of file remembers its own rows. */
function seenSource(format: Format, optIn: OptInMeaning): string {
  return `${format.id} ${optIn}`
}

function isChanged(batch: Batch, contactId: string): boolean {
  const status = batch.contactStatus.get(contactId)
  return status === 'created' || status === 'updated'
}

/** The row looks as it did, and nobody has touched its contact since: there is nothing to do but to count. */
function settleUnchanged({ batch }: RowContext, record: FormatRecord, contactId: string): void {
  batch.outcomes.unchanged++
  countContact(batch, contactId, 'unchanged')
  batch.confirmed.add(contactId)
  batch.working.delete(contactId)
  if (record.subscription) {
    batch.subscriptions.unchanged++
    batch.seenSubscriptions.add(record.subscription.externalId)
  }
  if (record.transaction) {
    batch.transactions.unchanged++
    countMoney(batch, record.transaction)
  }
}

function carryOutRow(
  context: RowContext,
  row: SourceRow & { cells: string[] },
  record: FormatRecord,
  hash: number,
): void {
  const { batch, catalogue } = context
  const protectedBefore = batch.protectedFields
  const person = importPerson(batch, catalogue, record.person, context.planRows.wantsDetails())
  const money = importMoney(context, row.cells, record, person.contactId)
  if (money && money.status !== 'unchanged' && person.status === 'unchanged')
    touchOwner(batch, person.contactId)
  context.seen.add(record.key, hash, person.contactId)
  settle(
    context,
    row.row,
    {
      outcome: outcomeOf(person, money),
      title: person.title,
      contactId: person.contactId,
      fields: [...(money?.fields ?? []), ...person.fields],
    },
    batch.protectedFields > protectedBefore,
  )
}

/** A payment is part of its contact's record: the contact counts as touched, for undo and for the next import. */
function touchOwner(batch: Batch, contactId: string): void {
  const contact = batch.working.get(contactId)
  if (contact) touchContact(batch.w, contact.state)
}

function importMoney(
  { batch, catalogue, source }: RowContext,
  cells: readonly string[],
  record: FormatRecord,
  contactId: string,
): MoneyResult | null {
  if (record.subscription) return importSubscription(batch, catalogue, record.subscription, contactId)
  if (!record.transaction) return null
  const rawSource = JSON.stringify(
    Object.fromEntries(source.headers.map((header, i) => [header, cells[i] ?? ''])),
  )
  return importTransaction(batch, catalogue, record.transaction, { contactId, rawSource })
}

function outcomeOf(person: PersonResult, money: MoneyResult | null): RowOutcome {
  if ((money ?? person).status === 'created') return 'created'
  if (person.newConflicts > 0) return 'conflict'
  if (money?.status === 'updated' || person.status !== 'unchanged') return 'updated'
  return 'unchanged'
}

type Settled = Pick<Parameters<PlanRows['add']>[0], 'outcome' | 'title'> &
  Partial<Pick<Parameters<PlanRows['add']>[0], 'contactId' | 'fields' | 'reason'>>

function settle({ batch, planRows }: RowContext, row: number, settled: Settled, hasProtected = false): void {
  batch.outcomes[settled.outcome]++
  planRows.add({ row, contactId: null, fields: [], reason: null, ...settled }, hasProtected)
}

/** A row that could not be used keeps its cells, to be corrected and dropped again. */
function refuse(context: RowContext, row: SourceRow, problems: readonly CellProblem[]): void {
  for (const problem of problems) context.batch.errors.push({ row: row.row, ...problem })
  const reason = problems.map(p => `${p.column}: ${p.reason}`).join(' ')
  const fields: PlanField[] = context.source.headers.map((header, i) => ({
    table: 'file',
    field: header,
    current: null,
    incoming: row.cells?.[i] ?? '',
    action: 'keep',
    why: '',
  }))
  settle(context, row.row, { outcome: 'error', title: 'Row', reason, fields: row.cells ? fields : [] })
}

function wasImported({ db }: Group, sha256: string): boolean {
  return db.get('SELECT 1 FROM import_batches WHERE sha256 = ? AND undone_at IS NULL', [sha256]) !== undefined
}

function recordBatch(batch: Batch, request: ImportRequest, sha256: string, report: BatchReport): void {
  const { w } = batch
  w.db.run(
    `INSERT INTO import_batches (id, group_seq, file_name, sha256, source, opt_in, imported_at, imported_by, report)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      batch.id,
      w.seq,
      request.fileName,
      sha256,
      batch.format.id,
      batch.format.asksOptIn ? batch.optIn : null,
      w.at,
      w.who,
      JSON.stringify(report),
    ],
  )
}
