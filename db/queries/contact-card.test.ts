import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { addNote, setContactOptIn } from '../commands/contact-marks.ts'
import { setSettings } from '../commands/settings.ts'
import { updateContact } from '../commands/update-contact.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import {
  addConflict,
  addPayment,
  addPerson,
  addProduct,
  addRow,
  addSubscription,
  addSuggestion,
  importing,
} from '../sample-records.ts'
import { findContactCard } from './contact-card.ts'
import { reachOf } from './contact-reach.ts'
import { findFieldStory } from './contact-story.ts'
import { findTimeline } from './contact-timeline.ts'
import type { ContactField } from './row-types.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string
let productId: string

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  importing(sqlite, w => {
    productId = addProduct(w, 'Evening Circle')
    ada = addPerson(w, {
      firstName: 'Ada',
      lastName: 'Example',
      emails: ['ada@example.org'],
      phones: ['(303) 555-0101'],
      city: 'Lyons',
      subscribed: true,
      tags: ['Choir'],
    })
    addRow(w, 'contact_external_ids', {
      contact_id: ada,
      system: 'kajabi',
      kind: 'contact',
      external_id: '77',
    })
    addRow(w, 'contact_products', { contact_id: ada, product_id: productId, source_system: 'kajabi' })
    addSubscription(w, { contactId: ada, productId })
    addPayment(w, { contactId: ada, productId, at: '2025-12-31T23:30:00.000Z', cents: 5000 })
    addPayment(w, {
      contactId: ada,
      at: '2026-01-01T08:00:00.000Z',
      cents: 2500,
      memo: 'Solstice',
      type: 'donation',
    })
    addPayment(w, { contactId: ada, at: '2026-02-01T08:00:00.000Z', cents: -500, type: 'refund' })
    addPayment(w, { contactId: ada, at: '2026-03-01T08:00:00.000Z', cents: 9900, status: 'failed' })
    addConflict(w, { contactId: ada, field: 'phone', current: '(303) 555-0101', incoming: '(303) 555-0999' })
    addSuggestion(w, { contactId: ada, field: 'business_name', value: 'Nightjar Studio' })
  })
})

const now = '2026-04-01T12:00:00.000Z'
const card = (contactId = ada) => findContactCard(db, { contactId, now, timeZone: 'America/Denver' })
const timeline = (given: Partial<Parameters<typeof findTimeline>[1]> = {}) =>
  findTimeline(db, { contactId: ada, kind: 'all', limit: 50, ...given }) ?? []
const story = (field: ContactField) => findFieldStory(db, { contactId: ada, field })

test('the card tells everything; the year is the one of the office, refunds count, failed payments do not', () => {
  expect(card()).toMatchObject({
    contactId: ada,
    mergedIntoId: null,
    fullName: 'Ada Example',
    lifetimeCents: 7000,
    thisYearCents: 2000,
    transactionCount: 4,
    externalIds: [{ system: 'kajabi', kind: 'contact', externalId: '77' }],
    tags: [{ name: 'Choir', sourceSystem: 'kajabi' }],
    products: [{ productId, name: 'Evening Circle' }],
    subscriptions: [{ productName: 'Evening Circle', status: 'active' }],
    conflicts: [{ field: 'phone', incoming: '(303) 555-0999', incomingSource: 'kajabi' }],
    suggestions: [{ field: 'business_name', value: 'Nightjar Studio', sourceSystem: 'zoho' }],
  })
  expect(card()?.fieldSources.map(source => [source.fieldName, source.sourceSystem])).toEqual([
    ['address', 'kajabi'],
    ['email', 'kajabi'],
    ['email_subscribed', 'kajabi'],
    ['mobile_phone', 'kajabi'],
    ['name', 'kajabi'],
  ])
})

test('the card tells the membership that runs, else the one that ended last; a subscription of something else is none', () => {
  expect(card()?.membership).toBeNull()
  const add = (status: string, ends: Record<string, string>) =>
    importing(sqlite, w => {
      const membership = addRow(w, 'products', {
        name: `Membership, ${status}`,
        normalized_name: `membership, ${status}`,
        product_type: 'membership',
      })
      addRow(w, 'subscriptions', {
        contact_id: ada,
        product_id: membership,
        status,
        amount_cents: 2200,
        currency: 'USD',
        source_system: 'kajabi',
        ...ends,
      })
    })
  add('expired', { current_period_end: '2024-01-31' })
  add('cancelled', { cancelled_at: '2025-08-18' })
  expect(card()?.membership).toMatchObject({ status: 'cancelled', endsAt: '2025-08-18' })
  add('active', {})
  expect(card()?.membership).toMatchObject({ name: 'Membership, active', status: 'active', endsAt: null })
})

