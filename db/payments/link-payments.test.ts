import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { cutSamePayment, joinSamePayment } from '../commands/same-payment.ts'
import type { SqlValue } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { mergeContacts } from '../merge/merge.ts'
import { openOffice } from '../open.ts'
import { findSamePayments } from '../queries/same-payments.ts'
import { sumTransactions } from '../queries/transaction-totals.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, addRow, importing } from '../sample-records.ts'
import { linkPayments } from './link-payments.ts'

const zone = 'America/Denver'
let office: ReturnType<typeof openOffice>
let sqlite: Database.Database
let ada: string
let bea: string

beforeEach(() => {
  office = openOffice(temporaryFolder())
  sqlite = office.sqlite
  ;[ada, bea] = importing(sqlite, w => [
    addPerson(w, { firstName: 'Ada', lastName: 'Example', emails: ['ada@example.org'] }),
    addPerson(w, { firstName: 'Bea', lastName: 'Sample', emails: ['bea@example.org'] }),
  ]) as [string, string]
})

type Paid = {
  source: string
  id: string
  at?: string
  cents?: number
  who?: string
  also?: Record<string, SqlValue>
}

/** Brings payments in one group, as a file would, and looks for those told twice. */
function bring(...payments: Paid[]): { seq: number; linked: number } {
  return bringIn(zone, payments)
}

function bringIn(timeZone: string, payments: readonly Paid[]): { seq: number; linked: number } {
  return importing(sqlite, w => {
    for (const {
      source,
      id,
      at = '2025-03-04T18:00:00.000Z',
      cents = 2500,
      who = ada,
      also = {},
    } of payments)
      addRow(w, 'transactions', {
        contact_id: who,
        source_system: source,
        external_transaction_id: id,
        transaction_date: at,
        transaction_type: 'purchase',
        status: 'completed',
        amount_cents: cents,
        currency: 'USD',
        ...also,
      })
    return { seq: w.seq, linked: linkPayments(w, [ada, bea], timeZone) }
  })
}

/** What every row says: `paypal p1 -> kajabi k1 (amount, day and person)`. */
function links(): string[] {
  return office.read
    .all<{ text: string }>(
      `SELECT t.source_system || ' ' || t.external_transaction_id || ' -> ' || o.source_system || ' ' || o.external_transaction_id ||
         ' (' || t.same_payment_why || ')' AS text
       FROM transactions t JOIN transactions o ON o.id = t.same_payment_as_id ORDER BY text`,
    )
    .map(row => row.text)
}

function idOf(externalId: string): string {
  const row = office.read.get<{ id: string }>(
    'SELECT id FROM transactions WHERE external_transaction_id = ?',
    [externalId],
  )
  return row?.id ?? ''
}

const total = () => sumTransactions(office.read, {}, zone).amountCents

test('one payment told by a shop, its processor and the books counts once, by the shop', () => {
  bring({ source: 'quickbooks', id: 'q1', at: '2025-03-04T12:00:00.000Z' })
  bring({ source: 'paypal', id: 'p1', at: '2025-03-04T18:02:00.000Z' })
  bring({ source: 'kajabi', id: 'k1' })
  expect(links()).toEqual([
    'paypal p1 -> kajabi k1 (amount, day and person)',
    'quickbooks q1 -> kajabi k1 (amount, day and person)',
  ])
  expect(total()).toBe(2500)
  expect(findSamePayments(office.read, idOf('q1')).map(p => [p.sourceSystem, p.why])).toEqual([
    ['kajabi', null],
    ['quickbooks', 'amount, day and person'],
    ['paypal', 'amount, day and person'],
  ])
})

test("a processor's id finds its payment whatever the day, the person and the fee", () => {
  bring({ source: 'stripe', id: 'ch_1', who: bea, at: '2025-03-09T18:00:00.000Z', cents: 2500 })
  bring({ source: 'ticket_tailor', id: 'or_1', also: { provider_payment_id: 'ch_1' } })
  expect(links()).toEqual(['stripe ch_1 -> ticket_tailor or_1 (provider id)'])
})

