import type { ContactState } from '../../db/contacts/contact-state.ts'
import {
  addressFor,
  addressText,
  type ContactField,
  emailFor,
  type FieldValue,
  fieldText,
  phoneField,
  phoneFor,
} from '../../db/contacts/field-value.ts'
import { ruleSentences } from '../../db/contacts/rule-sentences.ts'
import type { ReadDb } from '../../db/handles.ts'
import { addsNothing } from '../../db/normalise/address.ts'
import { emailKey } from '../../db/normalise/email.ts'
import { sameName } from '../../db/normalise/name.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import type { OptInClaim, PersonRecord } from '../formats/format.ts'
import { claimKind } from './known-keys.ts'
import { type Decision, decide, type OptInSituation } from './protect.ts'
import type { Rules } from './rules.ts'

/** A contact as this batch sees it: its state, the level it had when the batch began, and what the batch has set already. */
export type WorkingContact = {
  state: ContactState
  isNew: boolean
  startLevel: ContactState['lockLevel']
  setFields: Set<ContactField>
}

export type PlanAction = 'create' | 'fill' | 'replace' | 'keep' | 'conflict' | 'suggest' | 'add' | 'remove'

/** One field of a row's plan: shown as it is, and carried out as it is. */
export type PlannedField = {
  field: ContactField
  current: string | null
  currentSource: string
  incoming: string
  action: PlanAction
  why: string
  value: FieldValue
  /** A further value beside the ones there are (a second e-mail). */
  asExtra: boolean
}

export type PersonContext = {
  db: ReadDb
  rules: Rules
  /** Provenance of this file's values. */
  source: string
  /** Day of the import, for consent without a date of its own. */
  today: string
}

/** What the row says about an existing contact, field by field; fields that stay as they are do not appear. Pure but for e-mail owners. */
export function planPerson(
  ctx: PersonContext,
  contact: WorkingContact,
  record: PersonRecord,
): PlannedField[] {
  const planned: PlannedField[] = []
  const consider: Consider = (value, current, { asExtra = false, optIn = null, evidence } = {}) => {
    const decision = decide(
      {
        field: value.field,
        lockLevel: contact.startLevel,
        contactSource: contact.state.sourceSystem,
        current: current && { ...current, isFromThisBatch: contact.setFields.has(value.field) },
        incoming: { source: ctx.source },
        enrichOnly: record.enrichOnly,
        isLockedByHand: contact.state.isLockedByHand,
        optIn,
      },
      ctx.rules,
    )
    const field = plannedField(value, current, decision, asExtra)
    if (field) planned.push(evidence === undefined ? field : { ...field, why: `${field.why} (${evidence})` })
  }
  considerName(contact.state, record, consider)
  considerEmails({ ctx, contact, record, planned }, consider)
  considerPhones(ctx, contact.state, record, consider)
  considerAddress(ctx, contact.state, record, consider)
  if (record.optIn) considerOptIn(ctx, contact, record.optIn, consider)
  return planned
}

type Current = { text: string; source: string; isSame: boolean }
type Consider = (
  value: FieldValue,
  current: Current | null,
  more?: { asExtra?: boolean; optIn?: OptInSituation; evidence?: string },
) => void

const actionOf: Partial<Record<Decision['action'], PlanAction>> = {
  fill: 'fill',
  replace: 'replace',
  keep: 'keep',
  conflict: 'conflict',
  suggest: 'suggest',
}

function plannedField(
  value: FieldValue,
  current: Current | null,
  decision: Decision,
  asExtra: boolean,
): PlannedField | null {
  const action = actionOf[decision.action]
  if (!action) return null
  return {
    field: value.field,
    current: current?.text ?? null,
    currentSource: current?.source ?? '',
    incoming: fieldText(value),
    action,
    why: ruleSentences[decision.rule],
    value,
    asExtra,
  }
}

function considerName(c: ContactState, record: PersonRecord, consider: Consider): void {
  if (record.firstName || record.lastName) {
    const firstName = record.firstName ?? c.firstName
    const lastName = record.lastName ?? c.lastName
    const value: FieldValue = { field: 'name', firstName, lastName }
    const isSame = sameName(c.firstName, firstName) && sameName(c.lastName, lastName)
    const text = [c.firstName, c.lastName].filter(Boolean).join(' ')
    consider(value, text ? { text, source: c.nameSource, isSame } : null)
  }
  if (record.businessName) {
    const value: FieldValue = { field: 'business_name', businessName: record.businessName }
    const isSame = sameName(c.businessName, record.businessName)
    consider(value, c.businessName ? { text: c.businessName, source: c.businessNameSource, isSame } : null)
  }
  if (record.birthDate) {
    const value: FieldValue = { field: 'birth_date', birthDate: record.birthDate }
    const isSame = c.birthDate === record.birthDate
    consider(value, c.birthDate ? { text: c.birthDate, source: c.birthDateSource, isSame } : null)
  }
}

