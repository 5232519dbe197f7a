import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { resolveConflict, resolveConflicts, takeSuggestions } from '../../db/commands/conflicts.ts'
import { setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { createContact } from '../../db/commands/create-contact.ts'
import { resolveReconciliation } from '../../db/commands/reconciliation.ts'
import { CommandRefused } from '../../db/commands/refused.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { UndoImpossible, undoGroup } from '../../db/journal/undo.ts'
import type { BatchReport } from './report.ts'
import { dryRunImports, ImportCancelled, runImport } from './run.ts'
import {
  contactColumns,
  snapshot,
  subscriptionColumns,
  testOffice,
  transactionColumns,
} from './test-office.ts'

const fixture = (path: string) => fileURLToPath(new URL(`../formats/${path}`, import.meta.url))
const fixtures = [
  fixture('kajabi-contacts/fixtures/contacts.csv'),
  fixture('kajabi-subscriptions/fixtures/subscriptions.csv'),
  fixture('kajabi-transactions/fixtures/transactions.csv'),
]

const ada = {
  'First Name': 'Ada',
  'Last Name': 'Example',
  Email: 'ada@example.org',
  ID: '2100000001',
  'Member ID': '1400000001',
  'Phone Number (phone_number)': '(303) 555-0101',
  'Address (address_line_1)': '12 Alder St',
  'City (address_city)': 'Boulder',
  'State (address_state)': 'CO',
  'Zip Code (address_zip)': '80301',
  Tags: 'Donor',
}
const bo = { 'First Name': 'Bo', 'Last Name': 'Sample', Email: 'bo@example.org', ID: '2100000002' }

type Contact = {
  id: string
  full_name: string
  phone: string | null
  lock_level: string
  email_subscribed: number
}
function contactByEmail(office: ReturnType<typeof testOffice>, email: string): Contact {
  const contact = office.read.get<Contact>('SELECT * FROM contacts WHERE email = ?', [email])
  if (!contact) throw new Error(`no contact ${email}`)
  return contact
}
function conflictsOf(office: ReturnType<typeof testOffice>) {
  return office.read.all<{ id: string; field: string; status: string; incoming_value: string }>(
    'SELECT id, field, status, incoming_value FROM import_conflicts ORDER BY created_at, id',
  )
}
const changeNothing = (report: BatchReport) => ({
  created: report.outcomes.created,
  updated: report.outcomes.updated,
  conflicts: report.conflicts,
  suggestions: report.suggestions,
})

test('every file: dry run equals the real run, the same again changes nothing, undo leaves it as before', () => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  const reports = fixtures.map(file => {
    const dry = office.import(file, { dryRun: true })
    const real = office.import(file)
    const comparable = (r: BatchReport) => ({ ...r, batchId: '', dryRun: false, startedAt: '', seconds: 0 })
    expect(comparable(dry)).toEqual(comparable(real))
    expect(Object.values(real.outcomes).reduce((a, b) => a + b, 0)).toBe(real.rows)
    return real
  })
  const imported = snapshot(office.sqlite)
  for (const file of fixtures) {
    expect(changeNothing(office.import(file))).toEqual({
      created: 0,
      updated: 0,
      conflicts: 0,
      suggestions: 0,
    })
  }
  expect(snapshot(office.sqlite)).toEqual(imported)
  for (const report of reports) undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(empty)
})

test('a dry run of several files sees each on top of the ones before, and leaves nothing', () => {
  const office = testOffice()
  const before = snapshot(office.sqlite)
  const hooks = { onProgress: () => undefined, isCancelled: () => false }
  const files = fixtures.map(path => ({
    request: { path, fileName: 'export.csv', dryRun: true, who: 'Ada' },
    hooks,
  }))
  const dry = dryRunImports(office.sqlite, files)
  expect(snapshot(office.sqlite)).toEqual(before)
  const real = fixtures.map(path => office.import(path))
  expect(dry.map(r => [r.contacts, r.transactions, r.products])).toEqual(
    real.map(r => [r.contacts, r.transactions, r.products]),
  )
  const kept = office.read.all(
    'SELECT DISTINCT batch_id FROM import_plan_rows WHERE batch_id IN (?, ?, ?)',
    dry.map(r => r.batchId),
  )
  expect(kept).toHaveLength(3)
})

