import type { ContactState } from '../../db/contacts/contact-state.ts'
import {
  addressFor,
  addressText,
  type FieldValue,
  fieldText,
  phoneField,
  phoneFor,
} from '../../db/contacts/field-value.ts'
import type { ConsentValue } from '../../db/contacts/insert-contact.ts'
import { ruleSentences } from '../../db/contacts/rule-sentences.ts'
import { addsNothing, tellsMore } from '../../db/normalise/address.ts'
import { sameName } from '../../db/normalise/name.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import type { OptInClaim, PersonRecord } from '../formats/format.ts'
import { isFillOnly, planClears } from './plan-clears.ts'
import { planEmails } from './plan-emails.ts'
import type {
  Consider,
  Current,
  PersonContext,
  PlanAction,
  PlannedField,
  Weigh,
  WorkingContact,
} from './planned-field.ts'
import { type Decision, decide, type OptInSituation } from './protect.ts'

/** What the row says about an existing contact, field by field; fields that stay as they are do not appear. Pure but for e-mail owners. */
export function planPerson(
  ctx: PersonContext,
  contact: WorkingContact,
  record: PersonRecord,
): PlannedField[] {
  const planned: PlannedField[] = []
  const weigh: Weigh = (value, current, { asExtra = false, optIn = null, evidence } = {}) => {
    const decision = decide(
      {
        field: value.field,
        lockLevel: contact.startLevel,
        contactSource: contact.state.sourceSystem,
        current: current && {
          source: current.source,
          isSame: current.isSame,
          isFuller: current.isFuller === true,
          isFromThisBatch: contact.setFields.has(value.field),
          isNewerThanRow: isNewerThanRow(ctx, current),
        },
        incoming: { source: ctx.source },
        enrichOnly: record.enrichOnly || isFillOnly(record, value),
        isLockedByHand: contact.state.isLockedByHand,
        optIn,
      },
      ctx.rules,
    )
    const field = plannedField(value, current, decision, asExtra)
    return field && evidence !== undefined ? { ...field, why: `${field.why} (${evidence})` } : field
  }
  const consider: Consider = (...value) => {
    const field = weigh(...value)
    if (field) planned.push(field)
  }
  considerName(contact.state, record, consider)
  planned.push(...planEmails(ctx, contact, record, weigh))
  considerPhones(ctx, contact.state, record, consider)
  considerAddress(ctx, contact.state, record, consider)
  planned.push(...planClears(contact, record, ctx.source, weigh))
  if (record.optIn) considerOptIn(ctx, contact, record.optIn, consider)
  return ctx.toldIn === null ? planned : planned.map(field => ({ ...field, isRepeated: true }))
}

/**
 * An import wrote the value in or after the one in which this row first said what it says: the row was heard then, and says nothing new.
 * What a person wrote is judged by its own rules.
 */
function isNewerThanRow({ db, toldIn }: PersonContext, { isSame, source, row }: Current): boolean {
  if (toldIn === null || isSame || source === 'staff' || !row) return false
  const newest = db.get<{ seq: number | null }>(
    `SELECT max(j.group_seq) AS seq FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.unit = ? AND g.origin = 'import' AND g.undone_at IS NULL`,
    [row.id, row.unit],
  )
  const made = db.get<{ seq: number }>(
    'SELECT seq FROM change_groups WHERE id <= ? ORDER BY id DESC LIMIT 1',
    [row.id],
  )
  return Math.max(newest?.seq ?? 0, made?.seq ?? 0) >= toldIn
}

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
    const row = { id: c.id, unit: 'name' }
    consider(value, text ? { text, source: c.nameSource, isSame, row } : null)
  }
  if (record.businessName) {
    const value: FieldValue = { field: 'business_name', businessName: record.businessName }
    const isSame = sameName(c.businessName, record.businessName)
    const row = { id: c.id, unit: 'business_name' }
    consider(
      value,
      c.businessName ? { text: c.businessName, source: c.businessNameSource, isSame, row } : null,
    )
  }
  if (record.birthDate) {
    const value: FieldValue = { field: 'birth_date', birthDate: record.birthDate }
    const isSame = c.birthDate === record.birthDate
    const row = { id: c.id, unit: 'birth_date' }
    consider(value, c.birthDate ? { text: c.birthDate, source: c.birthDateSource, isSame, row } : null)
  }
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
    consider(
      value,
      row ? { text: row.phone, source: row.source, isSame: false, row: { id: row.id, unit: 'value' } } : null,
    )
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
  const current = row && {
    text: addressText(row),
    source: row.source,
    isSame: c.addresses.some(a => addsNothing(a, address)),
    isFuller: tellsMore(row, address),
    row: { id: row.id, unit: 'value' },
  }
  consider({ field: 'address', ...address }, current ?? null)
}

/** What the file says of somebody's consent. Where it tells no day, it was so on the day of the import, and the record says whose day that is. */
export function consentOf(
  claim: OptInClaim,
  { source, today }: { source: string; today: string },
): ConsentValue {
  const { subscribed, method, date } = claim
  return date === null
    ? { subscribed, source, method: `${method} (the day is that of the import)`, date: today }
    : { subscribed, source, method, date }
}

function considerOptIn(
  ctx: PersonContext,
  { state: c, isNew }: WorkingContact,
  claim: OptInClaim,
  consider: Consider,
): void {
  const consent = consentOf(claim, ctx)
  const value: FieldValue = { field: 'email_subscribed', consent }
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
    saidOn: consent.date,
    isOfThisFile: isNew,
  }
  const evidence = `${consent.method}, ${consent.date}`
  consider(value, current, { optIn, evidence })
}
