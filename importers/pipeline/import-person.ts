import { clearField } from '../../db/commands/clear-field.ts'
import { type ContactState, loadContactState } from '../../db/contacts/contact-state.ts'
import { type ContactField, phoneField, writeField } from '../../db/contacts/field-value.ts'
import { raiseLockBySources } from '../../db/contacts/raised-lock.ts'
import { touchContact } from '../../db/contacts/write-contact.ts'
import { isDamaged } from '../formats/cells/ids.ts'
import type { PersonRecord } from '../formats/format.ts'
import { type Batch, countContact, type PlanField, statusOf } from './batch.ts'
import { addExternalIds, createPerson, type PersonResult, titleOf } from './create-person.ts'
import { queueDoubts } from './doubts.ts'
import { idsOfRow, isErased, readKnownKeys, rememberKeys } from './known-keys.ts'
import { type Catalogue, syncLinks } from './links.ts'
import { matchPerson } from './match.ts'
import { planPerson } from './plan-person.ts'
import type { PlannedField, WorkingContact } from './planned-field.ts'
import { closeAnswered, queueConflict, queueSuggestion } from './queue.ts'

const workingLimit = 5000

/** The row that speaks of a person. */
export type PersonRow = {
  /** Finds somebody again whom nothing else tells apart. */
  key: string
  /** Whether the fields of a new contact are shown. */
  wantsDetails: boolean
  /** The import since which the row has said just this; null when it says something new. */
  toldIn: number | null
  /** The row is the system's record of the person, and not of a payment or a ticket: what it no longer says is no longer so. */
  isOwnRecord?: boolean
  /** Whether the row may be put off to the end of the file, for an e-mail that a later row gives up. */
  mayWait?: boolean
  /** The others of the household that the row speaks of. */
  partners?: readonly PersonRecord[]
}

/**
 * Matches one record, plans its fields and carries the plan out. Counts everything but the row's outcome. Somebody who was erased at their wish
 * is not brought back. For `waits` nothing has been written yet.
 */
export function importPerson(
  batch: Batch,
  catalogue: Catalogue,
  given: PersonRecord,
  row: PersonRow,
): PersonResult | 'erased' | 'waits' {
  const { format } = batch
  const record = withoutDamagedPhones(batch, given)
  batch.known ??= readKnownKeys(batch.w.db, format.system)
  const ids = idsOfRow(record, `${format.id} ${row.key}`)
  const search = {
    db: batch.w.db,
    system: format.system,
    known: batch.known,
    record,
    ids,
    partners: row.partners ?? [],
  }
  const { match, doubts } = matchPerson(search)
  const contact = match && workingContact(batch, match.contactId)
  if (!contact && isErased(search)) return 'erased'
  const planned = contact && plan(batch, contact, record, row.toldIn)
  const wish = row.mayWait ? planned?.find(field => field.onceFree)?.onceFree : undefined
  if (contact && wish) {
    batch.wishes.set(contact.state.id, wish)
    return 'waits'
  }
  const result = contact
    ? updatePerson(batch, catalogue, contact, { record, planned: planned ?? [], row })
    : createPerson(batch, catalogue, record, { ids, wantsDetails: row.wantsDetails })
  if (!contact) queueDoubts(batch, result.contactId, record, doubts)
  rememberKeys(batch.known, record, contact?.state ?? null)
  countContact(batch, result.contactId, result.status)
  return result
}

const damagedPhones =
  'A spreadsheet has damaged phone numbers of this file (they look like 4.479E+11). They are left out, and what the office has stays. ' +
  'Export the file again and drop it here without opening it in Excel first.'

/** A number that nobody can dial takes no phone's place. Where it is all the row says of somebody, it stays as it is. */
function withoutDamagedPhones(batch: Batch, record: PersonRecord): PersonRecord {
  if (!record.phones.some(({ phone }) => isDamaged(phone))) return record
  const known = record.firstName ?? record.lastName ?? record.businessName ?? record.emails[0]
  if (known === undefined || known === null) return record
  batch.notes.add(damagedPhones)
  return { ...record, phones: record.phones.filter(({ phone }) => !isDamaged(phone)) }
}