test('undoing a file brings changed values back and leaves later edits', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada, bo]))
  const before = snapshot(office.sqlite)
  const second = office.import(
    office.csv(contactColumns, [
      { ...ada, 'Phone Number (phone_number)': '(303) 555-0199', Tags: 'Friend' },
      { ...bo, 'Last Name': 'Sampler' },
    ]),
  )
  expect(second.contacts).toEqual({ created: 0, updated: 2, unchanged: 0 })
  updateContact(
    office.sqlite,
    { contactId: contactByEmail(office, 'bo@example.org').id, set: { firstName: 'Bob' } },
    'Ada',
  )
  const undone = undoGroup(office.sqlite, office.groupOf(second), 'Ada')
  expect(undone.leftCount).toBe(1)
  expect(contactByEmail(office, 'bo@example.org').full_name).toBe('Bob Sampler')
  expect(contactByEmail(office, 'ada@example.org').phone).toBe('(303) 555-0101')
  const adasRows = (s: typeof before) => [s['contact_phones'], s['contact_tags'], s['contact_addresses']]
  expect(adasRows(snapshot(office.sqlite))).toEqual(adasRows(before))
})

test('what a person corrected stays, the file’s word waits as a conflict, and is asked once', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id } = contactByEmail(office, 'ada@example.org')
  updateContact(office.sqlite, { contactId: id, set: { phone: '(303) 555-0123' } }, 'Ada')
  expect(contactByEmail(office, 'ada@example.org').lock_level).toBe('FULL_LOCK')
  const newer = office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0177' }])
  const report = office.import(newer)
  expect(report).toMatchObject({ conflicts: 1, outcomes: { conflict: 1 } })
  expect(contactByEmail(office, 'ada@example.org').phone).toBe('(303) 555-0123')
  expect(office.import(newer).conflicts).toBe(0)
  const [conflict] = conflictsOf(office)
  expect(conflict).toMatchObject({ field: 'phone', status: 'open', incoming_value: '(303) 555-0177' })
  resolveConflict(office.sqlite, conflict?.id ?? '', { resolution: 'keep', unlock: false }, 'Ada')
  expect(
    office.import(office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '303.555.0177' }]))
      .conflicts,
  ).toBe(0)
  const other = office.import(
    office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0188' }]),
  )
  expect(other.conflicts).toBe(1)
})

test('a conflict can be taken, taken with unlock, answered by hand, and each answer undone', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id } = contactByEmail(office, 'ada@example.org')
  updateContact(
    office.sqlite,
    { contactId: id, set: { phone: '(303) 555-0123', lastName: 'Exemplar' } },
    'Ada',
  )
  office.import(office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0177' }]))
  const phone = conflictsOf(office).find(c => c.field === 'phone')
  const name = conflictsOf(office).find(c => c.field === 'name')
  resolveConflict(office.sqlite, phone?.id ?? '', { resolution: 'take', unlock: true }, 'Ada')
  expect(contactByEmail(office, 'ada@example.org')).toMatchObject({
    phone: '(303) 555-0177',
    lock_level: 'UNLOCKED',
  })
  resolveConflict(
    office.sqlite,
    name?.id ?? '',
    { resolution: 'custom', value: 'Ada May Exemplar', unlock: false },
    'Ada',
  )
  expect(contactByEmail(office, 'ada@example.org').full_name).toBe('Ada May Exemplar')
  const groups = office.read.all<{ seq: number }>(`SELECT seq FROM change_groups ORDER BY seq DESC LIMIT 2`)
  for (const { seq } of groups) undoGroup(office.sqlite, seq, 'Ada')
  expect(contactByEmail(office, 'ada@example.org')).toMatchObject({
    full_name: 'Ada Exemplar',
    phone: '(303) 555-0123',
    lock_level: 'FULL_LOCK',
  })
  expect(conflictsOf(office).map(c => c.status)).toEqual(['open', 'open'])
})

