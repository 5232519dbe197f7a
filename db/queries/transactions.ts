import type { ReadDb } from '../handles.ts'
import { type ListWindow, type SortDirection, type SourceSystem, sourceSystemOf } from './row-types.ts'
import {
  everyKind,
  type TransactionFilter,
  type TransactionStatus,
  type TransactionType,
  whereTransactions,
} from './transaction-filter.ts'

export type TransactionSort = 'date' | 'amount' | 'person' | 'product'
export type TransactionRow = {
  transactionId: string
  transactionDate: string
  contactId: string | null
  contactName: string | null
  productId: string | null
  productName: string | null
  transactionType: TransactionType
  status: TransactionStatus
  amountCents: number
  feeCents: number | null
  currency: string
  paymentMethod: string | null
  sourceSystem: SourceSystem
  externalTransactionId: string | null
  externalOrderId: string | null
  memo: string | null
}

/** How many the filter shows. Without a filter it is a walk over the index of dates. */
export function countTransactions(db: ReadDb, filter: TransactionFilter, timeZone: string): number {
  const where = whereTransactions(db, filter, timeZone)
  if (filter.status !== undefined && filter.type === undefined) where.add(everyKind)
  const isAll = Object.values(filter).every(value => value === undefined)
  const from = isAll ? 'transactions t INDEXED BY transactions_date' : 'transactions t'
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM ${from} ${where.sql()}`, where.values())?.n ?? 0
}

const sorts: Record<TransactionSort, { join: string; key: string; canBeEmpty: boolean }> = {
  date: { join: '', key: 't.transaction_date', canBeEmpty: false },
  amount: { join: '', key: 't.amount_cents', canBeEmpty: false },
  person: { join: 'LEFT JOIN contacts c ON c.id = t.contact_id', key: 'c.sort_name', canBeEmpty: true },
  product: {
    join: 'LEFT JOIN products p ON p.id = t.product_id',
    key: 'p.name COLLATE NOCASE',
    canBeEmpty: true,
  },
}

/** The SQL of a window's keys, for the list itself and for the test of its plan. By date it walks an index and sorts nothing. */
export function transactionWindowSql(where: string, sort: TransactionSort, direction: SortDirection): string {
  const { join, key, canBeEmpty } = sorts[sort]
  const last = canBeEmpty ? `${key.replace(' COLLATE NOCASE', '')} IS NULL, ` : ''
  const then = sort === 'date' ? '' : 't.transaction_date DESC, '
  return `SELECT t.rowid AS rowid FROM transactions t ${join} ${where}
    ORDER BY ${last}${key} ${direction}, ${then}t.rowid ${direction} LIMIT ? OFFSET ?`
}

/** A window of the list. */
export function listTransactions(
  db: ReadDb,
  input: {
    filter: TransactionFilter
    sort: TransactionSort
    direction: SortDirection
    timeZone: string
  } & ListWindow,
): TransactionRow[] {
  const where = whereTransactions(db, input.filter, input.timeZone)
  const keys = db.all<{ rowid: number }>(transactionWindowSql(where.sql(), input.sort, input.direction), [
    ...where.values(),
    input.limit,
    input.offset,
  ])
  return db
    .all<Omit<TransactionRow, 'sourceSystem'> & { sourceSystem: string }>(
      `SELECT t.id AS transactionId, t.transaction_date AS transactionDate, t.contact_id AS contactId, c.full_name AS contactName,
         t.product_id AS productId, p.name AS productName, t.transaction_type AS transactionType, t.status,
         t.amount_cents AS amountCents, t.fee_cents AS feeCents, t.currency, t.payment_method AS paymentMethod,
         t.source_system AS sourceSystem, t.external_transaction_id AS externalTransactionId,
         t.external_order_id AS externalOrderId, t.memo
       FROM json_each(?) page JOIN transactions t ON t.rowid = page.value
         LEFT JOIN contacts c ON c.id = t.contact_id LEFT JOIN products p ON p.id = t.product_id
       ORDER BY page.key`,
      [JSON.stringify(keys.map(key => key.rowid))],
    )
    .map(row => ({ ...row, sourceSystem: sourceSystemOf(row.sourceSystem) }))
}
