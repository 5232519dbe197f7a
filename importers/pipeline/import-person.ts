import { type ContactState, loadContactState } from '../../db/contacts/contact-state.ts'
import { type ContactField, phoneField, writeField } from '../../db/contacts/field-value.ts'
import {
  addressRow,
  type ConsentValue,
  emailRow,
  emptyContact,
  insertContact,
  phoneRow,
} from '../../db/contacts/insert-contact.ts'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { auditOptIn, setLock, touchContact } from '../../db/contacts/write-contact.ts'
import { newId } from '../../db/ids.ts'
import { emailKey } from '../../db/normalise/email.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import type { PersonRecord } from '../formats/format.ts'
import { type Batch, countContact, type EntityStatus, type PlanField } from './batch.ts'
import { type Catalogue, syncLinks } from './links.ts'
import { matchPerson, readKnownKeys, rememberKeys } from './match.ts'
import { emailOwner, type PlannedField, planPerson, type WorkingContact } from './plan-person.ts'
import { raisedLock } from './protect.ts'
import { dropOutdated, queueConflict, queueSuggestion } from './queue.ts'

export type PersonResult = {
  contactId: string
  status: EntityStatus
  title: string
  newConflicts: number
  fields: PlanField[]
}

const workingLimit = 5000

/** Matches one record, plans its fields and carries the plan out. Counts everything but the row's outcome. */
export function importPerson(
  batch: Batch,
  catalogue: Catalogue,
  record: PersonRecord,
  wantsDetails: boolean,
): PersonResult {
  batch.known ??= readKnownKeys(batch.w.db, batch.format.system)
  const match = matchPerson(batch.w.db, batch.format.system, batch.known, record)
  const contact = match && workingContact(batch, match.contactId)
  const result = contact
    ? updatePerson(batch, catalogue, contact, record)
    : createPerson(batch, catalogue, record, wantsDetails)
  rememberKeys(batch.known, record)
  countContact(batch, result.contactId, result.status)
  return result
}

function workingContact(batch: Batch, contactId: string): WorkingContact | null {
  const known = batch.working.get(contactId)
  if (known) return known
  const state = loadContactState(batch.w.db, contactId)
  if (!state) return null
  const isNew = batch.contactStatus.get(contactId) === 'created'
  const isSaid = isNew || batch.confirmed.has(contactId)
  const contact: WorkingContact = {
    state,
    isNew,
    startLevel: batch.startLevels.get(contactId) ?? state.lockLevel,
    setFields: new Set([...(batch.setFields.get(contactId) ?? []), ...(isSaid ? filledFields(state) : [])]),
  }
  if (batch.working.size >= workingLimit) batch.working.clear()
  batch.working.set(contactId, contact)
  return contact
}

function createPerson(
  batch: Batch,
  catalogue: Catalogue,
  record: PersonRecord,
  wantsDetails: boolean,
): PersonResult {
  const { w } = batch
  const source = batch.format.provenance
  const c = emptyContact(batch.format.system, source)
  c.firstName = record.firstName
  c.lastName = record.lastName
  c.businessName = record.businessName
  c.birthDate = record.birthDate
  for (const email of record.emails) {
    const isKnown = c.emails.some(e => emailKey(e.email) === emailKey(email))
    const mayBeOwned = batch.known?.emails.has(email.toLowerCase()) === true
    if (!isKnown && !(mayBeOwned && emailOwner(w.db, email))) c.emails.push(emailRow(c, email, source))
  }
  for (const typed of record.phones) {
    const e164 = phoneE164(typed.phone)
    const isKnown = c.phones.some(p => (e164 ? p.phoneE164 === e164 : p.phone === typed.phone))
    if (!isKnown) c.phones.push(phoneRow(c, { ...typed, phoneE164: e164 }, source))
  }
  const a = record.address
  if (a && (a.line1 || a.city || a.postalCode)) c.addresses.push(addressRow(c, a, source))
  const consent: ConsentValue | null = record.optIn && {
    subscribed: record.optIn.subscribed,
    source,
    method: record.optIn.method,
    date: record.optIn.date ?? batch.today,
  }
  insertContact(w, c, consent)
  if (consent) {
    auditOptIn(w, c.id, { old: null, now: consent.subscribed, why: `new contact: ${consent.method}` })
    if (consent.subscribed) batch.optInsOn++
  }
  addExternalIds(batch, c.id, record)
  const change = { batch, catalogue, contactId: c.id, isNew: true }
  if (record.tagsCell) syncLinks({ ...change, links: c.tags }, 'tags', record.tagsCell)
  if (record.productsCell) syncLinks({ ...change, links: c.products }, 'products', record.productsCell)
  return {
    contactId: c.id,
    status: 'created',
    title: titleOf(record),
    newConflicts: 0,
    fields: wantsDetails ? createdFields(record) : [],
  }
}

/** The fields a record says anything about. */
function spokenOf(record: PersonRecord): Set<string> {
  const fields = new Set<string>(record.phones.map(p => phoneField(p.type)))
  if (record.firstName || record.lastName) fields.add('name')
  if (record.businessName) fields.add('business_name')
  if (record.birthDate) fields.add('birth_date')
  if (record.emails.length > 0) fields.add('email')
  if (record.address) fields.add('address')
  if (record.optIn) fields.add('email_subscribed')
  return fields
}

function* filledFields(c: ContactState): Generator<ContactField> {
  if (c.firstName || c.lastName) yield 'name'
  if (c.businessName) yield 'business_name'
  if (c.emails.length > 0) yield 'email'
  if (c.birthDate) yield 'birth_date'
  for (const phone of c.phones) yield phoneField(phone.type)
  if (c.addresses.length > 0) yield 'address'
}

