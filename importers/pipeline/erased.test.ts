import { expect, test } from 'vitest'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { newId } from '../../db/ids.ts'
import { writeGroup } from '../../db/journal/group.ts'
import { ensureErasureKey, erasableKeys, erasedHash } from '../../db/privacy/erased.ts'
import { contactColumns, testOffice, transactionColumns } from './test-office.ts'

test('nobody who was erased comes back; their payment is money of nobody', () => {
  const office = testOffice()
  writeGroup(office.sqlite, { who: 'Ada', origin: 'staff', title: 'Erased a person' }, group => {
    const officeKey = ensureErasureKey(group.db)
    const person = {
      firstName: 'Ada',
      lastName: 'Example',
      emails: ['ada@example.org'],
      phones: ['(303) 555-0101'],
      addresses: [],
      externalIds: [{ system: 'kajabi', kind: 'contact', id: '2100000001' }],
    }
    for (const key of erasableKeys(person))
      insertRow(group, 'erased_keys', ['id', 'kind', 'hash'], [newId(), key.kind, erasedHash(officeKey, key)])
  })
  const named = { 'First Name': 'Ada', 'Last Name': 'Example' }
  const report = office.import(
    office.csv(contactColumns, [
      { ...named, Email: 'ADA@example.org', ID: '2100000009' },
      { ...named, Email: 'other@example.org', ID: '2100000001' },
      {
        ...named,
        Email: 'third@example.org',
        ID: '2100000003',
        'Phone Number (phone_number)': '303.555.0101',
      },
      { 'First Name': 'Bo', Email: 'bo@example.org', 'Phone Number (phone_number)': '303.555.0101' },
    ]),
  )
  expect(report).toMatchObject({ contacts: { created: 1 }, outcomes: { created: 1, skipped: 3 } })
  const payment = {
    ID: '2160000001',
    Amount: '85.50',
    Currency: 'USD',
    Type: 'charge',
    Status: 'succeeded',
    'Customer ID': '1400000002',
    'Customer Name': 'Ada Example',
    'Customer Email': 'ada@example.org',
    'Offer Title': 'Course',
    'Created At': '2025-11-08 04:11:00 -0700',
  }
  const money = office.import(office.csv(transactionColumns, [payment]))
  expect(money).toMatchObject({
    totals: { amountCents: 8550 },
    contacts: { created: 0 },
    outcomes: { created: 1 },
  })
  expect(office.read.all('SELECT contact_id, amount_cents FROM transactions')).toEqual([
    { contact_id: null, amount_cents: 8550 },
  ])
})
