import { expect, test } from 'vitest'
import { tagContacts } from '../../db/commands/contact-tags.ts'
import { resolveReconciliation } from '../../db/commands/reconciliation.ts'
import { contactColumns, subscriptionColumns, testOffice, transactionColumns } from './test-office.ts'
import { ada, bo, changesOf, contactByEmail } from './test-people.ts'

test('two rows of one person are one contact, and the same id twice counts once', () => {
  const office = testOffice()
  const again = {
    ...ada,
    ID: '2100000009',
    'Member ID': '',
    'Last Name': 'Exampel',
    'Mobile Phone Number (mobile_phone_number)': '720 555 0100',
  }
  const report = office.import(
    office.csv(contactColumns, [ada, again, { ...ada, 'First Name': 'Other' }, ada]),
  )
  expect(report).toMatchObject({
    contacts: { created: 1, updated: 0, unchanged: 0 },
    outcomes: { created: 1, updated: 0, unchanged: 1, skipped: 2 },
  })
  expect(contactByEmail(office, 'ada@example.org').full_name).toBe('Ada Example')
})

test('tags follow their source; a tag that staff put there stays', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [{ ...ada, Tags: 'Donor, Friend' }]))
  const tags = () =>
    office.read
      .all<{ name: string }>(
        'SELECT t.name FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.deleted_at IS NULL ORDER BY t.name',
      )
      .map(t => t.name)
  expect(tags()).toEqual(['Donor', 'Friend'])
  office.import(office.csv(contactColumns, [{ ...ada, Tags: 'Friend' }]))
  expect(tags()).toEqual(['Friend'])
  office.import(office.csv(contactColumns, [{ ...ada, Tags: 'Donor, Friend' }]))
  expect(tags()).toEqual(['Donor', 'Friend'])
  office.import(
    office.csv(
      contactColumns.filter(c => c !== 'Tags'),
      [ada],
    ),
  )
  expect(tags()).toEqual(['Donor', 'Friend'])
})

test('a tag that a person took off stays off, and is counted as protected', () => {
  const office = testOffice()
  const file = office.csv(contactColumns, [{ ...ada, Tags: 'Donor, Friend' }])
  office.import(file)
  const { id } = contactByEmail(office, 'ada@example.org')
  tagContacts(office.sqlite, { contactIds: [id], tag: 'Donor', isOn: false }, 'Ada')
  const report = office.import(file)
  expect(changesOf(report)).toEqual({ created: 0, updated: 0, conflicts: 0, suggestions: 0 })
  expect(report.protectedFields).toBe(1)
  expect(
    office.read.all('SELECT rows FROM import_plan_rows WHERE batch_id = ?', [report.batchId]),
  ).toContainEqual({ rows: expect.stringContaining('A person took it off.') })
  expect(
    office.read.all(
      'SELECT t.name FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.deleted_at IS NULL',
    ),
  ).toEqual([{ name: 'Friend' }])
})

const subscription = {
  'Kajabi Subscription ID': '2150000001',
  Amount: '$22.00',
  Currency: 'USD',
  Interval: 'Month',
  Status: 'active',
  'Customer ID': '1400000001',
  'Customer Name': 'Ada Example',
  'Customer Email': 'ada@example.org',
  'Offer ID': '2147000000',
  'Offer Title': 'Membership - Antares monthly',
  'Created At': 'Nov 28, 2024',
}
test('a subscription that a full export lacks is asked about once, and unmarked when it is back', () => {
  const office = testOffice()
  const second = { ...subscription, 'Kajabi Subscription ID': '2150000002' }
  const both = office.csv(subscriptionColumns, [subscription, second])
  const one = office.csv(subscriptionColumns, [subscription])
  office.import(both)
  expect(office.import(one).subscriptions).toMatchObject({ missing: 1, unchanged: 1 })
  expect(office.import(one).subscriptions.missing).toBe(0)
  const missing = office.read.all<{ id: string; status: string }>(
    'SELECT id, status FROM subscriptions WHERE missing_from_export_since IS NOT NULL',
  )
  expect(missing).toMatchObject([{ status: 'active' }])
  resolveReconciliation(office.sqlite, { subscriptionIds: missing.map(m => m.id), action: 'keep' }, 'Ada')
  expect(office.import(one).subscriptions.missing).toBe(0)
  expect(office.import(both).subscriptions.returned).toBe(1)
  expect(office.import(one).subscriptions.missing).toBe(1)
})

