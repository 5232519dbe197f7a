import type { SqlValue, WriteDb } from '../handles.ts'
import type { Group } from '../journal/group.ts'
import { ownedTables } from '../journal/left-behind.ts'
import { suggestHouseholdName } from '../merge/verdicts.ts'
import type { PersonWords, Version, WholePerson } from './person.ts'
import type { Scrubber } from './scrub.ts'
import { columnsWith, treatments } from './treatment.ts'

/** What is left where the name was. */
const erasedName = 'Erased person'

export type Erasing = {
  group: Group
  person: WholePerson
  words: PersonWords
  /** Knows what is theirs alone. */
  scrubber: Scrubber
  /** Whether an id or a row of a file speaks of them, also as first and last name apart. */
  speaksOf: (text: string) => boolean
  maskedId: (id: string) => string
}

/** Empties the records themselves and takes away all that hangs on them but money. */
export function eraseRows(erasing: Erasing): void {
  const { group, person } = erasing
  const households = person.rows.flatMap(row => (row.table === 'contacts' ? textOf(row, 'household_id') : []))
  const tags = person.rows.flatMap(row => (row.table === 'contact_tags' ? textOf(row, 'tag_id') : []))
  const ids = JSON.stringify(person.contactIds)
  group.db.run(
    `DELETE FROM duplicate_verdicts WHERE contact_a_id IN (SELECT value FROM json_each(@ids))
       OR contact_b_id IN (SELECT value FROM json_each(@ids))`,
    { ids },
  )
  for (const table of ownedTables) {
    if (treatments[table] === 'removed')
      group.db.run(`DELETE FROM ${table} WHERE contact_id IN (SELECT value FROM json_each(?))`, [ids])
  }
  for (const row of person.rows) eraseColumns(erasing, row)
  group.db.run(
    `UPDATE contacts SET full_name = @name, sort_name = lower(@name), email_subscribed = 0, subscription_protected = 0,
       do_not_call = 1, do_not_mail = 1, deceased = 0, lock_level = 'UNLOCKED', deleted_at = @at, touched_group = @seq
     WHERE id IN (SELECT value FROM json_each(@ids))`,
    { name: erasedName, at: group.at, seq: group.seq, ids },
  )
  for (const householdId of new Set(households)) renameHousehold(erasing, householdId)
  for (const tagId of new Set(tags)) removeUnusedTag(group.db, tagId)
}

/** Takes with it what was merged into it, or was merged on the way there. */
function removeUnusedTag(db: WriteDb, tagId: string): void {
  const family =
    'WITH RECURSIVE family(id) AS (VALUES (@tagId) UNION SELECT t.id FROM family f JOIN tags t ON t.merged_into_id = f.id)'
  db.run(
    `${family} DELETE FROM tags WHERE id IN family
       AND NOT EXISTS (SELECT 1 FROM contact_tags WHERE tag_id IN family)`,
    { tagId },
  )
}

function textOf(row: Version, column: string): string[] {
  const value = row.values[column]
  return typeof value === 'string' ? [value] : []
}

function eraseColumns({ group, speaksOf, maskedId }: Erasing, row: Version): void {
  if (treatments[row.table] === 'removed') return
  const values: Record<string, SqlValue> = Object.fromEntries(
    columnsWith(row.table, 'emptied').map(column => [column, null]),
  )
  for (const column of columnsWith(row.table, 'masked')) {
    for (const id of textOf(row, column)) if (speaksOf(id)) values[column] = maskedId(id)
  }
  if (row.table === 'bookings') values['title'] = 'Rental'
  const columns = Object.keys(values)
  if (columns.length === 0) return
  group.db.run(
    `UPDATE ${row.table} SET ${columns.map(c => `${c} = ?`).join(', ')}, updated_at = ?, updated_by = ? WHERE id = ?`,
    [...Object.values(values), group.at, group.who, row.id],
  )
}

/** A home of two is named after both: now after those who still live there. */
function renameHousehold({ group, words }: Erasing, householdId: string): void {
  const home = group.db.get<{ name: string; salutation: string | null; mailing_contact_id: string | null }>(
    'SELECT name, salutation, mailing_contact_id FROM households WHERE id = ?',
    [householdId],
  )
  if (!home) return
  const left = group.db.all<{ id: string }>(
    'SELECT id FROM contacts WHERE household_id = ? AND deleted_at IS NULL AND merged_into_id IS NULL ORDER BY id',
    [householdId],
  )
  const leftIds = left.map(row => row.id)
  const firstNames = words.names.flatMap(({ firstName }) => firstName?.toLowerCase() ?? [])
  const names = [...firstNames, ...words.fullNames.map(name => name.toLowerCase())]
  const isNamed = (text: string) => names.some(name => text.toLowerCase().includes(name))
  const mailing = leftIds.find(id => id === home.mailing_contact_id) ?? leftIds[0] ?? null
  group.db.run(
    `UPDATE households SET name = ?, salutation = ?, mailing_contact_id = ?, deleted_at = CASE WHEN ? THEN deleted_at ELSE ? END,
       updated_at = ?, updated_by = ? WHERE id = ?`,
    [
      leftIds.length === 0
        ? 'Household'
        : isNamed(home.name)
          ? suggestHouseholdName(group.db, leftIds)
          : home.name,
      leftIds.length === 0 || (home.salutation !== null && isNamed(home.salutation)) ? null : home.salutation,
      mailing,
      Number(leftIds.length > 0),
      group.at,
      group.at,
      group.who,
      householdId,
    ],
  )
  // What it was called before stands in History, with their name.
  group.db.run(
    `DELETE FROM journal_changes WHERE row_id = ? AND table_name = 'households' AND unit IN ('name', 'salutation', '*')`,
    [householdId],
  )
}