test('a day begins where the zone begins it, also within an hour', () => {
  bringIn('Asia/Kolkata', [
    { source: 'kajabi', id: 'k1', at: '2025-03-04T18:10:00.000Z' },
    { source: 'kajabi', id: 'k2', at: '2025-03-04T18:40:00.000Z' },
    { source: 'paypal', id: 'p1', at: '2025-03-05T19:00:00.000Z' },
  ])
  expect(links()).toEqual(['paypal p1 -> kajabi k2 (amount, day and person)'])
})

test('a payment intent names its charge, in whichever order they come, and never the refund of it', () => {
  const named: Paid = { source: 'ticket_tailor', id: 'or_1', also: { provider_payment_id: 'pi_1' } }
  const charge: Paid = { source: 'stripe', id: 'ch_1', who: bea, also: { external_order_id: 'pi_1' } }
  const refund: Paid = {
    source: 'stripe',
    id: 'ch_1:refund',
    cents: -500,
    who: bea,
    also: { external_order_id: 'pi_1', transaction_type: 'refund', refund_of_external_id: 'ch_1' },
  }
  bring(named)
  bring(refund)
  expect(links()).toEqual([])
  bring(charge)
  expect(links()).toEqual(['stripe ch_1 -> ticket_tailor or_1 (provider id)'])
  bring({ ...charge, id: 'ch_2', also: { external_order_id: 'pi_2' } })
  bring({ ...named, id: 'or_2', also: { provider_payment_id: 'pi_2' } })
  expect(links()).toEqual([
    'stripe ch_1 -> ticket_tailor or_1 (provider id)',
    'stripe ch_2 -> ticket_tailor or_2 (provider id)',
  ])
  expect(total()).toBe(2 * 2500 - 500)
})

test.each<[string, Paid, Paid]>([
  ['another amount', { source: 'kajabi', id: 'k' }, { source: 'paypal', id: 'p', cents: 2501 }],
  ['another person', { source: 'kajabi', id: 'k' }, { source: 'paypal', id: 'p', who: 'bea' }],
  [
    'two days apart',
    { source: 'kajabi', id: 'k' },
    { source: 'paypal', id: 'p', at: '2025-03-06T18:00:00.000Z' },
  ],
  [
    'another currency',
    { source: 'kajabi', id: 'k' },
    { source: 'paypal', id: 'p', also: { currency: 'EUR' } },
  ],
  ['two processors', { source: 'stripe', id: 'k' }, { source: 'paypal', id: 'p' }],
  ['the same system', { source: 'kajabi', id: 'k' }, { source: 'kajabi', id: 'p' }],
  [
    'money that never moved',
    { source: 'kajabi', id: 'k' },
    { source: 'paypal', id: 'p', also: { status: 'failed' } },
  ],
  ['nothing to pay', { source: 'kajabi', id: 'k', cents: 0 }, { source: 'paypal', id: 'p', cents: 0 }],
  [
    'paid through the other processor',
    { source: 'kajabi', id: 'k', also: { payment_provider: 'stripe' } },
    { source: 'paypal', id: 'p' },
  ],
  [
    "a known processor's id that is not this one",
    { source: 'ticket_tailor', id: 'k', also: { provider_payment_id: 'ch_9' } },
    { source: 'stripe', id: 'ch_1' },
  ],
])('not one payment: %s', (_, first, second) => {
  bring(first, second.who === 'bea' ? { ...second, who: bea } : second)
  expect(links()).toEqual([])
})

test('two sales of one day and two payments pair up, nearest first; a third payment stands alone', () => {
  bring(
    { source: 'kajabi', id: 'k1', at: '2025-03-04T15:00:00.000Z' },
    { source: 'kajabi', id: 'k2', at: '2025-03-04T20:00:00.000Z' },
    { source: 'paypal', id: 'p2', at: '2025-03-04T20:01:00.000Z' },
    { source: 'paypal', id: 'p1', at: '2025-03-04T15:01:00.000Z' },
    { source: 'paypal', id: 'p3', at: '2025-03-04T23:00:00.000Z' },
  )
  expect(links()).toEqual([
    'paypal p1 -> kajabi k1 (amount, day and person)',
    'paypal p2 -> kajabi k2 (amount, day and person)',
  ])
  expect(total()).toBe(7500)
})

