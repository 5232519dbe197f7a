import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addConflict, addPayment, addPerson, addProduct, addRow, importing } from '../sample-records.ts'
import { isMeant } from '../search/meaning.ts'
import {
  type ContactFilter,
  type ContactSort,
  contactWindowSql,
  countContacts,
  listContacts,
  listTags,
} from './contacts-list.ts'
import { findToday } from './today.ts'
import { liveContact } from './where.ts'

let sqlite: Database.Database
let db: ReadDb
let ids: { ada: string; bo: string; cleo: string; studio: string; product: string }

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ids = importing(sqlite, w => {
    const product = addProduct(w, 'Antares')
    const ada = addPerson(w, {
      firstName: 'Ada',
      lastName: 'Zell',
      emails: ['zell@example.org'],
      city: 'Lyons',
      tags: ['Choir'],
    })
    const bo = addPerson(w, {
      firstName: 'Bo',
      lastName: 'Álvarez',
      emails: ['a@example.org'],
      subscribed: true,
    })
    const cleo = addPerson(w, {
      firstName: 'Cleo',
      lastName: 'Moss',
      phones: ['(303) 555-0101'],
      tags: ['Choir', 'Board'],
    })
    const studio = addPerson(w, { businessName: 'Nightjar Studio', source: 'zoho', city: 'Boulder' })
    addPayment(w, { contactId: ada, productId: product, at: '2025-03-01T10:00:00.000Z', cents: 5000 })
    addPayment(w, { contactId: ada, at: '2025-03-02T10:00:00.000Z', cents: -1000, type: 'refund' })
    addPayment(w, { contactId: ada, at: '2025-03-03T10:00:00.000Z', cents: 9900, status: 'failed' })
    addPayment(w, { contactId: bo, at: '2025-03-03T10:00:00.000Z', cents: 100, status: 'pending' })
    addRow(w, 'contact_products', { contact_id: ada, product_id: product, source_system: 'kajabi' })
    addConflict(w, { contactId: cleo, field: 'phone', current: '1', incoming: '2' })
    addConflict(w, { contactId: bo, field: 'name', current: '1', incoming: '2', status: 'kept' })
    return { ada, bo, cleo, studio, product }
  })
})

function names(
  filter: ContactFilter,
  sort: ContactSort = 'name',
  direction: 'asc' | 'desc' = 'asc',
): string[] {
  const rows = listContacts(db, { filter, sort, direction, offset: 0, limit: 100 })
  expect(countContacts(db, filter)).toBe(rows.length)
  return rows.map(row => row.fullName)
}

test('the list sorts by last, then first name without accents, and a business by its own', () => {
  expect(names({})).toEqual(['Bo Álvarez', 'Cleo Moss', 'Nightjar Studio', 'Ada Zell'])
  expect(names({}, 'name', 'desc')).toEqual(['Ada Zell', 'Nightjar Studio', 'Cleo Moss', 'Bo Álvarez'])
})

test.each([
  ['search a word of a name', { search: 'alv' }, ['Bo Álvarez']],
  ['search a phone in another form', { search: '303.555.0101' }, ['Cleo Moss']],
  [
    'search without any word shows all',
    { search: ' - ' },
    ['Bo Álvarez', 'Cleo Moss', 'Nightjar Studio', 'Ada Zell'],
  ],
  ['tag in another case', { tag: 'choir' }, ['Cleo Moss', 'Ada Zell']],
  ['unknown tag', { tag: 'Nothing' }, []],
  ['subscribers', { emailSubscribed: true }, ['Bo Álvarez']],
  ['source', { sourceSystem: 'zoho' }, ['Nightjar Studio']],
  ['lock level', { lockLevel: 'FULL_LOCK' }, []],
  ['with open conflicts only', { withConflicts: true }, ['Cleo Moss']],
  ['without conflicts', { withConflicts: false }, ['Bo Álvarez', 'Nightjar Studio', 'Ada Zell']],
  ['with transactions', { withTransactions: true }, ['Bo Álvarez', 'Ada Zell']],
  ['two filters narrow', { tag: 'Choir', withTransactions: true }, ['Ada Zell']],
] satisfies [string, ContactFilter, string[]][])('filter: %s', (_, filter, expected) => {
  expect(names(filter)).toEqual(expected)
})

test('filter by product shows who has it', () => {
  expect(names({ productId: ids.product })).toEqual(['Ada Zell'])
})

test.each([
  ['email', 'asc', ['Bo Álvarez', 'Ada Zell', 'Cleo Moss', 'Nightjar Studio']],
  ['email', 'desc', ['Ada Zell', 'Bo Álvarez', 'Nightjar Studio', 'Cleo Moss']],
  ['city', 'asc', ['Nightjar Studio', 'Ada Zell', 'Bo Álvarez', 'Cleo Moss']],
  ['lifetime', 'desc', ['Ada Zell', 'Nightjar Studio', 'Cleo Moss', 'Bo Álvarez']],
  ['createdAt', 'asc', ['Ada Zell', 'Bo Álvarez', 'Cleo Moss', 'Nightjar Studio']],
] satisfies [ContactSort, 'asc' | 'desc', string[]][])(
  'sort by %s %s; empty values come last',
  (sort, direction, expected) => {
    expect(names({}, sort, direction)).toEqual(expected)
  },
)

