import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

const payments = readFileSync(
  join(import.meta.dirname, '../../formats/stripe-payments/fixtures/payments.csv'),
  'utf8',
)

test('payments: every row is a payment, is skipped for a reason, or says what is wrong with it', () => {
  const { outcomes, source } = readFixture('stripe-payments', 'payments.csv')
  const id = (number: number) => `${number}: ${number === 4 ? 'py' : 'ch'}_3TESTexample00000${number}`
  expect(outcomes).toEqual([
    ...[1, 2, 3, 4, 5].map(id),
    '6: Never paid (Failed: insufficient_funds).',
    '7: Not paid yet (Uncaptured). A later file brings it when it is.',
    '8: A payment in test mode.',
    id(9),
    '10: ch_3TESTexample000010',
    '11: Amount Refunded "50.00": More was given back than was paid.',
    '12: Created date (UTC) "2026-02-30 11:00:00": This is not a date and time.',
    '13: Amount "free": This is not an amount.',
    '14: Status "Sleeping": The status "Sleeping" is not known.',
    '15: id "": The row has no payment id.',
    '16: Never paid (Canceled).',
    '17: Authorised but not captured: no money has come yet.',
  ])
  expect(source.unknownColumns).toEqual(['Card Last4', 'Card Exp Month', 'campaign (metadata)'])
})

test('payments: a refund is a payment of its own; a part of it leaves the sale paid', () => {
  const { rows } = readFixture('stripe-payments', 'payments.csv')
  const seen = rows.flatMap(({ mapped }) =>
    (mapped.record?.transactions ?? []).map(
      t =>
        `${t.externalId.slice(-9)} ${t.type} ${t.status} ${t.amountCents} ${t.feeCents} ${t.currency} ${t.at}`,
    ),
  )
  expect(seen).toEqual([
    'ple000001 purchase completed 12900 404 USD 2026-07-10T18:37:41.000Z',
    'ple000002 donation completed 12900 404 USD 2026-07-10T18:40:00.000Z',
    '02:refund refund completed -2900 null USD 2026-07-12T09:00:00.000Z',
    'ple000003 subscription refunded 4400 158 USD 2026-07-11T08:00:00.000Z',
    '03:refund refund completed -4400 null USD 2026-07-13T10:00:00.000Z',
    'ple000004 purchase completed 125000 3655 USD 2026-07-11T09:00:00.000Z',
    'ple000005 purchase completed 2200 94 USD 2026-07-11T10:00:00.000Z',
    '05:refund refund completed -550 null USD 2026-07-14T10:00:00.000Z',
    'ple000009 purchase completed 4400 158 USD 2026-07-11T11:00:00.000Z',
    'ple000010 purchase completed 4400 158 USD 2026-07-11T11:00:00.000Z',
  ])
})

test('payments: a full row keeps everything the file says, but no card', () => {
  const { rows, record } = readFixture('stripe-payments', 'payments.csv')
  const first = record('ch_3TESTexample000001')
  expect(first).toEqual({
    key: 'ch_3TESTexample000001',
    withdrawn: ['ch_3TESTexample000001:refund'],
    person: {
      externalIds: [{ kind: 'customer', id: 'cus_TESTexample1' }],
      firstName: 'Orla B',
      lastName: 'Fixture',
      businessName: null,
      emails: ['orla@example.org'],
      phones: [],
      address: {
        line1: '12 Invented Lane',
        line2: null,
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: 'US',
        type: 'shipping',
      },
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: null,
      enrichOnly: true,
    },
    transactions: [
      {
        externalId: 'ch_3TESTexample000001',
        externalOrderId: 'pi_3TESTexample000001',
        at: '2026-07-10T18:37:41.000Z',
        type: 'purchase',
        status: 'completed',
        amountCents: 12900,
        feeCents: 404,
        currency: 'USD',
        paymentMethod: 'card',
        memo: 'Workshop & Tea',
        product: null,
        paymentProvider: 'stripe',
      },
    ],
  })
  expect(record('ch_3TESTexample000002').transactions?.[1]).toMatchObject({
    externalId: 'ch_3TESTexample000002:refund',
    refundOfExternalId: 'ch_3TESTexample000002',
  })
  const cells = rows.flatMap(row => row.cells)
  expect(cells).toContain('orla@example.org')
  expect(cells.filter(cell => /4242|card_|Orla B|Alder/.test(cell))).toEqual([])
})

test('payments: guests, companies, and descriptions that are no names', () => {
  const { record } = readFixture('stripe-payments', 'payments.csv')
  expect(record('ch_3TESTexample000003').person).toMatchObject({
    firstName: null,
    lastName: null,
    emails: ['mara@example.org'],
  })
  expect(record('py_3TESTexample000004').person).toMatchObject({
    externalIds: [],
    emails: ['alder@example.org'],
  })
  expect(record('ch_3TESTexample000005').person).toMatchObject({
    externalIds: [],
    businessName: 'Alder Works LLC',
  })
  expect(record('ch_3TESTexample000009').person).toMatchObject({
    externalIds: [{ kind: 'customer', id: 'gcus_TEST9' }],
  })
  expect(record('ch_3TESTexample000010').person).toBeNull()
})

