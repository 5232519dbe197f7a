import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import type { FieldValue } from '../contacts/field-value.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { listConflicts, listDecisions } from '../queries/conflicts-list.ts'
import { questionsOf } from '../queries/contact-origins.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { resolveConflicts, takeSuggestions } from './conflicts.ts'
import { setContactLock, setContactOptIn } from './contact-marks.ts'
import { type ContactEdit, updateContact } from './update-contact.ts'

let sqlite: Database.Database
let db: ReadDb
let ada: string
let bo: string
let cy: string
beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ;[ada, bo, cy] = importing(sqlite, w =>
    ['Ada', 'Bo', 'Cy'].map(firstName =>
      addPerson(w, { firstName, lastName: 'Example', emails: [`${firstName}@example.org`] }),
    ),
  ) as [string, string, string]
})

/** An import from Zoho says something else about this person. */
function conflict(contactId: string, value: FieldValue): void {
  sqlite
    .prepare(
      `INSERT INTO import_conflicts (id, contact_id, field, current_source, incoming_source, incoming_data, incoming_key, rule, group_seq, created_at)
       VALUES (?, ?, ?, 'kajabi', 'zoho', ?, ?, 'Our value comes from a stronger source.', 1, '2026-01-02')`,
    )
    .run(newId(), contactId, value.field, JSON.stringify(value), JSON.stringify(value))
}
const name = (firstName: string): FieldValue => ({ field: 'name', firstName, lastName: 'Moss' })
const everything = { status: 'open' }
const always = { resolution: 'take', unlock: false, always: true } as const
const newest = () =>
  db.get<{ seq: number; title: string }>('SELECT seq, title FROM change_groups ORDER BY seq DESC LIMIT 1')
const decisions = () =>
  listDecisions(db).map(({ source, field, decision }) => `${source} ${field} ${decision}`)

test('the title counts what was answered, and what cannot be taken stays open', () => {
  conflict(ada, name('Adda'))
  conflict(cy, name('Cyra'))
  conflict(bo, { field: 'email', email: 'ADA@example.org' })
  expect(resolveConflicts(sqlite, everything, always, 'Mira')).toEqual({ resolved: 2 })
  expect(newest()?.title).toBe('Took theirs in 2 conflicts')
  expect(db.all("SELECT contact_id FROM import_conflicts WHERE status = 'open'")).toEqual([
    { contact_id: bo },
  ])
  expect(db.all('SELECT full_name FROM contacts ORDER BY id')).toEqual(
    ['Adda Moss', 'Bo Example', 'Cyra Moss'].map(full_name => ({ full_name })),
  )
})

test('when nothing can be answered there is no action', () => {
  conflict(bo, { field: 'email', email: 'ada@example.org' })
  const before = newest()
  expect(resolveConflicts(sqlite, everything, always, 'Mira')).toEqual({ resolved: 0 })
  expect(newest()).toEqual(before)
  expect(decisions()).toEqual([])
})

test('a standing answer is kept once for each source and field that was answered, and goes when the action is undone', () => {
  conflict(ada, name('Adda'))
  conflict(cy, name('Cyra'))
  conflict(bo, { field: 'email', email: 'ada@example.org' })
  resolveConflicts(sqlite, everything, always, 'Mira')
  expect(decisions()).toEqual(['zoho name take'])
  undoGroup(sqlite, newest()?.seq ?? 0, 'Mira')
  expect(decisions()).toEqual([])
  expect(db.get('SELECT full_name FROM contacts WHERE id = ?', [ada])).toEqual({ full_name: 'Ada Example' })
})

test('the same answer again leaves the earlier action its standing answer', () => {
  conflict(ada, name('Adda'))
  resolveConflicts(sqlite, everything, always, 'Mira')
  conflict(cy, name('Cyra'))
  resolveConflicts(sqlite, everything, always, 'Mira')
  expect(newest()?.title).toBe('Took theirs in 1 conflict')
  undoGroup(sqlite, newest()?.seq ?? 0, 'Mira')
  expect(decisions()).toEqual(['zoho name take'])
})

