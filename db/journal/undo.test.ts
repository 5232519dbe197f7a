import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { makePrimary, removeRow } from '../commands/primary-rows.ts'
import { updateContact } from '../commands/update-contact.ts'
import { type ContactState, loadContactState } from '../contacts/contact-state.ts'
import type { Writing } from '../contacts/insert-row.ts'
import { touchContact } from '../contacts/write-contact.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, addRow, importing } from '../sample-records.ts'
import { writeGroup } from './group.ts'
import { undoGroup } from './undo.ts'

let sqlite: Database.Database
let read: ReadDb
beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  read = handlesOf(sqlite).read
})

type Did<Result> = { seq: number; result: Result }
function act<Result>(title: string, work: (w: Writing) => Result): Did<Result> {
  return writeGroup(sqlite, { who: 'Mira', origin: 'staff', title }, group => ({
    seq: group.seq,
    result: work(group),
  }))
}
function brought<Result>(work: (w: Writing) => Result): Did<Result> {
  return importing(sqlite, w => ({ seq: w.seq, result: work(w) }))
}
const undo = (did: Did<unknown>) => undoGroup(sqlite, did.seq, 'Mira')
const newest = () => ({
  seq: read.get<{ n: number }>('SELECT max(seq) AS n FROM change_groups')?.n ?? 0,
  result: null,
})

function stateOf(w: Writing, contactId: string): ContactState {
  const state = loadContactState(w.db, contactId)
  if (!state) throw new Error('no such contact')
  return state
}
const emails = () =>
  read.all('SELECT email, is_primary AS main FROM contact_emails WHERE deleted_at IS NULL ORDER BY email')
const count = (table: string) => read.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n

/** A person with three e-mails whose main one was taken off; then somebody made the third the main one. */
function mainEmailMoved() {
  const { result: ada } = brought(w =>
    addPerson(w, { firstName: 'Ada', emails: ['a@example.org', 'b@example.org', 'c@example.org'] }),
  )
  const removed = act('Removed the main e-mail', w => {
    const c = stateOf(w, ada)
    removeRow(w, 'contact_emails', c.emails)
    touchContact(w, c)
  })
  updateContact(sqlite, { contactId: ada, set: { email: 'c@example.org' } }, 'Mira')
  return { ada, removed, chosen: newest() }
}

test('a row comes back without its mark when another one was made the main one since, and gets it back when that is undone, too', () => {
  const { removed, chosen } = mainEmailMoved()
  const undone = undo(removed)
  expect(emails()).toEqual([
    { email: 'a@example.org', main: 0 },
    { email: 'b@example.org', main: 0 },
    { email: 'c@example.org', main: 1 },
  ])
  expect(undone.left).toContainEqual({
    what: 'primary e-mail of Ada',
    reason: 'Another one was made the main one since.',
  })
  undo(chosen)
  expect(emails()).toEqual([
    { email: 'a@example.org', main: 1 },
    { email: 'b@example.org', main: 0 },
    { email: 'c@example.org', main: 0 },
  ])
})

test('an e-mail that was the main one stays beside one that was added as the main one since', () => {
  const { result: ada } = brought(w =>
    addPerson(w, { firstName: 'Ada', emails: ['a@example.org', 'b@example.org'] }),
  )
  const chosen = act('Chose b', w => {
    const { emails: rows } = stateOf(w, ada)
    for (const b of rows.filter(row => !row.isPrimary)) makePrimary(w, 'contact_emails', rows, b)
  })
  act('Added c', w => {
    w.db.run('UPDATE contact_emails SET is_primary = 0 WHERE contact_id = ?', [ada])
    addRow(w, 'contact_emails', {
      contact_id: ada,
      email: 'c@example.org',
      is_primary: 1,
      source_system: 'staff',
    })
  })
  const { left } = undo(chosen)
  expect(emails()).toEqual([
    { email: 'a@example.org', main: 0 },
    { email: 'b@example.org', main: 0 },
    { email: 'c@example.org', main: 1 },
  ])
  expect(left.map(row => row.reason).sort()).toEqual([
    'Another one was made the main one since.',
    'Changed later: Added c',
  ])
})

function payment(w: Writing, contactId: string, more: Record<string, string | number> = {}): string {
  return addRow(w, 'transactions', {
    contact_id: contactId,
    transaction_date: '2026-01-02T12:00:00.000Z',
    transaction_type: 'purchase',
    status: 'succeeded',
    amount_cents: 2200,
    currency: 'USD',
    source_system: 'kajabi',
    external_transaction_id: `t${w.seq}-${Object.keys(more).length}`,
    raw_source: '{}',
    ...more,
  })
}

