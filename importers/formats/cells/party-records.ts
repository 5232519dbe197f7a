import type { HouseholdRecord, PersonRecord } from '../format.ts'
import type { Party } from './joint-names.ts'
import { emptyPerson } from './person.ts'

/**
 * The records of a customer that may be several people. `customer` is what the row says beside the name: all of it belongs to the first of
 * them. The others get the customer's ids with `#2`, `#3` behind, so that the next file finds them again.
 */
export function partyRecords(
  party: Party,
  customer: PersonRecord,
): { person: PersonRecord; household: HouseholdRecord | null } {
  const others = party.others.map((name, index) => ({
    ...emptyPerson(),
    ...name,
    externalIds: customer.externalIds.map(({ kind, id }) => ({ kind, id: `${id}#${index + 2}` })),
    enrichOnly: customer.enrichOnly,
  }))
  return {
    person: { ...customer, ...party.person },
    household: party.household === null ? null : { ...party.household, others },
  }
}