test('the last contact is what staff noted, not what a file brought', () => {
  importing(sqlite, w =>
    addRow(w, 'contact_notes', { contact_id: ada, text: 'of the old system', is_pinned: 0 }),
  )
  expect(card()?.lastContactAt).toBeNull()
  addNote(sqlite, { contactId: ada, text: 'Rang about the choir', isPinned: false }, 'Mira')
  expect(card()?.lastContactAt).toBe(card()?.notes[0]?.createdAt)
})

test('money in other currencies stands beside the figures and is in none of them', () => {
  importing(sqlite, w => {
    for (const cents of [2500, 1000])
      addPayment(w, { contactId: ada, at: '2026-02-02T08:00:00.000Z', cents, currency: 'EUR' })
    addPayment(w, {
      contactId: ada,
      at: '2026-02-03T08:00:00.000Z',
      cents: 900,
      currency: 'EUR',
      status: 'failed',
    })
    addPayment(w, { contactId: ada, at: '2026-02-03T08:00:00.000Z', cents: 100_000, currency: 'JPY' })
  })
  expect(card()).toMatchObject({
    currency: 'USD',
    lifetimeCents: 7000,
    thisYearCents: 2000,
    otherMoney: [
      { currency: 'EUR', count: 3, amountCents: 3500 },
      { currency: 'JPY', count: 1, amountCents: 100_000 },
    ],
  })
  setSettings(sqlite, { currency: 'EUR' })
  expect(card()).toMatchObject({
    currency: 'EUR',
    lifetimeCents: 3500,
    otherMoney: [
      { currency: 'JPY', count: 1, amountCents: 100_000 },
      { currency: 'USD', count: 4, amountCents: 7000 },
    ],
  })
})

test('a merged contact shows its survivor; an unknown or removed one nothing', () => {
  const bo = importing(sqlite, w => {
    const id = addPerson(w, { firstName: 'Bo' })
    w.db.run('UPDATE contacts SET merged_into_id = ?, touched_group = ? WHERE id = ?', [ada, w.seq, id])
    return id
  })
  expect(card(bo)).toMatchObject({ contactId: ada, mergedIntoId: ada, fullName: 'Ada Example' })
  expect(card('01a1fd16-a0d0-7006-8429-03978de96ae3')).toBeNull()
  importing(sqlite, w => w.db.run('UPDATE contacts SET deleted_at = ? WHERE id = ?', [w.at, ada]))
  expect(card()).toBeNull()
})

test('the timeline tells money, notes and changes, newest first, each with what was bought or changed', () => {
  updateContact(
    sqlite,
    { contactId: ada, set: { phone: '(303) 555-0177', email: 'ada@new.example' } },
    'Mira',
  )
  const entries = timeline()
  expect(entries.map(entry => [entry.kind, entry.title])).toEqual([
    ['change', 'Changed the e-mail and phone of Ada Example'],
    ['change', 'Imported sample.csv'],
    ['failed', 'Kajabi payment'],
    ['refund', 'Kajabi refund'],
    ['donation', 'Solstice'],
    ['purchase', 'Evening Circle'],
  ])
  expect(entries[0]?.who).toBe('Mira')
  expect(entries[0]?.lines.toSorted()).toEqual([
    'e-mail added',
    'e-mail: ada@example.org -> ada@new.example',
    'phone: (303) 555-0101 -> (303) 555-0177',
    'protection: UNLOCKED -> FULL_LOCK',
  ])
  expect(entries[1]?.lines).toEqual(['created'])
  expect(entries[5]).toMatchObject({ amountCents: 5000, currency: 'USD' })
})

