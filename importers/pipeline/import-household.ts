import { insertRow } from '../../db/contacts/insert-row.ts'
import { newId } from '../../db/ids.ts'
import type { HouseholdRecord, PersonRecord } from '../formats/format.ts'
import type { Batch } from './batch.ts'
import { importPerson } from './import-person.ts'
import type { Catalogue } from './links.ts'
import type { Upserted } from './upsert-row.ts'

/**
 * Brings the people of one home together. Members are found or made like anybody else; a household that one of them is in already takes the
 * others in and keeps its name; whoever lives in another household stays there, and whom a person took out of one stays by themselves. Of
 * `Dr. & Mrs. John Smith` one is known by name: a household of one keeps how they are addressed, and nobody is invented.
 */
export function importHousehold(
  batch: Batch,
  catalogue: Catalogue,
  record: HouseholdRecord,
  row: { key: string; toldIn: number | null; firstMember: PersonRecord; firstMemberId: string },
): Upserted[] {
  const others = record.others.flatMap((person, index) => {
    const result = importPerson(batch, catalogue, person, {
      key: `${row.key} member ${index + 2}`,
      toldIn: row.toldIn,
      wantsDetails: false,
      partners: [row.firstMember, ...record.others.filter(other => other !== person)],
    })
    return result === 'erased' || result === 'waits' ? [] : [result]
  })
  const memberIds = [...new Set([row.firstMemberId, ...others.map(other => other.contactId)])]
  const people = others.map(({ contactId, status, fields }) => ({ id: contactId, status, fields }))
  const isOfOne = record.others.length === 0
  if (memberIds.length < 2 && !isOfOne) return people
  const households = memberIds.map(id => householdOf(batch, id))
  const known = households.find(id => id !== null)
  const homeless = memberIds.filter((id, index) => households[index] === null && !wasTakenOut(batch, id))
  const areJoined = homeless.length > (known === undefined && !isOfOne ? 1 : 0)
  const joined = areJoined ? joinHousehold(batch, homeless, known ?? addHousehold(batch, record)) : null
  return [...people, ...(joined ? [joined] : [])]
}

function householdOf({ w }: Batch, contactId: string): string | null {
  const row = w.db.get<{ id: string }>(
    `SELECT h.id FROM contacts c JOIN households h ON h.id = c.household_id WHERE c.id = ? AND h.deleted_at IS NULL`,
    [contactId],
  )
  return row?.id ?? null
}

/** The last who said anything of their household was a person, who took them out of it. */
function wasTakenOut({ w }: Batch, contactId: string): boolean {
  const last = w.db.get<{ origin: string; household: string | null }>(
    `SELECT g.origin, j.new_value ->> 'household_id' AS household FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.unit = 'household' AND g.undone_at IS NULL AND g.origin <> 'undo' ORDER BY j.seq DESC LIMIT 1`,
    [contactId],
  )
  return last?.origin === 'staff' && last.household === null
}

function addHousehold({ w }: Batch, { name, salutation }: HouseholdRecord): string {
  const id = newId()
  insertRow(w, 'households', ['id', 'name', 'salutation'], [id, name, salutation])
  return id
}

function joinHousehold({ w }: Batch, contactIds: readonly string[], householdId: string): Upserted {
  for (const contactId of contactIds) {
    w.db.run(
      'UPDATE contacts SET household_id = ?, touched_group = ?, updated_at = ?, updated_by = ? WHERE id = ?',
      [householdId, w.seq, w.at, w.who, contactId],
    )
  }
  return { id: householdId, status: 'updated', fields: [] }
}
