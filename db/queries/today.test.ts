import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { setContactFlags } from '../commands/contact-marks.ts'
import { resolveReconciliation } from '../commands/reconciliation.ts'
import { updateContact } from '../commands/update-contact.ts'
import { scanDuplicates } from '../duplicates/scan.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { countChanges } from '../journal/changes.ts'
import { writeGroup } from '../journal/group.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import {
  addConflict,
  addPayment,
  addPerson,
  addProduct,
  addSubscription,
  addSuggestion,
  importing,
} from '../sample-records.ts'
import {
  countConflicts,
  countSuggestions,
  groupConflicts,
  listConflicts,
  listSuggestions,
} from './conflicts-list.ts'
import { findHealth } from './health.ts'
import { countHistory, findGroup, findLastUndoable, listHistory, listHistoryChanges } from './history.ts'
import { countLockLevels, listLockRules } from './lock-rules.ts'
import { countOffice, findOrigins } from './office-counts.ts'
import { countLiveSubscriptions, countReconciliation, listReconciliation } from './reconciliation.ts'
import { findToday } from './today.ts'

let sqlite: Database.Database
let db: ReadDb
let ids: { ada: string; bo: string; missing: string }
const now = '2026-04-15T12:00:00.000Z'
const when = { now, timeZone: 'America/Denver', lastBackupAt: null }

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ids = importing(sqlite, w => {
    const circle = addProduct(w, 'Evening Circle')
    const ada = addPerson(w, {
      firstName: 'Ada',
      lastName: 'Zell',
      emails: ['ada@example.org'],
      subscribed: true,
    })
    const bo = addPerson(w, { firstName: 'Bo', lastName: 'Moss', phones: ['12'] })
    addPayment(w, { contactId: ada, productId: circle, at: '2026-02-01T10:00:00.000Z', cents: 5000 })
    addPayment(w, { contactId: ada, productId: circle, at: '2025-02-01T10:00:00.000Z', cents: 700 })
    addPayment(w, { contactId: bo, at: '2026-04-10T10:00:00.000Z', cents: 900, status: 'failed' })
    addPayment(w, { contactId: bo, at: '2026-01-10T10:00:00.000Z', cents: 900, status: 'failed' })
    addSubscription(w, { contactId: ada, productId: circle })
    const missing = addSubscription(w, {
      contactId: ada,
      productId: circle,
      missingSince: '2026-04-01T00:00:00.000Z',
    })
    addConflict(w, { contactId: ada, field: 'phone', current: '1', incoming: '2' })
    addConflict(w, { contactId: bo, field: 'name', current: 'Bo', incoming: 'Bob' })
    addConflict(w, {
      contactId: bo,
      field: 'email_subscribed',
      current: 'subscribed',
      incoming: 'not subscribed',
    })
    addConflict(w, { contactId: bo, field: 'address', current: 'a', incoming: 'b', status: 'kept' })
    addSuggestion(w, { contactId: bo, field: 'business_name', value: 'Moss & Co' })
    return { ada, bo, missing }
  })
})

test('the morning page lists what needs somebody, most urgent first, and its figures equal the lists behind them', () => {
  const today = findToday(db, when)
  expect(today.items.map(item => [item.kind, item.count])).toEqual([
    ['optInConflicts', 1],
    ['conflicts', 2],
    ['reconciliation', 1],
    ['failedPayments', 1],
    ['backup', 1],
    ['suggestions', 1],
  ])
  expect(today.items[1]?.title).toBe('2 conflicts to answer')
  expect(Object.fromEntries(today.figures.map(figure => [figure.kind, figure.value]))).toEqual({
    contacts: 2,
    subscribers: 1,
    activeSubscriptions: 2,
    moneyThisYear: 5000,
    moneyLastYear: 700,
  })
  expect(today.currency).toBe('USD')
  expect(today.items.find(item => item.kind === 'failedPayments')?.since).toBe('2026-03-16')
  expect(today.moneyByMonth).toHaveLength(13)
  expect(today.moneyByMonth.find(month => month.month === '2026-02')?.amountCents).toBe(5000)
  expect(today.recent).toMatchObject([{ title: 'Imported sample.csv', who: 'Ada' }])
  expect(countConflicts(db, { status: 'open' })).toBe(3)
})

test('the money of a year holds one currency and tells of the others', () => {
  importing(sqlite, w =>
    addPayment(w, { contactId: ids.bo, at: '2026-03-01T10:00:00.000Z', cents: 2500, currency: 'EUR' }),
  )
  const { figures, moneyByMonth } = findToday(db, when)
  expect(figures.slice(-2)).toEqual([
    { kind: 'moneyThisYear', value: 5000, others: [{ currency: 'EUR', count: 1, amountCents: 2500 }] },
    { kind: 'moneyLastYear', value: 700, others: [] },
  ])
  expect(moneyByMonth.reduce((sum, month) => sum + month.amountCents, 0)).toBe(5000)
})

