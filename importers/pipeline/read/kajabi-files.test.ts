import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FormatRecord, MappedRow } from '../../formats/format.ts'
import { formats } from '../../formats/registry.ts'
import { openSource } from './open-source.ts'
import { recordRows } from './record-rows.ts'

const day = { optIn: 'subscribed', today: '2025-11-30', timeZone: 'America/Denver' } as const

function readFixture(folder: string, file: string): { rows: string[]; records: Map<string, FormatRecord> } {
  const path = join(import.meta.dirname, '../../formats', folder, 'fixtures', file)
  const source = openSource(path, file, formats)
  expect(source.format.id).toBe(folder)
  const records = new Map<string, FormatRecord>()
  const rows: string[] = []
  for (const { rows: numbers, mapped } of recordRows(source, day)) {
    if (mapped.record) records.set(mapped.record.key, mapped.record)
    rows.push(`${numbers.join('+')} ${outcomeOf(mapped)}`)
  }
  return { rows, records }
}

function outcomeOf(mapped: MappedRow): string {
  if (mapped.record) return mapped.record.key
  if ('skipReason' in mapped) return mapped.skipReason
  return mapped.problems.map(({ column, value, reason }) => `${column} "${value}": ${reason}`).join(' | ')
}

test('contacts: every row of the fixture is a record or says what is wrong with it', () => {
  const { rows, records } = readFixture('kajabi-contacts', 'contacts.csv')
  expect(rows).toEqual([
    '1 2100000001',
    '2 2100000002',
    '3 2100000003',
    '4 2100000004',
    '5 2100000005',
    '6 2100000006',
    '7 2100000007',
    '8 2100000008',
    '9 2100000009',
    '10 2100000010',
    '11 member:1400000011',
    '12 email:mail.only@example.org',
    '13 Email "broken@": This is not an e-mail address, and the row has no id.',
    '14 Email "": The row has no id, no e-mail and no name.',
    '15 ID "2.1E+09": A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    '16 2100000016',
    '17 2100000017',
  ])
  const names = [...records.values()].map(
    ({ person }) => person?.businessName ?? `${person?.firstName ?? '-'} / ${person?.lastName ?? '-'}`,
  )
  expect(names).toEqual([
    'Mara Lynn / Testworth',
    'Orla / Fixture',
    'Ilan de la / Probe',
    'Nan / Null',
    '- / -',
    'Alder Works, LLC',
    'The Sample Center',
    "Tom & Ada / O'Neil",
    'Søren / Nuñezal',
    'No / Mail',
    'Member / Only',
    'Mail / Only',
    'Zip / Guard',
    'Charlotte / Church',
  ])
})

test('contacts: a full row keeps everything the file says', () => {
  const { records } = readFixture('kajabi-contacts', 'contacts.csv')
  expect(records.get('2100000001')).toEqual({
    key: '2100000001',
    person: {
      externalIds: [
        { kind: 'contact', id: '2100000001' },
        { kind: 'member', id: '1400000001' },
      ],
      firstName: 'Mara Lynn',
      lastName: 'Testworth',
      businessName: null,
      emails: ['Mara.T@example.org'],
      phones: [
        { phone: '(303) 555-0101', type: 'home' },
        { phone: '+1 303 555 0102', type: 'mobile' },
      ],
      address: {
        line1: '12 Invented Lane',
        line2: 'Unit 4',
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: 'US',
        type: 'home',
      },
      birthDate: null,
      tagsCell: 'Donor, Newsletter 2024',
      productsCell: 'Evening Circle, Winter Course',
      optIn: { subscribed: true, method: 'listed in a Kajabi export of subscribers', date: null },
      enrichOnly: false,
    },
  })
})

test('contacts: blank words, several e-mails, entities and spreadsheet guards', () => {
  const { records } = readFixture('kajabi-contacts', 'contacts.csv')
  expect(records.get('2100000004')?.person).toMatchObject({ phones: [], address: null })
  expect(records.get('2100000008')?.person).toMatchObject({
    emails: ['tom@example.org', 'ada@example.org'],
    address: { line1: '7 Peach & Plum St', postalCode: '80301-1234' },
  })
  expect(records.get('2100000009')?.person).toMatchObject({
    emails: ['soren@example.org'],
    phones: [{ phone: '+45 32 12 34 56', type: 'home' }],
  })
  expect(records.get('2100000010')?.person?.emails).toEqual([])
  expect(records.get('2100000016')?.person).toMatchObject({
    externalIds: [
      { kind: 'contact', id: '2100000016' },
      { kind: 'member', id: '2100000016' },
    ],
    address: { postalCode: '00123' },
  })
})

