import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReadRow, TransactionRecord } from '../../formats/format.ts'
import { readFixture, readText } from './read-fixture.ts'

const fixtures = join(import.meta.dirname, '../../formats/paypal-activity/fixtures')
const english = readFileSync(join(fixtures, 'activity.csv'), 'utf8').replace('\ufeff', '')

function paymentsOf(rows: readonly ReadRow[]): string[] {
  const shown = (t: TransactionRecord) =>
    `${t.externalId.slice(0, 2)} ${t.type} ${t.status} ${t.amountCents} fee ${t.feeCents} ${t.currency} ${t.at}`
  return rows.flatMap(({ mapped }) => mapped.record?.transactions?.map(shown) ?? [])
}

/** The cells of a fixture without commas or line breaks inside, for files put together in a test. */
function pick(columns: readonly string[], delimiter: string, rows: readonly number[]): string {
  const lines = english
    .trim()
    .split('\r\n')
    .map(line => line.slice(1, -1).split('","'))
  const places = columns.map(column => lines[0]?.indexOf(column) ?? -1)
  return [0, ...rows]
    .map(row => places.map(place => `"${lines[row]?.[place] ?? ''}"`).join(delimiter))
    .join('\n')
}

test('every row of the activity is a payment, is skipped for a reason, or says what is wrong with it', () => {
  const { outcomes, source } = readFixture('paypal-activity', 'activity.csv')
  const id = (number: number) => `${number}: ${String(number).padStart(2, '0')}B12345CD678901E`
  const conversion =
    'A currency conversion, not a payment. The payment it belongs to is counted in the currency it was changed into.'
  expect(outcomes).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7].map(id),
    "8: Money between PayPal and the office's own bank or card.",
    "9: Money between PayPal and the office's own bank or card.",
    '10: A memo: it moves no money.',
    '11: A hold, an authorisation or its release: no money has come yet.',
    '12: A payment of the office itself.',
    '13: Money that was given back to the office.',
    id(14),
    `15: ${conversion}`,
    `16: ${conversion}`,
    id(17),
    `18: ${conversion}`,
    `19: ${conversion}`,
    id(20),
    '21: Not paid yet (Pending). A later file brings it when it is.',
    '22: Never paid (Denied).',
    '23: 21B12345CD678901E',
    '24: The same transaction stands further down; its last state counts.',
    '25: 23B12345CD678901E',
    '26: An item of a cart. The payment stands in a row of its own.',
    '27: 25B12345CD678901E',
    '28: A fee of PayPal.',
    '29: 27B12345CD678901E',
    '30: 28B12345CD678901E',
    '31: Date "06/31/2022": This is not a date that exists.',
    '32: Gross "7.005": This is not an amount.',
    '33: Status "Sleeping": The status "Sleeping" is not known.',
    '34: Transaction ID "1.23457E+16": A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    '35: Time "25:00:00": This is not a time of the day.',
    '36: Transaction ID "": The row has no transaction id.',
    '37: No money moved.',
    '38: 34B12345CD678901E',
    '39: A correction, a bonus or postage: nobody paid this.',
  ])
  expect(source.unknownColumns).toEqual([])
  expect(source.missingOptionalColumns).toEqual(['Bank Name', 'Bank Account'])
})

test('types, signs, fees, states and times in UTC', () => {
  expect(paymentsOf(readFixture('paypal-activity', 'activity.csv').rows)).toEqual([
    '01 purchase completed 130980 fee 3828 USD 2022-06-17T07:46:00.000Z',
    '02 subscription completed 2200 fee 94 USD 2022-06-05T16:05:00.000Z',
    '03 donation completed 10000 fee 338 USD 2022-06-17T16:00:00.000Z',
    '04 purchase completed 8500 fee 277 USD 2022-06-18T17:00:00.000Z',
    '05 refund completed -2500 fee -82 USD 2022-06-19T17:00:00.000Z',
    '06 purchase refunded 4000 fee 146 USD 2022-06-19T18:00:00.000Z',
    '07 refund completed -4000 fee 0 USD 2022-06-19T19:00:00.000Z',
    '14 donation completed 1100 fee 0 USD 2022-06-21T17:00:00.000Z',
    '17 purchase completed 11000 fee 440 USD 2022-06-22T17:00:00.000Z',
    '20 donation completed 25000 fee 0 USD 2022-06-23T17:00:00.000Z',
    '21 purchase completed 3000 fee 117 USD 2022-06-26T17:00:00.000Z',
    '23 purchase refunded 2000 fee 88 USD 2022-06-27T17:00:00.000Z',
    '25 refund completed -2000 fee 0 USD 2022-06-28T17:00:00.000Z',
    '27 purchase completed 2000 fee 0 USD 2022-06-29T17:00:00.000Z',
    '28 purchase completed 700 fee 50 USD 2022-06-30T17:00:00.000Z',
    '34 purchase completed 500 fee 50 USD 2022-12-30T17:00:00.000Z',
  ])
})