/** The owner of an e-mail nobody shares, or null. */
export function emailOwner(db: ReadDb, email: string): string | null {
  return (
    db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_emails WHERE email = ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = 0`,
      [email],
    )?.contact_id ?? null
  )
}

/** The contact came with this e-mail although it is another's: the queue of duplicates asks about it. */
function cameWith(db: ReadDb, contactId: string, email: string): boolean {
  const from = `${email.toLowerCase()} `
  return (
    db.get(
      `SELECT 1 FROM contact_external_ids WHERE contact_id = ? AND kind = ? AND external_id >= ? AND external_id < ?
         AND deleted_at IS NULL`,
      [contactId, claimKind, from, `${email.toLowerCase()}!`],
    ) !== undefined
  )
}

/** An e-mail that belongs to somebody else is never taken from them: a person decides, unless it only came with a payment. */
function ownedByAnother(
  c: ContactState,
  value: FieldValue,
  email: string,
  action: 'keep' | 'conflict',
): PlannedField {
  const ours = emailFor(c, null)
  return {
    field: 'email',
    current: ours?.email ?? null,
    currentSource: ours?.source ?? c.sourceSystem,
    incoming: email,
    action,
    why: 'This e-mail belongs to another contact.',
    value,
    asExtra: true,
  }
}

type EmailsToPlan = {
  ctx: PersonContext
  contact: WorkingContact
  record: PersonRecord
  planned: PlannedField[]
}

function considerEmails({ ctx, contact, record, planned }: EmailsToPlan, consider: Consider): void {
  const c = contact.state
  const known = new Set(c.emails.map(e => emailKey(e.email)))
  const inRecord = new Set(record.emails.map(emailKey))
  record.emails.forEach((email, index) => {
    if (known.has(emailKey(email))) return
    const owner = emailOwner(ctx.db, email)
    const value: FieldValue = { field: 'email', email }
    if (owner !== null && owner !== c.id) {
      const isAsked = record.enrichOnly || cameWith(ctx.db, c.id, email)
      planned.push(ownedByAnother(c, value, email, isAsked ? 'keep' : 'conflict'))
      return
    }
    const own = emailFor(c, ctx.source)
    const ownWasReplaced =
      index === 0 &&
      !contact.setFields.has('email') &&
      own?.source === ctx.source &&
      !inRecord.has(emailKey(own.email)) &&
      !record.enrichOnly
    if (ownWasReplaced && own) consider(value, { text: own.email, source: own.source, isSame: false })
    else consider(value, null, { asExtra: true })
    known.add(emailKey(email))
  })
}

function considerPhones(ctx: PersonContext, c: ContactState, record: PersonRecord, consider: Consider): void {
  const taken = new Set<string>()
  for (const typed of record.phones) {
    const e164 = phoneE164(typed.phone)
    const isKnown = c.phones.some(p => (e164 ? p.phoneE164 === e164 : p.phone.trim() === typed.phone))
    if (isKnown) continue
    const field = phoneField(typed.type)
    const place = typed.type === 'other' ? 'home' : typed.type
    if (taken.has(place)) continue
    taken.add(place)
    const value: FieldValue = { field, phone: typed.phone, phoneE164: e164, type: typed.type }
    const own = phoneFor(c, typed.type, ctx.source)
    const row = record.enrichOnly ? (own ?? c.phones[0]) : own
    consider(value, row ? { text: row.phone, source: row.source, isSame: false } : null)
  }
}

function considerAddress(
  ctx: PersonContext,
  c: ContactState,
  record: PersonRecord,
  consider: Consider,
): void {
  const address = record.address
  if (!address || !(address.line1 || address.city || address.postalCode)) return
  const row = addressFor(c, ctx.source)
  const isSame = c.addresses.some(a => addsNothing(a, address))
  consider(
    { field: 'address', ...address },
    row ? { text: addressText(row), source: row.source, isSame } : null,
  )
}

function considerOptIn(
  ctx: PersonContext,
  { state: c, isNew }: WorkingContact,
  claim: OptInClaim,
  consider: Consider,
): void {
  const date = claim.date ?? ctx.today
  const value: FieldValue = {
    field: 'email_subscribed',
    consent: { subscribed: claim.subscribed, source: ctx.source, method: claim.method, date },
  }
  const current = {
    text: c.emailSubscribed ? 'subscribed' : 'not subscribed',
    source: c.sourceSystem,
    isSame: claim.subscribed === c.emailSubscribed,
  }
  const optIn: OptInSituation = {
    isSubscribed: c.emailSubscribed,
    isProtected: c.subscriptionProtected,
    consentDay: c.consentDate,
    optOutDay: c.unsubscribeDate,
    says: claim.subscribed,
    saidOn: date,
    isOfThisFile: isNew,
  }
  const evidence = `${claim.method}, ${date}`
  consider(value, current, { optIn, evidence })
}