/** The contact as this batch knows it. */
export function workingContact(batch: Batch, contactId: string): WorkingContact | null {
  const known = batch.working.get(contactId)
  if (known) return known
  const state = loadContactState(batch.w.db, contactId)
  if (!state) return null
  const isNew = statusOf(batch, contactId) === 'created'
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

/** What a row speaks of is settled by it, written or not: a later row of the file does not overrule it. */
function settleSpoken(batch: Batch, { state, setFields }: WorkingContact, record: PersonRecord): void {
  for (const field of spokenFields(record)) setFields.add(field)
  batch.setFields.set(state.id, setFields)
}

function* spokenFields(record: PersonRecord): Generator<ContactField> {
  if (record.firstName || record.lastName) yield 'name'
  if (record.businessName) yield 'business_name'
  if (record.birthDate) yield 'birth_date'
  if (record.emails.length > 0) yield 'email'
  for (const phone of record.phones) yield phoneField(phone.type)
  if (record.address) yield 'address'
  if (record.optIn) yield 'email_subscribed'
}

function* filledFields(c: ContactState): Generator<ContactField> {
  if (c.firstName || c.lastName) yield 'name'
  if (c.businessName) yield 'business_name'
  if (c.emails.length > 0) yield 'email'
  if (c.birthDate) yield 'birth_date'
  for (const phone of c.phones) yield phoneField(phone.type)
  if (c.addresses.length > 0) yield 'address'
}

function plan(
  batch: Batch,
  contact: WorkingContact,
  record: PersonRecord,
  toldIn: number | null,
): PlannedField[] {
  const { w, rules, today, format } = batch
  return planPerson({ db: w.db, rules, source: format.provenance, today, toldIn }, contact, record)
}

function updatePerson(
  batch: Batch,
  catalogue: Catalogue,
  contact: WorkingContact,
  { record, planned, row }: { record: PersonRecord; planned: readonly PlannedField[]; row: PersonRow },
): PersonResult {
  const { w } = batch
  const c = contact.state
  const exchanged = batch.exchanged.get(c.id)
  let newConflicts = 0
  let isChanged = exchanged !== undefined
  for (const field of planned) {
    const done = carryOut(batch, contact, field)
    isChanged ||= done.wrote
    newConflicts += done.newConflicts
  }
  if (!contact.isNew && !record.enrichOnly) settleSpoken(batch, contact, record)
  if (row.isOwnRecord && batch.hasQueue) batch.spoken.add(c.id)
  const addedIds = addExternalIds(batch, c.id, record.externalIds)
  const change = { batch, catalogue, contactId: c.id, isNew: false }
  const linkFields = [
    ...(record.tagsCell === null ? [] : syncLinks({ ...change, links: c.tags }, 'tags', record.tagsCell)),
    ...(record.productsCell === null
      ? []
      : syncLinks({ ...change, links: c.products }, 'products', record.productsCell)),
  ]
  if (isChanged) raiseLock(batch, contact)
  isChanged ||= addedIds > 0 || linkFields.some(field => field.action !== 'keep')
  if (isChanged) touchContact(w, c)
  return {
    contactId: c.id,
    status: isChanged && !contact.isNew ? 'updated' : 'unchanged',
    title: titleOf(record),
    newConflicts,
    fields: [...(exchanged ? [exchanged] : []), ...planned].map(personField).concat(linkFields),
  }
}

function carryOut(
  batch: Batch,
  contact: WorkingContact,
  field: PlannedField,
): { wrote: boolean; newConflicts: number } {
  const nothing = { wrote: false, newConflicts: 0 }
  const contactId = contact.state.id
  const wasSubscribed = contact.state.emailSubscribed
  switch (field.action) {
    case 'fill':
    case 'replace':
      writeField(batch.w, contact.state, field.value, {
        source: batch.format.provenance,
        why: field.why,
        asExtra: field.asExtra,
      })
      batch.setFields.set(contactId, contact.setFields.add(field.field))
      closeAnswered(batch, contactId, field)
      if (field.value.field === 'email_subscribed' && field.value.consent.subscribed !== wasSubscribed) {
        if (field.value.consent.subscribed) batch.optInsOn++
        else batch.optInsOff++
      }
      return { wrote: true, newConflicts: 0 }
    case 'remove':
      if (!field.clears) return nothing
      clearField(batch.w, contact.state, field.clears, batch.format.provenance)
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
  if (raiseLockBySources(batch.w, contact.state)) batch.startLevels.set(contact.state.id, contact.startLevel)
}

function personField(planned: PlannedField): PlanField {
  const { field, current, incoming, action, why } = planned
  return { table: 'contacts', field, current, incoming, action, why }
}
