import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

const damaged =
  'A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.'

test('the lines of an invoice are one row, also when others stand between them', () => {
  const { outcomes } = readFixture('zoho-invoices', 'invoices.csv')
  expect(outcomes).toEqual([
    '2: 4000000000000900001',
    '1+3: 4000000000000900000',
    '4: 4000000000000900002',
    '5: 4000000000000900003',
    '6: 4000000000000900004',
    '7: 4000000000000900005',
    '8: Invoice Status "Lost": The status "Lost" is not known.',
    '9: Invoice Date "2024-04-31": This is not a date that exists.',
    `10: Invoice ID "4.00E+18": ${damaged}`,
    '11: Invoice ID "": The line has no invoice id and no invoice number.',
    '12+13: Total "2 and 3": The lines of this invoice do not agree about its total.',
    '14: Item Total "twelve": This is not an amount.',
    '15: number:INV-000013',
    '16: Currency "DOLLARS": This is not a currency code.',
  ])
})

test('an invoice is a completed booking with its total taken once and its billing data', () => {
  const { record, rows } = readFixture('zoho-invoices', 'invoices.csv')
  expect(record('4000000000000900000')).toEqual({
    key: '4000000000000900000',
    person: {
      externalIds: [{ kind: 'customer', id: '4000000000000700001' }],
      firstName: 'Ilan',
      lastName: 'Probe',
      businessName: null,
      emails: ['ilan@example.org'],
      phones: [{ phone: '(303) 555-0101', type: 'other' }],
      address: {
        line1: '5 Long Way',
        line2: 'Suite 2',
        city: 'Boulder',
        state: 'CO',
        postalCode: '80301',
        country: 'US',
        type: 'billing',
      },
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: null,
      enrichOnly: true,
    },
    household: null,
    booking: {
      externalId: '4000000000000900000',
      title: 'Venue rental - Temple, Cleaning fee',
      venueName: 'Temple',
      status: 'completed',
      amountCents: 72500,
      currency: 'USD',
      invoiceNumber: 'INV-000001',
      invoicedOn: '2024-03-31',
      notes: 'Thank you\nWhole day',
    },
  })
  const row = rows.find(({ rows: lines }) => lines.includes(3))
  expect([row?.cells[9], row?.furtherCells?.[9]]).toEqual(['Venue rental - Temple', 'Cleaning fee'])
})

test('void is cancelled, a draft tentative, unpaid still a completed rental; the venue is in the item', () => {
  const { record } = readFixture('zoho-invoices', 'invoices.csv')
  const shown = [1, 2, 3, 4, 5].map(end => {
    const booking = record(`400000000000090000${end}`).booking
    return [booking?.status, booking?.venueName, booking?.amountCents, booking?.title]
  })
  expect(shown).toEqual([
    ['completed', 'Library', 25000, 'Venue rental - Library'],
    ['cancelled', 'Temple', 40000, 'Temple rental'],
    ['tentative', 'Garden', 40000, 'Rental of the Garden'],
    ['completed', null, 10400, 'Piano tuning'],
    ['completed', null, 400000, 'Cushions'],
  ])
})

test('joint customers are a household, companies a business, and nobody is nobody', () => {
  const { record } = readFixture('zoho-invoices', 'invoices.csv')
  const joint = record('4000000000000900001')
  expect(joint.person).toMatchObject({ firstName: 'Ann', lastName: 'Fixture', emails: ['ann@example.org'] })
  expect(joint.household).toMatchObject({
    name: 'Ann & Bob Fixture',
    others: [
      {
        firstName: 'Bob',
        lastName: 'Fixture',
        emails: [],
        externalIds: [{ kind: 'customer', id: '4000000000000700002#2' }],
      },
    ],
  })
  expect(record('4000000000000900002').person).toMatchObject({
    businessName: 'Alder Works LLC',
    lastName: null,
  })
  expect(record('number:INV-000013').person).toBeNull()
})

test('items are compared with the subtotal the invoice states', () => {
  const { rows } = readFixture('zoho-invoices', 'invoices.csv')
  const sums = rows.flatMap(({ checksum }) =>
    checksum ? [[checksum.label, checksum.statedCents, checksum.countedCents]] : [],
  )
  expect(sums).toEqual([
    ['Invoice INV-000002', 25000, 25000],
    ['Invoice INV-000001', 72500, 72500],
    ['Invoice INV-000003', 40000, 40000],
    ['Invoice INV-000004', 40000, 40000],
    ['Invoice INV-000005', 9500, 9000],
    ['Invoice INV-000006', 400000, 400000],
    ['Invoice INV-000013', 1250, 1250],
  ])
})

const header = 'Customer Name;Invoice Date;Invoice ID;Invoice Number;Status;Item Name;Item Total;Total'

test('ids rounded by a spreadsheet are refused; one that merely ends in zeros is not', () => {
  const lines = ['123450000', '123460000'].map(
    end => `Ann;2024-01-02;4000000000${end};INV-${end};Paid;Mats;1;1`,
  )
  const rounded = readText([header, ...lines].join('\n'))
  expect(rounded.outcomes).toEqual([
    `1: Invoice ID "4000000000123450000": ${damaged}`,
    `2: Invoice ID "4000000000123460000": ${damaged}`,
  ])
  const merged = readText(
    [
      header,
      'Ann;2024-01-02;4000000000123450000;INV-1;Paid;Mats;1;1',
      'Bo;2024-01-02;4000000000123450000;INV-2;Paid;Mats;1;1',
    ].join('\n'),
  )
  expect(merged.outcomes).toEqual([
    `1+2: Invoice ID "4000000000123450000": The invoices INV-1 and INV-2 have the same id. ${damaged}`,
  ])
  expect(readText([header, lines[0]].join('\n')).outcomes).toEqual(['1: 4000000000123450000'])
})

test('other columns, decimal commas and days before months', () => {
  const { record } = readText(
    [
      header,
      'Ann Lee;31.12.2024;4000000000000900001;RE-1;Paid;Raum;1.234,50;1.234,50',
      'Bo Lee;01.02.2024;4000000000000900002;RE-2;Paid;Raum;2,50;2,50',
    ].join('\n'),
  )
  expect(record('4000000000000900001').booking).toMatchObject({
    amountCents: 123450,
    invoicedOn: '2024-12-31',
  })
  expect(record('4000000000000900002').booking).toMatchObject({ amountCents: 250, invoicedOn: '2024-02-01' })
})