test('contacts: the meaning of the file decides the opt-in', () => {
  const file = join(import.meta.dirname, '../../formats/kajabi-contacts/fixtures/contacts.csv')
  const source = openSource(file, 'contacts.csv', formats)
  const optIns = (['subscribed', 'unsubscribed', 'unknown'] as const).map(optIn => {
    const [first] = recordRows(source, { ...day, optIn })
    return first?.mapped.record?.person?.optIn?.subscribed ?? null
  })
  expect(optIns).toEqual([true, false, null])
})

test('subscriptions: status words, amounts with symbols and calendar days', () => {
  const { rows, records } = readFixture('kajabi-subscriptions', 'subscriptions.csv')
  const seen = [...records.values()].map(({ subscription: s }) =>
    [
      s?.status,
      s?.amountCents,
      s?.currency,
      s?.billingCycle,
      s?.startedAt,
      s?.currentPeriodEnd,
      s?.cancelledAt,
      s?.product?.name,
    ].join(' '),
  )
  expect(seen).toEqual([
    'active 24200 USD year 2024-11-28 2025-11-28  Supporter Yearly',
    'cancelled 2200 USD month 2024-02-29  2025-03-03 Supporter Monthly',
    'active 2200 EUR month 2025-01-29 2025-03-29 2025-03-01 Supporter Monthly',
    'trialing 2200 USD month 2025-01-29 2025-02-12  Supporter Monthly',
    'past_due 2200 USD month 2025-01-29   Supporter Monthly',
    'paused 2200 USD month 2025-01-29   Supporter & Friend',
    'expired 120000 USD every 3 months 2025-01-29   Offer 2147000007',
  ])
  expect(rows.slice(7)).toEqual([
    '8 Status "sleeping": The status "sleeping" is not known.',
    '9 Created At "Feb 30, 2025": This is not a date that exists.',
    '10 Kajabi Subscription ID "2.15E+09": A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    '11 Amount "free": This is not an amount.',
    '12 Customer ID "": The row has no customer id, no e-mail and no name.',
  ])
  expect(records.get('2150000001')?.person?.externalIds).toEqual([{ kind: 'member', id: '1400000001' }])
})

test('transactions: types, signs, failed and pending payments, times in UTC', () => {
  const { rows, records } = readFixture('kajabi-transactions', 'transactions.csv')
  const seen = [...records.values()].map(({ transactions: [t] = [] }) =>
    [
      t?.type,
      t?.status,
      t?.amountCents,
      t?.currency,
      t?.at,
      t?.externalOrderId,
      t?.paymentMethod,
      t?.memo,
    ].join(' '),
  )
  expect(seen).toEqual([
    'subscription completed 24200 USD 2025-11-08T11:11:00.000Z 2170000001 card ',
    'purchase completed 8550 USD 2025-11-09T06:30:00.000Z 2170000002 card ',
    'purchase completed 14200 USD 2025-01-10T12:27:48.000Z 2170000003 card ',
    'refund completed -8550 USD 2025-11-09T17:00:00.000Z 2170000002 card ',
    'refund completed -1200 USD 2025-11-09T17:00:00.000Z 2170000002 card ',
    'subscription failed 2200 USD 2025-11-09T17:00:00.000Z 2170000006 card Card declined',
    'purchase completed 0 USD 2025-11-09T17:00:00.000Z   ',
    'purchase pending 500 USD 2025-11-09T10:00:00.000Z 2170000008 card ',
  ])
  expect(rows.slice(8)).toEqual([
    '9 A test payment.',
    '10 Type "dispute": The type "dispute" is not known.',
    '11 Status "maybe": The status "maybe" is not known.',
    '12 Created At "2025-02-30 10:00:00 -0700": This is not a date and time with its offset.',
    '13 Amount "1.005": This is not an amount.',
    '14 ID "1.2E+18": A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    '15 Customer ID "": The row has no customer id, no e-mail and no name.',
  ])
  expect(records.get('2160000001')?.person).toMatchObject({
    enrichOnly: true,
    firstName: 'Mara Lynn',
    lastName: 'Testworth',
    phones: [{ phone: '(303) 555-0101', type: 'home' }],
    address: { line1: '12 Invented Lane', type: 'billing' },
  })
  expect(records.get('2160000008')?.person).toMatchObject({
    externalIds: [],
    businessName: 'Alder Works LLC',
  })
})