test('a full row keeps everything the file says', () => {
  const { record } = readFixture('paypal-activity', 'activity.csv')
  expect(record('01B12345CD678901E')).toEqual({
    key: '01B12345CD678901E',
    person: {
      externalIds: [],
      firstName: 'Orla',
      lastName: 'Fixture',
      businessName: null,
      emails: ['orla@example.org'],
      phones: [{ phone: '(303) 555-0101', type: 'home' }],
      address: {
        line1: '12 Invented Lane',
        line2: 'Unit 4',
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: 'United States',
        type: 'shipping',
      },
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: null,
      enrichOnly: false,
    },
    transactions: [
      {
        externalId: '01B12345CD678901E',
        externalOrderId: 'INV-7',
        at: '2022-06-17T07:46:00.000Z',
        type: 'purchase',
        status: 'completed',
        amountCents: 130980,
        feeCents: 3828,
        currency: 'USD',
        paymentMethod: 'PayPal',
        memo: 'Spring Appeal & More',
        product: { offerId: null, name: 'Spring Appeal & More' },
        paymentProvider: 'paypal',
        refundOfExternalId: null,
      },
    ],
  })
})

test('refunds name the payment they give back; a subscription groups its payments', () => {
  const { record } = readFixture('paypal-activity', 'activity.csv')
  expect(record('05B12345CD678901E')).toMatchObject({
    person: { emails: ['mara@example.org'] },
    transactions: [{ refundOfExternalId: '04B12345CD678901E' }],
  })
  expect(record('07B12345CD678901E')).toMatchObject({
    person: { emails: ['orla@example.org'] },
    transactions: [{ refundOfExternalId: '06B12345CD678901E' }],
  })
  expect(record('02B12345CD678901E').transactions).toMatchObject([
    { externalOrderId: 'I-TEST0EXAMPLE', refundOfExternalId: null },
  ])
})

test('institutions, companies, payers without a name and payments of nobody', () => {
  const { record } = readFixture('paypal-activity', 'activity.csv')
  const nameless = { firstName: null, lastName: null }
  expect(record('03B12345CD678901E').person).toMatchObject({ ...nameless, businessName: 'Alder Works LLC' })
  expect(record('20B12345CD678901E').person).toMatchObject({
    ...nameless,
    businessName: 'PayPal Giving Fund',
  })
  expect(record('34B12345CD678901E').person).toMatchObject({
    ...nameless,
    businessName: null,
    emails: ['hal@example.org'],
  })
  expect(record('28B12345CD678901E').person).toBeNull()
})

test('a conversion is booked once, and a change in it is a change of its payment', () => {
  const { rows } = readFixture('paypal-activity', 'activity.csv')
  expect(rows.flatMap(({ furtherCells }) => (furtherCells ? [furtherCells] : []))).toEqual([
    ['EUR -1000', 'USD 1100'],
    ['EUR -9600', 'USD 10560'],
  ])
  // The legs of a payment that is in the office's currency already leave it alone.
  const inDollars = english.replace(
    '"EUR","10.00","0.00","10.00","soren',
    '"USD","10.00","0.00","10.00","soren',
  )
  expect(paymentsOf(readText(inDollars).rows)[7]).toBe(
    '14 donation completed 1000 fee 0 USD 2022-06-21T17:00:00.000Z',
  )
})

test('the German report: its header, its words, decimal commas and days first', () => {
  const { rows, outcomes, record, source } = readFixture('paypal-activity', 'german.csv')
  expect(source.unknownColumns).toEqual([])
  expect(paymentsOf(rows)).toEqual([
    '51 subscription completed 130980 fee 3828 EUR 2018-09-04T09:21:53.000Z',
    '52 donation completed 2500 fee 83 EUR 2018-09-05T07:00:00.000Z',
    '53 refund completed -500 fee 0 EUR 2018-09-06T07:00:00.000Z',
  ])
  expect(outcomes.slice(3)).toEqual([
    "4: Money between PayPal and the office's own bank or card.",
    "5: Money between PayPal and the office's own bank or card.",
    '6: A currency conversion, not a payment. The payment it belongs to is counted in the currency it was changed into.',
    '7: A memo: it moves no money.',
    '8: Not paid yet (Offen). A later file brings it when it is.',
    '9: A hold, an authorisation or its release: no money has come yet.',
  ])
  expect(record('51B12345CD678901E').person?.address).toMatchObject({
    line1: 'Musterweg 3',
    postalCode: '01234',
    city: 'Musterstadt',
    country: 'Deutschland',
  })
})

