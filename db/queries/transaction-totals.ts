import type { ReadDb } from '../handles.ts'
import { dayEnd, dayStart, monthsBetween, type OfficeMonth } from './office-days.ts'
import type { OtherMoney } from './other-money.ts'
import { officeCurrency } from './settings.ts'
import {
  type TransactionFilter,
  type TransactionStatus,
  type TransactionType,
  transactionStatuses,
  transactionTypes,
  whereTransactions,
} from './transaction-filter.ts'
import { counted } from './where.ts'

/** Failed and pending payments are no money: they are told apart, whatever their type. */
export type TypeTotal = { type: TransactionType | 'pending' | 'failed'; count: number; amountCents: number }
export type MonthTotal = { month: string; count: number; amountCents: number }
/**
 * `count`, `amountCents` and the months hold what was paid in one currency: the filter's, else the office's. What matches in others stands
 * in `others` and is in no other figure, so that the counts of `byType` and of `others` together are all that match.
 */
export type TransactionTotals = {
  count: number
  amountCents: number
  currency: string
  byType: TypeTotal[]
  byMonth: MonthTotal[]
  others: OtherMoney[]
}

type Piece = {
  type: TransactionType
  status: TransactionStatus
  currency: string
  /** Null where it is not asked. */
  month: string | null
  count: number
  cents: number
}

function isMoneyStatus(status: TransactionStatus): boolean {
  return status === 'completed' || status === 'refunded'
}

function isWanted(filter: TransactionFilter, status: TransactionStatus): boolean {
  return filter.status === 'paid'
    ? isMoneyStatus(status)
    : filter.status === undefined || status === filter.status
}

/**
 * Type by type, status by status, month by month: each is one range of the index transactions_figures, so nothing is sorted. Of other
 * currencies no months are told.
 */
function piecesByRange(
  db: ReadDb,
  filter: TransactionFilter,
  months: readonly OfficeMonth[],
  currency: string,
): Piece[] {
  const start = months[0]?.start ?? ''
  const end = months.at(-1)?.end ?? ''
  const bySource = filter.sourceSystem === undefined ? '' : ' AND source_system = ?'
  const source = filter.sourceSystem === undefined ? [] : [filter.sourceSystem]
  const sums = `SELECT count(*) AS count, sum(amount_cents) AS cents FROM transactions
    WHERE ${counted} AND transaction_type = ? AND status = ? AND currency = ? AND transaction_date >= ? AND transaction_date < ?${bySource}`
  const kinds = transactionTypes
    .filter(type => filter.type === undefined || type === filter.type)
    .flatMap(type => transactionStatuses.filter(s => isWanted(filter, s)).map(status => ({ type, status })))
    .flatMap(kind => currenciesOf(db, kind).map(each => ({ ...kind, currency: each })))
    .filter(kind => filter.currency === undefined || kind.currency === filter.currency)
  return kinds.flatMap(kind =>
    (kind.currency === currency ? months : [{ month: null, start, end }]).flatMap(({ month, ...range }) => {
      const bounds = [kind.type, kind.status, kind.currency, range.start, range.end, ...source]
      const sum = db.get<{ count: number; cents: number }>(sums, bounds)
      return sum && sum.count > 0 ? [{ ...kind, month, ...sum }] : []
    }),
  )
}

/** The currencies of one kind of payment, by steps over the index: from each to the next, past all of its payments. */
function currenciesOf(db: ReadDb, { type, status }: Pick<Piece, 'type' | 'status'>): string[] {
  const next = `SELECT min(currency) AS currency FROM transactions
    WHERE ${counted} AND transaction_type = ? AND status = ? AND currency > ?`
  const found: string[] = []
  for (let last = ''; ; ) {
    const currency = db.get<{ currency: string | null }>(next, [type, status, last])?.currency
    if (!currency) return found
    found.push(currency)
    last = currency
  }
}

/** For filters that leave few rows (a person, a product, words): reads them and adds them up here. */
function piecesByRow(
  db: ReadDb,
  filter: TransactionFilter,
  timeZone: string,
  months: readonly OfficeMonth[],
): Piece[] {
  const where = whereTransactions(db, filter, timeZone)
  const rows = db.all<Pick<Piece, 'type' | 'status' | 'currency' | 'cents'> & { at: string }>(
    `SELECT t.transaction_type AS type, t.status, t.currency, t.transaction_date AS at, t.amount_cents AS cents
     FROM transactions t ${where.sql()} ORDER BY t.transaction_date`,
    where.values(),
  )
  let at = 0
  return rows.flatMap(({ at: instant, ...row }) => {
    while (at < months.length - 1 && instant >= (months[at]?.end ?? '')) at++
    const month = months[at]
    return month ? [{ ...row, month: month.month, count: 1 }] : []
  })
}

/** Few rows match, and no range of transactions_figures holds just them. */
function isNarrow(filter: TransactionFilter): boolean {
  return (
    filter.contactId !== undefined ||
    filter.productId !== undefined ||
    filter.search !== undefined ||
    filter.flaw !== undefined ||
    filter.told === 'again'
  )
}

function monthsOf(db: ReadDb, filter: TransactionFilter, timeZone: string): OfficeMonth[] {
  const where = whereTransactions(db, filter, timeZone)
  const edge = (which: 'min' | 'max') =>
    db.get<{ at: string | null }>(
      `SELECT ${which}(t.transaction_date) AS at FROM transactions t ${where.sql()}`,
      where.values(),
    )?.at
  const unfiltered = whereTransactions(db, { from: filter.from, to: filter.to }, timeZone)
  const reach = (direction: 'ASC' | 'DESC') =>
    db.get<{ at: string }>(
      `SELECT t.transaction_date AS at FROM transactions t ${unfiltered.sql()} ORDER BY t.transaction_date ${direction} LIMIT 1`,
      unfiltered.values(),
    )?.at
  const first = isNarrow(filter) ? edge('min') : reach('ASC')
  const last = isNarrow(filter) ? edge('max') : reach('DESC')
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
  const currency = filter.currency ?? officeCurrency(db)
  const pieces = isNarrow(filter)
    ? piecesByRow(db, filter, timeZone, months)
    : piecesByRange(db, filter, months, currency)
  const byType = new Map<TypeTotal['type'], TypeTotal>()
  const byMonth = new Map(months.map(({ month }) => [month, { month, count: 0, amountCents: 0 }]))
  const others = new Map<string, OtherMoney>()
  const paid = { count: 0, amountCents: 0 }
  for (const piece of pieces) {
    const isPaid = isMoneyStatus(piece.status)
    if (piece.currency !== currency) {
      const other = others.get(piece.currency) ?? { currency: piece.currency, count: 0, amountCents: 0 }
      others.set(piece.currency, other)
      other.count += piece.count
      other.amountCents += isPaid ? piece.cents : 0
      continue
    }
    const type = isPaid ? piece.type : piece.status === 'failed' ? 'failed' : 'pending'
    const total = byType.get(type) ?? { type, count: 0, amountCents: 0 }
    byType.set(type, total)
    const month = byMonth.get(piece.month ?? '')
    for (const sum of isPaid ? [total, month, paid] : [total]) {
      if (!sum) continue
      sum.count += piece.count
      sum.amountCents += piece.cents
    }
  }
  return {
    ...paid,
    currency,
    byType: [...byType.values()].sort((a, b) => b.amountCents - a.amountCents),
    byMonth: trimmed([...byMonth.values()]),
    others: [...others.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  }
}
