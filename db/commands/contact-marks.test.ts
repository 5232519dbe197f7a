import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { listDecisions } from '../queries/conflicts-list.ts'
import { findContactCard } from '../queries/contact-card.ts'
import { listHistory } from '../queries/history.ts'
import { countReconciliation, listReconciliation } from '../queries/reconciliation.ts'
import { readSettings } from '../queries/settings.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, addSubscription, importing } from '../sample-records.ts'
import { addNote, setContactFlags, setContactLock, setContactOptIn } from './contact-marks.ts'
import { resolveReconciliation } from './reconciliation.ts'
import { CommandRefused } from './refused.ts'
import { removeDecision, setSettings } from './settings.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ada = importing(sqlite, w => addPerson(w, { firstName: 'Ada', emails: ['ada@example.org'] }))
})

const card = () =>
  findContactCard(db, { contactId: ada, now: '2026-01-15T12:00:00.000Z', timeZone: 'America/Denver' })
const newestTitle = () => listHistory(db, { offset: 0, limit: 1 })[0]?.title
const audit = () =>
  sqlite.prepare('SELECT old_subscribed, new_subscribed, why, who FROM subscription_audit').all()

test('a lock level is set with its reason and can fall again', () => {
  setContactLock(sqlite, { contactId: ada, lockLevel: 'FULL_LOCK', reason: 'asked for it' }, 'Mira')
  expect(card()).toMatchObject({ lockLevel: 'FULL_LOCK', lockReason: 'asked for it' })
  expect(newestTitle()).toBe('Fully protected Ada: asked for it')
  setContactLock(sqlite, { contactId: ada, lockLevel: 'UNLOCKED', reason: 'moved house' }, 'Mira')
  expect(card()).toMatchObject({ lockLevel: 'UNLOCKED', lockReason: 'moved house' })
})

test('marks are set and taken off, told with the reason; a mark that is so already writes nothing', () => {
  setContactFlags(
    sqlite,
    { contactId: ada, doNotCall: true, deceased: false, reason: 'said so on the phone' },
    'Mira',
  )
  expect(card()).toMatchObject({ doNotCall: true, doNotMail: false, deceased: false })
  expect(newestTitle()).toBe('Marked Ada as do not call: said so on the phone')
  const before = listHistory(db, { offset: 0, limit: 100 }).length
  setContactFlags(sqlite, { contactId: ada, doNotCall: true, reason: 'again' }, 'Mira')
  expect(listHistory(db, { offset: 0, limit: 100 })).toHaveLength(before)
  setContactFlags(sqlite, { contactId: ada, doNotCall: false, reason: 'wants calls' }, 'Mira')
  expect(newestTitle()).toBe('Marked Ada as no longer do not call: wants calls')
})

const evidence = (date: string) => ({ source: 'signed list', method: 'paper form', date })

test('an opt-in is written with its evidence, protected and audited; an opt-out likewise', () => {
  setContactOptIn(sqlite, { contactId: ada, subscribed: true, evidence: evidence('2025-02-03') }, 'Mira')
  expect(card()).toMatchObject({
    emailSubscribed: true,
    consentDate: '2025-02-03',
    consentSource: 'signed list',
    consentMethod: 'paper form',
    subscriptionProtected: true,
    unsubscribeDate: null,
  })
  expect(card()?.fieldSources.find(s => s.fieldName === 'email_subscribed')?.sourceSystem).toBe('staff')
  setContactOptIn(sqlite, { contactId: ada, subscribed: false, evidence: evidence('2025-03-04') }, 'Mira')
  expect(card()).toMatchObject({
    emailSubscribed: false,
    unsubscribeDate: '2025-03-04',
    subscriptionProtected: false,
  })
  expect(audit()).toEqual([
    { old_subscribed: 0, new_subscribed: 1, why: 'paper form (signed list, 2025-02-03)', who: 'Mira' },
    { old_subscribed: 1, new_subscribed: 0, why: 'paper form (signed list, 2025-03-04)', who: 'Mira' },
  ])
})

