import type Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { FieldValue } from '../contacts/field-value.ts'
import { phoneE164 } from '../normalise/phone.ts'
import { openOffice } from '../open.ts'
import { allRows, temporaryFolder } from '../sample-office.ts'
import { createDemo, DemoCancelled, type DemoRequest, OfficeNotEmpty } from './create-demo.ts'

const request: DemoRequest = { contacts: 200, seed: 1, who: 'test', today: '2026-03-15' }

function demoOf(changed: Partial<DemoRequest> = {}): Database.Database {
  const { sqlite } = openOffice(temporaryFolder())
  createDemo(sqlite, { ...request, ...changed })
  return sqlite
}

/** Everything but ids, times of writing, and what was there before. */
function values(sqlite: Database.Database): unknown {
  const {
    contacts,
    contact_emails,
    contact_phones,
    contact_addresses,
    households,
    transactions,
    subscriptions,
    ...rest
  } = allRows(sqlite)
  const {
    products,
    tags,
    contact_tags,
    contact_notes,
    import_conflicts,
    import_suggestions,
    subscription_audit,
  } = rest
  const tables = {
    contacts,
    contact_emails,
    contact_phones,
    contact_addresses,
    households,
    transactions,
    subscriptions,
  }
  const all = {
    ...tables,
    products,
    tags,
    contact_tags,
    contact_notes,
    import_conflicts,
    import_suggestions,
    subscription_audit,
  }
  const isFixed = (name: string) => !/(^|_)id$|^updated_at$|^created_at$/.test(name)
  return Object.fromEntries(
    Object.entries(all).map(([table, rows]) => [
      table,
      (rows ?? [])
        .map(row =>
          JSON.stringify(Object.fromEntries(Object.entries(row as object).filter(([name]) => isFixed(name)))),
        )
        .toSorted(),
    ]),
  )
}

const one = (sqlite: Database.Database, sql: string) => Number(sqlite.prepare(sql).pluck().get())

test('the same seed and day give the same people; another seed gives others', () => {
  const first = values(demoOf())
  expect(values(demoOf())).toEqual(first)
  expect(values(demoOf({ seed: 2 }))).not.toEqual(first)
})

test('the counts are what is in the office, and every screen has something', () => {
  const { sqlite } = openOffice(temporaryFolder())
  const counts = createDemo(sqlite, { ...request, contacts: 400 })
  expect(counts.contacts).toBe(400)
  for (const table of ['contacts', 'transactions', 'subscriptions', 'products'] as const) {
    expect(one(sqlite, `SELECT count(*) FROM ${table}`)).toBe(counts[table])
  }
  expect(one(sqlite, "SELECT count(*) FROM import_conflicts WHERE status = 'open'")).toBe(counts.conflicts)
  expect(counts.conflicts).toBeGreaterThanOrEqual(3)
  expect(counts.suggestions).toBeGreaterThanOrEqual(3)
  expect(counts.transactions / counts.contacts).toBeGreaterThan(0.8)
  for (const [table, condition] of [
    ['contacts', "lock_level = 'FULL_LOCK'"],
    ['contacts', "lock_level = 'PARTIAL_LOCK'"],
    ['contacts', 'subscription_protected = 1 AND consent_date IS NOT NULL'],
    ['contacts', 'unsubscribe_date IS NOT NULL AND email_subscribed = 0'],
    ['contacts', 'household_id IN (SELECT id FROM households)'],
    ['contacts', 'business_name IS NOT NULL'],
    ['contact_notes', '1'],
    ['contact_tags', '1'],
    ['transactions', "transaction_type = 'donation' AND is_donation = 1"],
    ['transactions', "status = 'failed'"],
    ['transactions', "transaction_date >= '2026-01-01'"],
  ]) {
    expect(
      one(sqlite, `SELECT count(*) FROM ${table} WHERE ${condition}`),
      `${table} ${condition}`,
    ).toBeGreaterThan(0)
  }
  expect(one(sqlite, "SELECT count(*) FROM transactions WHERE transaction_date > '2026-03-16'")).toBe(0)
})

