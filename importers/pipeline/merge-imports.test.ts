import { afterEach, beforeEach, expect, test } from 'vitest'
import { createContact } from '../../db/commands/create-contact.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { unmergeContacts } from '../../db/merge/unmerge.ts'
import { markNotSame } from '../../db/merge/verdicts.ts'
import { contactColumns, type TestOffice, testOffice, transactionColumns } from './test-office.ts'

let office: TestOffice
beforeEach(() => {
  office = testOffice()
})
afterEach(() => office.close())

const people = (...rows: Record<string, string>[]) => office.import(office.csv(contactColumns, rows))
const bo = {
  'First Name': 'Bo',
  'Last Name': 'Example',
  Email: 'bo@example.org',
  ID: '2',
  'Member ID': '12',
  Tags: 'Donor',
  'Phone Number (phone_number)': '(303) 555-0101',
}
const payments = (...ids: string[]) =>
  office.import(
    office.csv(
      transactionColumns,
      ids.map(id => ({
        ID: id,
        Amount: '22.00',
        Currency: 'USD',
        Type: 'charge',
        Status: 'succeeded',
        'Customer ID': '12',
        'Customer Name': 'Bo Example',
        'Customer Email': 'bo@example.org',
        'Offer ID': '1',
        'Offer Title': 'Winter Course',
        'Created At': '2025-11-08 04:11:00 -0700',
      })),
    ),
  )
const idOf = (email: string) =>
  office.read.get<{ id: string }>(
    'SELECT contact_id AS id FROM contact_emails WHERE email = ? AND deleted_at IS NULL',
    [email],
  )?.id ?? ''
const typed = () =>
  createContact(
    office.sqlite,
    { firstName: 'Robert', lastName: 'Example', emails: ['robert@example.org'], phones: ['303-555-0101'] },
    'Mira',
  ).contactId
const merge = (survivorId: string, otherId: string) =>
  mergeContacts(office.sqlite, { survivorId, otherIds: [otherId], who: 'Mira' })
const undo = (report: ReturnType<typeof people>) => undoGroup(office.sqlite, office.groupOf(report), 'Mira')
const live = () =>
  office.read
    .all<{ id: string }>('SELECT id FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL')
    .map(c => c.id)
const owned = (table: string) =>
  office.read
    .all<{ c: string }>(`SELECT DISTINCT contact_id AS c FROM ${table} WHERE deleted_at IS NULL`)
    .map(row => row.c)
const phones = (contactId: string) =>
  office.read
    .all<{ phone: string }>('SELECT phone FROM contact_phones WHERE contact_id = ? AND deleted_at IS NULL', [
      contactId,
    ])
    .map(p => p.phone)

test('a later import of the merged record lands on the survivor: by its id, by its e-mail; the merge is not made undone', () => {
  people(bo)
  const robert = typed()
  merge(robert, idOf('bo@example.org'))
  expect(people({ ...bo, Email: 'bo.new@example.org' }).contacts.created).toBe(0)
  expect(payments('100').contacts.created).toBe(0)
  expect(owned('transactions')).toEqual([robert])
  expect(live()).toEqual([robert])
})

test('undoing the import that made the merged record moves its rows out and leaves the survivor', () => {
  const robert = typed()
  const first = people(bo)
  const second = payments('100', '101')
  merge(robert, idOf('bo@example.org'))
  undo(second)
  expect(owned('transactions')).toEqual([])
  undo(first)
  expect(live()).toEqual([robert])
  expect(owned('contact_emails')).toEqual([robert])
  expect(office.read.all('SELECT email FROM contact_emails')).toEqual([{ email: 'robert@example.org' }])
  expect(phones(robert)).toEqual(['303-555-0101'])
})

test('undoing the import that made the survivor never deletes it; what both said goes on with the other record', () => {
  const first = people(bo)
  const robert = typed()
  const bob = idOf('bo@example.org')
  const { mergeId } = merge(bob, robert)
  const undone = undo(first)
  expect(undone.left.map(l => l.what)).toContain('Robert Example')
  expect(live()).toEqual([bob])
  expect(phones(bob)).toHaveLength(1)
  expect(unmergeContacts(office.sqlite, { mergeId, who: 'Mira' }).restoredIds).toEqual([robert])
  expect(live()).toEqual([robert])
  expect(phones(robert)).toEqual(['303-555-0101'])
})

test('undoing an import from before the merge, or after it, takes out its rows only; taken apart, the rest is with whom it was', () => {
  people(bo)
  const before = payments('100')
  const robert = typed()
  const bob = idOf('bo@example.org')
  const { mergeId } = merge(robert, bob)
  const after = payments('100', '102')
  expect(after.transactions).toMatchObject({ created: 1 })
  undo(before)
  expect(office.read.all('SELECT external_transaction_id AS id FROM transactions')).toEqual([{ id: '102' }])
  const { stayed } = unmergeContacts(office.sqlite, { mergeId, who: 'Mira' })
  expect(owned('transactions')).toEqual([robert])
  expect(stayed.map(s => s.what)).toContain('transaction of Robert Example')
  undo(after)
  expect(live().toSorted()).toEqual([robert, bob].toSorted())
})

test('"not the same" outlives a re-import and the undo of later imports', () => {
  people(bo)
  const robert = typed()
  const bob = idOf('bo@example.org')
  markNotSame(office.sqlite, [robert, bob], 'Mira')
  const again = people({ ...bo, 'Last Name': 'Sample' })
  undo(again)
  people(bo)
  expect(office.read.all('SELECT verdict FROM duplicate_verdicts WHERE deleted_at IS NULL')).toEqual([
    { verdict: 'not_same' },
  ])
})
