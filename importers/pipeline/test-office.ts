import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { syncedTables } from '../../db/journal/units.ts'
import { openOffice } from '../../db/open.ts'
import type { OptInMeaning } from './batch.ts'
import type { BatchReport } from './report.ts'
import { type ImportRequest, runImport } from './run.ts'

/** An office of its own for one test, and a folder for the files it is given. */
export function testOffice() {
  const dir = mkdtempSync(join(tmpdir(), 'office-'))
  const office = openOffice(join(dir, 'data'))
  let files = 0
  return {
    ...office,
    dir,
    /** Writes a CSV with these columns; cells that a row does not name are empty. */
    csv(columns: readonly string[], rows: readonly Record<string, string>[]): string {
      const path = join(dir, `file-${++files}.csv`)
      const lines = [columns, ...rows.map(row => columns.map(c => row[c] ?? ''))]
      writeFileSync(path, lines.map(cells => cells.map(quoted).join(',')).join('\n'))
      return path
    },
    import(path: string, options: { dryRun?: boolean; optIn?: OptInMeaning } = {}): BatchReport {
      return this.importNamed({ path, fileName: 'export.csv', ...options })
    },
    importNamed(request: Partial<ImportRequest> & { path: string; fileName: string }): BatchReport {
      return runImport(
        office.sqlite,
        { dryRun: false, who: 'Ada', ...request },
        { onProgress: () => undefined, isCancelled: () => false },
      )
    },
    groupOf(report: BatchReport): number {
      const row = office.read.get<{ group_seq: number }>(
        'SELECT group_seq FROM import_batches WHERE id = ?',
        [report.batchId],
      )
      return row?.group_seq ?? -1
    },
  }
}
export type TestOffice = ReturnType<typeof testOffice>

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

export const contactColumns = [
  'Name',
  'First Name',
  'Last Name',
  'Email',
  'Products',
  'Tags',
  'ID',
  'Member ID',
  'Phone Number (phone_number)',
  'Mobile Phone Number (mobile_phone_number)',
  'Address (address_line_1)',
  'City (address_city)',
  'State (address_state)',
  'Zip Code (address_zip)',
]
export const transactionColumns = [
  'ID',
  'Amount',
  'Currency',
  'Type',
  'Status',
  'Payment Method',
  'Provider',
  'Customer ID',
  'Customer Name',
  'Customer Email',
  'Offer ID',
  'Offer Title',
  'Order No.',
  'Created At',
  'Phone',
  'Address',
  'City',
  'State',
  'Zipcode',
]
export const subscriptionColumns = [
  'Kajabi Subscription ID',
  'Amount',
  'Currency',
  'Interval',
  'Status',
  'Customer ID',
  'Customer Name',
  'Customer Email',
  'Offer ID',
  'Offer Title',
  'Created At',
  'Next Payment Date',
]

const bookkeeping = ['updated_at', 'updated_by', 'touched_group', 'seq']

/** Every live row of every synced table, without bookkeeping: what must be the same after an undo. */
export function snapshot(sqlite: Database.Database): Record<string, unknown[]> {
  return Object.fromEntries(
    syncedTables.map(table => {
      const rows = sqlite.prepare(`SELECT * FROM ${table} WHERE deleted_at IS NULL ORDER BY id`).all()
      return [table, rows.map(row => withoutBookkeeping(row as Record<string, unknown>))]
    }),
  )
}

function withoutBookkeeping(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !bookkeeping.includes(column)))
}