test('some subscriptions are missing from the last export once the office is large enough', () => {
  const sqlite = demoOf({ contacts: 1500 })
  expect(
    one(sqlite, 'SELECT count(*) FROM subscriptions WHERE missing_from_export_since IS NOT NULL'),
  ).toBeGreaterThan(0)
})

test('nobody is real: addresses end in example domains, numbers are kept free for stories', () => {
  const sqlite = demoOf({ contacts: 600 })
  const emails = sqlite.prepare('SELECT email FROM contact_emails').pluck().all() as string[]
  expect(emails.length).toBeGreaterThan(500)
  expect(emails.filter(email => !/^[a-z0-9.]+@([a-z]+\.)?example\.(org|com|net)$/.test(email))).toEqual([])
  const phones = sqlite.prepare('SELECT phone, phone_e164 FROM contact_phones').all() as {
    phone: string
    phone_e164: string
  }[]
  expect(phones.length).toBeGreaterThan(400)
  expect(
    phones.filter(p => !/^\+1\d{3}55501\d\d$/.test(p.phone_e164) || phoneE164(p.phone) !== p.phone_e164),
  ).toEqual([])
})

test('it is one group of the journal; its contacts are found by search; primary rows are mirrored', () => {
  const sqlite = demoOf()
  expect(sqlite.prepare('SELECT origin, who FROM change_groups').all()).toEqual([
    { origin: 'demo', who: 'test' },
  ])
  expect(one(sqlite, 'SELECT change_count FROM change_groups')).toBe(
    one(sqlite, 'SELECT count(*) FROM changes'),
  )
  expect(one(sqlite, 'SELECT count(*) FROM contact_search')).toBe(200)
  expect(
    one(
      sqlite,
      `SELECT count(*) FROM contacts c WHERE email IS NOT
         (SELECT email FROM contact_emails e WHERE e.contact_id = c.id AND is_primary = 1)
       OR phone IS NOT (SELECT phone FROM contact_phones p WHERE p.contact_id = c.id AND is_primary = 1)`,
    ),
  ).toBe(0)
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
})

test('conflicts and suggestions hold values that can be taken', () => {
  const sqlite = demoOf({ contacts: 400 })
  const conflicts = sqlite.prepare('SELECT field, incoming_data FROM import_conflicts').all() as {
    field: string
    incoming_data: string
  }[]
  for (const { field, incoming_data } of conflicts)
    expect((JSON.parse(incoming_data) as FieldValue).field).toBe(field)
  const suggested = sqlite
    .prepare(
      'SELECT s.field, c.phone, c.lock_level FROM import_suggestions s JOIN contacts c ON c.id = s.contact_id',
    )
    .all() as { field: string; phone: string | null; lock_level: string }[]
  for (const { field, phone, lock_level } of suggested) {
    expect(lock_level).not.toBe('UNLOCKED')
    if (field.endsWith('phone')) expect(phone).toBeNull()
  }
})

test('progress comes, and cancelling leaves nothing behind', () => {
  const { sqlite } = openOffice(temporaryFolder())
  const shares: number[] = []
  createDemo(sqlite, { ...request, contacts: 600, onProgress: ({ share }) => shares.push(share) })
  expect(shares.length).toBeGreaterThanOrEqual(2)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  const { sqlite: other } = openOffice(temporaryFolder())
  const before = allRows(other)
  expect(() => createDemo(other, { ...request, isCancelled: () => true })).toThrow(DemoCancelled)
  expect(allRows(other)).toEqual(before)
})

test('invented people are not mixed into an office that has some', () => {
  const sqlite = demoOf()
  expect(() => createDemo(sqlite, request)).toThrow(OfficeNotEmpty)
})