test('suggestions that cannot be taken are passed over, and the title counts the others', () => {
  const suggest = (contactId: string, value: FieldValue) => {
    const id = newId()
    sqlite
      .prepare(
        `INSERT INTO import_suggestions (id, contact_id, field, value, data, source_system, group_seq, created_at)
         VALUES (?, ?, ?, '', ?, 'zoho', 1, '2026-01-02')`,
      )
      .run(id, contactId, value.field, JSON.stringify(value))
    return id
  }
  const ids = [
    suggest(ada, { field: 'business_name', businessName: 'Moss & Fern' }),
    suggest(bo, { field: 'email', email: 'ada@example.org' }),
    suggest(cy, { field: 'business_name', businessName: 'Alder House' }),
    suggest(bo, name('Bob')),
  ]
  expect(takeSuggestions(sqlite, ids, 'Mira')).toEqual({ taken: 2 })
  expect(newest()?.title).toBe('Took 2 suggestions')
  const before = newest()
  expect(takeSuggestions(sqlite, ids, 'Mira')).toEqual({ taken: 0 })
  expect(newest()).toEqual(before)
})

test('a whole group can be taken and unlocked', () => {
  conflict(ada, name('Adda'))
  for (const contactId of [ada, bo, cy])
    setContactLock(sqlite, { contactId, lockLevel: 'FULL_LOCK', reason: 'a board member' }, 'Mira')
  resolveConflicts(sqlite, everything, { resolution: 'take', unlock: true, always: false }, 'Mira')
  expect(db.all('SELECT lock_level FROM contacts ORDER BY id')).toEqual(
    ['UNLOCKED', 'FULL_LOCK', 'FULL_LOCK'].map(lock_level => ({ lock_level })),
  )
})

test('an opt-out is not overruled by an older consent that waits in the queue', () => {
  const consent = { subscribed: true, source: 'kajabi', method: 'listed', date: '2025-01-02' }
  conflict(ada, { field: 'email_subscribed', consent })
  conflict(bo, { field: 'email_subscribed', consent })
  const evidence = { source: 'staff', method: 'asked on the phone', date: '2025-02-03' }
  setContactOptIn(sqlite, { contactId: ada, subscribed: false, evidence }, 'Mira')
  expect(resolveConflicts(sqlite, everything, always, 'Mira')).toEqual({ resolved: 1 })
  expect(db.all('SELECT email_subscribed AS on_, unsubscribe_date AS off FROM contacts ORDER BY id')).toEqual(
    [
      { on_: 0, off: '2025-02-03' },
      { on_: 1, off: null },
      { on_: 0, off: null },
    ],
  )
})

const rows = (status: 'open' | 'taken') =>
  listConflicts(db, { filter: { status }, offset: 0, limit: 10 }).map(row => ({
    ours: row.current,
    source: row.currentSource,
    was: row.base,
    theirs: row.incomingSource,
    isSettled: row.isSettled,
    as: row.resolvedAs,
  }))

test('an open conflict shows what we have now and what it was; ours made the same answers it, until that is undone', () => {
  conflict(ada, name('Adda'))
  conflict(bo, { field: 'phone', phone: '303 555 0101', phoneE164: '+13035550101', type: 'home' })
  const set = (contactId: string, change: ContactEdit) =>
    updateContact(sqlite, { contactId, set: change }, 'Mira')
  sqlite.exec("UPDATE import_conflicts SET current_value = 'Ada Example' WHERE field = 'name'")
  set(ada, { firstName: 'Adele' })
  const zoho = { theirs: 'zoho', isSettled: false, as: null }
  expect(rows('open')).toEqual([
    { ...zoho, ours: 'Adele Example', source: 'staff', was: 'Ada Example' },
    { ...zoho, ours: null, source: 'kajabi', was: null },
  ])
  set(ada, { firstName: 'ADDA', lastName: 'Moss' })
  set(bo, { phone: '(303) 555-0101' })
  expect(rows('open')).toEqual([])
  expect(rows('taken').map(row => row.as)).toEqual([
    'Changed the name of Adele Example',
    'Changed the phone of Bo Example',
  ])
  undoGroup(sqlite, newest()?.seq ?? 0, 'Mira')
  expect(rows('open')).toHaveLength(1)
  sqlite.exec("UPDATE import_conflicts SET status = 'open'")
  expect(rows('open').map(row => row.isSettled)).toEqual([true, false])
})

test('the card asks about what we have now, too', () => {
  conflict(ada, name('Adda'))
  updateContact(sqlite, { contactId: ada, set: { firstName: 'Adele' } }, 'Mira')
  expect(questionsOf(db, ada).conflicts).toMatchObject([{ field: 'name', current: 'Adele Example' }])
})