test('a statement has no status and no balance impact; its bank account is kept nowhere', () => {
  const { rows, record } = readFixture('paypal-activity', 'statement.csv')
  expect(paymentsOf(rows)).toEqual([
    '71 donation completed 2500 fee 103 USD 2018-09-04T17:21:53.000Z',
    '72 refund completed -2500 fee -103 USD 2018-09-13T17:21:53.000Z',
    '73 refund completed -500 fee 0 USD 2018-09-14T17:21:53.000Z',
  ])
  expect(record('72B12345CD678901E').person?.emails).toEqual(['orla@example.org'])
  expect(JSON.stringify(rows)).toContain('Sample Bank')
  expect(JSON.stringify(rows)).not.toContain('x-1234')
})

test('customised columns are found by name, between tabs, in any order', () => {
  const columns = [
    'Transaction ID',
    'Gross',
    'Currency',
    'Type',
    'Name',
    'Date',
    'From Email Address',
    'Status',
  ]
  const { rows, source, record } = readText(pick(columns, '\t', [1, 2, 8]))
  expect(source.delimiter).toBe('\t')
  expect(source.format.id).toBe('paypal-activity')
  expect(paymentsOf(rows)).toEqual([
    '01 purchase completed 130980 fee null USD 2022-06-16T18:00:00.000Z',
    '02 subscription completed 2200 fee null USD 2022-06-05T18:00:00.000Z',
  ])
  expect(record('01B12345CD678901E').person?.address).toBeNull()
})

test('the one-line address stands in for the split columns', () => {
  const columns = [
    'Date',
    'Time',
    'Type',
    'Gross',
    'Transaction ID',
    'Name',
    'From Email Address',
    'Shipping Address',
  ]
  expect(readText(pick(columns, ';', [1])).record('01B12345CD678901E').person?.address).toEqual({
    line1: '12 Invented Lane',
    line2: 'Unit 4',
    city: 'Sampleton',
    state: 'CO',
    postalCode: '01234',
    country: null,
    type: 'shipping',
  })
})

test('of a file of refunds alone, the address that pays to many is the office', () => {
  const columns = [
    'Date',
    'Type',
    'Status',
    'Gross',
    'Transaction ID',
    'From Email Address',
    'To Email Address',
  ]
  const emailsOf = (text: string) =>
    readText(text).rows.map(({ mapped }) => mapped.record?.person?.emails.join())
  const text = pick(columns, ',', [5, 27])
  expect(emailsOf(text)).toEqual(['mara@example.org', 'ed@example.org'])
  const swapped = text.replace('From Email Address","To Email', 'To Email Address","From Email')
  expect(emailsOf(swapped)).toEqual(['mara@example.org', 'ed@example.org'])
})

test('amounts without signs are signed by their balance impact', () => {
  const unsigned = english.replaceAll('"-', '"')
  const payments = paymentsOf(readText(unsigned).rows)
  expect(payments.slice(3, 7)).toEqual([
    '04 purchase completed 8500 fee 277 USD 2022-06-18T17:00:00.000Z',
    '05 refund completed -2500 fee -82 USD 2022-06-19T17:00:00.000Z',
    '06 purchase refunded 4000 fee 146 USD 2022-06-19T18:00:00.000Z',
    '07 refund completed -4000 fee 0 USD 2022-06-19T19:00:00.000Z',
  ])
  expect(readText(unsigned).outcomes[11]).toBe('12: A payment of the office itself.')
})

test('days come first when the file, or the person, says so', () => {
  const columns = ['Date', 'Time', 'TimeZone', 'Type', 'Status', 'Gross', 'Transaction ID']
  const european = pick(columns, ',', [3, 4])
    .replace('06/17/2022', '17/06/2022')
    .replace('06/18/2022', '03/06/2022')
  expect(paymentsOf(readText(european).rows).map(payment => payment.slice(-24))).toEqual([
    '2022-06-17T16:00:00.000Z',
    '2022-06-03T17:00:00.000Z',
  ])
  const open = european.replace('17/06/2022', '07/06/2022')
  const days = (dateOrder: 'mdy' | 'dmy') =>
    paymentsOf(readText(open, { dateOrder }).rows).map(payment => payment.slice(-24, -14))
  expect(days('dmy')).toEqual(['2022-06-07', '2022-06-03'])
  expect(days('mdy')).toEqual(['2022-07-06', '2022-03-06'])
})

test('a row in the other order of dates is refused, not guessed', () => {
  const columns = ['Date', 'Type', 'Status', 'Gross', 'Transaction ID']
  const mixed = pick(columns, ',', [1, 3, 4]).replace('06/18/2022', '18/06/2022')
  expect(readText(mixed).outcomes).toContainEqual(
    expect.stringMatching(/^3: Date "18\/06\/2022": This date has the day first/),
  )
})
