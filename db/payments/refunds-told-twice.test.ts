import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { cutSamePayment, joinSamePayment } from '../commands/same-payment.ts'
import type { SqlValue } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
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

type Row = { who: string; source: string; id: string; cents: number; at?: string } & Record<string, SqlValue>

const sold = { transaction_type: 'purchase', transaction_date: '2025-03-04T18:00:00.000Z' }
const orderOf = (who: string): Row => ({
  who,
  source: 'ticket_tailor',
  id: 'or_1',
  cents: 4000,
  provider_payment_id: 'P1',
})
const paidBy = (who: string): Row => ({ who, source: 'paypal', id: 'P1', cents: 4000 })
/** Ticket Tailor tells a sum, on the day of the order. */
const orderBack = (cents: number): Row => ({
  who: ada,
  source: 'ticket_tailor',
  id: 'or_1:refund',
  cents: -cents,
  transaction_type: 'refund',
  refund_of_external_id: 'or_1',
})
/** PayPal tells each refund on its own day. */
const paidBack = (who: string, day: number, cents: number): Row => ({
  who,
  source: 'paypal',
  id: `P${day}`,
  cents: -cents,
  transaction_type: 'refund',
  refund_of_external_id: 'P1',
  transaction_date: `2025-03-${day}T18:00:00.000Z`,
})

/** Brings what one system tells, as its file would. */
function bring(...rows: Row[]): void {
  importing(sqlite, w => {
    for (const { who, source, id, cents, ...also } of rows)
      addRow(w, 'transactions', {
        contact_id: who,
        source_system: source,
        external_transaction_id: id,
        status: 'completed',
        amount_cents: cents,
        currency: 'USD',
        ...sold,
        ...also,
      })
    linkPayments(
      w,
      rows.map(row => row.who),
      zone,
    )
  })
}
const total = () => sumTransactions(office.read, {}, zone).amountCents
const idOf = (externalId: string) =>
  office.read.get<{ id: string }>('SELECT id FROM transactions WHERE external_transaction_id = ?', [
    externalId,
  ])?.id ?? ''
const newest = () => office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? -1

test('a refund that two systems tell counts once, weeks apart and in other parts, whichever comes first and whoever paid', () => {
  for (const payer of [ada, bea]) {
    const order = [orderOf(ada), orderBack(4000)]
    const payments = [paidBy(payer), paidBack(payer, 20, 1500), paidBack(payer, 25, 2500)]
    for (const files of [
      [order, payments],
      [payments, order],
    ]) {
      const seqs = files.map(rows => {
        bring(...rows)
        return newest()
      })
      expect(total()).toBe(0)
      importing(sqlite, w => expect(linkPayments(w, [ada, bea], zone)).toBe(0))
      undoGroup(sqlite, seqs[0] ?? -1, 'Ada')
      expect(total()).toBe(0)
      undoGroup(sqlite, seqs[1] ?? -1, 'Ada')
      expect(office.read.all('SELECT id FROM transactions')).toEqual([])
    }
  }
})

test('who has heard of more refunds is right', () => {
  bring(orderOf(ada), orderBack(1500))
  bring(paidBy(bea), paidBack(bea, 20, 1500))
  expect(total()).toBe(2500)
  bring(paidBack(bea, 25, 2500))
  expect(total()).toBe(0)
  importing(sqlite, w => {
    w.db.run(`UPDATE transactions SET deleted_at = 'gone' WHERE external_transaction_id IN ('P20', 'P25')`)
    linkPayments(w, [bea], zone)
  })
  expect(total()).toBe(2500)
})

test('sales that a person parts or joins take their refunds along', () => {
  bring(orderOf(ada), orderBack(1000))
  bring(paidBy(ada), paidBack(ada, 20, 1000))
  expect(total()).toBe(3000)
  cutSamePayment(sqlite, { transactionId: idOf('P1') }, 'Ada')
  expect(total()).toBe(6000)
  const cut = newest()
  joinSamePayment(sqlite, { transactionId: idOf('P1'), countsId: idOf('or_1') }, 'Ada')
  expect(total()).toBe(3000)
  undoGroup(sqlite, newest(), 'Ada')
  expect(total()).toBe(6000)
  undoGroup(sqlite, cut, 'Ada')
  expect(total()).toBe(3000)
})
