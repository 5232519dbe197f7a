import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { setContactFlags, setContactOptIn } from '../commands/contact-marks.ts'
import { CommandRefused } from '../commands/refused.ts'
import { updateContact } from '../commands/update-contact.ts'
import { survivorOf } from '../contacts/contact-state.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { listHistory } from '../queries/history.ts'
import { allRows, temporaryFolder } from '../sample-office.ts'
import {
  addConflict,
  addPayment,
  addPerson,
  addProduct,
  addRow,
  addSubscription,
  addSuggestion,
  importing,
} from '../sample-records.ts'
import { findContacts } from '../search/find-contacts.ts'
import { mergeContacts } from './merge.ts'
import { suggestMerge } from './suggest-merge.ts'
import { unmergeContacts } from './unmerge.ts'

let sqlite: Database.Database
let read: ReadDb
beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  read = handlesOf(sqlite).read
})

/** Ada twice, from two files: each record knows something that the other does not. */
function adaTwice() {
  return importing(sqlite, w => {
    const course = addProduct(w, 'Winter Course')
    const ada = addPerson(w, {
      firstName: 'Ada',
      lastName: 'Example',
      emails: ['ada@example.org'],
      phones: ['(303) 555-0101'],
      city: 'Boulder',
      subscribed: true,
      tags: ['Donor', 'Choir'],
    })
    const twin = addPerson(w, {
      firstName: 'A.',
      lastName: 'Example',
      emails: ['a.example@example.org', 'old@example.org'],
      phones: ['303 555 0101', '720 555 0199'],
      city: 'Boulder',
      source: 'zoho',
      tags: ['Donor', 'Friend'],
    })
    for (const cents of [2500, 2500, 10_000])
      addPayment(w, { contactId: ada, productId: course, at: '2025-03-01T10:00:00.000Z', cents })
    const gift = addPayment(w, { contactId: twin, at: '2025-04-01T10:00:00.000Z', cents: 4000 })
    addPayment(w, { contactId: twin, at: '2025-05-01T10:00:00.000Z', cents: -1000, type: 'refund' })
    addSubscription(w, { contactId: twin, productId: course })
    const event = addRow(w, 'events', { name: 'Concert', normalized_name: 'concert', source_system: 'staff' })
    addRow(w, 'event_registrations', {
      contact_id: twin,
      event_id: event,
      transaction_id: gift,
      status: 'confirmed',
      source_system: 'ticket_tailor',
      external_ticket_id: 't1',
    })
    addRow(w, 'bookings', { contact_id: twin, title: 'Hall', status: 'confirmed', source_system: 'zoho' })
    addRow(w, 'pledges', {
      contact_id: twin,
      amount_cents: 5000,
      currency: 'USD',
      pledged_at: '2025-01-01',
      status: 'open',
    })
    addRow(w, 'acknowledgments', { contact_id: twin, transaction_id: gift, status: 'pending' })
    addRow(w, 'contact_notes', { contact_id: twin, text: 'Sings alto' })
    addRow(w, 'contact_roles', { contact_id: twin, role: 'volunteer' })
    addRow(w, 'contact_external_ids', {
      contact_id: twin,
      system: 'zoho',
      kind: 'contact',
      external_id: 'Z1',
    })
    addRow(w, 'contact_products', { contact_id: twin, product_id: course, source_system: 'zoho' })
    addConflict(w, { contactId: twin, field: 'name', current: 'A.', incoming: 'Aida' })
    addSuggestion(w, { contactId: twin, field: 'birth_date', value: '1970-02-28' })
    return { ada, twin, course, gift }
  })
}

const journal = ['change_groups', 'journal_changes', 'subscription_audit', 'merge_backups']
/** Every row of every table but those that only ever grow; without the number of the newest group that touched a contact. */
function hold() {
  const rows = Object.entries(allRows(sqlite)).filter(
    ([table]) => !journal.includes(table) && !table.startsWith('contact_search'),
  )
  return Object.fromEntries(
    rows.map(([table, list]) => [table, list.map(row => ({ ...(row as object), touched_group: 0 }))]),
  )
}
const ownersOf = (table: string) =>
  read
    .all<{ contact_id: string }>(`SELECT DISTINCT contact_id FROM ${table} WHERE deleted_at IS NULL`)
    .map(r => r.contact_id)
const merge = (survivorId: string, ...otherIds: string[]) =>
  mergeContacts(sqlite, { survivorId, otherIds, who: 'Mira' })
const card = (contactId: string) =>
  findContactCard(read, { contactId, now: '2026-01-01T00:00:00.000Z', timeZone: 'UTC' })

