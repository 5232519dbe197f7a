import type { ContactState } from '../../db/contacts/contact-state.ts'
import { phoneField } from '../../db/contacts/field-value.ts'
import {
  addressRow,
  emailRow,
  emptyContact,
  insertContact,
  phoneRow,
} from '../../db/contacts/insert-contact.ts'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { rowKind } from '../../db/contacts/own-ids.ts'
import { auditOptIn, isSharedEmail } from '../../db/contacts/write-contact.ts'
import { newId } from '../../db/ids.ts'
import { emailKey } from '../../db/normalise/email.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import type { PersonRecord } from '../formats/format.ts'
import type { Batch, EntityStatus, PlanField } from './batch.ts'
import { claimEmail } from './doubts.ts'
import { type Catalogue, syncLinks } from './links.ts'
import { emailOwner } from './plan-emails.ts'
import { consentOf } from './plan-person.ts'

export type PersonResult = {
  contactId: string
  status: EntityStatus
  title: string
  newConflicts: number
  fields: PlanField[]
}

type ExternalId = { kind: string; id: string }

/** Makes a contact of a record that matched nobody. An e-mail of somebody else stays theirs. */
export function createPerson(
  batch: Batch,
  catalogue: Catalogue,
  record: PersonRecord,
  row: { ids: readonly ExternalId[]; wantsDetails: boolean },
): PersonResult {
  const { w } = batch
  const source = batch.format.provenance
  const c = emptyContact(batch.format.system, source)
  c.firstName = record.firstName
  c.lastName = record.lastName
  c.businessName = record.businessName
  c.birthDate = record.birthDate
  const foreignEmails = fillEmails(batch, c, record)
  for (const typed of record.phones) {
    const e164 = phoneE164(typed.phone)
    const isKnown = c.phones.some(p => (e164 ? p.phoneE164 === e164 : p.phone === typed.phone))
    if (!isKnown) c.phones.push(phoneRow(c, { ...typed, phoneE164: e164 }, source))
  }
  const a = record.address
  if (a && (a.line1 || a.city || a.postalCode)) c.addresses.push(addressRow(c, a, source))
  const consent = record.optIn && consentOf(record.optIn, { source, today: batch.today })
  insertContact(w, c, consent)
  if (consent) {
    auditOptIn(w, c.id, { old: null, now: consent.subscribed, why: `new contact: ${consent.method}` })
    if (consent.subscribed) batch.optInsOn++
  }
  for (const email of foreignEmails) claimEmail(batch, c.id, email, record)
  addExternalIds(batch, c.id, idsToKeep(c, foreignEmails, row.ids))
  const change = { batch, catalogue, contactId: c.id, isNew: true }
  if (record.tagsCell) syncLinks({ ...change, links: c.tags }, 'tags', record.tagsCell)
  if (record.productsCell) syncLinks({ ...change, links: c.products }, 'products', record.productsCell)
  return {
    contactId: c.id,
    status: 'created',
    title: titleOf(record),
    newConflicts: 0,
    fields: row.wantsDetails ? createdFields(record) : [],
  }
}

/** Gives the contact the record's e-mails; answers those that belong to somebody else. */
function fillEmails({ w, known, format }: Batch, c: ContactState, record: PersonRecord): string[] {
  const foreign: string[] = []
  for (const email of record.emails) {
    if (c.emails.some(e => emailKey(e.email) === emailKey(email))) continue
    const mayBeKnown = known?.emails.has(email.toLowerCase()) === true
    if (mayBeKnown && emailOwner(w.db, email)) foreign.push(email)
    else {
      const isShared = mayBeKnown && known.hasShared && isSharedEmail(w.db, email)
      c.emails.push({ ...emailRow(c, email, format.provenance), isShared })
    }
  }
  return foreign
}

/** The row's own id is only kept for somebody whom nothing else would find again. */
function idsToKeep(
  c: ContactState,
  foreignEmails: readonly string[],
  ids: readonly ExternalId[],
): readonly ExternalId[] {
  const isFoundByEmail = c.emails.length > 0 || foreignEmails.length > 0
  return isFoundByEmail ? ids.filter(({ kind }) => kind !== rowKind) : ids
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
export function addExternalIds(batch: Batch, contactId: string, ids: readonly ExternalId[]): number {
  const { w } = batch
  let added = 0
  for (const { kind, id } of ids) {
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

export function titleOf(record: PersonRecord): string {
  const person = [record.firstName, record.lastName].filter(Boolean).join(' ')
  return person || record.businessName || record.emails[0] || record.externalIds[0]?.id || 'No name'
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
    ['tags', [record.tagsCell ?? []].flat().join(', ')],
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
