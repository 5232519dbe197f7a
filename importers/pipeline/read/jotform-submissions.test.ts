import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

const read = () => readFixture('jotform-submissions', 'submissions.csv')
const damaged =
  'A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.'
const noTotal = 'No total was found in this payment. Look it up and enter it by hand.'

test('every row of the fixture is a record or says what is wrong with it', () => {
  expect(read().outcomes).toEqual([
    '1: 5500000000000000001',
    '2: 5500000000000000002',
    '3: 5500000000000000003',
    '4: 5500000000000000004',
    '5: 5500000000000000005',
    '6: 5500000000000000006',
    `7: My Products "Donation (Amount: 250.00 USD, Quantity: 1)": ${noTotal}`,
    `8: My Products "Donation (Amount: x)\nTotal: see below": ${noTotal}`,
    `9: Submission ID "1.23457E+18": ${damaged}`,
    '10: Submission Date "soon": This is not a date and time.',
    '11: E-mail "not an address": This is not an e-mail address, and the row has no name.',
    '12: The submission names nobody and holds no payment.',
    // Without an id the day and the person name the row; the same once more is another submission.
    '13: 2025-11-07T21:39:00.000Z:noid@example.org',
    '14: 2025-11-07T21:39:00.000Z:noid@example.org#2',
    '15: 5500000000000000000',
    '16: My Products "Donation (Amount: 10.00 USD, Quantity: 1)\nTotal: 10.00 USD": The row holds two payments with different totals.',
  ])
  expect(read().source.unknownColumns).toEqual(['How would you like to help?', 'Comments'])
})

test('a full row keeps everything the file says', () => {
  expect(read().record('5500000000000000001')).toEqual({
    key: '5500000000000000001',
    person: {
      externalIds: [],
      firstName: 'Tova',
      lastName: 'Exemplar',
      businessName: null,
      emails: ['tova@example.org'],
      phones: [{ phone: '(555) 010-0104', type: 'other' }],
      address: {
        line1: '12 Invented Lane',
        line2: 'Unit 4',
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: 'United States',
        type: 'home',
      },
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: { subscribed: true, method: 'Would you like to get our newsletter?', date: '2025-11-07' },
      enrichOnly: false,
    },
    transactions: [
      {
        externalId: '5500000000000000001',
        externalOrderId: null,
        at: '2025-11-07T21:28:00.000Z',
        type: 'donation',
        status: 'completed',
        amountCents: 25000,
        feeCents: null,
        currency: 'USD',
        paymentMethod: null,
        memo: 'Donation',
        product: null,
        paymentProvider: 'paypal',
        providerPaymentId: '0AB12345CD678901E',
      },
    ],
  })
})

test('payments of every shape', () => {
  const { record } = read()
  const paid = (key: string) => {
    const [t] = record(key).transactions ?? []
    return t
      ? [t.type, t.amountCents, t.currency, t.memo, t.product?.name ?? null, t.providerPaymentId]
      : null
  }
  expect(paid('5500000000000000002')).toEqual(['purchase', 5316, 'USD', 'T-Shirt, Mug & Spoon', null, null])
  expect(paid('5500000000000000003')).toEqual([
    'purchase',
    2500,
    'EUR',
    'Membership',
    'Membership',
    'ch_TESTexample1',
  ])
  expect(paid('5500000000000000004')).toEqual(['donation', 125000, 'USD', 'Donation', null, null])
  // Nothing was paid, and nothing was asked.
  expect(paid('5500000000000000005')).toBeNull()
  expect(paid('5500000000000000006')).toBeNull()
})

test('who paid fills what the form did not ask; money of nobody stays money', () => {
  const { record } = read()
  expect(record('5500000000000000003').person).toMatchObject({
    firstName: 'Orla',
    lastName: 'Fixture',
    emails: ['orla@example.org'],
    address: { line1: '7 Peach St', city: 'Boulder', state: 'CO', postalCode: '80301', country: 'US' },
  })
  expect(record('5500000000000000004').person?.address).toMatchObject({
    line1: '12 Other St',
    city: 'Boulder',
  })
  expect(record('5500000000000000000')).toMatchObject({ person: null, transactions: [{ amountCents: 1000 }] })
})