test('everything of the other record moves, equal values stand once, the merged record leads to the survivor', () => {
  const { ada, twin } = adaTwice()
  const merged = merge(ada, twin)
  expect(merged).toMatchObject({ survivorId: ada, mergedIds: [twin] })
  for (const table of [
    'transactions',
    'subscriptions',
    'event_registrations',
    'bookings',
    'pledges',
    'acknowledgments',
    'contact_notes',
    'contact_roles',
    'contact_external_ids',
    'contact_products',
    'contact_tags',
    'contact_emails',
    'contact_phones',
    'contact_addresses',
  ])
    expect([table, ownersOf(table)]).toEqual([table, [ada]])
  const now = card(ada)
  expect(now?.emails.map(e => [e.email, e.isPrimary])).toEqual([
    ['a.example@example.org', true],
    ['ada@example.org', false],
    ['old@example.org', false],
  ])
  expect(now?.phones.map(p => p.phone)).toEqual(['(303) 555-0101', '720 555 0199'])
  expect(now?.addresses).toHaveLength(1)
  expect(now?.tags.map(t => t.name).toSorted()).toEqual(['Choir', 'Donor', 'Friend'])
  expect(now).toMatchObject({
    firstName: 'Ada',
    lockLevel: 'FULL_LOCK',
    transactionCount: 5,
    lifetimeCents: 18_000,
    emailSubscribed: true,
  })
  expect(now?.conflicts).toHaveLength(1)
  expect(now?.suggestions).toHaveLength(1)
  expect(survivorOf(read, twin)).toBe(ada)
  expect(findContacts(read, { text: 'example', limit: 10 }).map(hit => hit.contactId)).toEqual([ada])
  expect(listHistory(read, { offset: 0, limit: 1 })[0]).toMatchObject({
    title: 'Merged Ada Example and A. Example',
    contactId: ada,
    canUndo: true,
  })
})

test('taken apart at once, every row of every table is what it was', () => {
  const { ada, twin } = adaTwice()
  const before = hold()
  const { mergeId } = merge(ada, twin)
  expect(hold()).not.toEqual(before)
  expect(unmergeContacts(sqlite, { mergeId, who: 'Mira' })).toEqual({
    restoredIds: [twin],
    stayed: [],
    stayedCount: 0,
  })
  expect(hold()).toEqual(before)
  expect(findContacts(read, { text: 'old@example.org', limit: 10 }).map(hit => hit.contactId)).toEqual([twin])
})

test('undoing the merge in History is the same', () => {
  const { ada, twin } = adaTwice()
  const before = hold()
  merge(twin, ada)
  undoGroup(sqlite, read.get<{ n: number }>('SELECT max(seq) AS n FROM change_groups')?.n ?? 0, 'Mira')
  expect(hold()).toEqual(before)
})

test('what came later stays with the survivor and is told; what was changed goes back changed', () => {
  const { ada, twin } = adaTwice()
  const { mergeId } = merge(ada, twin)
  const late = importing(sqlite, w =>
    addPayment(w, { contactId: ada, at: '2026-01-01T10:00:00.000Z', cents: 700 }),
  )
  updateContact(sqlite, { contactId: ada, set: { email: 'old@example.org' } }, 'Mira')
  importing(sqlite, w =>
    w.db.run(`UPDATE contact_phones SET phone = '720-555-0199' WHERE phone = '720 555 0199'`),
  )
  const { restoredIds, stayed } = unmergeContacts(sqlite, { mergeId, who: 'Mira' })
  expect(restoredIds).toEqual([twin])
  expect(stayed).toContainEqual({
    what: 'transaction of Ada Example',
    reason: 'It came after the merge (Imported sample.csv) and stays with Ada Example.',
  })
  expect(read.get('SELECT contact_id FROM transactions WHERE id = ?', [late])).toEqual({ contact_id: ada })
  expect(card(twin)?.phones.map(p => p.phone)).toContain('720-555-0199')
  expect(card(twin)?.emails.find(e => e.isPrimary)?.email).toBe('old@example.org')
  expect(card(ada)?.emails.map(e => [e.email, e.isPrimary])).toEqual([['ada@example.org', true]])
})

test('an opt-out said after the merge holds for both; safety marks of either hold for the person', () => {
  const { ada, twin } = adaTwice()
  setContactFlags(sqlite, { contactId: twin, doNotCall: true, reason: 'asked' }, 'Mira')
  const { mergeId } = merge(twin, ada)
  expect(card(twin)).toMatchObject({ doNotCall: true, emailSubscribed: true, consentDate: '2025-01-02' })
  setContactOptIn(
    sqlite,
    {
      contactId: twin,
      subscribed: false,
      evidence: { source: 'phone', method: 'asked', date: '2025-09-09' },
    },
    'Mira',
  )
  setContactFlags(sqlite, { contactId: twin, doNotMail: true, reason: 'asked' }, 'Mira')
  unmergeContacts(sqlite, { mergeId, who: 'Mira' })
  expect(card(ada)).toMatchObject({
    emailSubscribed: false,
    unsubscribeDate: '2025-09-09',
    doNotMail: true,
    doNotCall: false,
  })
  expect(card(twin)).toMatchObject({ emailSubscribed: false, doNotMail: true, doNotCall: true })
})

