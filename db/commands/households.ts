import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { liveContact } from '../queries/where.ts'
import { nameOf, refuse, requireContact, typedOrNull } from './find-contact.ts'
import { CommandRefused } from './refused.ts'

type Household = { id: string; name: string; mailing_contact_id: string | null }

function requireHousehold(db: ReadDb, householdId: string | null): Household {
  const row = db.get<Household>(
    'SELECT id, name, mailing_contact_id FROM households WHERE id = ? AND deleted_at IS NULL',
    [householdId],
  )
  if (!row) throw new CommandRefused('not.found', { thing: 'household' })
  return row
}

function membersOf(db: ReadDb, householdId: string): string[] {
  return db
    .all<{ id: string }>(
      `SELECT c.id FROM contacts c WHERE c.household_id = ? AND ${liveContact('c')} ORDER BY c.id`,
      [householdId],
    )
    .map(row => row.id)
}

type HouseholdEdit = {
  householdId: string
  name?: string | undefined
  salutation?: string | null | undefined
  mailingContactId?: string | undefined
}

/** Changes how a household is called and addressed, and who of it gets the mail. */
export function updateHousehold(
  sqlite: Database.Database,
  input: HouseholdEdit,
  who: string,
): { householdId: string } {
  const { read } = handlesOf(sqlite)
  const household = requireHousehold(read, input.householdId)
  const members = membersOf(read, household.id)
  if (input.mailingContactId !== undefined && !members.includes(input.mailingContactId))
    refuse('The mail goes to one of the household.')
  const name = typedOrNull(input.name)
  writeGroup(sqlite, { who, origin: 'staff', title: `Changed the household ${household.name}` }, group => {
    setColumns(group, 'households', household.id, {
      ...(name === null ? {} : { name }),
      ...(input.salutation === undefined ? {} : { salutation: typedOrNull(input.salutation) }),
      ...(input.mailingContactId === undefined ? {} : { mailing_contact_id: input.mailingContactId }),
    })
    refreshDerived(group.db, members, group)
  })
  return { householdId: household.id }
}

/** Takes a person out of the household. The mail goes to another of it then; a household of one is none. */
export function leaveHousehold(
  sqlite: Database.Database,
  input: { contactId: string },
  who: string,
): { contactId: string } {
  const { read } = handlesOf(sqlite)
  const { id: contactId } = requireContact(read, input.contactId)
  const row = read.get<{ household_id: string | null }>('SELECT household_id FROM contacts WHERE id = ?', [
    contactId,
  ])
  const household = requireHousehold(read, row?.household_id ?? null)
  const others = membersOf(read, household.id).filter(id => id !== contactId)
  const title = `Took ${nameOf(read, contactId)} out of the household ${household.name}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId }, group => {
    const leaving = others.length > 1 ? [contactId] : [contactId, ...others]
    for (const id of leaving) setColumns(group, 'contacts', id, { household_id: null })
    if (others.length < 2) setColumns(group, 'households', household.id, { deleted_at: group.at })
    else if (household.mailing_contact_id === contactId)
      setColumns(group, 'households', household.id, { mailing_contact_id: others[0] ?? null })
    refreshDerived(group.db, leaving, group)
  })
  return { contactId }
}
