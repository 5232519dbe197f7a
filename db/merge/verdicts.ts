import type Database from 'better-sqlite3'
import { nameOf, refuse, requireContact, typedOrNull } from '../commands/find-contact.ts'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { inWords } from '../normalise/in-words.ts'
import { setColumns } from './move-rows.ts'
import { inOrder, type Verdict } from './verdict-rows.ts'

/** The records that are spoken of; for a merged one its survivor. Throws CommandRefused. */
function requirePeople(db: ReadDb, contactIds: readonly string[]): string[] {
  const ids = [...new Set(contactIds.map(id => requireContact(db, id).id))]
  return ids.length < 2 ? refuse('A verdict is about two different records.') : ids
}

/** A person's word that these records are different people: none of them is ever proposed with another of them again. One undoable action. */
export function markNotSame(
  sqlite: Database.Database,
  contactIds: readonly string[],
  who: string,
): { contactIds: string[] } {
  const { read } = handlesOf(sqlite)
  const ids = requirePeople(read, contactIds)
  const title = `Said that ${namesOf(read, ids)} are not the same person`
  writeGroup(sqlite, { who, origin: 'staff', title }, group => sayOfAll(group, ids, 'not_same'))
  return { contactIds: ids }
}

export type HouseholdInput = {
  contactIds: readonly string[]
  /** Who gets the mail; default: the first, and whoever gets it already in a household that is there. */
  mailingContactId?: string | undefined
  name?: string | undefined
  /** How letters address them. */
  salutation?: string | undefined
}

/**
 * A person's word that these are different people of one household: they get one, or join the one that some of them have, and are never
 * proposed as duplicates again. One undoable action. Throws CommandRefused when they are of several households already.
 */
export function formHousehold(
  sqlite: Database.Database,
  input: HouseholdInput,
  who: string,
): { householdId: string; contactIds: string[] } {
  const { read } = handlesOf(sqlite)
  const ids = requirePeople(read, input.contactIds)
  const chosen = input.mailingContactId === undefined ? null : requireContact(read, input.mailingContactId).id
  if (chosen !== null && !ids.includes(chosen)) refuse('The mail goes to one of the household.')
  const present = householdsOf(read, ids)
  if (present.length > 1)
    refuse('They are of different households. Take one of them out of its household first.')
  const title = `Put ${namesOf(read, ids)} into one household`
  return writeGroup(sqlite, { who, origin: 'staff', title }, group => {
    const householdId = present[0] ?? newId()
    const name = typedOrNull(input.name) ?? suggestHouseholdName(group.db, ids)
    const salutation = typedOrNull(input.salutation)
    if (present.length === 0)
      insertHousehold(group, { householdId, name, salutation, mailingContactId: chosen ?? ids[0] ?? null })
    else {
      setColumns(group, 'households', householdId, {
        ...(chosen === null ? {} : { mailing_contact_id: chosen }),
        ...(input.name === undefined ? {} : { name }),
        ...(input.salutation === undefined ? {} : { salutation }),
      })
    }
    for (const id of ids) setColumns(group, 'contacts', id, { household_id: householdId })
    sayOfAll(group, ids, 'same_household')
    return { householdId, contactIds: ids }
  })
}

function householdsOf(db: ReadDb, ids: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      `SELECT DISTINCT h.id FROM contacts c JOIN households h ON h.id = c.household_id AND h.deleted_at IS NULL
       WHERE c.id IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(ids)],
    )
    .map(h => h.id)
}

type NewHousehold = {
  householdId: string
  name: string
  salutation: string | null
  mailingContactId: string | null
}

function insertHousehold(group: Group, household: NewHousehold): void {
  group.db.run(
    `INSERT INTO households (id, name, salutation, mailing_contact_id, created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      household.householdId,
      household.name,
      household.salutation,
      household.mailingContactId,
      group.at,
      group.at,
      group.who,
      group.seq,
    ],
  )
}

type Named = { first_name: string | null; last_name: string | null; full_name: string }

/** "Ada and Bo Example" for one last name, else all full names: nobody is called by somebody else's name. */
export function suggestHouseholdName(db: ReadDb, ids: readonly string[]): string {
  const people = ids.flatMap(
    id => db.get<Named>('SELECT first_name, last_name, full_name FROM contacts WHERE id = ?', [id]) ?? [],
  )
  const lastNames = new Set(people.map(p => p.last_name))
  const [lastName] = lastNames
  if (lastNames.size === 1 && lastName && people.every(p => p.first_name !== null))
    return `${inWords(people.map(p => p.first_name ?? ''))} ${lastName}`
  return inWords(people.map(p => p.full_name))
}

function namesOf(db: ReadDb, ids: readonly string[]): string {
  return inWords(ids.map(id => nameOf(db, id)))
}

/** Says it of every two of them; a newer word replaces an older one. */
function sayOfAll(group: Group, ids: readonly string[], verdict: Verdict): void {
  for (const [i, one] of ids.entries()) {
    for (const other of ids.slice(i + 1)) sayOf(group, inOrder(one, other), verdict)
  }
  refreshDerived(group.db, ids, group)
}

function sayOf(group: Group, [a, b]: [string, string], verdict: Verdict): void {
  const known = group.db.get<{ id: string; verdict: Verdict }>(
    'SELECT id, verdict FROM duplicate_verdicts WHERE contact_a_id = ? AND contact_b_id = ? AND deleted_at IS NULL',
    [a, b],
  )
  if (known?.verdict === verdict) return
  if (known) return setColumns(group, 'duplicate_verdicts', known.id, { verdict })
  group.db.run(
    `INSERT INTO duplicate_verdicts (id, contact_a_id, contact_b_id, verdict, created_at, updated_at, updated_by, created_group)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [newId(), a, b, verdict, group.at, group.at, group.who, group.seq],
  )
}
