import type { ReadDb, WriteDb } from '../../db/handles.ts'

/** By table, the indexes that nothing looks into while rows of a file come in. */
const lateIndexes = {
  contacts: ['contacts_live', 'contacts_touched_group'],
  contact_tags: ['contact_tags_tag'],
  contact_products: ['contact_products_product'],
  subscription_audit: ['subscription_audit_contact', 'subscription_audit_group'],
  transactions: [
    'transactions_memo',
    'transactions_order',
    'transactions_provider',
    'transactions_contact',
    'transactions_date',
    'transactions_product',
    'transactions_figures',
  ],
}

/**
 * Does the work without these indexes of tables that are empty yet, and makes them afterwards: from all rows at once an index costs a third of
 * keeping it row by row. To be called inside a transaction: whatever ends it early brings them back.
 */
export function makeIndexesLate<Result>(db: WriteDb, work: () => Result): Result {
  const late = Object.entries(lateIndexes).flatMap(([table, names]) =>
    db.get(`SELECT 1 FROM ${table} LIMIT 1`) ? [] : names.map(name => ({ name, sql: sqlOf(db, name) })),
  )
  for (const { name } of late) db.prepareOnce(`DROP INDEX ${name}`).run()
  const result = work()
  for (const { sql } of late) db.prepareOnce(sql).run()
  return result
}

function sqlOf(db: ReadDb, name: string): string {
  const index = db.get<{ sql: string }>(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?`, [
    name,
  ])
  if (!index) throw new Error(`there is no index ${name}`)
  return index.sql
}