test('the timeline narrows by kind and pages without gaps or repeats, also inside one instant', () => {
  importing(sqlite, w => {
    for (let n = 0; n < 7; n++) addPayment(w, { contactId: ada, at: '2025-06-01T00:00:00.000Z', cents: n })
  })
  expect(timeline({ kind: 'changes' }).every(entry => entry.kind === 'change')).toBe(true)
  expect(timeline({ kind: 'notes' })).toEqual([])
  const all = timeline({ kind: 'purchases' }).map(entry => entry.id)
  const paged: string[] = []
  for (let before: string | undefined; ; ) {
    const page = timeline({ kind: 'purchases', limit: 3, before })
    if (page.length === 0) break
    paged.push(...page.map(entry => entry.id))
    before = page.at(-1)?.at
  }
  expect(paged).toEqual(all)
  expect(all).toHaveLength(10)
  expect(timeline({ kind: 'gifts' }).map(entry => entry.title)).toEqual(['Solstice'])
})

test('the story of a value goes back to who created it, through edits and undos', () => {
  updateContact(sqlite, { contactId: ada, set: { firstName: 'Adelheid' } }, 'Mira')
  expect(story('name')).toMatchObject({
    events: [
      {
        who: 'Mira',
        origin: 'staff',
        sourceSystem: 'staff',
        oldValue: 'Ada Example',
        newValue: 'Adelheid Example',
      },
      { who: 'Ada', origin: 'import', sourceSystem: 'kajabi', oldValue: null, newValue: 'Ada Example' },
    ],
    others: [],
    protection: 'No import changes it: the contact is fully protected (Mira corrected the name by hand).',
  })
  undoGroup(sqlite, sqlite.prepare('SELECT max(seq) FROM change_groups').pluck().get() as number, 'Mira')
  expect(story('name')?.events.map(event => [event.origin, event.newValue])).toEqual([
    ['undo', 'Ada Example'],
    ['staff', 'Adelheid Example'],
    ['import', 'Ada Example'],
  ])
})

test('the story says what other systems know and why it was not taken', () => {
  expect(story('phone')?.others).toMatchObject([
    { sourceSystem: 'kajabi', value: '(303) 555-0999', why: 'a person corrected it' },
  ])
  expect(story('business_name')).toMatchObject({
    events: [],
    others: [{ sourceSystem: 'zoho', value: 'Nightjar Studio' }],
    protection: 'It is empty: any import may fill it.',
  })
})

test('a removed address tells its going', () => {
  updateContact(sqlite, { contactId: ada, set: { address: null } }, 'Mira')
  expect(story('address')?.events).toMatchObject([
    { oldValue: '12 Alder St, Lyons, CO 80301', newValue: null },
    { oldValue: null, newValue: '12 Alder St, Lyons, CO 80301' },
  ])
})

test('an opt-in, a source and a mobile phone have their story, too', () => {
  setContactOptIn(
    sqlite,
    { contactId: ada, subscribed: false, evidence: { source: 'phone', method: 'asked', date: '2026-01-05' } },
    'Mira',
  )
  expect(story('email_subscribed')?.events.map(event => [event.newValue, event.sourceSystem])).toEqual([
    ['unsubscribed since 2026-01-05', 'staff'],
    ['subscribed', 'kajabi'],
  ])
  expect(story('email_subscribed')?.protection).toContain('They unsubscribed')
  expect(story('source_system')?.events).toMatchObject([{ newValue: 'kajabi', who: 'Ada' }])
  expect(story('mobile_phone')?.events).toMatchObject([
    { newValue: '(303) 555-0101', sourceSystem: 'kajabi' },
  ])
  expect(findFieldStory(db, { contactId: '01a1fd16-a0d0-7006-8429-03978de96ae3', field: 'name' })).toBeNull()
})

test('e-mails, phones and addresses are read in their order, with nothing to sort', () => {
  const asked: string[] = []
  const told: ReadDb = { ...db, all: (sql, params) => (asked.push(sql), db.all(sql, params)) }
  reachOf(told, ada)
  expect(asked).toHaveLength(3)
  for (const sql of asked) {
    const steps = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, [ada]).map(step => step.detail)
    expect(steps).toEqual([
      expect.stringMatching(/^SEARCH \w+ USING INDEX \w+_one_primary \(contact_id=\?\)$/),
    ])
  }
})

test('the card reads by index only', () => {
  const plan = (sql: string) =>
    db
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .map(step => step.detail)
      .join('\n')
  for (const view of ['v_contact_360', 'v_contact_summary'])
    expect(plan(`SELECT * FROM ${view} WHERE contact_id = 'x'`)).not.toContain('SCAN')
  expect(plan(`SELECT * FROM contact_field_sources WHERE contact_id = 'x'`)).not.toMatch(
    /SCAN (contacts|contact_|journal|change_groups|[egf] )/,
  )
})
