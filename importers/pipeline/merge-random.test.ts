import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setContactFlags, setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { CommandRefused } from '../../db/commands/refused.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { survivorOf } from '../../db/contacts/contact-state.ts'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { newId } from '../../db/ids.ts'
import { writeGroup, writeLocal } from '../../db/journal/group.ts'
import { ownedTables } from '../../db/journal/left-behind.ts'
import { UndoImpossible, undoGroup } from '../../db/journal/undo.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { findCertainSets, fingerprintOf, mergeCertainSets } from '../../db/merge/merge-certain.ts'
import { unmergeContacts } from '../../db/merge/unmerge.ts'
import { formHousehold, markNotSame } from '../../db/merge/verdicts.ts'
import { allRows } from '../../db/sample-office.ts'
import { contactColumns, snapshot, type TestOffice, testOffice, transactionColumns } from './test-office.ts'

/** Six people who share phones, tags and streets, each known by one e-mail. */
const person = fc.record({
  who: fc.nat(5),
  first: fc.constantFrom('Ada', 'A.', 'Bo', ''),
  last: fc.constantFrom('Example', 'Sample'),
  phone: fc.constantFrom('', '(303) 555-0101', '303.555.0101', '720 555 0103'),
  mobile: fc.constantFrom('', '(303) 555-0101', '720 555 0199'),
  street: fc.constantFrom('', '12 Alder St', '12 Alder Street', '9 Elm Road'),
  tags: fc.constantFrom('', 'Donor', 'Donor, Friend'),
})
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never