test('a payment and an e-mail that somebody worked on stay, each told with what was done', () => {
  const { result: ada } = brought(w => addPerson(w, { firstName: 'Ada', emails: ['a@example.org'] }))
  const second = brought(w => {
    const c = stateOf(w, ada)
    touchContact(w, c)
    const emailId = addRow(w, 'contact_emails', {
      contact_id: ada,
      email: 'b@example.org',
      source_system: 'kajabi',
    })
    return { paid: payment(w, ada), alone: payment(w, ada, { memo: 'untouched' }), emailId }
  })
  const { paid, emailId } = second.result
  act('Wrote a memo', w => w.db.run("UPDATE transactions SET memo = 'thanks' WHERE id = ?", [paid]))
  act('Marked the e-mail as checked', w =>
    w.db.run('UPDATE contact_emails SET is_verified = 1 WHERE id = ?', [emailId]),
  )
  const undone = undo(second)
  expect(undone.left).toEqual([
    { what: 'transaction of Ada', reason: 'Changed later: Wrote a memo' },
    { what: 'e-mail of Ada', reason: 'Changed later: Marked the e-mail as checked' },
  ])
  expect(undone).toMatchObject({ leftCount: 2, removedRows: 1 })
  expect(read.all('SELECT id FROM transactions')).toEqual([{ id: paid }])
})

test('what later work needs stays and is told: the product of a later payment, the payment behind a ticket, a person of a verdict', () => {
  const first = brought(w => {
    const ada = addPerson(w, { firstName: 'Ada' })
    const bo = addPerson(w, { firstName: 'Bo' })
    const product = addRow(w, 'products', {
      name: 'Winter Course',
      normalized_name: 'winter course',
      product_type: 'other',
    })
    return { ada, bo, product, paid: payment(w, ada, { product_id: product }) }
  })
  const { ada, bo, product, paid } = first.result
  const cy = brought(w => addPerson(w, { firstName: 'Cy' }))
  act('Sold a ticket', w => {
    const event = addRow(w, 'events', { name: 'Concert', normalized_name: 'concert', source_system: 'staff' })
    addRow(w, 'event_registrations', {
      contact_id: cy.result,
      event_id: event,
      transaction_id: paid,
      status: 'confirmed',
      source_system: 'staff',
      external_ticket_id: '1',
    })
  })
  act('Said who is who', w => {
    const [a = '', b = ''] = [bo, cy.result].sort()
    addRow(w, 'duplicate_verdicts', { contact_a_id: a, contact_b_id: b, verdict: 'not_same' })
  })
  const undone = undo(first)
  expect(undone.left.map(({ what, reason }) => `${what}: ${reason}`).sort()).toEqual([
    'Ada: Something that stays belongs to this person.',
    'Bo: Something that stays belongs to this person.',
    'product Winter Course: Something that stays needs it.',
    'transaction of Ada: Used since: Sold a ticket',
  ])
  expect(read.all('SELECT id FROM contacts ORDER BY id')).toEqual(
    [ada, bo, cy.result].sort().map(id => ({ id })),
  )
  expect(read.all('SELECT id FROM products')).toEqual([{ id: product }])
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
})

test('a product that somebody corrected stays and is told', () => {
  const made = brought(w =>
    addRow(w, 'products', { name: 'Winter Course', normalized_name: 'winter course', product_type: 'other' }),
  )
  act('Named the product', w =>
    w.db.run("UPDATE products SET product_type = 'course' WHERE id = ?", [made.result]),
  )
  expect(undo(made).left).toEqual([
    { what: 'product Winter Course', reason: 'Changed later: Named the product' },
  ])
  expect(count('products')).toBe(1)
})

test('a link to what was taken back meanwhile stays as it is, and is told', () => {
  const { result: ada } = brought(w => addPerson(w, { firstName: 'Ada' }))
  const bought = brought(w => {
    const product = addRow(w, 'products', { name: 'Old', normalized_name: 'old', product_type: 'other' })
    return { product, paid: payment(w, ada) }
  })
  const { result: other } = brought(w =>
    addRow(w, 'products', { name: 'New', normalized_name: 'new', product_type: 'other' }),
  )
  const link = (title: string, product: string) =>
    act(title, w =>
      w.db.run('UPDATE transactions SET product_id = ? WHERE id = ?', [product, bought.result.paid]),
    )
  link('Chose the product', bought.result.product)
  const changed = link('Chose another product', other)
  undo(bought)
  expect(read.all('SELECT name FROM products')).toEqual([{ name: 'New' }])
  expect(undo(changed).left).toEqual([
    { what: 'product of Ada', reason: 'What it was before has been taken back, too.' },
  ])
})

test('a value written down before a column was added leaves that column alone', () => {
  const { result: ada } = brought(w => addPerson(w, { firstName: 'Ada' }))
  const sub = brought(w =>
    addRow(w, 'subscriptions', {
      contact_id: ada,
      status: 'active',
      amount_cents: 2200,
      currency: 'USD',
      ends_with_period: 1,
      source_system: 'kajabi',
    }),
  )
  const old = act('Cancelled', w =>
    // As an office of an earlier version wrote it.
    w.db.run(
      `INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
       VALUES (?, 'subscriptions', ?, 'status', '{"status":"expired","cancelled_at":null}', '{"status":"active","cancelled_at":null}')`,
      [w.seq, sub.result],
    ),
  )
  undo(old)
  expect(read.all('SELECT status, ends_with_period FROM subscriptions')).toEqual([
    { status: 'expired', ends_with_period: 1 },
  ])
})
