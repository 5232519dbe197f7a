import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

const read = () => readFixture('ticket-tailor-tickets', 'tickets.csv')

test('every row of the fixture is a record or says what is wrong with it', () => {
  expect(read().outcomes).toEqual([
    '1: it_1000001',
    '2: it_1000002',
    '3: it_1000003',
    '4: it_1000004',
    '5: it_1000005',
    '6: Ticket ID "": The row has no ticket id.',
    '7: Status "floating": The status "floating" is not known.',
    '8: Checked in "later": This is not a date and time, and neither yes nor no.',
    '9: Email "": The ticket has no name, no e-mail and no phone.',
    '10: Order ID "1E+07": A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    '11: Event name "": The row names no event.',
  ])
})

test('a full row keeps everything the file says', () => {
  expect(read().record('it_1000001')).toMatchObject({
    key: 'it_1000001',
    person: {
      firstName: 'Ada',
      lastName: 'Placeholder',
      emails: ['ada@example.org'],
      phones: [],
      optIn: null,
    },
    event: {
      externalId: 'ev_20000001',
      name: 'Winter Concert & Tea',
      startsAt: '2025-11-09T02:15:00.000Z',
      endsAt: '2025-11-09T04:15:00.000Z',
    },
    registrations: [
      {
        ticketId: 'it_1000001',
        orderId: 'or_10000001',
        ticketType: 'General',
        status: 'confirmed',
        checkedInAt: '2025-11-09T02:02:00.000Z',
        attendee: null,
      },
    ],
  })
  expect(read().record('it_1000001').transactions).toBeUndefined()
})

test('the attendee is not the buyer, and does not get the buyer’s e-mail', () => {
  const { record } = read()
  expect(record('it_1000002').person).toMatchObject({
    firstName: 'Ben',
    emails: [],
    phones: [{ phone: '555-010-0109', type: 'mobile' }],
  })
  // A ticket that names nobody is the buyer's; one with an e-mail alone is somebody's we do not know.
  expect(record('it_1000003').person).toMatchObject({ firstName: 'Ada', emails: ['ada@example.org'] })
  expect(record('it_1000005').person).toMatchObject({ firstName: null, emails: ['guest@example.org'] })
  // The buyer's own ticket, spelled in capitals.
  expect(record('it_1000004').person).toMatchObject({ lastName: 'Exemplar', emails: ['tova@example.org'] })
})

test('void tickets and check-ins', () => {
  const { record } = read()
  const tickets = ['it_1000001', 'it_1000002', 'it_1000003', 'it_1000004', 'it_1000005'].map(key => {
    const [ticket] = record(key).registrations ?? []
    return `${ticket?.orderId} ${ticket?.status} ${ticket?.checkedInAt}`
  })
  expect(tickets).toEqual([
    'or_10000001 confirmed 2025-11-09T02:02:00.000Z',
    // A yes without a time is taken as the start of the event.
    'or_10000001 confirmed 2025-11-09T02:15:00.000Z',
    'or_10000001 cancelled null',
    'or_10000004 cancelled null',
    'or_10000005 confirmed 2025-11-09T01:59:00.000Z',
  ])
})

test('other spellings of the header, and a column named Void', () => {
  const text =
    'Attendee name,Ticket code,Order reference,Ticket description,Event,Void\n' +
    'Ben Placeholder,it_1,or_1,General,Tea,Yes\n' +
    'Cy Placeholder,it_2,or_1,General,Tea,No\n'
  const { source, record } = readText(text)
  expect(source.format.id).toBe('ticket-tailor-tickets')
  expect(record('it_1')).toMatchObject({ registrations: [{ status: 'cancelled' }] })
  expect(record('it_2')).toMatchObject({
    person: { firstName: 'Cy' },
    event: { externalId: null, name: 'Tea', startsAt: null },
    registrations: [{ status: 'confirmed' }],
  })
})

test('the header of real exports: the order may be of several events, its status is how it was paid', () => {
  const { source, record, outcomes } = readText(
    'Order ID,Payment reference,Event ID,Event,Event start,Ticket reference,Ticket type,Ticket price,Order status,Attendee name,Postcode / Zip,Check-in,Attended\n' +
      '73000003,0AB12345CD678901E,7000001,Winter Tea,Thu 28 May 2026 20:00,TKT-005,Admission - General,13.00,PAYPAL,Ada Placeholder,80301,yes,yes\n' +
      '73000003,0AB12345CD678901E,7000002,Winter Tea,Fri 29 May 2026 20:00,TKT-006,Admission - Comp,0.00,NO_COST,Ben Placeholder,80301,no,no\n',
  )
  expect(source.format.id).toBe('ticket-tailor-tickets')
  expect(outcomes).toEqual(['1: TKT-005', '2: TKT-006'])
  expect(record('TKT-005')).toMatchObject({
    person: { firstName: 'Ada', lastName: 'Placeholder' },
    event: { externalId: 'ev_7000001', startsAt: '2026-05-29T02:00:00.000Z' },
    registrations: [{ orderId: 'or_73000003', status: 'confirmed', checkedInAt: '2026-05-29T02:00:00.000Z' }],
  })
  expect(record('TKT-006')).toMatchObject({
    event: { externalId: 'ev_7000002' },
    registrations: [{ status: 'confirmed', checkedInAt: null }],
  })
})