test('of an export that was filtered by status only what it would hold is missing, and the receipt says so', () => {
  const office = testOffice()
  const rows = ['active', 'active', 'Canceled', 'expired'].map((status, i) => ({
    ...subscription,
    'Kajabi Subscription ID': String(2150000001 + i),
    Status: status,
  }))
  const all = office.csv(subscriptionColumns, rows)
  office.import(all)
  const report = office.import(office.csv(subscriptionColumns, rows.slice(0, 1)))
  expect(report.subscriptions.missing).toBe(1)
  expect(report.notes).toEqual([
    'The file holds only subscriptions that are active: the list may have been filtered before it was exported. ' +
      '2 of other statuses are left as they are, and not counted as missing.',
  ])
  expect(office.import(all)).toMatchObject({ subscriptions: { returned: 1, missing: 0 }, notes: [] })
  expect(office.import(office.csv(subscriptionColumns, rows.slice(1))).notes).toEqual([])
})

test('payments fill empty fields only, keep their sign, and find their product by offer, then by name', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [{ ...bo, 'Member ID': '1400000002', Products: 'Winter Course' }]))
  const payment = {
    ID: '2160000001',
    Amount: '85.50',
    Currency: 'USD',
    Type: 'charge',
    Status: 'succeeded',
    'Customer ID': '1400000002',
    'Customer Name': 'Robert Sample',
    'Customer Email': 'robert@example.org',
    'Offer ID': '2147000009',
    'Offer Title': 'winter course',
    'Order No.': '2170000001',
    'Created At': '2025-11-08 04:11:00 -0700',
    Phone: '303 555 0104',
  }
  const refund = { ...payment, ID: '2160000002', Type: 'refund', Amount: '85.50' }
  const report = office.import(office.csv(transactionColumns, [payment, refund]))
  expect(report).toMatchObject({
    products: { created: 0 },
    totals: { amountCents: 0 },
    contacts: { created: 0, updated: 1 },
  })
  expect(contactByEmail(office, 'bo@example.org')).toMatchObject({
    full_name: 'Bo Sample',
    phone: '303 555 0104',
    lock_level: 'UNLOCKED',
  })
  const offers = office.read.all<{ kajabi_offer_id: string }>('SELECT kajabi_offer_id FROM products')
  expect(offers).toEqual([{ kajabi_offer_id: '2147000009' }])
})

test('two people of one phone whom the source tells apart stay two, each with their own e-mail', () => {
  const office = testOffice()
  const jane = { ...ada, 'First Name': 'Jane', Email: 'jane@example.org' }
  const john = {
    ...jane,
    'First Name': 'J',
    Email: 'john@example.org',
    ID: '2100000077',
    'Member ID': '1400000077',
  }
  expect(office.import(office.csv(contactColumns, [jane, john])).contacts.created).toBe(2)
  expect(contactByEmail(office, 'jane@example.org').full_name).toBe('Jane Example')
})

test('home and work phones do not stand against each other', () => {
  const office = testOffice()
  const columns = [...contactColumns, 'Business Number (business_number)']
  const withWork = (work: string) =>
    office.csv(columns, [{ ...ada, 'Business Number (business_number)': work }])
  office.import(withWork('(303) 555-0202'))
  office.import(withWork('(303) 555-0303'))
  const phones = office.read.all(
    'SELECT phone, type FROM contact_phones WHERE deleted_at IS NULL ORDER BY type',
  )
  expect(phones).toEqual([
    { phone: '(303) 555-0101', type: 'home' },
    { phone: '(303) 555-0303', type: 'work' },
  ])
})

test('e-mails with capital letters beyond ASCII are one address', () => {
  const office = testOffice()
  const emile = { ...bo, Email: 'Émile@example.org' }
  office.import(office.csv(contactColumns, [emile]))
  const again = office.import(office.csv(contactColumns, [{ ...emile, ID: '2100000099' }]))
  expect(again.contacts).toMatchObject({ created: 0 })
})

test('two rows that disagree about one person settle it once, whichever was there before', () => {
  for (const isFirst of [true, false]) {
    const office = testOffice()
    const other = { ...ada, ID: '', 'Member ID': '', 'Phone Number (phone_number)': '(303) 555-0155' }
    office.import(office.csv(contactColumns, [ada]))
    const both = office.csv(contactColumns, isFirst ? [ada, other] : [other, ada])
    office.import(both)
    expect(changesOf(office.import(both))).toMatchObject({ created: 0, updated: 0, conflicts: 0 })
  }
})

test('where a file gives no day of consent, the record says that the day is that of the import', () => {
  const office = testOffice()
  const person = {
    Name: 'Ada Example',
    Email: 'ada@example.org',
    ID: '2100000001',
    'Member ID': '1400000001',
  }
  const path = office.csv(contactColumns, [{ ...person, Tags: 'Donor' }])
  office.import(path, { optIn: 'subscribed' })
  const consent = () =>
    office.read.get<{ consent_method: string; consent_date: string }>(
      'SELECT consent_method, consent_date FROM contacts',
    )
  expect(consent()).toEqual({
    consent_method: 'listed in a Kajabi export of subscribers (the day is that of the import)',
    consent_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
  })
  office.close()
})
