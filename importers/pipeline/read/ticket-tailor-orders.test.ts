import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

const read = () => readFixture('ticket-tailor-orders', 'orders.csv')

test('every row of the fixture is a record or says what is wrong with it', () => {
  expect(read().outcomes).toEqual([
    '1: or_10000001',
    '2: or_10000002',
    '3: or_10000003',
    '4: or_10000004',
    '5: or_10000005',
    '6: or_10000006',
    '7: or_10000007',
    '8: or_10000008',
    '9: Order ID "1.23457E+18": A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    '10: Order date "Feb 30, 2025 3:05 PM": This is not a date and time.',
    '11: Total paid "free": This is not an amount.',
    '12: Refunded amount "30.00": More was given back than was paid.',
    '13: Event start "soon": This is not a date and time.',
    '14: Email "nobody@": The row has no e-mail address, no name and no phone of the buyer.',
    '15: Order cancelled "perhaps": This is neither yes nor no.',
    '16: Tickets purchased "99999999": These are more than 1000 tickets in one order.',
    '17: Order ID "": The row has no order id.',
  ])
})

test('a full row keeps everything the file says', () => {
  const ticket = {
    ticketId: null,
    orderId: 'or_10000001',
    status: 'confirmed',
    checkedInAt: null,
    attendee: null,
  }
  expect(read().record('or_10000001')).toEqual({
    key: 'or_10000001',
    withdrawn: ['or_10000001:refund'],
    person: {
      externalIds: [],
      firstName: 'Ada',
      lastName: 'Placeholder',
      businessName: null,
      emails: ['ada@example.org'],
      phones: [{ phone: '555-010-0103', type: 'mobile' }],
      address: {
        line1: '12 Invented Lane',
        line2: null,
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: null,
        type: 'billing',
      },
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: { subscribed: true, method: 'May we e-mail you about our events?', date: '2025-11-07' },
      enrichOnly: false,
    },
    transactions: [
      {
        externalId: 'or_10000001',
        externalOrderId: 'or_10000001',
        at: '2025-11-07T21:28:00.000Z',
        type: 'purchase',
        status: 'completed',
        amountCents: 5000,
        feeCents: 130,
        currency: 'USD',
        paymentMethod: 'STRIPE',
        memo: 'Winter Concert & Tea: 2 x General, 1 x Child',
        product: null,
        paymentProvider: 'stripe',
        providerPaymentId: 'ch_TESTexample000001',
      },
    ],
    event: {
      externalId: 'ev_20000001',
      name: 'Winter Concert & Tea',
      startsAt: '2025-11-09T02:15:00.000Z',
      endsAt: '2025-11-09T04:15:00.000Z',
    },
    registrations: [
      { ...ticket, ticketType: 'General' },
      { ...ticket, ticketType: 'General' },
      { ...ticket, ticketType: 'Child' },
    ],
  })
})

test('what was given back is a row of its own, linked to its sale', () => {
  const { record } = read()
  const money = (key: string) =>
    record(key).transactions?.map(t => [t.externalId, t.type, t.status, t.amountCents, t.refundOfExternalId])
  expect(money('or_10000002')).toEqual([
    ['or_10000002', 'purchase', 'completed', 4000, undefined],
    ['or_10000002:refund', 'refund', 'completed', -1500, 'or_10000002'],
  ])
  expect(money('or_10000004')).toEqual([
    ['or_10000004', 'purchase', 'refunded', 3500, undefined],
    ['or_10000004:refund', 'refund', 'completed', -3500, 'or_10000004'],
  ])
  // Written with a minus it is the same.
  expect(money('or_10000008')?.at(1)).toEqual([
    'or_10000008:refund',
    'refund',
    'completed',
    -6000,
    'or_10000008',
  ])
  expect(record('or_10000002').transactions?.[1]).toMatchObject({
    at: '2025-07-01T15:05:00.000Z',
    feeCents: null,
    memo: 'Ticket Tailor does not say when this was given back: it stands on the day of the order.',
    paymentProvider: 'paypal',
    providerPaymentId: null,
  })
})