function updatePerson(
  batch: Batch,
  catalogue: Catalogue,
  contact: WorkingContact,
  record: PersonRecord,
): PersonResult {
  const { w } = batch
  const c = contact.state
  const source = batch.format.provenance
  const planned = planPerson({ db: w.db, rules: batch.rules, source, today: batch.today }, contact, record)
  let newConflicts = 0
  let isChanged = false
  for (const field of planned) {
    const done = carryOut(batch, contact, field)
    isChanged ||= done.wrote
    newConflicts += done.newConflicts
  }
  if (batch.hasQueue && !contact.isNew && !record.enrichOnly)
    dropOutdated(batch, c.id, planned, spokenOf(record))
  const addedIds = addExternalIds(batch, c.id, record)
  const change = { batch, catalogue, contactId: c.id, isNew: false }
  const linkFields = [
    ...(record.tagsCell === null ? [] : syncLinks({ ...change, links: c.tags }, 'tags', record.tagsCell)),
    ...(record.productsCell === null
      ? []
      : syncLinks({ ...change, links: c.products }, 'products', record.productsCell)),
  ]
  if (isChanged) raiseLock(batch, contact)
  isChanged ||= addedIds > 0 || linkFields.length > 0
  if (isChanged) touchContact(w, c)
  return {
    contactId: c.id,
    status: isChanged && !contact.isNew ? 'updated' : 'unchanged',
    title: titleOf(record),
    newConflicts,
    fields: [...planned.map(personField), ...linkFields],
  }
}

function carryOut(
  batch: Batch,
  contact: WorkingContact,
  field: PlannedField,
): { wrote: boolean; newConflicts: number } {
  const nothing = { wrote: false, newConflicts: 0 }
  const contactId = contact.state.id
  switch (field.action) {
    case 'fill':
    case 'replace':
      writeField(batch.w, contact.state, field.value, {
        source: batch.format.provenance,
        why: field.why,
        asExtra: field.asExtra,
      })
      batch.setFields.set(contactId, contact.setFields.add(field.field))
      if (field.value.field === 'email_subscribed') {
        if (field.value.consent.subscribed) batch.optInsOn++
        else batch.optInsOff++
      }
      return { wrote: true, newConflicts: 0 }
    case 'conflict': {
      batch.protectedFields++
      const isNew = queueConflict(batch, contactId, field)
      if (isNew) batch.conflicts++
      return { wrote: false, newConflicts: isNew ? 1 : 0 }
    }
    case 'suggest':
      if (queueSuggestion(batch, contactId, field)) batch.suggestions++
      return nothing
    case 'keep':
      batch.protectedFields++
      return nothing
    default:
      return nothing
  }
}

function raiseLock(batch: Batch, contact: WorkingContact): void {
  const c = contact.state
  const sources = [
    ...(c.firstName || c.lastName ? [c.nameSource] : []),
    ...(c.businessName ? [c.businessNameSource] : []),
    ...(c.birthDate ? [c.birthDateSource] : []),
    ...[...c.emails, ...c.phones, ...c.addresses].map(row => row.source),
  ]
  const raised = raisedLock(c.lockLevel, c.sourceSystem, sources)
  if (!raised) return
  batch.startLevels.set(c.id, contact.startLevel)
  setLock(batch.w, c, raised.lockLevel, raised.reason)
}

const externalIdColumns = ['id', 'contact_id', 'system', 'kind', 'external_id']

function isOwned(batch: Batch, kind: string, id: string): boolean {
  return (
    batch.w.db.get(
      'SELECT 1 FROM contact_external_ids WHERE external_id = ? AND system = ? AND kind = ? AND deleted_at IS NULL',
      [id, batch.format.system, kind],
    ) !== undefined
  )
}

/** Links the system's ids that the contact lacks and nobody else has. */
function addExternalIds(batch: Batch, contactId: string, record: PersonRecord): number {
  const { w } = batch
  let added = 0
  for (const { kind, id } of record.externalIds) {
    const isTaken = batch.known?.externalIds.has(`${kind} ${id}`) === true && isOwned(batch, kind, id)
    if (isTaken) continue
    insertRow(w, 'contact_external_ids', externalIdColumns, [
      newId(),
      contactId,
      batch.format.system,
      kind,
      id,
    ])
    batch.known?.externalIds.add(`${kind} ${id}`)
    added++
  }
  return added
}

function titleOf(record: PersonRecord): string {
  const person = [record.firstName, record.lastName].filter(Boolean).join(' ')
  return person || record.businessName || record.emails[0] || record.externalIds[0]?.id || 'No name'
}

function personField(planned: PlannedField): PlanField {
  const { field, current, incoming, action, why } = planned
  return { table: 'contacts', field, current, incoming, action, why }
}

function createdFields(record: PersonRecord): PlanField[] {
  const a = record.address
  const values: [string, string | null][] = [
    ['name', [record.firstName, record.lastName].filter(Boolean).join(' ')],
    ['business_name', record.businessName],
    ...record.emails.map((email): [string, string] => ['email', email]),
    ...record.phones.map((p): [string, string] => [phoneField(p.type), p.phone]),
    ['address', a ? [a.line1, a.line2, a.city, a.state, a.postalCode].filter(Boolean).join(', ') : null],
    ['email_subscribed', record.optIn ? (record.optIn.subscribed ? 'subscribed' : 'not subscribed') : null],
    ['tags', record.tagsCell],
    ['products', record.productsCell],
  ]
  return values.flatMap(([field, incoming]) =>
    incoming
      ? [
          {
            table: 'contacts',
            field,
            current: null,
            incoming,
            action: 'create' as const,
            why: 'New contact.',
          },
        ]
      : [],
  )
}
