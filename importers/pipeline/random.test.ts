import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveConflicts } from '../../db/commands/conflicts.ts'
import { setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { mergeTags, tagContacts } from '../../db/commands/contact-tags.ts'
import { CommandRefused } from '../../db/commands/refused.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { UndoImpossible, undoGroup } from '../../db/journal/undo.ts'
import { contactColumns, snapshot, type TestOffice, testOffice, transactionColumns } from './test-office.ts'

/** Six people who share phones and change their minds, as files and staff know them. */
const person = fc.record({
  who: fc.integer({ min: 0, max: 5 }),
  first: fc.constantFrom('Ada', 'Bo', 'Cy', 'bob', ''),
  last: fc.constantFrom('Example', 'Sample', 'SAMPLE'),
  phone: fc.constantFrom('', '(303) 555-0101', '303.555.0102', '+1 720 555 0103', '555-01'),
  mobile: fc.constantFrom('', '(303) 555-0101', '720 555 0199'),
  street: fc.constantFrom('', '12 Alder St', '12 Alder Street', '9 Elm Road'),
  tags: fc.constantFrom('', 'Donor', 'Donor, Friend'),
  hasId: fc.boolean(),
  /** Whose e-mail the row has: mostly their own; people of one home write each other's. */
  mail: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constant(1), fc.constant(5)),
})
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never

