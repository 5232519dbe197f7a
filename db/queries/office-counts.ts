import type { ReadDb } from '../handles.ts'
import { countConflicts, countSuggestions } from './conflicts-list.ts'
import { countContacts } from './contacts-list.ts'
import { countImportBatches } from './import-batches.ts'
import { countReconciliation } from './reconciliation.ts'
import { countTransactions } from './transactions.ts'

export type OfficeCounts = {
  contacts: number
  transactions: number
  subscriptions: number
  products: number
  openConflicts: number
  suggestions: number
  reconciliation: number
  imports: number
}

function countLive(db: ReadDb, table: 'subscriptions' | 'products'): number {
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE deleted_at IS NULL`)?.n ?? 0
}

/** What the rail and the status line show. */
export function countOffice(db: ReadDb): OfficeCounts {
  return {
    contacts: countContacts(db, {}),
    transactions: countTransactions(db, {}, 'UTC'),
    subscriptions: countLive(db, 'subscriptions'),
    products: countLive(db, 'products'),
    openConflicts: countConflicts(db, { status: 'open' }),
    suggestions: countSuggestions(db),
    reconciliation: countReconciliation(db, 'open'),
    imports: countImportBatches(db),
  }
}

/** Whether anything was ever written here, and whether the invented people live here. */
export function findOrigins(db: ReadDb): { isEmpty: boolean; isDemo: boolean } {
  const isEmpty = db.get('SELECT 1 FROM contacts LIMIT 1') === undefined
  const isDemo =
    db.get(`SELECT 1 FROM change_groups WHERE origin = 'demo' AND undone_at IS NULL LIMIT 1`) !== undefined
  return { isEmpty, isDemo }
}
