import { findContactsByAnyEmail } from '../contacts/find-by-email.ts'
import { claimKind } from '../contacts/own-ids.ts'
import type { ReadDb, SqlValue } from '../handles.ts'
import { ownedTables } from '../journal/left-behind.ts'
import type { SyncedTable } from '../journal/units.ts'
import { emailKey } from '../normalise/email.ts'
import type { Recognisable } from './erased.ts'

/** A row of somebody, or what History says it was once. */
export type Version = { table: SyncedTable; id: string; values: Record<string, SqlValue> }

/** One person as all their records, whatever became of them. */
export type WholePerson = {
  /** The record that stands, then those that were merged into it. */
  contactIds: string[]
  /** Rows as they are, removed ones too. */
  rows: Version[]
  /** What History says they were. */
  past: Version[]
}

const inList = (column: string) => `${column} IN (SELECT value FROM json_each(@ids))`

/** Reads everything that is or was of a contact and of all that were merged into it. */
export function readWholePerson(db: ReadDb, contactId: string): WholePerson {
  const contactIds = db
    .all<{ id: string }>(
      `WITH RECURSIVE same(id) AS (
         SELECT ? UNION SELECT c.id FROM contacts c JOIN same s ON c.merged_into_id = s.id)
       SELECT id FROM same`,
      [contactId],
    )
    .map(row => row.id)
  const ids = JSON.stringify(contactIds)
  const read = (table: SyncedTable, column: string): Version[] =>
    db
      .all<Record<string, SqlValue> & { id: string }>(
        `SELECT * FROM ${table} WHERE ${inList(column)} ORDER BY id`,
        { ids },
      )
      .map(values => ({ table, id: values.id, values }))
  const rows = [...read('contacts', 'id'), ...ownedTables.flatMap(table => read(table, 'contact_id'))]
  return { contactIds, rows, past: readPast(db, contactIds, rows) }
}

type Change = {
  table_name: SyncedTable
  row_id: string
  base_value: string | null
  new_value: string | null
}

function readPast(db: ReadDb, contactIds: readonly string[], rows: readonly Version[]): Version[] {
  const changes = db.all<Change>(
    `SELECT table_name, row_id, base_value, new_value FROM journal_changes WHERE ${inList('row_id')}
     UNION ALL
     SELECT table_name, row_id, base_value, new_value FROM journal_changes
     WHERE unit = '*' AND base_value ->> 'contact_id' IN (SELECT value FROM json_each(@contactIds))`,
    { ids: JSON.stringify(rows.map(row => row.id)), contactIds: JSON.stringify(contactIds) },
  )
  return changes.flatMap(({ table_name, row_id, base_value, new_value }) =>
    [base_value, new_value].flatMap(json =>
      json === null
        ? []
        : [{ table: table_name, id: row_id, values: JSON.parse(json) as Record<string, SqlValue> }],
    ),
  )
}

export type PersonName = { firstName: string | null; lastName: string | null }

/** What somebody is and was called, and how they are and were reached. */
export type PersonWords = {
  names: PersonName[]
  fullNames: string[]
  businessNames: string[]
  /** Only theirs. */
  emails: string[]
  /** Theirs and somebody else's. */
  sharedEmails: string[]
  phones: { typed: string; e164: string | null }[]
  addresses: Recognisable['addresses'][number][]
  externalIds: Recognisable['externalIds'][number][]
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()]
}

export function wordsOf(db: ReadDb, person: WholePerson): PersonWords {
  const versions = [...person.rows, ...person.past]
  const of = (table: SyncedTable) =>
    versions.filter(version => version.table === table).map(version => version.values)
  const text = (value: SqlValue | undefined) =>
    typeof value === 'string' && value.trim() !== '' ? value : null
  const texts = (table: SyncedTable, column: string) =>
    unique(of(table).flatMap(values => text(values[column]) ?? []))
  const ids = of('contact_external_ids').flatMap(values => {
    const [system, kind, id] = [text(values['system']), text(values['kind']), text(values['external_id'])]
    return system !== null && kind !== null && id !== null ? [{ system, kind, id }] : []
  })
  const claimed = ids.filter(id => id.kind === claimKind).map(({ id }) => id.slice(0, id.indexOf(' ')))
  const emails = unique(texts('contact_emails', 'email').map(emailKey))
  const isOthers = (email: string) => belongsToOthers(db, person, email)
  return {
    names: unique(
      of('contacts').map(values => ({
        firstName: text(values['first_name']),
        lastName: text(values['last_name']),
      })),
    ).filter(name => name.firstName !== null || name.lastName !== null),
    fullNames: texts('contacts', 'full_name'),
    businessNames: texts('contacts', 'business_name'),
    emails: emails.filter(email => !isOthers(email)),
    sharedEmails: unique([...emails.filter(isOthers), ...claimed]),
    phones: unique(
      of('contact_phones').flatMap(values => {
        const typed = text(values['phone'])
        return typed === null ? [] : [{ typed, e164: text(values['phone_e164']) }]
      }),
    ),
    addresses: unique(
      of('contact_addresses').map(values => ({
        line1: text(values['line_1']),
        line2: text(values['line_2']),
        city: text(values['city']),
        state: text(values['state']),
        postalCode: text(values['postal_code']),
        country: text(values['country']),
      })),
    ),
    externalIds: unique(ids),
  }
}

function belongsToOthers(db: ReadDb, person: WholePerson, email: string): boolean {
  return findContactsByAnyEmail(db, email).some(({ contactId }) => !person.contactIds.includes(contactId))
}