test('payments: an old export, with decimal commas between semicolons, and a byte order mark', () => {
  const header = '\ufeffid;Status;Captured;Amount Refunded;Amount;Currency;Created (UTC)'
  const { record, source } = readText(`${header}\nch_1TEST;Paid;true;0,00;399,00;eur;2019-07-10 18:37`)
  expect(source.format.id).toBe('stripe-payments')
  expect(record('ch_1TEST').transactions).toMatchObject([
    { amountCents: 39900, currency: 'EUR', at: '2019-07-10T18:37:00.000Z', memo: null },
  ])
})

test('payments: dates that a spreadsheet has rewritten', () => {
  const damaged = payments
    .replace('2026-07-10 18:37:41', '7/10/2026 18:37')
    .replace('2026-07-10 18:40:00', '7/31/2026 18:40')
  const { record } = readText(damaged)
  expect(record('ch_3TESTexample000001').transactions?.[0]?.at).toBe('2026-07-10T18:37:00.000Z')
})

test('subscriptions: statuses, prices, intervals and days', () => {
  const { rows, outcomes } = readFixture('stripe-subscriptions', 'subscriptions.csv')
  const seen = rows.flatMap(({ mapped }) => {
    const s = mapped.record?.subscription
    if (!s) return []
    const days = [s.startedAt, s.currentPeriodEnd, s.cancelledAt].join(' ')
    return `${s.externalId} ${s.status} ${s.amountCents} ${s.currency} ${s.billingCycle} ${days} ${s.endsWithPeriod} ${s.product?.name}`
  })
  expect(seen).toEqual([
    'sub_TEST1 active 2200 USD month 2025-11-28 2026-08-28  false Stripe prod_TEST1',
    'sub_TEST2 active 24200 USD year 2025-11-28 2026-11-28 2026-02-01 true Supporter Yearly',
    'sub_TEST3 trialing 4400 USD month 2026-07-20 2026-08-03  false Stripe prod_TEST1',
    'sub_TEST4 past_due 2200 USD month 2026-01-20 2026-08-20  false Stripe prod_TEST1',
    'sub_TEST5 past_due 125000 EUR 3 months 2026-01-20 2026-10-20  false Stripe prod_TEST1',
    'sub_TEST6 cancelled 2200 USD month 2026-01-20 2026-03-20 2026-03-01 false Stripe prod_TEST1',
    'sub_TEST7 paused 2200 USD month 2026-01-20 2026-03-20  false Stripe prod_TEST1',
    'sub_TEST8 past_due 2200 USD month 2026-01-20 2026-02-20  false Stripe prod_TEST1',
    'sub_TEST9 expired 0 USD month 2026-01-20 2026-02-20 2026-01-21 false undefined',
  ])
  expect(outcomes.slice(9)).toEqual([
    '10: Status "sleeping": The status "sleeping" is not known.',
    '11: Quantity "some": This is not a quantity.',
    '12: Current Period End (UTC) "2026-02-30 00:00": This is not a date that exists.',
    '13: Customer ID "": The row has no customer id, no e-mail and no name.',
    '14: id "": The row has no subscription id.',
  ])
})

test('subscriptions: the customer is known by id, e-mail and name', () => {
  const { record } = readFixture('stripe-subscriptions', 'subscriptions.csv')
  expect(record('sub_TEST2').person).toMatchObject({
    externalIds: [{ kind: 'customer', id: 'cus_TESTexample2' }],
    firstName: 'Ilan',
    lastName: 'Probe',
    emails: ['ilan@example.org'],
    enrichOnly: true,
  })
})

test('subscriptions: how often, when a column counts the intervals; test mode', () => {
  const header = 'id,Customer ID,Status,Current Period End (UTC),Interval,Interval Count,Mode'
  const row = (id: string, rest: string) => `${id},cus_TEST,active,2026-03-20 00:00,${rest}`
  const text = [
    header,
    row('sub_A', 'month,1,Live'),
    row('sub_B', 'month,3,Live'),
    row('sub_C', 'month,12,Live'),
    row('sub_D', 'month,1,Test'),
  ]
  const { rows, outcomes } = readText(text.join('\n'))
  expect(rows.map(({ mapped }) => mapped.record?.subscription?.billingCycle)).toEqual([
    'month',
    'every 3 months',
    'year',
    undefined,
  ])
  expect(outcomes[3]).toBe('4: A subscription in test mode.')
})
