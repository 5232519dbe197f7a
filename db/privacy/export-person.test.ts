import { expect, test } from 'vitest'
import { addNote } from '../commands/contact-marks.ts'
import { newId } from '../ids.ts'
import { mergeContacts } from '../merge/merge.ts'
import { markNotSame } from '../merge/verdicts.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
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
import { exportPerson } from './export-person.ts'

/** Columns by which a table can speak of a person. */
const speaksOfPeople = /^(contact_id|contact_a|contact_b|contact_a_id|contact_b_id|survivor_id)$/

test('the export has every table that can speak of a person', () => {
  const { sqlite, read } = openOffice(temporaryFolder())
  const ada = importing(sqlite, w => {
    const [one, twin] = ['ada@example.org', 'a@example.org'].map(email =>
      addPerson(w, {
        firstName: 'Ada',
        lastName: 'Example',
        emails: [email],
        phones: ['303 555 0101'],
        city: 'Boulder',
        tags: ['Choir'],
        subscribed: true,
      }),
    ) as [string, string]
    const bo = addPerson(w, { firstName: 'Bo', emails: ['bo@example.org'] })
    const productId = addProduct(w, 'Winter Course')
    const payment = addPayment(w, { contactId: one, productId, at: '2025-03-01T10:00:00.000Z', cents: 2500 })
    addPayment(w, { contactId: bo, at: '2025-03-01T10:00:00.000Z', cents: 7700 })
    addSubscription(w, { contactId: one, productId })
    addConflict(w, { contactId: one, field: 'name', current: 'Ada', incoming: 'Aida' })
    addSuggestion(w, { contactId: one, field: 'birth_date', value: '1970-02-28' })
    const eventId = addRow(w, 'events', {
      name: 'Concert',
      normalized_name: 'concert',
      source_system: 'staff',
    })
    addRow(w, 'event_registrations', {
      contact_id: one,
      event_id: eventId,
      status: 'confirmed',
      source_system: 'wix',
      external_ticket_id: 't1',
    })
    addRow(w, 'bookings', { contact_id: one, title: 'Hall', status: 'confirmed', source_system: 'zoho' })
    const pledge = addRow(w, 'pledges', {
      contact_id: one,
      amount_cents: 5000,
      currency: 'USD',
      pledged_at: '2025-01-01',
      status: 'open',
    })
    addRow(w, 'pledge_payments', { pledge_id: pledge, transaction_id: payment, amount_cents: 2500 })
    addRow(w, 'acknowledgments', { contact_id: one, transaction_id: payment, status: 'pending' })
    addRow(w, 'contact_roles', { contact_id: one, role: 'volunteer' })
    addRow(w, 'contact_external_ids', { contact_id: one, system: 'zoho', kind: 'contact', external_id: 'Z1' })
    addRow(w, 'contact_products', { contact_id: one, product_id: productId, source_system: 'zoho' })
    w.db.run(
      `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
       VALUES (?, ?, 0.5, 'look', 'same_person', '{}', 'scan', 'x')`,
      [one, bo],
    )
    w.db.run(`INSERT INTO contact_visits (contact_id, visited_at, group_seq) VALUES (?, 'x', 1)`, [one])
    return { one, twin, bo }
  })
  addNote(sqlite, { contactId: ada.one, text: 'Sings alto', isPinned: false }, 'Mira')
  markNotSame(sqlite, [ada.one, ada.bo], 'Mira')
  mergeContacts(sqlite, { survivorId: ada.one, otherIds: [ada.twin], who: 'Mira' })
  const exported = exportPerson(read, ada.twin)
  expect(exported).toMatchObject({ fullName: 'Ada Example', contactIds: [ada.one, ada.twin] })
  const tables = read.all<{ name: string }>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  const speaking = tables
    .map(table => table.name)
    .filter(name =>
      read
        .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [name])
        .some(c => speaksOfPeople.test(c.name)),
    )
  expect(speaking.length).toBeGreaterThan(15)
  const present = exported?.tables.map(table => table.table) ?? []
  expect(speaking.filter(name => !present.includes(name))).toEqual([])
  expect(JSON.stringify(exported)).not.toContain('7700')
  expect(exported?.tables.find(table => table.table === 'transactions')?.rows).toMatchObject([
    { amount_cents: 2500, product: 'Winter Course' },
  ])
  expect(exportPerson(read, newId())).toBeNull()
})