test('the order of the files does not matter, and looking again changes nothing', () => {
  const files: Paid[][] = [
    [{ source: 'kajabi', id: 'k1' }],
    [{ source: 'ticket_tailor', id: 't1', also: { provider_payment_id: 'p1' } }],
    [
      { source: 'paypal', id: 'p1' },
      { source: 'paypal', id: 'p2' },
    ],
    [{ source: 'quickbooks', id: 'q1' }],
  ]
  const seen = new Set<string>()
  for (const order of permutations(files)) {
    const before = sqlite.prepare('SELECT count(*) FROM transactions').pluck().get()
    expect(before).toBe(0)
    const groups = order.map(payments => bring(...payments).seq)
    seen.add(JSON.stringify([links(), total()]))
    expect(bring().linked).toBe(0)
    for (const seq of groups) undoGroup(sqlite, seq, 'Ada')
  }
  expect([...seen].map(text => JSON.parse(text) as unknown)).toEqual([
    [
      [
        'paypal p1 -> ticket_tailor t1 (provider id)',
        'paypal p2 -> kajabi k1 (amount, day and person)',
        'quickbooks q1 -> kajabi k1 (amount, day and person)',
      ],
      5000,
    ],
  ])
})

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map(rest => [item, ...rest]),
  )
}

test('undoing the file of the payment that counts joins the others anew', () => {
  bring({ source: 'paypal', id: 'p1' })
  const { seq } = bring({ source: 'kajabi', id: 'k1' })
  bring({ source: 'quickbooks', id: 'q1' })
  undoGroup(sqlite, seq, 'Ada')
  expect(links()).toEqual(['quickbooks q1 -> paypal p1 (amount, day and person)'])
  expect(total()).toBe(2500)
})

test('what a person cut stays cut, what a person joined stays joined, and both can be undone', () => {
  bring(
    { source: 'paypal', id: 'p1' },
    { source: 'kajabi', id: 'k1' },
    { source: 'stripe', id: 's1', cents: 900 },
  )
  cutSamePayment(sqlite, { transactionId: idOf('p1') }, 'Ada')
  expect(total()).toBe(5900)
  bring({ source: 'quickbooks', id: 'q1', cents: 900 })
  expect(links()).toEqual(['quickbooks q1 -> stripe s1 (amount, day and person)'])
  joinSamePayment(sqlite, { transactionId: idOf('p1'), countsId: idOf('k1') }, 'Ada')
  expect(bring().linked).toBe(0)
  expect(links()).toContain('paypal p1 -> kajabi k1 (staff)')
  const groups = office.read.all<{ seq: number }>(
    `SELECT seq FROM change_groups WHERE origin = 'staff' ORDER BY seq DESC`,
  )
  for (const { seq } of groups) undoGroup(sqlite, seq, 'Ada')
  expect(links()).toContain('paypal p1 -> kajabi k1 (amount, day and person)')
})

test('two rows that cannot be one payment are not joined', () => {
  bring(
    { source: 'paypal', id: 'p1' },
    { source: 'kajabi', id: 'k1', cents: 900 },
    { source: 'kajabi', id: 'k2', cents: 800 },
  )
  const join = (transactionId: string, countsId: string) => () =>
    joinSamePayment(sqlite, { transactionId: idOf(transactionId), countsId: idOf(countsId) }, 'Ada')
  expect(join('p1', 'k1')).toThrow(expect.objectContaining({ code: 'change.refused' }))
  expect(join('k1', 'k2')).toThrow(expect.objectContaining({ code: 'change.refused' }))
  expect(join('p1', 'p1')).toThrow(expect.objectContaining({ code: 'change.refused' }))
  expect(join('p1', 'gone')).toThrow(expect.objectContaining({ code: 'not.found' }))
  expect(() => cutSamePayment(sqlite, { transactionId: idOf('p1') }, 'Ada')).toThrow(
    expect.objectContaining({ code: 'change.refused' }),
  )
})

test('what was never paid stands for nothing that was', () => {
  bring({ source: 'paypal', id: 'p1' }, { source: 'kajabi', id: 'k1', also: { status: 'failed' } })
  const join = (transactionId: string, countsId: string) => () =>
    joinSamePayment(sqlite, { transactionId: idOf(transactionId), countsId: idOf(countsId) }, 'Ada')
  expect(join('p1', 'k1')).toThrow(expect.objectContaining({ code: 'change.refused' }))
  expect(join('k1', 'p1')).toThrow(expect.objectContaining({ code: 'change.refused' }))
  expect(total()).toBe(2500)
})