const step = fc.oneof(
  fc.record({
    do: fc.constant('contacts' as const),
    people: fc.array(person, { minLength: 1, maxLength: 6 }),
    optIn: fc.constantFrom('subscribed' as const, 'unsubscribed' as const, 'unknown' as const),
  }),
  fc.record({
    do: fc.constant('payments' as const),
    people: fc.array(person, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    do: fc.constant('zoho' as const),
    people: fc.array(person, { minLength: 1, maxLength: 4 }),
    optOut: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('gifts' as const),
    people: fc.array(fc.constantFrom('Ada Example', 'Ada & Bo Example', 'Cy Sample'), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({
    do: fc.constant('edit' as const),
    who: fc.nat(5),
    phone: fc.constantFrom('(303) 555-0150', '(303) 555-0151'),
  }),
  fc.record({
    do: fc.constant('rename' as const),
    who: fc.nat(5),
    last: fc.constantFrom('Corrected', 'Typed'),
  }),
  fc.record({
    do: fc.constant('lock' as const),
    who: fc.nat(5),
    level: fc.constantFrom('UNLOCKED' as const, 'PARTIAL_LOCK' as const),
  }),
  fc.record({ do: fc.constant('optOut' as const), who: fc.nat(5) }),
  fc.record({
    do: fc.constant('tag' as const),
    who: fc.nat(5),
    tag: fc.constantFrom('donor', 'Choir'),
    isOn: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('mergeTags' as const),
    tags: fc.shuffledSubarray(['Donor', 'Friend', 'Choir'], { minLength: 2 }),
  }),
  fc.record({ do: fc.constant('answer' as const), take: fc.boolean() }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

type ContactRow = {
  id: string
  email_subscribed: number
  unsubscribe_date: string | null
  lock_level: string
  name_source: string | null
  full_name: string
}
const mailOf = (p: Person) => `person${(p.who + p.mail) % 6}@example.org`
const levelRank: Record<string, number> = { UNLOCKED: 0, PARTIAL_LOCK: 1, FULL_LOCK: 2 }

function contactFile(office: TestOffice, people: Person[]): string {
  const rows = people.map(p => ({
    'First Name': p.first,
    'Last Name': p.last,
    Email: mailOf(p),
    ID: p.hasId ? String(2100000000 + p.who) : '',
    'Member ID': String(1400000000 + p.who),
    'Phone Number (phone_number)': p.phone,
    'Mobile Phone Number (mobile_phone_number)': p.mobile,
    'Address (address_line_1)': p.street,
    'City (address_city)': p.street ? 'Boulder' : '',
    Tags: p.tags,
  }))
  return office.csv(contactColumns, rows)
}

function paymentFile(office: TestOffice, people: Person[]): string {
  const rows = people.map((p, i) => ({
    ID: String(2160000000 + p.who * 10 + i),
    Amount: '22.00',
    Currency: 'USD',
    Type: 'charge',
    Status: 'succeeded',
    'Customer ID': String(1400000000 + p.who),
    'Customer Name': `${p.first} ${p.last}`,
    'Customer Email': mailOf(p),
    'Offer ID': '2147000001',
    'Offer Title': 'Winter Course',
    'Order No.': '1',
    'Created At': '2025-11-08 04:11:00 -0700',
    Phone: p.phone,
  }))
  return office.csv(transactionColumns, rows)
}

/** With a record id or without; the same person may have several. */
function zohoFile(office: TestOffice, people: Person[], optOut: boolean): string {
  const columns = [
    'Record Id',
    'Contact Owner',
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Mailing Street',
    'Mailing City',
    'Email Opt Out',
  ]
  const rows = people.map(p => ({
    'Record Id': p.hasId ? `zcrm_40000000000000${p.who}` : '',
    'Contact Owner': 'Office',
    'First Name': p.first,
    'Last Name': p.last,
    Email: mailOf(p),
    Phone: p.phone,
    'Mailing Street': p.street,
    'Mailing City': p.street ? 'Boulder' : '',
    'Email Opt Out': String(optOut),
  }))
  return office.csv(columns, rows)
}

function giftFile(office: TestOffice, customers: string[]): string {
  const rows = customers.map((customer, i) => ({
    Customer: customer,
    'Transaction date': '11/09/2024',
    'Transaction type': 'Sales Receipt',
    Num: String(2001 + i),
    'Memo/Description': 'Gift',
    Amount: '50.00',
  }))
  return office.csv(Object.keys(rows[0] ?? {}), rows)
}

function contactsOf(office: TestOffice): ContactRow[] {
  return office.read.all<ContactRow>('SELECT * FROM contacts WHERE deleted_at IS NULL ORDER BY id')
}
function typedPhones(office: TestOffice): string[] {
  return office.read
    .all<{ text: string }>(
      `SELECT contact_id || ' ' || phone AS text FROM contact_phones WHERE source_system = 'staff' AND deleted_at IS NULL ORDER BY 1`,
    )
    .map(row => row.text)
}
function typedNames(office: TestOffice): string[] {
  return contactsOf(office).flatMap(c => (c.name_source === 'staff' ? [`${c.id} ${c.full_name}`] : []))
}

/** An import, and what it must never do. */
function importAndCheck(
  office: TestOffice,
  path: string,
  optIn: 'subscribed' | 'unsubscribed' | 'unknown',
): void {
  const before = contactsOf(office)
  const phones = typedPhones(office)
  const names = typedNames(office)
  office.import(path, { optIn })
  const after = new Map(contactsOf(office).map(c => [c.id, c]))
  for (const c of before) {
    const now = after.get(c.id)
    expect(now).toBeDefined()
    expect(levelRank[now?.lock_level ?? '']).toBeGreaterThanOrEqual(levelRank[c.lock_level] ?? 9)
    if (c.unsubscribe_date !== null) expect(now?.email_subscribed).toBe(0)
    if (c.email_subscribed === 1) expect(now?.email_subscribed).toBe(1)
  }
  expect(typedPhones(office)).toEqual(phones)
  expect(typedNames(office)).toEqual(names)
  const again = office.import(path, { optIn })
  expect(again.conflicts).toBe(0)
  expect({ ...again.outcomes, skipped: 0, unchanged: 0, error: 0 }).toEqual({
    created: 0,
    updated: 0,
    conflict: 0,
    skipped: 0,
    unchanged: 0,
    error: 0,
  })
}

function checkAlways(office: TestOffice): void {
  for (const table of ['contact_emails', 'contact_phones', 'contact_addresses']) {
    const wrong = office.read.all(
      `SELECT contact_id, sum(is_primary) AS primaries FROM ${table} WHERE deleted_at IS NULL GROUP BY contact_id HAVING primaries <> 1`,
    )
    expect(wrong).toEqual([])
  }
  const stale = office.read.all(
    `SELECT c.id FROM contacts c WHERE c.deleted_at IS NULL AND (
       c.email IS NOT (SELECT email FROM contact_emails e WHERE e.contact_id = c.id AND e.is_primary = 1 AND e.deleted_at IS NULL)
       OR c.phone IS NOT (SELECT phone FROM contact_phones p WHERE p.contact_id = c.id AND p.is_primary = 1 AND p.deleted_at IS NULL))`,
  )
  expect(stale).toEqual([])
  expect(office.sqlite.pragma('foreign_key_check')).toEqual([])
}

function undoable(office: TestOffice): number[] {
  return office.read
    .all<{ seq: number }>(
      `SELECT seq FROM change_groups WHERE undone_at IS NULL AND origin <> 'undo' ORDER BY seq`,
    )
    .map(row => row.seq)
}

/** False when a later action uses an e-mail that would come back: then that one is undone first, and the newest always can be. */
function undo(office: TestOffice, seq: number): boolean {
  try {
    undoGroup(office.sqlite, seq, 'Ada')
    return true
  } catch (error) {
    if (error instanceof UndoImpossible) return false
    throw error
  }
}

/** Nothing when one of them is not there, or they are one already. */
function merge(office: TestOffice, [into = '', ...from]: string[]): void {
  try {
    mergeTags(office.sqlite, { from, into }, 'Ada')
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error
  }
}

function act(office: TestOffice, s: Step): void {
  const contactId =
    'who' in s ? contactsOf(office)[s.who % Math.max(1, contactsOf(office).length)]?.id : undefined
  if (s.do === 'contacts') importAndCheck(office, contactFile(office, s.people), s.optIn)
  if (s.do === 'payments') importAndCheck(office, paymentFile(office, s.people), 'unknown')
  if (s.do === 'zoho') importAndCheck(office, zohoFile(office, s.people, s.optOut), 'unknown')
  if (s.do === 'gifts') importAndCheck(office, giftFile(office, s.people), 'unknown')
  if (s.do === 'answer') {
    const answer = {
      resolution: s.take ? ('take' as const) : ('keep' as const),
      unlock: false,
      always: false,
    }
    resolveConflicts(office.sqlite, { status: 'open' }, answer, 'Ada')
  }
  if (s.do === 'mergeTags') merge(office, s.tags)
  if (s.do === 'undo') {
    const groups = undoable(office)
    const seq = groups[s.which % Math.max(1, groups.length)]
    if (seq !== undefined) undo(office, seq)
  }
  if (contactId === undefined) return
  if (s.do === 'tag') tagContacts(office.sqlite, { contactIds: [contactId], tag: s.tag, isOn: s.isOn }, 'Ada')
  if (s.do === 'edit') updateContact(office.sqlite, { contactId, set: { phone: s.phone } }, 'Ada')
  if (s.do === 'rename') updateContact(office.sqlite, { contactId, set: { lastName: s.last } }, 'Ada')
  if (s.do === 'lock')
    setContactLock(office.sqlite, { contactId, lockLevel: s.level, reason: 'asked for' }, 'Ada')
  if (s.do === 'optOut') {
    const evidence = { source: 'phone', method: 'asked', date: '2026-01-02' }
    setContactOptIn(office.sqlite, { contactId, subscribed: false, evidence }, 'Ada')
  }
}

test('any sequence of imports, edits, locks, answers and undos keeps what people typed, opt-outs, one primary, balanced rows; undoing all leaves nothing', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 2, maxLength: 10 }),
      fc.infiniteStream(fc.nat(1000)),
      (steps, order) => {
        const office = testOffice()
        const empty = snapshot(office.sqlite)
        for (const s of steps) {
          act(office, s)
          checkAlways(office)
        }
        for (let left = undoable(office); left.length > 0; left = undoable(office)) {
          const pick = order.next().value ?? 0
          const isDone = undo(office, left[pick % left.length] ?? 0)
          if (!isDone) undoGroup(office.sqlite, left.at(-1) ?? 0, 'Ada')
          checkAlways(office)
        }
        expect(snapshot(office.sqlite)).toEqual(empty)
        office.close()
      },
    ),
    { numRuns: 40 },
  )
}, 300_000)
