import { expect, test } from 'vitest'
import { takeSuggestions } from '../../db/commands/conflicts.ts'
import { setContactOptIn } from '../../db/commands/contact-marks.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { contactColumns, type TestOffice, testOffice } from './test-office.ts'

const ann = { 'First Name': 'Ann', 'Last Name': 'Lee', Email: 'ann@example.org', ID: '2100000001' }
const kajabi = (office: TestOffice) => office.import(office.csv(contactColumns, [ann]))
const zoho = (office: TestOffice, row: Record<string, string>) =>
  office.import(
    office.csv(
      [
        'Record Id',
        'Contact Owner',
        'First Name',
        'Last Name',
        'Email',
        'Phone',
        'Mailing Street',
        'Mailing City',
      ],
      [{ 'Record Id': 'zcrm_40000000000001', 'Contact Owner': 'Office', Email: ann.Email, ...row }],
    ),
  )
const wix = (office: TestOffice, row: Record<string, string>) =>
  office.import(
    office.csv(
      [
        'First Name',
        'Last Name',
        'Email 1',
        'Phone 1',
        'Address 1 - Street',
        'Address 1 - City',
        'Labels',
        'Created At (UTC+0)',
        'Email subscriber status',
        'Source',
        'Language',
      ],
      [{ 'Email 1': ann.Email, 'Created At (UTC+0)': '2024-01-02 10:00:00', ...row }],
    ),
  )
const contact = (office: TestOffice) =>
  office.read.get<{ id: string; lock_level: string; lock_reason: string; email_subscribed: number }>(
    'SELECT id, lock_level, lock_reason, email_subscribed FROM contacts',
  )
const suggestionIds = (office: TestOffice) =>
  office.read.all<{ id: string }>('SELECT id FROM import_suggestions WHERE gone_group IS NULL').map(s => s.id)

test('one other system gives PARTIAL, all that one file brings comes in; a second one suggests, and FULL follows when it is taken', () => {
  const office = testOffice()
  kajabi(office)
  zoho(office, { Phone: '(303) 555-0101' })
  expect(contact(office)).toMatchObject({ lock_level: 'PARTIAL_LOCK', lock_reason: 'enriched from zoho' })
  expect(wix(office, { 'Address 1 - Street': '12 Alder St', 'Address 1 - City': 'Boulder' })).toMatchObject({
    suggestions: 1,
    conflicts: 0,
    contacts: { updated: 0 },
  })
  takeSuggestions(office.sqlite, suggestionIds(office), 'Ada')
  expect(contact(office)).toMatchObject({
    lock_level: 'FULL_LOCK',
    lock_reason: 'enriched from wix and zoho',
  })
  undoGroup(
    office.sqlite,
    office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? -1,
    'Ada',
  )
  expect(contact(office)).toMatchObject({ lock_level: 'PARTIAL_LOCK' })
})

test('the level at the start of a file counts for all of it', () => {
  const office = testOffice()
  kajabi(office)
  zoho(office, { Phone: '(303) 555-0101', 'Mailing Street': '12 Alder St', 'Mailing City': 'Boulder' })
  expect(office.read.all('SELECT source_system FROM contact_phones')).toEqual([{ source_system: 'zoho' }])
  expect(office.read.all('SELECT source_system FROM contact_addresses')).toEqual([{ source_system: 'zoho' }])
})

test('what another system says of the newsletter is a suggestion with its evidence, which an opt-out since then outlives', () => {
  const office = testOffice()
  kajabi(office)
  expect(wix(office, { 'Email subscriber status': 'Subscribed' })).toMatchObject({
    suggestions: 1,
    optInsOn: 0,
    optInsOff: 0,
  })
  const ids = suggestionIds(office)
  const id = contact(office)?.id ?? ''
  const evidence = { source: 'phone', method: 'asked', date: new Date().toISOString().slice(0, 10) }
  for (const subscribed of [true, false])
    setContactOptIn(office.sqlite, { contactId: id, subscribed, evidence }, 'Ada')
  expect(takeSuggestions(office.sqlite, ids, 'Ada')).toEqual({ taken: 0 })
  expect(contact(office)).toMatchObject({ email_subscribed: 0 })
})

test('a stronger system that only says again what it said before does not ask about a value that came in since', () => {
  const office = testOffice()
  const name = () => office.read.get('SELECT full_name AS name FROM contacts')
  kajabi(office)
  const paypal = office.csv(
    ['Date', 'Time', 'TimeZone', 'Name', 'Type', 'Status', 'Currency', 'Gross', 'Fee', 'Net'].concat([
      'From Email Address',
      'To Email Address',
      'Transaction ID',
      'Balance Impact',
    ]),
    [
      {
        Date: '03/01/2025',
        Time: '10:00:00',
        TimeZone: 'America/Denver',
        Name: 'Ann Lee',
        Type: 'Donation Payment',
        Status: 'Completed',
        Currency: 'USD',
        Gross: '25.00',
        Fee: '-1.00',
        Net: '24.00',
        'From Email Address': ann.Email,
        'To Email Address': 'office@example.org',
        'Transaction ID': '9AB12345CD678901E',
        'Balance Impact': 'Credit',
      },
    ],
  )
  office.import(paypal)
  zoho(office, { 'First Name': 'Ann', 'Last Name': 'Leigh' })
  expect(name()).toEqual({ name: 'Ann Leigh' })
  expect(office.import(paypal)).toMatchObject({ conflicts: 0, contacts: { updated: 0, unchanged: 1 } })
  expect(name()).toEqual({ name: 'Ann Leigh' })
})
