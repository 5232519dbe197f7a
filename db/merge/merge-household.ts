import type { Group } from '../journal/group.ts'
import { setColumns } from './move-rows.ts'

type Member = { household_id: string | null; preferred_mailing_address_id: string | null }

/**
 * The survivor keeps its household, else takes that of the others, and speaks for it where they did. Nobody else moves along; a household
 * that has nobody left goes.
 */
export function keepHousehold(group: Group, survivorId: string, mergedIds: readonly string[]): void {
  const { db } = group
  const read = (id: string) =>
    db.get<Member>('SELECT household_id, preferred_mailing_address_id FROM contacts WHERE id = ?', [id])
  const survivor = read(survivorId)
  const others = mergedIds.flatMap(id => read(id) ?? [])
  const own = survivor?.household_id ?? null
  const home = own ?? others.find(o => o.household_id !== null)?.household_id ?? null
  if (home !== null && own === null) setColumns(group, 'contacts', survivorId, { household_id: home })
  const left = new Set(others.flatMap(o => o.household_id ?? []))
  for (const householdId of left) leaveHousehold(group, householdId, { survivorId, mergedIds })
  takePreferredAddress(group, survivorId, survivor, others)
}

function leaveHousehold(
  group: Group,
  householdId: string,
  merge: { survivorId: string; mergedIds: readonly string[] },
): void {
  const household = group.db.get<{ mailing_contact_id: string | null }>(
    'SELECT mailing_contact_id FROM households WHERE id = ? AND deleted_at IS NULL',
    [householdId],
  )
  if (!household) return
  const heir = group.db.get<{ id: string }>(
    `SELECT id FROM contacts WHERE household_id = ? AND deleted_at IS NULL AND merged_into_id IS NULL
       AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id = ? DESC, id LIMIT 1`,
    [householdId, JSON.stringify(merge.mergedIds), merge.survivorId],
  )
  if (!heir) setColumns(group, 'households', householdId, { deleted_at: group.at })
  else if (merge.mergedIds.includes(household.mailing_contact_id ?? ''))
    setColumns(group, 'households', householdId, { mailing_contact_id: heir.id })
}

function takePreferredAddress(
  group: Group,
  survivorId: string,
  survivor: Member | undefined,
  others: readonly Member[],
): void {
  if (survivor?.preferred_mailing_address_id) return
  const wanted = others.flatMap(o => o.preferred_mailing_address_id ?? [])[0]
  const isHere =
    wanted !== undefined &&
    group.db.get('SELECT 1 FROM contact_addresses WHERE id = ? AND contact_id = ? AND deleted_at IS NULL', [
      wanted,
      survivorId,
    ]) !== undefined
  if (isHere) setColumns(group, 'contacts', survivorId, { preferred_mailing_address_id: wanted })
}
