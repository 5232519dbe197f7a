import { addressText, type FieldValue, fieldText } from '../contacts/field-value.ts'
import { newId } from '../ids.ts'
import type { Group } from '../journal/group.ts'
import { type DemoPerson, inventHome } from './people.ts'
import type { Random } from './random.ts'

/** So many wait at most, however large the office: a morning's work. */
const atMost = 40
const always = 3

export type Queues = { conflicts: number; suggestions: number }
type Office = { group: Group; random: Random; today: string; queues: Queues }

/**
 * Now and then leaves something for a person to decide: a value from another system that a protected contact did not take (a conflict), or one
 * for a field that it lacks (a suggestion).
 */
export function leaveQuestions(office: Office, contactId: string, person: DemoPerson): void {
  const { group, random, today, queues } = office
  if (person.lock.level === 'UNLOCKED') return
  const other = inventHome(random, today, { people: person.number, addresses: new Set() }).people[0]
  if (!other) return
  const isWanted = (waiting: number) => waiting < atMost && (waiting < always || random.chance(0.05))
  const disagreeing = otherValue(random, person, other)
  if (disagreeing && isWanted(queues.conflicts)) {
    queues.conflicts += 1
    addConflict(group, contactId, person, disagreeing)
    return
  }
  const lacking = missingValue(person, other)
  if (lacking && isWanted(queues.suggestions)) {
    queues.suggestions += 1
    group.db.run(
      `INSERT INTO import_suggestions (id, contact_id, field, value, data, source_system, group_seq, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        newId(),
        contactId,
        lacking.field,
        fieldText(lacking),
        JSON.stringify(lacking),
        'zoho',
        group.seq,
        group.at,
      ],
    )
  }
}

type Disagreeing = { value: FieldValue; current: string; currentSource: string }

function otherValue(random: Random, person: DemoPerson, other: DemoPerson): Disagreeing | undefined {
  const phone = person.phones[0]
  const otherPhone = other.phones[0]
  const wanted = random.pick(['name', 'phone', 'address'] as const)
  if (wanted === 'name' && person.firstName && person.lastName && other.lastName) {
    return {
      value: { field: 'name', firstName: person.firstName, lastName: `${person.lastName}-${other.lastName}` },
      current: `${person.firstName} ${person.lastName}`,
      currentSource: person.source,
    }
  }
  if (wanted === 'phone' && phone && otherPhone) {
    return {
      value: { field: phone.type === 'mobile' ? 'mobile_phone' : 'phone', ...otherPhone, type: phone.type },
      current: phone.phone,
      currentSource: person.phoneSource ?? person.source,
    }
  }
  if (wanted === 'address' && person.address && other.address) {
    return {
      value: { field: 'address', ...other.address, country: 'US', type: 'home' },
      current: addressText({ ...person.address, country: 'US' }),
      currentSource: person.addressSource ?? person.source,
    }
  }
  return undefined
}

function missingValue(person: DemoPerson, other: DemoPerson): FieldValue | undefined {
  const otherPhone = other.phones[0]
  if (person.phones.length === 0 && otherPhone) {
    return { field: otherPhone.type === 'mobile' ? 'mobile_phone' : 'phone', ...otherPhone }
  }
  if (person.address === null && other.address)
    return { field: 'address', ...other.address, country: 'US', type: 'home' }
  return undefined
}

function addConflict(
  group: Group,
  contactId: string,
  person: DemoPerson,
  { value, current, currentSource }: Disagreeing,
): void {
  const data = JSON.stringify(value)
  const rule =
    person.lock.level === 'FULL_LOCK'
      ? `Fully protected: ${person.lock.reason?.toLowerCase()}.`
      : `Partly protected: ${person.lock.reason?.toLowerCase()}.`
  group.db.run(
    `INSERT INTO import_conflicts (id, contact_id, field, current_value, current_source, incoming_value, incoming_source,
       incoming_data, incoming_key, rule, group_seq, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'kajabi', ?, ?, ?, ?, ?)`,
    [
      newId(),
      contactId,
      value.field,
      current,
      currentSource,
      fieldText(value),
      data,
      data.toLowerCase(),
      rule,
      group.seq,
      group.at,
    ],
  )
}
