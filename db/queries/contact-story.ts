import { type LockLevel, survivorOf } from '../contacts/contact-state.ts'
import { groupOfField } from '../contacts/field-value.ts'
import { standingSentence } from '../contacts/rule-sentences.ts'
import type { ReadDb } from '../handles.ts'
import { isJsonObject } from './json.ts'
import { type ContactField, type SourceSystem, sourceSystemOf } from './row-types.ts'
import { unitText } from './unit-text.ts'

export type StoryEvent = {
  at: string
  who: string
  origin: string
  sourceSystem: SourceSystem | null
  oldValue: string | null
  newValue: string | null
}
export type OtherValue = { sourceSystem: SourceSystem; value: string; since: string; why: string }

/** Where a field lives: the rows that hold it, its unit, and the SQL that tells its present value as the journal would. */
type Place = { table: string; unit: string; rows: string; present: string }

const emailJson = `json_object('email', email, 'source_system', source_system)`
const phoneJson = `json_object('phone', phone, 'source_system', source_system)`
const addressJson = `json_object('line_1', line_1, 'line_2', line_2, 'city', city, 'state', state, 'postal_code', postal_code,
  'country', country, 'source_system', source_system)`
const ofContact = 'id = :contactId'
const onContact = 'contact_id = :contactId'

function contactPlace(unit: string, columns: readonly string[]): Place {
  const present = `json_object(${columns.map(column => `'${column}', ${column}`).join(', ')})`
  return { table: 'contacts', unit, rows: ofContact, present }
}

const places: Record<Exclude<ContactField, 'source_system'>, Place> = {
  name: contactPlace('name', ['first_name', 'last_name', 'name_source']),
  business_name: contactPlace('business_name', ['business_name', 'business_name_source']),
  birth_date: contactPlace('birth_date', ['birth_date', 'birth_date_source']),
  email_subscribed: contactPlace('consent', ['email_subscribed', 'consent_source']),
  email: { table: 'contact_emails', unit: 'value', rows: onContact, present: emailJson },
  phone: {
    table: 'contact_phones',
    unit: 'value',
    rows: `${onContact} AND type <> 'mobile'`,
    present: phoneJson,
  },
  mobile_phone: {
    table: 'contact_phones',
    unit: 'value',
    rows: `${onContact} AND type = 'mobile'`,
    present: phoneJson,
  },
  address: { table: 'contact_addresses', unit: 'value', rows: onContact, present: addressJson },
}

type RowOfPlace = { id: string; present: string; created_group: number }
type Change = {
  row_id: string
  group_seq: number
  unit: string
  base_value: string | null
  new_value: string | null
}
type Group = { seq: number; at: string; who: string; origin: string }

function sourceIn(json: string | null, fallback: SourceSystem | null): SourceSystem | null {
  const value: unknown = json === null ? null : JSON.parse(json)
  if (!isJsonObject(value)) return fallback
  const named = Object.entries(value).find(
    ([column]) => column.endsWith('source') || column === 'source_system',
  )?.[1]
  return typeof named === 'string' ? sourceSystemOf(named) : fallback
}

