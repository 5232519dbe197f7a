import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import type { FieldValue } from '../contacts/field-value.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { listDecisions } from '../queries/conflicts-list.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { resolveConflicts, takeSuggestions } from './conflicts.ts'

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
