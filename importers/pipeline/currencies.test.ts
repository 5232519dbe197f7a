import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sumTransactions } from '../../db/queries/transaction-totals.ts'
import { countTransactions } from '../../db/queries/transactions.ts'
import { testOffice } from './test-office.ts'

const file = {
  path: join(import.meta.dirname, '../formats/paypal-activity/fixtures/currencies.csv'),
  fileName: 'activity.csv',
}
const usd = {
  currency: 'USD',
  amountCents: 15_100,
  byType: [
    { type: 'donation', count: 2, amountCents: 5100 },
    { type: 'purchase', count: 2, amountCents: 10_000 },
  ],
  byMonth: [{ month: '2025-03', count: 4, amountCents: 15_100 }],
}
const eur = {
  currency: 'EUR',
  amountCents: 125_000,
  byType: [
    { type: 'donation', count: 1, amountCents: 2500 },
    { type: 'purchase', count: 1, amountCents: 125_000 },
    { type: 'refund', count: 1, amountCents: -2500 },
  ],
  byMonth: [{ month: '2025-03', count: 3, amountCents: 125_000 }],
}
const jpy = {
  currency: 'JPY',
  amountCents: 1_000_000,
  byType: [{ type: 'donation', count: 1, amountCents: 1_000_000 }],
  byMonth: [{ month: '2025-03', count: 1, amountCents: 1_000_000 }],
}

test('a file of several currencies is summed by each, a converted payment in what it became, in the plan and the receipt', () => {
  const office = testOffice()
  const plan = office.importNamed({ ...file, dryRun: true })
  const receipt = office.importNamed(file)
  expect(plan.totals).toEqual({ ...usd, others: [eur, jpy] })
  expect(receipt.totals).toEqual(plan.totals)
  expect(receipt.errors).toEqual([
    {
      row: 6,
      column: 'Gross',
      value: '100.50',
      reason: 'JPY has no decimals, so this is not an amount of it.',
    },
    {
      row: 7,
      column: 'Currency',
      value: 'KWD',
      reason: 'KWD has three decimals and the office keeps two, so this amount cannot be kept as it is.',
    },
  ])
  expect(office.importNamed(file).totals).toEqual(receipt.totals)
})

test('what the receipt says of a currency is what the list of that currency shows', () => {
  const office = testOffice()
  const { totals } = office.importNamed(file)
  for (const { currency, amountCents, byType } of [totals, ...totals.others]) {
    const filter = { currency: currency ?? '' }
    const count = byType.reduce((sum, type) => sum + type.count, 0)
    expect(sumTransactions(office.read, filter, 'UTC')).toMatchObject({ count, amountCents, currency })
    expect(countTransactions(office.read, filter, 'UTC')).toBe(count)
  }
})
