import { expect, test } from 'vitest'
import { undoGroup } from '../../db/journal/undo.ts'
import { snapshot, type TestOffice, testOffice } from './test-office.ts'

const orderColumns = [
  'Order ID',
  'Order date',
  'Name',
  'Email',
  'Event ID',
  'Event name',
  'Event start',
  'Tickets purchased',
  'Order items',
  'Order value',
  'Total paid',
  'Refunded amount',
  'PAYG fees',
  'Payment method',
  'Order cancelled',
]
const ticketColumns = [
  'Ticket ID',
  'Order ID',
  'Event ID',
  'Event name',
  'Event start',
  'Ticket type',
  'First Name',
  'Last Name',
  'Email',
]
const circle = { 'Event ID': 'ev_20000001', 'Event name': 'Evening Circle' }
const evenings = ['Sat Nov 1, 2025 7:15 PM', 'Sat Nov 8, 2025 7:15 PM', '']

const order = (number: number, start: string) => ({
  'Order ID': `or_1000000${number}`,
  'Order date': 'Oct 7, 2025 2:28 PM',
  Name: `Ada Example${number}`,
  Email: `ada${number}@example.org`,
  ...circle,
  'Event start': start,
  'Tickets purchased': '1',
  'Order items': '1 x General',
  'Order value': '25.00',
  'Total paid': '25.00',
  'Refunded amount': '0.00',
  'PAYG fees': '0.65',
  'Payment method': 'STRIPE',
  'Order cancelled': '0',
})
const ticket = (number: number, start: string) => ({
  'Ticket ID': `it_3000000${number}`,
  'Order ID': `or_1000000${number}`,
  ...circle,
  'Event start': start,
  'Ticket type': 'General',
  'First Name': 'Ada',
  'Last Name': `Example${number}`,
  Email: `ada${number}@example.org`,
})
const orders = (office: TestOffice, ...numbers: number[]) =>
  office.csv(
    orderColumns,
    numbers.map(n => order(n, evenings[n % 2] ?? '')),
  )
const tickets = (office: TestOffice, ...numbers: number[]) =>
  office.csv(
    ticketColumns,
    numbers.map(n => ticket(n, evenings[n % 2] ?? '')),
  )

/** Who comes when. */
const guests = (office: TestOffice) =>
  office.read
    .all<{ text: string }>(
      `SELECT c.full_name || ': ' || e.name || ' ' || coalesce(e.starts_at, 'one day') AS text FROM event_registrations r
       JOIN events e ON e.id = r.event_id JOIN contacts c ON c.id = r.contact_id ORDER BY 1`,
    )
    .map(row => row.text)
const events = (office: TestOffice) =>
  office.read.all('SELECT name, starts_at FROM events ORDER BY starts_at')

const first = '2025-11-02T01:15:00.000Z'
const second = '2025-11-09T02:15:00.000Z'

test('one id with several starts is an event each, whichever file and row comes first, and once', () => {
  const files: ((office: TestOffice) => string)[] = [
    office => orders(office, 1, 2),
    office => orders(office, 3),
    office => tickets(office, 3, 2, 1),
  ]
  for (const inOrder of [files, files.toReversed(), [files[1], files[2], files[0]]]) {
    const office = testOffice()
    const paths = inOrder.flatMap(file => file?.(office) ?? [])
    for (const path of paths) office.import(path)
    expect(events(office)).toEqual([
      { name: 'Evening Circle', starts_at: first },
      { name: 'Evening Circle', starts_at: second },
    ])
    expect(guests(office)).toEqual([
      `Ada Example1: Evening Circle ${second}`,
      `Ada Example2: Evening Circle ${first}`,
      `Ada Example3: Evening Circle ${second}`,
    ])
    for (const path of paths)
      expect(office.import(path).outcomes).toMatchObject({ created: 0, updated: 0, conflict: 0, error: 0 })
    office.close()
  }
})

test('tickets have the payment of their order, whichever file comes first, and each its own evening', () => {
  for (const isTicketsFirst of [true, false]) {
    const office = testOffice()
    const ofOneOrder = { ...ticket(2, evenings[0] ?? ''), 'Order ID': 'or_10000001' }
    const paths = [office.csv(ticketColumns, [ticket(1, evenings[1] ?? ''), ofOneOrder]), orders(office, 1)]
    for (const path of isTicketsFirst ? paths : paths.toReversed()) office.import(path)
    expect(guests(office)).toEqual([
      `Ada Example1: Evening Circle ${second}`,
      `Ada Example2: Evening Circle ${first}`,
    ])
    expect(office.read.all('SELECT id FROM event_registrations WHERE transaction_id IS NULL')).toEqual([])
    for (const path of paths)
      expect(office.import(path).outcomes).toMatchObject({ created: 0, updated: 0, conflict: 0, error: 0 })
    office.close()
  }
})

test('an event of which no start was told yet learns it, and its second start is another', () => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  const reports = [
    office.import(office.csv(orderColumns, [order(1, '')])),
    office.import(office.csv(orderColumns, [order(2, evenings[0] ?? '')])),
    office.import(office.csv(orderColumns, [order(3, evenings[1] ?? '')])),
  ]
  expect(guests(office)).toEqual([
    `Ada Example1: Evening Circle ${first}`,
    `Ada Example2: Evening Circle ${first}`,
    `Ada Example3: Evening Circle ${second}`,
  ])
  for (const report of reports) undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(empty)
  office.close()
})

test('who moves to another evening is there and no longer here', () => {
  const office = testOffice()
  office.import(orders(office, 1, 2))
  office.import(office.csv(orderColumns, [order(1, evenings[0] ?? '')]))
  expect(guests(office)).toEqual([
    `Ada Example1: Evening Circle ${first}`,
    `Ada Example2: Evening Circle ${first}`,
  ])
  office.close()
})