function eventsOf(db: ReadDb, contactId: string, place: Place, created: SourceSystem): StoryEvent[] {
  const rows = db.all<RowOfPlace>(
    `SELECT id, ${place.present} AS present, created_group FROM ${place.table} WHERE ${place.rows}`,
    { contactId },
  )
  const changes = db.all<Change>(
    `SELECT j.row_id, j.group_seq, j.unit, j.base_value, j.new_value FROM json_each(:rowIds) r
     JOIN journal_changes j ON j.row_id = r.value WHERE j.unit IN (:unit, 'deleted') ORDER BY j.seq`,
    { rowIds: JSON.stringify(rows.map(row => row.id)), unit: place.unit },
  )
  const groupSeqs = [...rows.map(row => row.created_group), ...changes.map(change => change.group_seq)]
  const groups = new Map(
    db
      .all<Group>(
        'SELECT g.seq, g.at, g.who, g.origin FROM json_each(?) s JOIN change_groups g ON g.seq = s.value',
        [JSON.stringify([...new Set(groupSeqs)])],
      )
      .map(group => [group.seq, group]),
  )
  const tell = (
    groupSeq: number,
    oldJson: string | null,
    newJson: string | null,
    unit: string,
  ): StoryEvent[] => {
    const group = groups.get(groupSeq)
    if (!group) return []
    const oldValue = unitText(place.table, unit, oldJson)
    const newValue = unitText(place.table, unit, newJson)
    const { at, who, origin } = group
    return [{ at, who, origin, sourceSystem: sourceIn(newJson, created), oldValue, newValue }]
  }
  return [
    ...rows.flatMap(row => {
      const first = changes.find(change => change.row_id === row.id && change.unit === place.unit)
      return tell(row.created_group, null, first ? first.base_value : row.present, place.unit)
    }),
    ...changes.flatMap(change =>
      change.unit === 'deleted'
        ? removalOf(change, rows, tell, place.unit)
        : tell(change.group_seq, change.base_value, change.new_value, change.unit),
    ),
  ]
    .filter(event => event.oldValue !== null || event.newValue !== null)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** A removed row tells its value going away, a restored one its value coming back. */
function removalOf(
  change: Change,
  rows: readonly RowOfPlace[],
  tell: (groupSeq: number, oldJson: string | null, newJson: string | null, unit: string) => StoryEvent[],
  unit: string,
): StoryEvent[] {
  const value = rows.find(row => row.id === change.row_id)?.present ?? null
  const isRemoved = unitText('', 'deleted', change.new_value) !== null
  return isRemoved ? tell(change.group_seq, value, null, unit) : tell(change.group_seq, null, value, unit)
}

function othersOf(db: ReadDb, contactId: string, field: ContactField): OtherValue[] {
  type Row = { source: string; value: string; since: string; why: string }
  return db
    .all<Row>(
      `SELECT incoming_source AS source, incoming_value AS value, created_at AS since, rule AS why FROM import_conflicts
       WHERE contact_id = :contactId AND field = :field AND status <> 'taken' AND incoming_value IS NOT NULL
       UNION ALL
       SELECT source_system, value, created_at, 'kept as a suggestion, because the contact is protected' FROM import_suggestions
       WHERE contact_id = :contactId AND field = :field AND gone_group IS NULL
       ORDER BY since DESC`,
      { contactId, field },
    )
    .map(row => ({
      sourceSystem: sourceSystemOf(row.source),
      value: row.value,
      since: row.since,
      why: row.why,
    }))
}

type Protected = {
  full_name: string
  source_system: string
  lock_level: LockLevel
  lock_reason: string | null
  subscription_protected: number
  unsubscribe_date: string | null
}

function protectionOf(
  db: ReadDb,
  c: Protected,
  field: Exclude<ContactField, 'source_system'>,
  source: SourceSystem | null,
): string {
  const rule = db.get<{ allowed: number }>(
    'SELECT allowed FROM import_lock_rules WHERE lock_level = ? AND field_group = ?',
    [c.lock_level, groupOfField[field]],
  )
  return standingSentence({
    isAllowed: rule?.allowed === 1,
    lockLevel: c.lock_level,
    lockReason: c.lock_reason,
    source,
    optIn:
      field === 'email_subscribed'
        ? { isProtected: c.subscription_protected === 1, hasOptedOut: c.unsubscribe_date !== null }
        : null,
  })
}

/** The story of one value, newest first; null when there is no such contact. */
export function findFieldStory(
  db: ReadDb,
  input: { contactId: string; field: ContactField },
): { events: StoryEvent[]; others: OtherValue[]; protection: string } | null {
  const contactId = survivorOf(db, input.contactId)
  const contact =
    contactId === null
      ? undefined
      : db.get<Protected & { created_group: number }>(
          `SELECT full_name, source_system, lock_level, lock_reason, subscription_protected, unsubscribe_date, created_group
           FROM contacts WHERE id = ? AND deleted_at IS NULL`,
          [contactId],
        )
  if (contactId === null || !contact) return null
  const created = sourceSystemOf(contact.source_system)
  if (input.field === 'source_system') {
    const group = db.get<Group>('SELECT seq, at, who, origin FROM change_groups WHERE seq = ?', [
      contact.created_group,
    ])
    const events = group
      ? [
          {
            at: group.at,
            who: group.who,
            origin: group.origin,
            sourceSystem: created,
            oldValue: null,
            newValue: created,
          },
        ]
      : []
    return { events, others: [], protection: 'It never changes: it says who created the contact.' }
  }
  const events = eventsOf(db, contactId, places[input.field], created)
  const newest = events[0]
  return {
    events,
    others: othersOf(db, contactId, input.field),
    protection: protectionOf(db, contact, input.field, newest?.newValue ? newest.sourceSystem : null),
  }
}
