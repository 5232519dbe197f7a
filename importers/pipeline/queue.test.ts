import { expect, test } from 'vitest'
import { resolveConflict, resolveConflicts, takeSuggestions } from '../../db/commands/conflicts.ts'
import { setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { CommandRefused } from '../../db/commands/refused.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { listPlanRows } from '../../db/queries/plan-rows.ts'
import { contactColumns, type TestOffice, testOffice } from './test-office.ts'
import { ada, bo, conflictsOf, contactByEmail } from './test-people.ts'

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

function orderFile(office: TestOffice, id: string, lastName: string): string {
  const cells = {
    'Order ID': id,
    'Order date': 'Mar 4, 2025 8:06 AM',
    'First Name': 'Ada',
    'Last Name': lastName,
    Email: 'ada@example.org',
    'Event name': 'Winter Tea',
    'Total paid': '20.00',
    'PAYG fees': '1.00',
  }
  return office.csv(Object.keys(cells), [cells])
}

test('a question whose value a payment’s file may write by now is answered by it, and open again when that is undone', () => {
  const office = testOffice()
  office.import(orderFile(office, 'or_1', 'Example'))
  const contactId = contactByEmail(office, 'ada@example.org').id
  const lock = (lockLevel: 'FULL_LOCK' | 'UNLOCKED') =>
    setContactLock(office.sqlite, { contactId, lockLevel, reason: 'asked for' }, 'Ada')
  lock('FULL_LOCK')
  const married = orderFile(office, 'or_1', 'Married')
  expect(office.import(married).conflicts).toBe(1)
  lock('UNLOCKED')
  const taken = office.import(married)
  expect(contactByEmail(office, 'ada@example.org').full_name).toBe('Ada Married')
  expect(conflictsOf(office)).toMatchObject([{ field: 'name', status: 'ignored' }])
  undoGroup(office.sqlite, office.groupOf(taken), 'Ada')
  expect(conflictsOf(office)).toMatchObject([{ field: 'name', status: 'open' }])
})

test('a new payment whose row asks about its person stands among the rows that need somebody, and once among all', () => {
  const office = testOffice()
  office.import(orderFile(office, 'or_1', 'Example'))
  const contactId = contactByEmail(office, 'ada@example.org').id
  setContactLock(office.sqlite, { contactId, lockLevel: 'FULL_LOCK', reason: 'asked for' }, 'Ada')
  const report = office.import(orderFile(office, 'or_2', 'Married'))
  expect(report).toMatchObject({ conflicts: 1, outcomes: { created: 1, conflict: 0 } })
  const outcomesOf = (filter: { only?: 'question' }) =>
    listPlanRows(office.read, { batchId: report.batchId, ...filter, offset: 0, limit: 10 }).map(
      r => r.outcome,
    )
  expect(outcomesOf({ only: 'question' })).toEqual(['created'])
  expect(outcomesOf({})).toEqual(['created'])
})