test('consent older than the opt-out, and consent from the future, are refused', () => {
  setContactOptIn(sqlite, { contactId: ada, subscribed: false, evidence: evidence('2025-03-04') }, 'Mira')
  expect(() =>
    setContactOptIn(sqlite, { contactId: ada, subscribed: true, evidence: evidence('2025-03-03') }, 'Mira'),
  ).toThrow(CommandRefused)
  expect(() =>
    setContactOptIn(sqlite, { contactId: ada, subscribed: true, evidence: evidence('2199-01-01') }, 'Mira'),
  ).toThrow(CommandRefused)
  expect(audit()).toHaveLength(1)
})

test('an older consent than the one we have is told in the audit and replaces nothing', () => {
  setContactOptIn(sqlite, { contactId: ada, subscribed: true, evidence: evidence('2025-03-04') }, 'Mira')
  setContactOptIn(sqlite, { contactId: ada, subscribed: true, evidence: evidence('2024-03-03') }, 'Mira')
  expect(card()).toMatchObject({ emailSubscribed: true, consentDate: '2025-03-04' })
  expect(audit()).toHaveLength(2)
})

test('a note shows with who wrote it', () => {
  const { noteId } = addNote(sqlite, { contactId: ada, text: 'Likes lilies', isPinned: true }, 'Mira')
  expect(card()?.notes).toMatchObject([
    { id: noteId, text: 'Likes lilies', isPinned: true, createdBy: 'Mira' },
  ])
})

test('reconciliation: keep and cancelled are settled, investigate stays in the list with its mark', () => {
  const [a, b, c, present] = importing(sqlite, w =>
    [1, 2, 3, 4].map(n =>
      addSubscription(w, { contactId: ada, ...(n < 4 ? { missingSince: '2025-05-01T00:00:00.000Z' } : {}) }),
    ),
  ) as [string, string, string, string]
  const resolve = (ids: string[], action: 'keep' | 'cancelled' | 'investigate') =>
    resolveReconciliation(sqlite, { subscriptionIds: ids, action }, 'Mira').resolved
  expect(countReconciliation(db)).toBe(3)
  expect(resolve([a, a, present], 'keep')).toBe(1)
  expect(newestTitle()).toBe('Kept: the subscription of Ada missing from the export')
  expect(resolve([b], 'cancelled')).toBe(1)
  expect(resolve([c], 'investigate')).toBe(1)
  expect(resolve([c], 'investigate')).toBe(0)
  expect(listReconciliation(db, { offset: 0, limit: 10 })).toMatchObject([
    { subscriptionId: c, state: 'investigate' },
  ])
  const status = sqlite.prepare(
    'SELECT status, cancelled_at, reconciliation, missing_from_export_since FROM subscriptions WHERE id = ?',
  )
  expect(status.get(a)).toMatchObject({
    status: 'active',
    reconciliation: 'keep',
    missing_from_export_since: null,
  })
  expect(status.get(b)).toMatchObject({ status: 'cancelled', missing_from_export_since: null })
  expect(status.get(b)).toHaveProperty('cancelled_at', expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/))
  expect(status.get(present)).toMatchObject({ status: 'active', reconciliation: null })
})

test('settings keep what was given; staff is always the strongest source', () => {
  expect(readSettings(db)).toMatchObject({ timeZone: 'America/Denver', theme: 'auto' })
  const after = setSettings(sqlite, {
    officeName: 'Star House',
    sourceOrder: ['zoho', 'staff'],
    theme: undefined,
  })
  expect(after).toMatchObject({ officeName: 'Star House', theme: 'auto' })
  expect(after.sourceOrder.slice(0, 3)).toEqual(['staff', 'zoho', 'paypal'])
  expect(readSettings(db)).toEqual(after)
  expect(() => setSettings(sqlite, { timeZone: 'Mars/Olympus' })).toThrow(CommandRefused)
})

test('a standing answer is taken back once', () => {
  sqlite
    .prepare(
      `INSERT INTO import_decisions (source, field, decision, decided_at, decided_by) VALUES ('kajabi', 'name', 'keep', '2025-01-01T00:00:00.000Z', 'Mira')`,
    )
    .run()
  expect(listDecisions(db)).toHaveLength(1)
  expect(removeDecision(sqlite, { source: 'kajabi', field: 'name' })).toEqual({ removed: true })
  expect(removeDecision(sqlite, { source: 'kajabi', field: 'name' })).toEqual({ removed: false })
})
