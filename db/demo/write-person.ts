import { fullNameOf, sortNameOf } from '../contacts/derived.ts'
import { type Insert, inserter } from '../contacts/insert-row.ts'
import type { SqlValue } from '../handles.ts'
import { newId } from '../ids.ts'
import type { Group } from '../journal/group.ts'
import { instantOn } from './days.ts'
import type { DemoPerson } from './people.ts'

/** Writes an invented person; answers the id of the contact. */
export type PersonWriter = (person: DemoPerson, householdId: string | null) => string

export function personWriter(group: Group): PersonWriter {
  const contact = inserter(group, 'contacts', contactColumns)
  const writeRows = rowsWriter(group)
  const audit = group.db.prepare(
    'INSERT INTO subscription_audit (contact_id, new_subscribed, why, who, at, group_seq) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return (person, householdId) => {
    const id = newId()
    const joinedAt = instantOn(person.joined, person.number % 18_000)
    // The row is as old as the person is in the invented office, so that lists by age look alive.
    contact([...contactValues(id, person, householdId, group.seq), joinedAt])
    writeRows(id, person)
    if (person.newsletter !== 'unknown') {
      const isIn = person.newsletter === 'in'
      const why = isIn ? 'new contact: newsletter form on the website' : 'new contact: unsubscribed earlier'
      audit.run(id, isIn ? 1 : 0, why, group.who, joinedAt, group.seq)
    }
    return id
  }
}

const contactColumns = [
  'id',
  'first_name',
  'last_name',
  'full_name',
  'sort_name',
  'business_name',
  'household_id',
  'source_system',
  'email',
  'phone',
  'lock_level',
  'lock_reason',
  'do_not_call',
  'do_not_mail',
  'deceased',
  'touched_group',
  'email_subscribed',
  'subscription_protected',
  'subscription_protected_reason',
  'consent_date',
  'consent_source',
  'consent_method',
  'legal_basis',
  'unsubscribe_date',
  'created_at',
]

function contactValues(
  id: string,
  person: DemoPerson,
  householdId: string | null,
  groupSeq: number,
): SqlValue[] {
  return [
    id,
    person.firstName,
    person.lastName,
    fullNameOf(person),
    sortNameOf(person),
    person.businessName,
    householdId,
    person.source,
    person.email,
    person.phones[0]?.phone ?? null,
    person.lock.level,
    person.lock.reason,
    person.isDoNotCall ? 1 : 0,
    person.isDoNotMail ? 1 : 0,
    person.isDeceased ? 1 : 0,
    groupSeq,
    ...consentValues(person),
  ]
}

function consentValues({ newsletter, joined }: DemoPerson): SqlValue[] {
  if (newsletter === 'in') {
    return [1, 1, 'opted in', joined, 'kajabi', 'newsletter form on the website', 'consent', null]
  }
  if (newsletter === 'out') return [0, 0, null, null, 'kajabi', 'unsubscribe link in an e-mail', null, joined]
  return [0, 0, null, null, null, null, null, null]
}

const addressColumns = ['line_1', 'line_2', 'city', 'state', 'postal_code', 'country', 'type']

/** E-mails, phones, address and the ids that Kajabi knows the person by. */
function rowsWriter(group: Group): (contactId: string, person: DemoPerson) => void {
  const insertOf = (table: string, columns: string[]): Insert =>
    inserter(group, table, ['id', 'contact_id', ...columns])
  const email = insertOf('contact_emails', ['email', 'is_primary', 'source_system'])
  const phone = insertOf('contact_phones', ['phone', 'phone_e164', 'type', 'is_primary', 'source_system'])
  const address = insertOf('contact_addresses', [
    ...addressColumns,
    'is_primary',
    'is_mailing',
    'source_system',
  ])
  const externalId = insertOf('contact_external_ids', ['system', 'kind', 'external_id'])
  return (id, person) => {
    if (person.email) email([newId(), id, person.email, 1, person.source])
    if (person.secondEmail) email([newId(), id, person.secondEmail, person.email ? 0 : 1, 'paypal'])
    person.phones.forEach((p, i) =>
      phone([
        newId(),
        id,
        p.phone,
        p.phoneE164,
        p.type,
        i === 0 ? 1 : 0,
        person.phoneSource ?? person.source,
      ]),
    )
    const a = person.address
    if (a) {
      const source = person.addressSource ?? person.source
      address([newId(), id, a.line1, a.line2, a.city, a.state, a.postalCode, 'US', 'home', 1, 1, source])
    }
    if (person.source === 'kajabi') {
      externalId([newId(), id, 'kajabi', 'contact', String(2_900_000_000 + person.number)])
      externalId([newId(), id, 'kajabi', 'member', String(1_900_000_000 + person.number)])
    }
  }
}