test('a standing answer keeps the queue empty, and can be taken back', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id } = contactByEmail(office, 'ada@example.org')
  updateContact(office.sqlite, { contactId: id, set: { phone: '(303) 555-0123' } }, 'Ada')
  office.import(office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0177' }]))
  resolveConflicts(
    office.sqlite,
    { status: 'open' },
    { resolution: 'keep', unlock: false, always: true },
    'Ada',
  )
  const next = office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0188' }])
  expect(office.import(next)).toMatchObject({ conflicts: 0, protectedFields: 1 })
  office.sqlite.prepare('DELETE FROM import_decisions').run()
  expect(office.import(next).conflicts).toBe(1)
})

test('an empty field of a protected contact gets a suggestion, which goes when the source no longer says it', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [bo]))
  const { id } = contactByEmail(office, 'bo@example.org')
  setContactLock(office.sqlite, { contactId: id, lockLevel: 'PARTIAL_LOCK', reason: 'asked for' }, 'Ada')
  const withPhone = office.csv(contactColumns, [{ ...bo, 'Phone Number (phone_number)': '(303) 555-0102' }])
  expect(office.import(withPhone)).toMatchObject({ suggestions: 1, conflicts: 0, contacts: { updated: 0 } })
  expect(contactByEmail(office, 'bo@example.org').phone).toBeNull()
  expect(office.import(withPhone).suggestions).toBe(0)
  const live = () =>
    office.read.all<{ id: string }>('SELECT id FROM import_suggestions WHERE gone_group IS NULL')
  expect(live()).toHaveLength(1)
  const taken = takeSuggestions(
    office.sqlite,
    live().map(s => s.id),
    'Ada',
  )
  expect(taken.taken).toBe(1)
  expect(contactByEmail(office, 'bo@example.org').phone).toBe('(303) 555-0102')
  office.import(office.csv(contactColumns, [{ ...bo, 'Address (address_line_1)': '1 Elm St' }]))
  expect(live()).toHaveLength(1)
  office.import(office.csv(contactColumns, [{ ...bo, 'Last Name': 'Sample' }]))
  expect(live()).toHaveLength(0)
})

test('opt-ins: new people by the file’s meaning, nobody turned off silently, nobody turned on again', () => {
  const office = testOffice()
  const file = office.csv(contactColumns, [ada, bo])
  expect(office.import(file, { optIn: 'subscribed' })).toMatchObject({ optInsOn: 2 })
  expect(contactByEmail(office, 'ada@example.org').email_subscribed).toBe(1)
  const off = office.import(file, { optIn: 'unsubscribed' })
  expect(off).toMatchObject({ optInsOff: 0, conflicts: 2 })
  expect(contactByEmail(office, 'ada@example.org').email_subscribed).toBe(1)
  const { id } = contactByEmail(office, 'bo@example.org')
  const evidence = { source: 'phone', method: 'asked on the phone', date: '2026-01-02' }
  setContactOptIn(office.sqlite, { contactId: id, subscribed: false, evidence }, 'Ada')
  office.import(office.csv(contactColumns, [{ ...bo, Tags: 'Donor' }]), { optIn: 'subscribed' })
  expect(contactByEmail(office, 'bo@example.org').email_subscribed).toBe(0)
  const audit = office.read.all<{ new_subscribed: number }>(
    'SELECT new_subscribed FROM subscription_audit ORDER BY seq',
  )
  expect(audit.map(a => a.new_subscribed)).toEqual([1, 1, 0])
})

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

