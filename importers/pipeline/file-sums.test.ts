import { expect, test } from 'vitest'
import { listPlanRows } from '../../db/queries/plan-rows.ts'
import { type Checks, listedOf, noChecks, noteChecksum } from './file-sums.ts'
import { testOffice } from './test-office.ts'

const columns = [
  'Date',
  'Time',
  'TimeZone',
  'Name',
  'Type',
  'Status',
  'Currency',
  'Gross',
  'Fee',
  'Net',
].concat('From Email Address', 'Transaction ID')
const payment = (id: string, cells: Record<string, string>) => ({
  Date: '02/10/2025',
  Time: '10:00:00',
  TimeZone: 'America/Denver',
  Name: 'Ada Example',
  Type: 'Website Payment',
  Status: 'Completed',
  Currency: 'USD',
  Gross: '20.00',
  Fee: '-1.00',
  Net: '19.00',
  'From Email Address': 'ada@example.org',
  'Transaction ID': `${id}B12345CD678901`,
  ...cells,
})

test('a receipt tells what was paid by the months of the office, each currency apart', () => {
  const office = testOffice()
  const path = office.csv(columns, [
    payment('AAA', { Date: '02/28/2025', Time: '23:30:00' }),
    payment('BBB', { Date: '03/01/2025', Time: '00:30:00' }),
    payment('CCC', { Date: '03/15/2025' }),
    payment('DDD', { Date: '03/15/2025', Currency: 'EUR' }),
  ])
  const { totals } = office.import(path)
  expect(totals.byMonth).toEqual([
    { month: '2025-02', count: 1, amountCents: 2000 },
    { month: '2025-03', count: 2, amountCents: 4000 },
  ])
  expect(totals.others.map(other => other.byMonth)).toEqual([
    [{ month: '2025-03', count: 1, amountCents: 2000 }],
  ])
  expect(office.import(path).totals).toEqual(totals)
  office.close()
})

test('a net that is not gross and fee is a warning; the payment is taken over as it is', () => {
  const office = testOffice()
  const report = office.import(
    office.csv(columns, [payment('AAA', {}), payment('BBB', { Net: '18.00' }), payment('CCC', { Net: '' })]),
  )
  expect(report.checksumCounts).toEqual({ even: 1, uneven: 1 })
  expect(report.checksums[0]).toEqual({
    label: 'Net of BBBB12345CD678901',
    currency: 'USD',
    statedCents: 1800,
    countedCents: 1900,
  })
  expect(report.transactions.created).toBe(3)
  office.close()
})

test('an amount that changes is planned with its currency, and without where that changes too', () => {
  const office = testOffice()
  office.import(office.csv(columns, [payment('AAA', {}), payment('BBB', {})]))
  const { batchId } = office.import(
    office.csv(columns, [
      payment('AAA', { Gross: '30.00', Net: '29.00' }),
      payment('BBB', { Gross: '30.00', Net: '29.00', Currency: 'EUR' }),
    ]),
  )
  const rows = listPlanRows(office.read, { batchId, offset: 0, limit: 10 })
  const amounts = rows.flatMap(row =>
    (row.fields as { field: string; currency?: string }[]).filter(({ field }) => field === 'amount_cents'),
  )
  expect(amounts.map(({ currency }) => currency)).toEqual(['USD', undefined])
  office.close()
})

test('of very many checks those that differ are listed first, and all are counted', () => {
  const checks: Checks = noChecks()
  const check = (statedCents: number) => ({ label: 'Net', currency: null, statedCents, countedCents: 100 })
  for (let i = 0; i < 1000; i++) noteChecksum({ checks }, check(i % 4 === 3 ? 1 : 100))
  expect([checks.even, checks.uneven]).toEqual([750, 250])
  expect(listedOf(checks)).toEqual(Array.from({ length: 200 }, () => check(1)))
})