test('free, cancelled and donation-only orders', () => {
  const { record } = read()
  const sale = (key: string) => {
    const [t] = record(key).transactions ?? []
    return [t?.type, t?.status, t?.amountCents, t?.providerPaymentId]
  }
  expect(sale('or_10000003')).toEqual(['purchase', 'completed', 0, null])
  expect(sale('or_10000005')).toEqual(['purchase', 'completed', 2500, null])
  expect(sale('or_10000006')).toEqual(['purchase', 'failed', 0, null])
  expect(sale('or_10000007')).toEqual(['donation', 'completed', 120000, 'ch_TESTexample000007'])
  expect(record('or_10000007')).toMatchObject({
    person: { businessName: 'Alder Works LLC' },
    registrations: [],
  })
})

test('tickets: types, prefixes of ids, and statuses', () => {
  const { record } = read()
  const tickets = (key: string) =>
    record(key).registrations?.map(r => `${r.orderId} ${r.ticketType} ${r.status}`)
  expect(tickets('or_10000002')).toEqual(Array(2).fill('or_10000002 General confirmed'))
  expect(record('or_10000002').event?.externalId).toBe('ev_20000002')
  expect(tickets('or_10000004')).toEqual(['or_10000004 General refunded'])
  expect(tickets('or_10000005')).toEqual(['or_10000005 General cancelled'])
  // Three are listed, four were bought.
  expect(tickets('or_10000008')).toEqual([
    'or_10000008 Adult, early bird refunded',
    'or_10000008 Child refunded',
    'or_10000008 Child refunded',
    'or_10000008 null refunded',
  ])
})

test('consent: the question that asks for it, whatever its answer looks like', () => {
  const { record } = read()
  const subscribed = (key: string) => record(key).person?.optIn?.subscribed ?? null
  expect(['or_10000001', 'or_10000002', 'or_10000003', 'or_10000004'].map(subscribed)).toEqual([
    true,
    null,
    null,
    null,
  ])
  expect(read().source.unknownColumns).toEqual(['How did you hear about us? (newsletter or e-mail)'])
})

test('times of a box office in Britain, a street with a unit, capitals as typed', () => {
  const { record } = read()
  expect(record('or_10000003').transactions?.[0]?.at).toBe('2020-05-02T04:30:00.000Z')
  expect(record('or_10000003').event).toMatchObject({ startsAt: '2020-05-03T01:00:00.000Z', endsAt: null })
  expect(record('or_10000002').person).toMatchObject({
    firstName: 'ORLA',
    lastName: 'FIXTURE',
    address: { line1: '7 Peach St', line2: 'Apt 3B', city: 'Fort Collins', state: 'Colorado' },
    optIn: null,
  })
  expect(record('or_10000003').person?.address).toBeNull()
})

test('the columns that must be there are enough, in any order and with tabs', () => {
  const text =
    'Total paid\tEvent name\tOrder items\tOrder number\tOrder date\tBuyer name\n' +
    '£1.234,50\tTea\t2 × Seat\tor_1\t13/02/2025 14:05\tAda Placeholder\n'
  const { source, record } = readText(text)
  expect(source.format.id).toBe('ticket-tailor-orders')
  expect(record('or_1')).toMatchObject({
    person: { firstName: 'Ada', lastName: 'Placeholder', optIn: null },
    transactions: [{ amountCents: 123450, currency: 'GBP', at: '2025-02-13T21:05:00.000Z', feeCents: null }],
    registrations: [{ ticketType: 'Seat' }, { ticketType: 'Seat' }],
  })
})

test('what an order says is left is checked against its value and what was given back', () => {
  const header =
    'Order ID,Order date,Name,Email,Event ID,Event name,Event start,Tickets purchased,Order value,Total paid,Refunded amount,Remaining order value,PAYG fees'
  const order = (id: number, amounts: string) =>
    `or_1${id},"Apr 2, 2025 8:06 AM",Ada Example,ada@example.org,ev_1,Evening Circle,"Sat Apr 16, 2025 8:06 AM",1,${amounts},0.00`
  const { rows } = readText(
    [
      header,
      order(1, '50.00,50.00,25.00,25.00'),
      order(2, '50.00,50.00,25.00,50.00'),
      order(3, '50.00,50.00,0.00,'),
    ].join('\n'),
  )
  expect(
    rows.map(({ checksum }) => checksum && [checksum.label, checksum.statedCents, checksum.countedCents]),
  ).toEqual([['Remaining value of or_11', 2500, 2500], ['Remaining value of or_12', 5000, 2500], undefined])
})