test('cancelling leaves nothing behind', () => {
  const office = testOffice()
  const rows = Array.from({ length: 3000 }, (_, i) => ({
    ...bo,
    ID: String(2100001000 + i),
    Email: `p${i}@example.org`,
  }))
  const before = snapshot(office.sqlite)
  let looks = 0
  const cancelled = () =>
    runImport(
      office.sqlite,
      { path: office.csv(contactColumns, rows), fileName: 'x.csv', dryRun: false, who: 'Ada' },
      { onProgress: () => undefined, isCancelled: () => ++looks > 0 },
    )
  expect(cancelled).toThrow(ImportCancelled)
  expect(snapshot(office.sqlite)).toEqual(before)
  expect(office.read.get('SELECT 1 FROM import_batches')).toBeUndefined()
})

test('an opt-out list counts for people who never were subscribed, and a silent file answers nothing', () => {
  const office = testOffice()
  const file = office.csv(contactColumns, [ada])
  office.import(file)
  office.import(file, { optIn: 'unsubscribed' })
  expect(office.import(file, { optIn: 'subscribed' })).toMatchObject({ optInsOn: 0, conflicts: 1 })
  office.import(office.csv(contactColumns, [{ ...ada, Tags: 'Friend' }]))
  expect(conflictsOf(office)).toMatchObject([{ field: 'email_subscribed', status: 'open' }])
})

test('a value that was answered by itself and comes back is asked again', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id } = contactByEmail(office, 'ada@example.org')
  updateContact(office.sqlite, { contactId: id, set: { phone: '(303) 555-0123' } }, 'Ada')
  const other = office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0177' }])
  const back = office.csv(contactColumns, [{ ...ada, 'Phone Number (phone_number)': '(303) 555-0178' }])
  expect([office.import(other), office.import(back), office.import(other)].map(r => r.conflicts)).toEqual([
    1, 1, 1,
  ])
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

test('undoing one of two corrections leaves the protection for the other', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const { id } = contactByEmail(office, 'ada@example.org')
  updateContact(office.sqlite, { contactId: id, set: { phone: '(303) 555-0123' } }, 'Ada')
  const newest = () => office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
  const phoneEdit = newest()
  updateContact(office.sqlite, { contactId: id, set: { firstName: 'Adah' } }, 'Ada')
  undoGroup(office.sqlite, phoneEdit, 'Ada')
  expect(contactByEmail(office, 'ada@example.org')).toMatchObject({
    lock_level: 'FULL_LOCK',
    phone: '(303) 555-0101',
  })
})

test('an undo that would give one e-mail two owners says so and changes nothing', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada]))
  const moved = office.import(office.csv(contactColumns, [{ ...ada, Email: 'ada2@example.org' }]))
  createContact(office.sqlite, { firstName: 'Cy', emails: ['ada@example.org'] }, 'Ada')
  const before = snapshot(office.sqlite)
  expect(() => undoGroup(office.sqlite, office.groupOf(moved), 'Ada')).toThrow(UndoImpossible)
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('an e-mail that belongs to somebody else is asked about, once, and never taken from them', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [ada, bo]))
  const crossed = office.csv(contactColumns, [{ ...ada, Email: 'bo@example.org' }])
  expect(office.import(crossed)).toMatchObject({ conflicts: 1, outcomes: { conflict: 1 } })
  expect(office.import(crossed).conflicts).toBe(0)
  expect(contactByEmail(office, 'bo@example.org').full_name).toBe('Bo Sample')
  const [conflict] = conflictsOf(office)
  const take = () =>
    resolveConflict(office.sqlite, conflict?.id ?? '', { resolution: 'take', unlock: false }, 'Ada')
  expect(take).toThrow(CommandRefused)
})

test('two rows that disagree about one person settle it once, whichever was there before', () => {
  for (const isFirst of [true, false]) {
    const office = testOffice()
    const other = { ...ada, ID: '', 'Member ID': '', 'Phone Number (phone_number)': '(303) 555-0155' }
    office.import(office.csv(contactColumns, [ada]))
    const both = office.csv(contactColumns, isFirst ? [ada, other] : [other, ada])
    office.import(both)
    expect(changeNothing(office.import(both))).toMatchObject({ created: 0, updated: 0, conflicts: 0 })
  }
})