/** A file of two columns, and what its rows came to. */
function readCells(header: string, ...cells: string[]): string[] {
  const quoted = cells.map(
    (cell, index) => `Nov 7 2025,p${index}@example.org,"${cell.replaceAll('"', '""')}"`,
  )
  const { rows } = readText(`Submission Date,Email,${header}\n${quoted.join('\n')}\n`)
  return rows.map(({ mapped }) => {
    if (!mapped.record) return 'problems' in mapped ? (mapped.problems[0]?.reason ?? 'skipped') : 'skipped'
    const [t] = mapped.record.transactions ?? []
    return t ? `${t.type} ${t.amountCents} ${t.currency}` : 'no payment'
  })
}

test.each([
  ['Donation (Amount: 25.00 USD, Quantity: 1) Total: 25.00 USD', 'donation 2500 USD'],
  ['Donation (Amount: 25.00 CAD, Quantity: 1)\nTotal: CA$25.00', 'donation 2500 CAD'],
  ['Gift (Amount: 25.00 GBP)\nTotal: £25', 'donation 2500 GBP'],
  ['Gift (Amount: 25,00 EUR)\nTotal: 25,00 €', 'donation 2500 EUR'],
  ['Gift (Amount: 1.234,50 EUR)\nTotal: 1.234,50 EUR', 'donation 123450 EUR'],
  [
    'Dinner (Amount: 16.00 USD, Quantity: 2)\n Subtotal: 32.00\n Tax: 1.00\nTotal: 33.00',
    'purchase 3300 USD',
  ],
  ['Dinner (Guests: 2)\nTotal: USD 33.00 Transaction ID: ch_1', 'purchase 3300 USD'],
  ['Spende (Amount: 10.00 EUR, Quantity: 1)\nGesamt: 10.00 EUR', 'donation 1000 EUR'],
  ['Dinner (Amount: 16.00 USD)\nTotal: 16.00 USD\nTotal: 20.00 USD', 'purchase 2000 USD'],
  ['Dinner (Amount: 16.00 USD)\nTotal: R$16.00', noTotal],
  ['Dinner (Amount: 16.00 USD)\nSubtotal: 16.00 USD', noTotal],
  ['Dinner (Amount: 16.00 USD)\nTotal: -16.00 USD', noTotal],
])('%s', (cell, outcome) => {
  expect(readCells('Products', cell)).toEqual([outcome])
  // The question may be called anything.
  expect(readCells('What will it be?', cell)).toEqual([outcome])
})

test('a number alone is a payment only where the file has no payment cells', () => {
  expect(readCells('Donation Amount', '25', '$1,250.00', '')).toEqual([
    'donation 2500 USD',
    'donation 125000 USD',
    'no payment',
  ])
  expect(readCells('Donation Amount,My Products', '25')).toEqual(['no payment'])
  expect(readCells('Donation', '$25', 'Yes, gladly')).toEqual(['donation 2500 USD', 'no payment'])
})

test('an id that ends in zeros is whole where other long ids are, and damaged where none is', () => {
  const file = (...ids: string[]) =>
    readText(
      `Submission Date,Email,Submission ID\n${ids.map(id => `Nov 7 2025,a@example.org,${id}`).join('\n')}\n`,
    )
  expect(file('5500000000000000000', '5500000000000000001').outcomes).toEqual([
    '1: 5500000000000000000',
    '2: 5500000000000000001',
  ])
  const refused = `Submission ID "5500000000000000000": ${damaged}`
  expect(file('5500000000000000000').outcomes).toEqual([`1: ${refused}`])
  expect(file('5500000000000000000', '5500000000000000000', '5500000000000000001').outcomes).toEqual([
    `1: ${refused}`,
    `2: ${refused}`,
    '3: 5500000000000000001',
  ])
})

test('dates of the account’s own form are learnt from the column', () => {
  const { rows } = readText(
    'Submission Date,E-mail\n13/02/2025 14:05,a@example.org\n01/02/2025 14:05,b@example.org\n',
  )
  expect(rows.map(({ mapped }) => mapped.record?.key)).toEqual([
    '2025-02-13T21:05:00.000Z:a@example.org',
    '2025-02-01T21:05:00.000Z:b@example.org',
  ])
})