test('a fresh backup asks for none, and an empty office asks for nothing', () => {
  const kinds = (lastBackupAt: string) =>
    findToday(db, { ...when, lastBackupAt }).items.map(item => item.kind)
  expect(kinds('2026-04-14T00:00:00.000Z')).not.toContain('backup')
  expect(kinds('2026-04-01T00:00:00.000Z')).toContain('backup')
  const empty = handlesOf(openOffice(temporaryFolder()).sqlite).read
  expect(findToday(empty, when).items).toEqual([])
  expect(findOrigins(empty)).toEqual({ isEmpty: true, isDemo: false })
  expect(countOffice(empty).contacts).toBe(0)
})

test('a demo needs no backup until somebody works in it; duplicates wait for a decision', () => {
  const { sqlite: demo } = openOffice(temporaryFolder())
  const read = handlesOf(demo).read
  const write = (origin: 'demo' | 'staff') =>
    writeGroup(demo, { who: 'Ada', origin, title: origin }, w =>
      addPerson(w, { firstName: 'Cleo', lastName: 'Rare', emails: [`${origin}@example.org`], city: 'Lyons' }),
    )
  const items = () => findToday(read, when).items.map(item => item.kind)
  write('demo')
  expect(items()).toEqual([])
  write('staff')
  expect(items()).toEqual(['backup'])
  scanDuplicates(demo, { onProgress: () => undefined, isCancelled: () => false })
  expect(items()).toEqual(['duplicates', 'backup'])
})

test('of the duplicates the surest queue is counted, as the screen opens with it, and the others are told beside it', () => {
  const { sqlite: office } = openOffice(temporaryFolder())
  const read = handlesOf(office).read
  const told = () => findToday(read, when).items.find(item => item.kind === 'duplicates')
  const [a, b, c] = writeGroup(office, { who: 'Ada', origin: 'staff', title: 'Made' }, w =>
    ['Cleo', 'Clea', 'Bo'].map(firstName => addPerson(w, { firstName, lastName: 'Rare' })),
  )
  const pair = office.prepare(
    `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
     VALUES (min(:a, :b), max(:a, :b), 0.9, :band, :outcome, '{"for":[],"against":[]}', 'scan', '2025-01-01T00:00:00.000Z')`,
  )
  expect(told()).toBeUndefined()
  pair.run({ a, b: c, band: 'look', outcome: 'same_household' })
  expect(told()).toMatchObject({
    count: 1,
    title: '1 likely household to decide',
    why: 'People who seem to share a home, and so their letters.',
  })
  pair.run({ a: b, b: c, band: 'look', outcome: 'same_person' })
  expect(told()).toMatchObject({ count: 1, title: '1 unsure duplicate to decide' })
  pair.run({ a, b, band: 'likely', outcome: 'same_person' })
  expect(told()).toMatchObject({
    count: 1,
    title: '1 likely duplicate to decide',
    why: 'Records that may be one person. For a quiet hour: 1 unsure duplicate, 1 likely household.',
  })
})

test('conflicts by filter and in groups; suggestions until they are gone', () => {
  const list = (filter: Parameters<typeof countConflicts>[1]) => {
    const rows = listConflicts(db, { filter, offset: 0, limit: 10 })
    expect(countConflicts(db, filter)).toBe(rows.length)
    return rows
  }
  expect(list({ status: 'open', field: 'name' })).toMatchObject([
    {
      contactName: 'Bo Moss',
      table: 'contacts',
      rowId: ids.bo,
      current: 'Bo',
      incoming: 'Bob',
      kind: 'import',
      base: null,
    },
  ])
  expect(list({ status: 'kept' })).toHaveLength(1)
  expect(list({ status: 'open', kind: 'sync' })).toEqual([])
  expect(list({ status: 'open', source: 'zoho' })).toEqual([])
  expect(list({ status: 'open', contactId: ids.ada })).toHaveLength(1)
  expect(groupConflicts(db).map(group => [group.source, group.field, group.count])).toEqual([
    ['kajabi', 'email_subscribed', 1],
    ['kajabi', 'name', 1],
    ['kajabi', 'phone', 1],
  ])
  expect(countSuggestions(db, ids.bo)).toBe(1)
  expect(listSuggestions(db, { offset: 0, limit: 5 })).toMatchObject([
    { contactName: 'Bo Moss', value: 'Moss & Co', sourceSystem: 'zoho' },
  ])
})

