import type { ReadDb, SqlValue } from '../handles.ts'
import { asTyped } from '../search/match-words.ts'
import { isFlawed, type PaymentFlaw } from './flaws.ts'
import { dayEnd, dayStart } from './office-days.ts'
import type { SourceSystem } from './row-types.ts'
import { officeCurrency } from './settings.ts'
import { afterPrefix, anywhere, isMoney, startWhere, type Where } from './where.ts'

export type TransactionType = 'purchase' | 'subscription' | 'refund' | 'donation'
export type TransactionStatus = 'completed' | 'pending' | 'failed' | 'refunded'
export const transactionTypes: readonly TransactionType[] = ['purchase', 'subscription', 'refund', 'donation']
export const transactionStatuses: readonly TransactionStatus[] = [
  'completed',
  'pending',
  'failed',
  'refunded',
]

const listed = (words: readonly string[]) => `(${words.map(word => `'${word}'`).join(', ')})`
/** True of every payment; naming it lets SQLite walk transactions_figures by what stands behind the type and the status. */
export const everyKind = `t.transaction_type IN ${listed(transactionTypes)} AND t.status IN ${listed(transactionStatuses)}`

/** `from` and `to` are days of the office's time zone, both included. */
export type TransactionFilter = {
  search?: string | undefined
  type?: TransactionType | undefined
  /** `paid`: completed or refunded, which is what counts as money. */
  status?: TransactionStatus | 'paid' | undefined
  currency?: string | undefined
  sourceSystem?: SourceSystem | undefined
  productId?: string | undefined
  contactId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** `once`: those that count (so if absent); `again`: those that tell a payment which another row counts. */
  told?: 'once' | 'again' | undefined
  flaw?: PaymentFlaw | undefined
}

/** The transactions that one word finds: of the person, the product, an external id's beginning, or anywhere in the memo. Index by index. */
function foundBy(db: ReadDb, word: string): { sql: string; values: SqlValue[] } {
  const expression = asTyped(db, word)
  const people = `SELECT rowid FROM transactions WHERE contact_id IN
    (SELECT c.id FROM contacts c WHERE c.seq IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?))`
  const rest = `SELECT rowid FROM transactions WHERE product_id IN (SELECT id FROM products WHERE name LIKE ? ESCAPE '\\')
    UNION SELECT rowid FROM transactions WHERE external_transaction_id >= ? AND external_transaction_id < ? AND deleted_at IS NULL
    UNION SELECT rowid FROM transactions WHERE external_order_id >= ? AND external_order_id < ? AND external_order_id IS NOT NULL
    UNION SELECT rowid FROM transactions WHERE memo LIKE ? ESCAPE '\\' AND memo IS NOT NULL`
  const values = [anywhere(word), word, afterPrefix(word), word, afterPrefix(word), anywhere(word)]
  return expression === null
    ? { sql: rest, values }
    : { sql: `${people} UNION ${rest}`, values: [expression, ...values] }
}

/** The conditions of a filter on `transactions t`. */
export function whereTransactions(db: ReadDb, filter: TransactionFilter, timeZone: string): Where {
  const where = startWhere(
    filter.told === 'again'
      ? 't.deleted_at IS NULL AND t.same_payment_as_id IS NOT NULL'
      : 't.deleted_at IS NULL AND t.same_payment_as_id IS NULL',
  )
  if (filter.contactId !== undefined) where.add('t.contact_id = ?', filter.contactId)
  if (filter.productId !== undefined) where.add('t.product_id = ?', filter.productId)
  if (filter.type !== undefined) where.add('t.transaction_type = ?', filter.type)
  if (filter.status === 'paid') where.add(`t.${isMoney}`)
  else if (filter.status !== undefined) where.add('t.status = ?', filter.status)
  if (filter.currency !== undefined) {
    where.add('t.currency = ?', filter.currency)
    // Payments in the office's currency are met at once in any order of the list; those in a rare one stand together in transactions_figures.
    if (filter.currency !== officeCurrency(db)) where.add(everyKind)
  }
  if (filter.sourceSystem !== undefined) where.add('t.source_system = ?', filter.sourceSystem)
  if (filter.flaw !== undefined) where.add(isFlawed('t', filter.flaw))
  if (filter.from !== undefined) where.add('t.transaction_date >= ?', dayStart(timeZone, filter.from))
  if (filter.to !== undefined) where.add('t.transaction_date < ?', dayEnd(timeZone, filter.to))
  for (const word of (filter.search ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
    const found = foundBy(db, word)
    where.add(`t.rowid IN (${found.sql})`, ...found.values)
  }
  return where
}