test('a lifetime adds up one currency, in the row and in the order of the list; others stand beside it', () => {
  importing(sqlite, w => {
    addPayment(w, { contactId: ids.cleo, at: '2025-03-01T10:00:00.000Z', cents: 900_000, currency: 'JPY' })
    addPayment(w, { contactId: ids.bo, at: '2025-03-01T10:00:00.000Z', cents: 100 })
  })
  const rows = listContacts(db, { filter: {}, sort: 'lifetime', direction: 'desc', offset: 0, limit: 3 })
  expect(rows.map(row => [row.contactId, row.lifetimeCents])).toEqual([
    [ids.ada, 4000],
    [ids.bo, 100],
    [ids.studio, 0],
  ])
  const [cleo] = listContacts(db, {
    filter: { ids: [ids.cleo] },
    sort: 'name',
    direction: 'asc',
    offset: 0,
    limit: 1,
  })
  expect(cleo).toMatchObject({
    lifetimeCents: 0,
    otherMoney: [{ currency: 'JPY', count: 1, amountCents: 900_000 }],
  })
})

test('a row holds the money, the questions and the place', () => {
  const [ada] = listContacts(db, {
    filter: { search: 'Ada' },
    sort: 'name',
    direction: 'asc',
    offset: 0,
    limit: 10,
  })
  expect(ada).toMatchObject({
    contactId: ids.ada,
    lifetimeCents: 4000,
    conflictCount: 0,
    city: 'Lyons',
    state: 'CO',
    email: 'zell@example.org',
  })
  const [cleo] = listContacts(db, {
    filter: { tag: 'Board' },
    sort: 'name',
    direction: 'asc',
    offset: 0,
    limit: 10,
  })
  expect(cleo).toMatchObject({
    contactId: ids.cleo,
    lifetimeCents: 0,
    conflictCount: 1,
    phone: '(303) 555-0101',
  })
})

test('windows join without gaps', () => {
  const window = (offset: number) =>
    listContacts(db, { filter: {}, sort: 'name', direction: 'asc', offset, limit: 2 })
  expect([...window(0), ...window(2)].map(row => row.fullName)).toEqual(names({}))
})

test('removed and merged contacts are in no list', () => {
  importing(sqlite, w => {
    w.db.run('UPDATE contacts SET deleted_at = ?, touched_group = ? WHERE id = ?', [w.at, w.seq, ids.ada])
    w.db.run('UPDATE contacts SET merged_into_id = ?, touched_group = ? WHERE id = ?', [
      ids.cleo,
      w.seq,
      ids.bo,
    ])
  })
  expect(names({})).toEqual(['Cleo Moss', 'Nightjar Studio'])
  expect(listTags(db)).toEqual([
    { name: 'Board', count: 1 },
    { name: 'Choir', count: 1 },
  ])
})

test('by name, a window walks the index and sorts nothing', () => {
  const sql = contactWindowSql(`WHERE ${liveContact('c')}`, 'name', 'asc')
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, [100, 0]).map(step => step.detail)
  expect(plan).toEqual(['SCAN c USING INDEX contacts_sort_name'])
})

test('what many match is looked for along that index, too; what few match is looked up', () => {
  const details = (condition: string) =>
    db
      .all<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${contactWindowSql(`WHERE ${liveContact('c')} AND ${condition}`, 'name', 'asc')}`,
        ['a*', 100, 0],
      )
      .map(step => step.detail)
  const sqlOf = (isCommon: boolean) =>
    isMeant({ by: 'words', expressions: ['a*'], firstSeqs: [], isCommon }).sql
  expect(details(sqlOf(true))[0]).toBe('SCAN c USING INDEX contacts_sort_name')
  expect(details(sqlOf(false))[0]).toBe('SEARCH c USING INTEGER PRIMARY KEY (rowid=?)')
})

test('whoever an import says otherwise about is in no mailing until a person has answered', () => {
  const subscribers = () => ({
    listed: names({ emailSubscribed: true }),
    others: names({ emailSubscribed: false }).length,
    today: findToday(db, {
      timeZone: 'America/Denver',
      now: new Date().toISOString(),
      lastBackupAt: null,
    }).figures.find(figure => figure.kind === 'subscribers')?.value,
    rows: listContacts(db, {
      filter: { ids: [ids.bo] },
      sort: 'name',
      direction: 'asc',
      offset: 0,
      limit: 1,
    }).map(row => row.emailSubscribed),
  })
  expect(subscribers()).toEqual({ listed: ['Bo Álvarez'], others: 3, today: 1, rows: [true] })
  const question = importing(sqlite, w =>
    addConflict(w, {
      contactId: ids.bo,
      field: 'email_subscribed',
      current: 'subscribed',
      incoming: 'not subscribed',
    }),
  )
  expect(subscribers()).toEqual({ listed: [], others: 4, today: 0, rows: [false] })
  sqlite.prepare("UPDATE import_conflicts SET status = 'kept' WHERE id = ?").run(question)
  expect(subscribers()).toEqual({ listed: ['Bo Álvarez'], others: 3, today: 1, rows: [true] })
})
