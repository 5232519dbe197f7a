import { join } from 'node:path'
import { expect, test } from 'vitest'
import { undoGroup } from '../../db/journal/undo.ts'
import { listProducts } from '../../db/queries/products.ts'
import { sumTransactions } from '../../db/queries/transaction-totals.ts'
import { snapshot, testOffice } from './test-office.ts'

const payments = {
  path: join(import.meta.dirname, '../formats/kajabi-transactions/fixtures/transactions.csv'),
  fileName: 'transactions.csv',
}

/** The table of spec 03.5, for the fixture: added up by hand. */
const byType = [
  { type: 'subscription', count: 1, amountCents: 24_200 },
  { type: 'purchase', count: 4, amountCents: 23_250 },
  { type: 'refund', count: 2, amountCents: -9750 },
  { type: 'failed', count: 1, amountCents: 2200 },
]

test('payments: rows, people, products and money by type are what the file holds', () => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  const planned = office.importNamed({ ...payments, dryRun: true })
  const done = office.importNamed(payments)
  const byMonth = [
    { month: '2025-01', count: 1, amountCents: 14_200 },
    { month: '2025-11', count: 6, amountCents: 23_500 },
  ]
  expect(done.totals).toEqual({ currency: 'USD', amountCents: 39_900, byType, byMonth, others: [] })
  expect(done.transactions).toEqual({ created: 8, updated: 0, unchanged: 0 })
  expect(done.contacts).toEqual({ created: 4, updated: 0, unchanged: 0 })
  expect(done.products).toEqual({ created: 5 })
  expect(done.outcomes).toEqual({ created: 8, updated: 0, unchanged: 0, conflict: 0, skipped: 1, error: 6 })
  const { batchId: _planId, dryRun: _plan, startedAt: _from, seconds: _took, ...plan } = planned
  expect(done).toMatchObject(plan)

  const again = office.importNamed(payments)
  expect([again.transactions.unchanged, again.conflicts, again.outcomes.unchanged]).toEqual([8, 0, 8])
  undoGroup(office.sqlite, office.groupOf(again), 'Ada')
  undoGroup(office.sqlite, office.groupOf(done), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(empty)
})

test('the screens add up to the same: money that came in, and what was sold', () => {
  const office = testOffice()
  office.importNamed(payments)
  const totals = sumTransactions(office.read, {}, 'America/Denver')
  // The pending 5.00 and the failed 22.00 are no money.
  expect([totals.count, totals.amountCents]).toEqual([6, 37_200])
  const input = { search: undefined, sort: 'name', direction: 'asc', offset: 0, limit: 10 } as const
  expect(listProducts(office.read, input).map(p => [p.name, p.transactionCount, p.totalCents])).toEqual([
    ['Open Evening', 1, 0],
    ['Summer Course', 1, 14_200],
    ['Supporter Monthly', 0, 0],
    ['Supporter Yearly', 1, 24_200],
    ['Winter Course', 3, -1200],
  ])
})
