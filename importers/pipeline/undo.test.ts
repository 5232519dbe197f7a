import { expect, test } from 'vitest'
import { setContactLock } from '../../db/commands/contact-marks.ts'
import { createContact } from '../../db/commands/create-contact.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { contactColumns, snapshot, type TestOffice, testOffice, transactionColumns } from './test-office.ts'
import { contactByEmail } from './test-people.ts'

const ada = { 'First Name': 'Ada', 'Last Name': 'Example', Email: 'ada@example.org', ID: '2100000001' }
const bo = { 'First Name': 'Bo', 'Last Name': 'Sample', Email: 'bo@example.org', ID: '2100000002' }
const payment = {
  ID: '2160000001',
  Amount: '22.00',
  Currency: 'USD',
  Type: 'charge',
  Status: 'succeeded',
  'Customer Name': 'Ada Example',
  'Customer Email': 'ada@example.org',
  'Offer ID': '2147000001',
  'Offer Title': 'Winter Course',
  'Created At': '2025-11-08 04:11:00 -0700',
}
const seenGroups = (office: TestOffice) =>
  office.read
    .all('SELECT DISTINCT group_seq AS seq FROM import_seen_rows ORDER BY 1')
    .map(row => (row as { seq: number }).seq)

test('an undo forgets what its own and later files looked like, and keeps what earlier ones did', () => {
  const office = testOffice()
  const people = office.csv(contactColumns, [ada, bo])
  const first = office.import(people)
  const before = snapshot(office.sqlite)
  const second = office.import(office.csv(transactionColumns, [payment]))
  undoGroup(office.sqlite, office.groupOf(second), 'Ada')
  expect(seenGroups(office)).toEqual([office.groupOf(first)])
  expect(office.import(people).contacts).toEqual({ created: 0, updated: 0, unchanged: 2 })
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('after an undo the same file does again what it did', () => {
  const office = testOffice()
  const payments = office.csv(transactionColumns, [payment])
  const people = office.csv(contactColumns, [ada, bo])
  const first = office.import(people)
  const second = office.import(payments)
  undoGroup(office.sqlite, office.groupOf(first), 'Ada')
  undoGroup(office.sqlite, office.groupOf(second), 'Ada')
  expect(office.import(people).outcomes).toEqual(first.outcomes)
  expect(office.import(payments).outcomes).toEqual(second.outcomes)
})

test('a person whose creation is undone is new to a file that found them unchanged before', () => {
  const office = testOffice()
  createContact(office.sqlite, { firstName: 'Ada', lastName: 'Example', emails: ['ada@example.org'] }, 'Ada')
  const created = office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
  const file = office.csv(contactColumns, [{ ...ada, ID: '' }])
  expect(office.import(file).contacts).toEqual({ created: 0, updated: 0, unchanged: 1 })
  undoGroup(office.sqlite, created, 'Ada')
  expect(office.read.get('SELECT 1 FROM contacts')).toBeUndefined()
  expect(office.import(file).contacts).toEqual({ created: 1, updated: 0, unchanged: 0 })
})

test('what is asked about a person goes with them, and what is asked about others stays', () => {
  const office = testOffice()
  const first = office.import(office.csv(contactColumns, [ada]))
  office.import(office.csv(contactColumns, [bo]))
  const contactIds = office.read.all<{ id: string }>('SELECT id FROM contacts ORDER BY id').map(row => row.id)
  for (const contactId of contactIds) {
    office.sqlite
      .prepare(
        `INSERT INTO import_conflicts (id, contact_id, field, current_source, incoming_source, incoming_data, incoming_key, rule, group_seq, created_at)
         VALUES (?, ?, 'name', 'kajabi', 'zoho', '{}', 'x', 'Our value comes from a stronger source.', 99, '2026-01-02')`,
      )
      .run(`conflict of ${contactId}`, contactId)
    office.sqlite
      .prepare(
        `INSERT INTO import_suggestions (id, contact_id, field, value, data, source_system, group_seq, created_at)
         VALUES (?, ?, 'phone', '1', '{}', 'zoho', 99, '2026-01-02')`,
      )
      .run(`suggestion of ${contactId}`, contactId)
  }
  undoGroup(office.sqlite, office.groupOf(first), 'Ada')
  const left = [{ contact_id: contactIds[1] }]
  expect(office.read.all('SELECT contact_id FROM import_conflicts')).toEqual(left)
  expect(office.read.all('SELECT contact_id FROM import_suggestions')).toEqual(left)
})

test('a padlock that a person opened over typed values is open again when an import that closed it is undone', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id: contactId } = contactByEmail(office, ada.Email)
  updateContact(office.sqlite, { contactId, set: { phone: '(303) 555-0123' } }, 'Ada')
  setContactLock(office.sqlite, { contactId, lockLevel: 'UNLOCKED', reason: 'asked for' }, 'Ada')
  const before = snapshot(office.sqlite)
  const mobile = { ...ada, 'Mobile Phone Number (mobile_phone_number)': '720 555 0199' }
  const filled = office.import(office.csv(contactColumns, [mobile]))
  expect(contactByEmail(office, ada.Email).lock_level).toBe('FULL_LOCK')
  undoGroup(office.sqlite, office.groupOf(filled), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
})