test('a chain of merges comes apart in any order', () => {
  const { ada, twin } = adaTwice()
  const third = importing(sqlite, w =>
    addPerson(w, { firstName: 'Adele', emails: ['adele@example.org'], phones: ['3035550101'] }),
  )
  const before = hold()
  const first = merge(ada, twin)
  const second = merge(third, ada)
  expect(ownersOf('transactions')).toEqual([third])
  expect(unmergeContacts(sqlite, { mergeId: first.mergeId, who: 'Mira' }).restoredIds).toEqual([twin])
  expect(ownersOf('transactions').toSorted()).toEqual([third, twin].toSorted())
  expect(survivorOf(read, twin)).toBe(twin)
  unmergeContacts(sqlite, { mergeId: second.mergeId, who: 'Mira' })
  const bookkeeping = (rows: unknown[]) =>
    (rows as Record<string, unknown>[]).map(row => ({
      ...row,
      updated_at: '',
      updated_by: '',
      touched_group: 0,
    }))
  const now = hold()
  for (const [table, rows] of Object.entries(before))
    expect([table, bookkeeping(now[table] ?? [])]).toEqual([table, bookkeeping(rows)])
})

test('a record merged before, gone, unknown, or named twice is refused, and nothing changes', () => {
  const { ada, twin } = adaTwice()
  merge(ada, twin)
  const before = hold()
  expect(() => merge(ada, ada)).toThrow(CommandRefused)
  expect(() => merge(ada)).toThrow(CommandRefused)
  expect(() => merge(ada, '01890000-0000-7000-8000-000000000000')).toThrow(CommandRefused)
  const third = importing(sqlite, w => addPerson(w, { firstName: 'Adele' }))
  const again = () => merge(third, twin)
  expect(again).toThrow(CommandRefused)
  expect(() =>
    mergeContacts(sqlite, { survivorId: ada, otherIds: [third], values: { name: twin }, who: 'Mira' }),
  ).toThrow(CommandRefused)
  expect(hold()['contact_emails']).toEqual(before['contact_emails'])
})

test('the survivor is told with the reason that chose it', () => {
  const [first, second] = importing(sqlite, w => [
    addPerson(w, { firstName: 'Ada', lastName: 'Example' }),
    addPerson(w, { firstName: 'Ada', lastName: 'Example' }),
  ])
  const pay = (contactId: string, cents: number) =>
    importing(sqlite, w => addPayment(w, { contactId, at: '2025-03-01T10:00:00.000Z', cents }))
  const suggested = () => {
    const { survivorId, survivorReason } = suggestMerge(read, [first, second])
    return [survivorId, survivorReason]
  }
  expect(suggested()[1]).toBe('It is the oldest record.')
  pay(first, 1000)
  expect(suggested()).toEqual([first, 'It has paid the most.'])
  pay(second, 500)
  pay(second, 500)
  expect(suggested()).toEqual([second, 'It has the most payments.'])
})

test('the proof of a merge has a line for each currency and adds up none of two', () => {
  const [first, second] = importing(sqlite, w => [
    addPerson(w, { firstName: 'Ada', lastName: 'Example' }),
    addPerson(w, { firstName: 'Ada', lastName: 'Example' }),
  ])
  importing(sqlite, w => {
    const at = '2025-03-01T10:00:00.000Z'
    for (const contactId of [first, first, second]) addPayment(w, { contactId, at, cents: 1000 })
    addPayment(w, { contactId: first, at, cents: 700, currency: 'EUR' })
    addPayment(w, { contactId: second, at, cents: 300, currency: 'EUR' })
    addPayment(w, { contactId: second, at, cents: 90_000, currency: 'JPY' })
  })
  const money = () =>
    suggestMerge(read, [first, second], first).proof.filter(line => line.what === 'amountCents')
  expect(money()).toEqual([
    { what: 'amountCents', currency: 'USD', parts: [2000, 1000], after: 3000 },
    { what: 'amountCents', currency: 'EUR', parts: [700, 300], after: 1000 },
    { what: 'amountCents', currency: 'JPY', parts: [0, 90_000], after: 90_000 },
  ])
  mergeContacts(sqlite, { survivorId: first, otherIds: [second], who: 'Mira' })
  expect(
    findContactCard(read, { contactId: first, now: '2025-06-01T00:00:00.000Z', timeZone: 'UTC' }),
  ).toMatchObject({
    lifetimeCents: 3000,
    otherMoney: [
      { currency: 'EUR', count: 2, amountCents: 1000 },
      { currency: 'JPY', count: 1, amountCents: 90_000 },
    ],
  })
})
