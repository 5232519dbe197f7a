import type { ReadDb } from '../handles.ts'
import { dayEnd, dayStart, monthsBetween, type OfficeMonth } from './office-days.ts'
import {
  type TransactionFilter,
  type TransactionStatus,
  type TransactionType,
  transactionStatuses,
  transactionTypes,
  whereTransactions,
} from './transaction-filter.ts'
import { counted } from './where.ts'

export type TypeTotal = { type: TransactionType | 'failed'; count: number; amountCents: number }
export type MonthTotal = { month: string; count: number; amountCents: number }
/** `count` counts every transaction that matches; `amountCents` and the months hold money only (completed and refunded ones). */
export type TransactionTotals = {
  count: number
  amountCents: number
  currency: string
  byType: TypeTotal[]
  byMonth: MonthTotal[]
}

type Piece = {
  type: TransactionType
  status: TransactionStatus
  month: OfficeMonth
  count: number
  cents: number
}

function isMoneyStatus(status: TransactionStatus): boolean {
  return status === 'completed' || status === 'refunded'
}

/** Type by type, status by status, month by month: each is one range of the index transactions_figures, so nothing is sorted or grouped. */
function piecesByRange(db: ReadDb, filter: TransactionFilter, months: readonly OfficeMonth[]): Piece[] {
  const bySource = filter.sourceSystem === undefined ? '' : ' AND source_system = ?'
  const sql = `SELECT count(*) AS count, sum(amount_cents) AS cents FROM transactions
    WHERE ${counted} AND transaction_type = ? AND status = ? AND transaction_date >= ? AND transaction_date < ?${bySource}`
  const source = filter.sourceSystem === undefined ? [] : [filter.sourceSystem]
  const pieces: Piece[] = []
  for (const type of transactionTypes.filter(t => filter.type === undefined || t === filter.type)) {
    for (const status of transactionStatuses.filter(
      s => filter.status === undefined || s === filter.status,
    )) {
      for (const month of months) {
        const row = db.get<{ count: number; cents: number | null }>(sql, [
          type,
          status,
          month.start,
          month.end,
          ...source,
        ])
        if (row && row.count > 0)
          pieces.push({ type, status, month, count: row.count, cents: row.cents ?? 0 })
      }
    }
  }
  return pieces
}

/** For filters that leave few rows (a person, a product, words): reads them and adds them up here. */
function piecesByRow(
  db: ReadDb,
  filter: TransactionFilter,
  timeZone: string,
  months: readonly OfficeMonth[],
): Piece[] {
  const where = whereTransactions(db, filter, timeZone)
  const rows = db.all<{ type: TransactionType; status: TransactionStatus; at: string; cents: number }>(
    `SELECT t.transaction_type AS type, t.status, t.transaction_date AS at, t.amount_cents AS cents
     FROM transactions t ${where.sql()} ORDER BY t.transaction_date`,
    where.values(),
  )
  let at = 0
  return rows.flatMap(row => {
    while (at < months.length - 1 && row.at >= (months[at]?.end ?? '')) at++
    const month = months[at]
    return month ? [{ type: row.type, status: row.status, month, count: 1, cents: row.cents }] : []
  })
}

function monthsOf(db: ReadDb, filter: TransactionFilter, timeZone: string): OfficeMonth[] {
  const where = whereTransactions(db, filter, timeZone)
  const edge = (which: 'min' | 'max') =>
    db.get<{ at: string | null }>(
      `SELECT ${which}(t.transaction_date) AS at FROM transactions t ${where.sql()}`,
      where.values(),
    )?.at
  const isNarrow =
    filter.contactId !== undefined ||
    filter.productId !== undefined ||
    filter.search !== undefined ||
    filter.told === 'again'
  const unfiltered = whereTransactions(db, { from: filter.from, to: filter.to }, timeZone)
  const reach = (direction: 'ASC' | 'DESC') =>
    db.get<{ at: string }>(
      `SELECT t.transaction_date AS at FROM transactions t ${unfiltered.sql()} ORDER BY t.transaction_date ${direction} LIMIT 1`,
      unfiltered.values(),
    )?.at
  const first = isNarrow ? edge('min') : reach('ASC')
  const last = isNarrow ? edge('max') : reach('DESC')
  if (!first || !last) return []
  return cut(monthsBetween(timeZone, first, last), filter, timeZone)
}

/** The first and the last month end where the filter's days end. */
function cut(months: OfficeMonth[], filter: TransactionFilter, timeZone: string): OfficeMonth[] {
  const from = filter.from === undefined ? '' : dayStart(timeZone, filter.from)
  const to = filter.to === undefined ? null : dayEnd(timeZone, filter.to)
  return months.map(month => ({
    month: month.month,
    start: month.start < from ? from : month.start,
    end: to !== null && month.end > to ? to : month.end,
  }))
}

/** Months at either end without any money of the filter say nothing; those between stay. */
function trimmed(months: MonthTotal[]): MonthTotal[] {
  const first = months.findIndex(month => month.count > 0)
  const last = months.findLastIndex(month => month.count > 0)
  return first < 0 ? [] : months.slice(first, last + 1)
}

/** Sums over everything the filter matches. */
export function sumTransactions(db: ReadDb, filter: TransactionFilter, timeZone: string): TransactionTotals {
  const months = monthsOf(db, filter, timeZone)
  const isNarrow =
    filter.contactId !== undefined ||
    filter.productId !== undefined ||
    filter.search !== undefined ||
    filter.told === 'again'
  const pieces = isNarrow ? piecesByRow(db, filter, timeZone, months) : piecesByRange(db, filter, months)
  const byType = new Map<TypeTotal['type'], TypeTotal>()
  const byMonth = new Map(months.map(({ month }) => [month, { month, count: 0, amountCents: 0 }]))
  let count = 0
  let amountCents = 0
  for (const piece of pieces) {
    count += piece.count
    const isMoney = isMoneyStatus(piece.status)
    const type = piece.status === 'failed' ? 'failed' : piece.type
    const total = byType.get(type) ?? { type, count: 0, amountCents: 0 }
    total.count += piece.count
    total.amountCents += isMoney || type === 'failed' ? piece.cents : 0
    byType.set(type, total)
    if (!isMoney) continue
    amountCents += piece.cents
    const month = byMonth.get(piece.month.month)
    if (month) {
      month.count += piece.count
      month.amountCents += piece.cents
    }
  }
  return {
    count,
    amountCents,
    currency: newestCurrency(db),
    byType: [...byType.values()].sort((a, b) => b.amountCents - a.amountCents),
    byMonth: trimmed([...byMonth.values()]),
  }
}

/** The office's currency is that of its newest transaction. */
function newestCurrency(db: ReadDb): string {
  const newest = db.get<{ currency: string }>(
    `SELECT currency FROM transactions WHERE ${counted} ORDER BY transaction_date DESC LIMIT 1`,
  )
  return newest?.currency ?? 'USD'
}

/** Money between two instants, the end excluded: ranges of the index transactions_figures. */
export function moneyBetween(db: ReadDb, bounds: { start: string; end: string }): number {
  const sql = `SELECT sum(amount_cents) AS cents FROM transactions WHERE ${counted} AND transaction_type = ? AND status = ?
    AND transaction_date >= ? AND transaction_date < ?`
  let sum = 0
  for (const type of transactionTypes) {
    for (const status of transactionStatuses.filter(isMoneyStatus)) {
      sum += db.get<{ cents: number | null }>(sql, [type, status, bounds.start, bounds.end])?.cents ?? 0
    }
  }
  return sum
}