test('what a person joined stays joined when another person’s order names that payment', () => {
  bring({ source: 'stripe', id: 's1' }, { source: 'kajabi', id: 'k1', at: '2025-01-04T18:00:00.000Z' })
  joinSamePayment(sqlite, { transactionId: idOf('s1'), countsId: idOf('k1') }, 'Ada')
  bring({ source: 'ticket_tailor', id: 't1', who: bea, also: { provider_payment_id: 's1' } })
  expect(links()).toEqual(['stripe s1 -> kajabi k1 (staff)'])
})

test('what a merge joins by itself is no word of a person', () => {
  bring({ source: 'paypal', id: 'p1' }, { source: 'kajabi', id: 'k1', who: bea })
  bring({ source: 'quickbooks', id: 'q1', at: '2025-01-04T18:00:00.000Z' })
  joinSamePayment(sqlite, { transactionId: idOf('q1'), countsId: idOf('p1') }, 'Ada')
  mergeContacts(sqlite, { survivorId: ada, otherIds: [bea], who: 'Ada' })
  const joined = ['paypal p1 -> kajabi k1 (amount, day and person)', 'quickbooks q1 -> paypal p1 (staff)']
  expect(links()).toEqual(joined)
  bring({ source: 'paypal', id: 'p2', cents: 900 })
  expect(links()).toEqual(joined)
})

const fail = (id: string, how = `status = 'failed'`) =>
  importing(sqlite, w => {
    w.db.run(`UPDATE transactions SET ${how} WHERE external_transaction_id = ?`, [id])
    linkPayments(w, [ada], zone)
    return w.seq
  })

test.each([
  ['fails', `status = 'failed'`],
  ['is pending again', `status = 'pending'`],
  ['is taken back', `deleted_at = '2025-05-05T00:00:00.000Z'`],
])('a payment that a person joined to one that %s counts again, and stays joined', (_, how) => {
  bring({ source: 'kajabi', id: 'k1', at: '2025-01-04T18:00:00.000Z' }, { source: 'paypal', id: 'p1' })
  joinSamePayment(sqlite, { transactionId: idOf('p1'), countsId: idOf('k1') }, 'Ada')
  const seq = fail('k1', how)
  expect(total()).toBe(2500)
  expect(links()).toEqual(['kajabi k1 -> paypal p1 (staff)'])
  undoGroup(sqlite, seq, 'Ada')
  expect(total()).toBe(2500)
  expect(links()).toEqual(['paypal p1 -> kajabi k1 (staff)'])
})

test('of several rows joined to one that fails, one counts; also of nobody’s and of another person’s', () => {
  bring({ source: 'kajabi', id: 'k1' })
  bring({ source: 'paypal', id: 'p1', at: '2025-01-04T18:00:00.000Z', who: bea })
  bring({ source: 'quickbooks', id: 'q1', at: '2025-01-09T18:00:00.000Z', who: bea })
  for (const id of ['p1', 'q1'])
    joinSamePayment(sqlite, { transactionId: idOf(id), countsId: idOf('k1') }, 'Ada')
  importing(sqlite, w =>
    w.db.run('UPDATE transactions SET contact_id = NULL WHERE external_transaction_id = ?', ['k1']),
  )
  expect(total()).toBe(2500)
  fail('k1')
  expect(total()).toBe(2500)
  expect(links()).toEqual(['kajabi k1 -> paypal p1 (staff)', 'quickbooks q1 -> paypal p1 (staff)'])
})

test('a payment of another person that failed hides nothing that was joined to it by its number', () => {
  bring({ source: 'ticket_tailor', id: 't1', also: { provider_payment_id: 'ch_1' } })
  bring({ source: 'stripe', id: 'ch_1', who: bea })
  expect(links()).toEqual(['stripe ch_1 -> ticket_tailor t1 (provider id)'])
  fail('t1')
  expect(links()).toEqual([])
  expect(total()).toBe(2500)
})

test('whether several systems told of payments is seen in an index', () => {
  const plan = office.read
    .all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT 1 FROM transactions WHERE source_system <> 'kajabi' AND deleted_at IS NULL LIMIT 1`,
    )
    .map(step => step.detail)
  expect(plan).toEqual(['SCAN transactions USING INDEX transactions_one_external'])
})
