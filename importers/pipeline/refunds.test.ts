import { expect, test } from 'vitest'
import { createContact } from '../../db/commands/create-contact.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { unmergeContacts } from '../../db/merge/unmerge.ts'
import { sumTransactions } from '../../db/queries/transaction-totals.ts'
import { snapshot, type TestOffice, testOffice } from './test-office.ts'

/** The row of one sale of 40.00 in each of the exports that tell what was given back in a column of it. */
const exports = {
  'stripe-payments': (back: string) => ({
    id: 'ch_3TESTrefund000001',
    'Created date (UTC)': '2026-07-10 18:37:41',
    Amount: '40.00',
    'Amount Refunded': back,
    Currency: 'usd',
    Captured: 'true',
    'PaymentIntent ID': 'pi_3TESTrefund000001',
    Status: 'Paid',
    'Customer Email': 'orla@example.org',
    'Customer Name': 'Orla Fixture',
    Mode: 'Live',
  }),
  'ticket-tailor-orders': (back: string) => ({
    'Order ID': 'or_9000001',
    'Order date': '2026-07-10 18:37:41',
    'First Name': 'Orla',
    'Last Name': 'Fixture',
    Email: 'orla@example.org',
    'Event name': 'Autumn Retreat',
    'Event ID': 'ev_900',
    'Tickets purchased': '1',
    'Order items': '1x Seat',
    'Total paid': '40.00',
    'Refunded amount': back,
    'Transaction ID': 'ch_3TESTrefund000001',
    'Payment method': 'Stripe',
    'Order cancelled': 'No',
  }),
}
type Source = keyof typeof exports
const sources = Object.keys(exports) as Source[]

function bring(office: TestOffice, source: Source, back: string) {
  const row = exports[source](back)
  const path = office.csv(Object.keys(row), [row])
  return office.importNamed({ path, fileName: `${source}.csv`, source })
}
const money = (office: TestOffice) => sumTransactions(office.read, {}, 'UTC').amountCents

test.each(sources)(
  '%s: a refund that the newest export takes back goes, and comes back with the next',
  source => {
    const office = testOffice()
    bring(office, source, '15.00')
    expect(money(office)).toBe(2500)
    const taken = bring(office, source, '0.00')
    expect(taken.transactions).toMatchObject({ created: 0, updated: 1 })
    expect(taken.outcomes).toMatchObject({ updated: 1 })
    expect(money(office)).toBe(4000)
    expect(bring(office, source, '0.00').outcomes).toMatchObject({ unchanged: 1 })
    const back = bring(office, source, '15.00')
    expect(back.transactions).toMatchObject({ created: 0, updated: 1 })
    expect(money(office)).toBe(2500)
    expect(office.read.all(`SELECT id FROM transactions WHERE transaction_type = 'refund'`)).toHaveLength(1)
  },
)

test.each(sources)('%s: whatever is undone first, what is left is what the other files say', source => {
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    const office = testOffice()
    bring(office, source, '0.00')
    const before = snapshot(office.sqlite)
    const reports = ['15.00', '0.00', '15.00'].map(back => bring(office, source, back))
    for (const at of order) {
      const report = reports[at]
      if (report) undoGroup(office.sqlite, office.groupOf(report), 'Ada')
    }
    expect(snapshot(office.sqlite), `undone in the order ${order.join()}`).toEqual(before)
    expect(money(office)).toBe(4000)
  }
})

test('a refund that other systems tell, too, is theirs again when the one that counts takes it back', () => {
  const office = testOffice()
  bring(office, 'ticket-tailor-orders', '15.00')
  bring(office, 'stripe-payments', '15.00')
  expect(money(office)).toBe(2500)
  bring(office, 'ticket-tailor-orders', '0.00')
  expect(money(office)).toBe(2500)
  bring(office, 'stripe-payments', '0.00')
  expect(money(office)).toBe(4000)
})

test('one refund counts once, though Stripe knows its day and Ticket Tailor does not', () => {
  for (const order of [sources, sources.toReversed()]) {
    const office = testOffice()
    for (const source of order) {
      const dated = source === 'stripe-payments' ? { 'Refunded date (UTC)': '2026-07-25 10:00:00' } : {}
      const row = { ...exports[source]('40.00'), ...dated }
      office.importNamed({ path: office.csv(Object.keys(row), [row]), fileName: `${source}.csv`, source })
    }
    expect(money(office)).toBe(0)
  }
})

test.each(sources)('%s: an undone sale stays as long as a later file has given it back', source => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  for (const backs of [
    ['0.00', '15.00'],
    ['15.00', '40.00'],
  ]) {
    const groups = backs.map(back => office.groupOf(bring(office, source, back)))
    const undone = undoGroup(office.sqlite, groups[0] ?? -1, 'Ada')
    expect(undone.left.map(({ what }) => what)).toContain('transaction of Orla Fixture')
    expect(money(office)).toBe(backs[1] === '15.00' ? 2500 : 0)
    undoGroup(office.sqlite, groups[1] ?? -1, 'Ada')
    expect(snapshot(office.sqlite)).toEqual(empty)
  }
})

test.each(sources)(
  '%s: a refund finds its row again after its person was merged, and after they were taken apart',
  source => {
    const office = testOffice()
    const refunds = () =>
      office.read.all<{ contact_id: string; deleted_at: string | null }>(
        `SELECT contact_id, deleted_at FROM transactions WHERE transaction_type = 'refund'`,
      )
    bring(office, source, '15.00')
    const orla = refunds()[0]?.contact_id ?? ''
    bring(office, source, '0.00')
    const { contactId } = createContact(
      office.sqlite,
      { firstName: 'Orla', lastName: 'Fixture-Sample' },
      'Ada',
    )
    const { mergeId } = mergeContacts(office.sqlite, { survivorId: contactId, otherIds: [orla], who: 'Ada' })
    const later = bring(office, source, '15.00')
    expect(later.transactions).toMatchObject({ created: 0, updated: 1 })
    expect(refunds()).toEqual([{ contact_id: contactId, deleted_at: null }])
    unmergeContacts(office.sqlite, { mergeId, who: 'Ada' })
    expect(bring(office, source, '0.00').transactions).toMatchObject({ created: 0, updated: 1 })
    expect(bring(office, source, '20.00').transactions).toMatchObject({ created: 0, updated: 1 })
    expect(refunds()).toEqual([{ contact_id: orla, deleted_at: null }])
    expect(money(office)).toBe(2000)
    office.close()
  },
)