test('what the export lacks, with the last payment for that product', () => {
  expect(listReconciliation(db, { offset: 0, limit: 5 })).toMatchObject([
    {
      subscriptionId: ids.missing,
      contactName: 'Ada Zell',
      lastPaymentAt: '2026-02-01T10:00:00.000Z',
      state: 'open',
    },
  ])
  expect(countLiveSubscriptions(db)).toBe(2)
  resolveReconciliation(sqlite, { subscriptionIds: [ids.missing], action: 'investigate' }, 'Mira')
  expect([countReconciliation(db, 'open'), countReconciliation(db, 'investigate')]).toEqual([0, 1])
})

test('history in words, who can undo what, and the changes of one action', () => {
  updateContact(sqlite, { contactId: ids.ada, set: { firstName: 'Adelheid' } }, 'Mira')
  setContactFlags(sqlite, { contactId: ids.bo, doNotMail: true, reason: 'moved away' }, 'Nils')
  const rows = listHistory(db, { offset: 0, limit: 10 })
  expect(rows.map(row => [row.who, row.title, row.canUndo])).toEqual([
    ['Nils', 'Marked Bo Moss as do not mail: moved away', true],
    ['Mira', 'Changed the name of Ada Zell', true],
    ['Ada', 'Imported sample.csv', true],
  ])
  expect(countHistory(db, { contactId: ids.ada })).toBe(1)
  expect(countHistory(db, { origin: 'import' })).toBe(1)
  expect(findLastUndoable(db, 'Mira')?.title).toBe('Changed the name of Ada Zell')
  expect(findLastUndoable(db, 'Nobody')).toBeNull()
  const group = findGroup(db, rows[1]?.groupId ?? '')
  if (!group) throw new Error('no group')
  expect(
    listHistoryChanges(db, group, { offset: 0, limit: 10 }).map(c => [
      c.title,
      c.unit,
      c.oldValue,
      c.newValue,
    ]),
  ).toEqual([
    ['Adelheid Zell', 'name', 'Ada Zell', 'Adelheid Zell'],
    ['Adelheid Zell', 'protection', 'UNLOCKED', 'FULL_LOCK'],
  ])
  undoGroup(sqlite, group.seq, 'Mira')
  expect(listHistory(db, { offset: 0, limit: 1 })[0]).toMatchObject({ origin: 'undo', canUndo: false })
  expect(findLastUndoable(db, 'Mira')).toBeNull()
  expect(findGroup(db, 'nothing')).toBeNull()
})

test('the changes of an import are its created rows, each told by what it is', () => {
  const group = findGroup(db, listHistory(db, { offset: 0, limit: 1 })[0]?.groupId ?? '')
  if (!group) throw new Error('no group')
  const { seq, first, last } = group
  const changes = listHistoryChanges(db, group, { offset: 0, limit: 100 })
  expect(changes).toHaveLength(countChanges(db, { seq, first, last }))
  expect(changes.every(change => change.newValue === 'created' && change.title !== '')).toBe(true)
  expect(changes.map(change => change.title)).toContain('Ada Zell: Evening Circle')
})

test('lock rules as imports read them, and how many people have each level', () => {
  const rules = listLockRules(db)
  expect(rules).toHaveLength(21)
  expect(rules.filter(rule => rule.lockLevel === 'FULL_LOCK' && rule.allowed)).toEqual([])
  expect(countLockLevels(db)).toEqual([
    { lockLevel: 'FULL_LOCK', contacts: 0 },
    { lockLevel: 'PARTIAL_LOCK', contacts: 0 },
    { lockLevel: 'UNLOCKED', contacts: 2 },
  ])
})

test('health counts what needs somebody and lowers the score by it', () => {
  const health = findHealth(db)
  const part = (kind: string) => health.parts.find(p => p.kind === kind)
  expect(part('integrity')).toMatchObject({ count: 0 })
  expect(part('invalidPhone')).toMatchObject({ count: 1, of: 2 })
  expect(part('missingSubscriptions')).toMatchObject({ count: 1, of: 2 })
  expect(part('conflicts')).toMatchObject({ count: 3, of: 2 })
  expect(part('subscriptionsWithoutPayment')).toMatchObject({ count: 0 })
  expect(health.score).toBeLessThan(100)
  importing(sqlite, w => addPerson(w, { firstName: 'nan', emails: ['not an e-mail'] }))
  const worse = findHealth(db)
  expect(worse.parts.find(p => p.kind === 'blankWords')?.count).toBe(1)
  expect(worse.parts.find(p => p.kind === 'invalidEmail')?.count).toBe(1)
  expect(worse.score).toBeLessThan(health.score)
  expect(findHealth(handlesOf(openOffice(temporaryFolder()).sqlite).read).score).toBe(100)
})