const who = fc.nat(5)
const people = fc.array(person, { minLength: 1, maxLength: 5 })
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('contacts' as const),
      people,
      optIn: fc.constantFrom('subscribed' as const, 'unsubscribed' as const, 'unknown' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('payments' as const), people }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('gift' as const),
      who,
      cents: fc.integer({ min: 100, max: 900 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      who,
      phone: fc.constantFrom('(303) 555-0150', '(303) 555-0101', null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('email' as const),
      who,
      email: fc.constantFrom('typed@example.org', null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lock' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('optOut' as const),
      who,
      day: fc.constantFrom('2025-02-03', '2025-06-07'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('optIn' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('doNotCall' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('verdict' as const), who, other: who, isHousehold: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      who,
      others: fc.uniqueArray(who, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mergeAll' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('unmerge' as const), which: fc.nat(9) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Without people nothing can happen. */
const firstFile: Step = {
  do: 'contacts',
  optIn: 'subscribed',
  people: [0, 1, 2, 3, 4].map(n => ({
    who: n,
    first: n % 2 === 0 ? 'Ada' : 'A.',
    last: 'Example',
    phone: n % 2 === 0 ? '' : '(303) 555-0101',
    mobile: n === 3 ? '720 555 0199' : '',
    street: n % 2 === 0 ? '12 Alder St' : '',
    tags: n % 2 === 0 ? 'Donor, Friend' : 'Donor',
  })),
}

function contactFile(office: TestOffice, list: Person[]): string {
  const rows = list.map(p => ({
    'First Name': p.first,
    'Last Name': p.last,
    Email: `person${p.who}@example.org`,
    ID: String(2100000000 + p.who),
    'Member ID': String(1400000000 + p.who),
    'Phone Number (phone_number)': p.phone,
    'Mobile Phone Number (mobile_phone_number)': p.mobile,
    'Address (address_line_1)': p.street,
    'City (address_city)': p.street ? 'Boulder' : '',
    Tags: p.tags,
    Products: p.tags ? 'Winter Course' : '',
  }))
  return office.csv(contactColumns, rows)
}

function paymentFile(office: TestOffice, list: Person[]): string {
  const rows = list.map((p, i) => ({
    ID: String(2160000000 + p.who * 10 + i),
    Amount: '22.00',
    Currency: 'USD',
    Type: 'charge',
    Status: 'succeeded',
    'Customer ID': String(1400000000 + p.who),
    'Customer Name': `${p.first} ${p.last}`,
    'Customer Email': `person${p.who}@example.org`,
    'Offer ID': '2147000001',
    'Offer Title': 'Winter Course',
    'Order No.': '1',
    'Created At': '2025-11-08 04:11:00 -0700',
    Phone: p.phone,
  }))
  return office.csv(transactionColumns, rows)
}

type Live = { id: string; email_subscribed: number; unsubscribe_date: string | null; do_not_call: number }
function liveContacts(office: TestOffice): Live[] {
  return office.read.all<Live>(
    'SELECT * FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY id',
  )
}
const money = (office: TestOffice) =>
  office.read.get(
    'SELECT count(*) AS rows, coalesce(sum(amount_cents), 0) AS cents FROM transactions WHERE deleted_at IS NULL',
  )
/** What people have, as far as it can be told without saying whose it is. */
function values(office: TestOffice): string[] {
  return office.read
    .all<{ text: string }>(
      `SELECT lower(email) AS text FROM contact_emails WHERE deleted_at IS NULL
       UNION SELECT coalesce(phone_e164, phone) FROM contact_phones WHERE deleted_at IS NULL
       UNION SELECT external_id FROM contact_external_ids WHERE deleted_at IS NULL
       UNION SELECT name FROM contact_tags t JOIN tags g ON g.id = t.tag_id WHERE t.deleted_at IS NULL
       UNION SELECT n.text FROM contact_notes n WHERE n.deleted_at IS NULL ORDER BY 1`,
    )
    .map(row => row.text)
}

/** Tables that only ever grow, and the parts of the search index. */
const growing =
  /^(change_groups|journal_changes|subscription_audit|merge_backups|sqlite_|contact_search|contact_words|search_)/
function hold(office: TestOffice): Record<string, unknown[]> {
  const tables = Object.entries(allRows(office.sqlite)).filter(([table]) => !growing.test(table))
  return Object.fromEntries(
    tables.map(([table, rows]) => [table, rows.map(row => ({ ...(row as object), touched_group: 0 }))]),
  )
}

function checkAlways(office: TestOffice): void {
  for (const table of ['contact_emails', 'contact_phones', 'contact_addresses']) {
    const wrong = office.read.all(
      `SELECT contact_id, sum(is_primary) AS primaries FROM ${table} WHERE deleted_at IS NULL GROUP BY contact_id HAVING primaries <> 1`,
    )
    expect([table, wrong]).toEqual([table, []])
  }
  for (const table of ownedTables) {
    const astray = office.read.all(
      `SELECT r.id FROM ${table} r JOIN contacts c ON c.id = r.contact_id
       WHERE r.deleted_at IS NULL AND (c.merged_into_id IS NOT NULL OR c.deleted_at IS NOT NULL)`,
    )
    expect([table, astray]).toEqual([table, []])
  }
  const lost = office.read.all(
    'SELECT id FROM contacts c WHERE merged_into_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contacts s WHERE s.id = c.merged_into_id)',
  )
  expect(lost).toEqual([])
  const stale = office.read.all(
    `SELECT c.id FROM contacts c WHERE
       c.email IS NOT (SELECT email FROM contact_emails e WHERE e.contact_id = c.id AND e.is_primary = 1 AND e.deleted_at IS NULL)
       OR c.phone IS NOT (SELECT phone FROM contact_phones p WHERE p.contact_id = c.id AND p.is_primary = 1 AND p.deleted_at IS NULL)`,
  )
  expect(stale).toEqual([])
  expect(office.sqlite.pragma('foreign_key_check')).toEqual([])
  checkOptOuts(office)
}

/** Whoever said no to the newsletter, and did not take it back, gets none; but for a consent that is newer. */
function checkOptOuts(office: TestOffice): void {
  const said = office.read.all<{ contact_id: string; why: string }>(
    `SELECT a.contact_id, a.why FROM subscription_audit a JOIN change_groups g ON g.seq = a.group_seq
     WHERE g.title LIKE 'Unsubscribed%' AND g.undone_at IS NULL`,
  )
  for (const { contact_id, why } of said) {
    const now = office.read.get<{ email_subscribed: number; consent_date: string | null }>(
      'SELECT email_subscribed, consent_date FROM contacts WHERE id = ?',
      [survivorOf(office.read, contact_id) ?? ''],
    )
    const day = /\d{4}-\d{2}-\d{2}/.exec(why)?.[0] ?? ''
    if (now?.email_subscribed === 1) expect((now.consent_date ?? '') > day).toBe(true)
  }
}

function undoable(office: TestOffice): number[] {
  return office.read
    .all<{ seq: number }>(
      `SELECT seq FROM change_groups WHERE undone_at IS NULL AND origin <> 'undo' ORDER BY seq`,
    )
    .map(row => row.seq)
}

/** A merge, what it must never do, and that it can be taken apart as if it had never been. */
function mergeAndCheck(office: TestOffice, survivorId: string, otherIds: string[]): void {
  const before = { money: money(office), values: values(office), hold: hold(office) }
  const evidence = liveContacts(office).filter(c => [survivorId, ...otherIds].includes(c.id))
  const merge = () => mergeContacts(office.sqlite, { survivorId, otherIds, who: 'Ada' })
  const { mergeId } = merge()
  checkAlways(office)
  expect(money(office)).toEqual(before.money)
  expect(values(office)).toEqual(before.values)
  const now = liveContacts(office).find(c => c.id === survivorId)
  if (evidence.every(c => c.email_subscribed === 0)) expect(now?.email_subscribed).toBe(0)
  if (evidence.some(c => c.do_not_call === 1)) expect(now?.do_not_call).toBe(1)
  unmergeContacts(office.sqlite, { mergeId, who: 'Ada' })
  expect(hold(office)).toEqual(before.hold)
  merge()
}

function act(office: TestOffice, s: Step): void {
  const live = liveContacts(office)
  const pick = (n: number) => live[n % Math.max(1, live.length)]?.id ?? ''
  const contactId = 'who' in s ? pick(s.who) : ''
  if (s.do === 'contacts') office.import(contactFile(office, s.people), { optIn: s.optIn })
  if (s.do === 'payments') office.import(paymentFile(office, s.people))
  if (s.do === 'unmerge') {
    const merges = office.read.all<{ id: string }>(
      'SELECT id FROM merge_backups WHERE unmerged_group IS NULL ORDER BY id',
    )
    const before = money(office)
    const mergeId = merges[s.which % Math.max(1, merges.length)]?.id
    if (mergeId !== undefined) unmergeContacts(office.sqlite, { mergeId, who: 'Ada' })
    expect(money(office)).toEqual(before)
  }
  if (s.do === 'mergeAll') mergeNeighbours(office, live)
  if (s.do === 'undo') {
    const groups = undoable(office)
    const seq = groups[s.which % Math.max(1, groups.length)]
    if (seq !== undefined) tryUndo(office, seq)
  }
  if (contactId === '') return
  if (s.do === 'gift') addGift(office, contactId, s.cents)
  if (s.do === 'edit') updateContact(office.sqlite, { contactId, set: { phone: s.phone } }, 'Ada')
  if (s.do === 'email')
    permitRefusal(() => updateContact(office.sqlite, { contactId, set: { email: s.email } }, 'Ada'))
  if (s.do === 'lock')
    setContactLock(office.sqlite, { contactId, lockLevel: 'UNLOCKED', reason: 'asked for' }, 'Ada')
  if (s.do === 'doNotCall')
    setContactFlags(office.sqlite, { contactId, doNotCall: true, reason: 'asked' }, 'Ada')
  if (s.do === 'optOut')
    setContactOptIn(
      office.sqlite,
      { contactId, subscribed: false, evidence: { source: 'phone', method: 'asked', date: s.day } },
      'Ada',
    )
  if (s.do === 'optIn') {
    const evidence = { source: 'phone', method: 'asked', date: '2024-03-03' }
    permitRefusal(() => setContactOptIn(office.sqlite, { contactId, subscribed: true, evidence }, 'Ada'))
  }
  if (s.do === 'verdict' && pick(s.other) !== contactId) {
    const contactIds = [contactId, pick(s.other)]
    if (s.isHousehold) permitRefusal(() => formHousehold(office.sqlite, { contactIds }, 'Ada'))
    else markNotSame(office.sqlite, contactIds, 'Ada')
  }
  if (s.do === 'merge') {
    const rest = live.filter(c => c.id !== contactId)
    const others = [...new Set(s.others.flatMap(n => rest[n % Math.max(1, rest.length)]?.id ?? []))]
    if (others.length > 0) mergeAndCheck(office, contactId, others)
  }
}

/** An e-mail that went to somebody else meanwhile cannot come back; then another action is undone first. */
function tryUndo(office: TestOffice, seq: number): boolean {
  try {
    undoGroup(office.sqlite, seq, 'Ada')
    return true
  } catch (error) {
    if (error instanceof UndoImpossible) return false
    throw error
  }
}

/** All at once, as one action: the first with the second, the third with the fourth. */
function mergeNeighbours(office: TestOffice, live: Live[]): void {
  writeLocal(office.sqlite, db => {
    db.run('DELETE FROM duplicate_pairs')
    for (let at = 0; at + 1 < live.length; at += 2)
      db.run(
        `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
         VALUES (?, ?, 1, 'certain', 'same_person', '{"for":[],"against":[]}', 'scan', '')`,
        [live[at]?.id ?? '', live[at + 1]?.id ?? ''],
      )
  })
  const hooks = { onProgress: () => undefined, isCancelled: () => false }
  const fingerprint = fingerprintOf(findCertainSets(office.read))
  const before = { money: money(office), values: values(office) }
  mergeCertainSets(office.sqlite, { fingerprint, who: 'Ada' }, hooks)
  expect({ money: money(office), values: values(office) }).toEqual(before)
}

function permitRefusal(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error
  }
}

function addGift(office: TestOffice, contactId: string, cents: number): void {
  writeGroup(office.sqlite, { who: 'Ada', origin: 'staff', title: 'Entered a gift', contactId }, group => {
    const columns = [
      'id',
      'contact_id',
      'transaction_date',
      'transaction_type',
      'status',
      'amount_cents',
      'currency',
      'source_system',
      'external_transaction_id',
    ]
    const id = newId()
    insertRow(group, 'transactions', columns, [
      id,
      contactId,
      group.at,
      'donation',
      'completed',
      cents,
      'USD',
      'staff',
      id,
    ])
    insertRow(group, 'contact_notes', ['id', 'contact_id', 'text'], [newId(), contactId, `gave ${id}`])
    group.db.run('UPDATE contacts SET touched_group = ? WHERE id = ?', [group.seq, contactId])
  })
}

test('any sequence of imports, edits, gifts, merges, unmerges and undos loses nothing; a merge taken apart at once never was; undoing all leaves nothing', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.infiniteStream(fc.nat(1000)),
      (steps, order) => {
        const office = testOffice()
        const empty = snapshot(office.sqlite)
        for (const s of [firstFile, ...steps]) {
          act(office, s)
          checkAlways(office)
        }
        for (let left = undoable(office); left.length > 0; left = undoable(office)) {
          const at = (order.next().value ?? 0) % left.length
          const isOneUndone = [...left.slice(at), ...left.slice(0, at)].some(seq => tryUndo(office, seq))
          expect(isOneUndone).toBe(true)
          checkAlways(office)
        }
        expect(snapshot(office.sqlite)).toEqual(empty)
        office.close()
      },
    ),
    { numRuns: 40 },
  )
}, 600_000)
