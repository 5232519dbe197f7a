import type { ContactState } from '../../db/contacts/contact-state.ts'
import { addressFor, type FieldValue, fieldText, phoneField } from '../../db/contacts/field-value.ts'
import type { ConsentValue } from '../../db/contacts/insert-contact.ts'
import { ruleSentences } from '../../db/contacts/rule-sentences.ts'
import { rowValue, saysAlready, standingValue } from '../../db/contacts/standing-value.ts'
import { tellsMore } from '../../db/normalise/address.ts'
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
  considerName(ctx, contact.state, record, consider)
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

/** What the office has in the place of a value, and whether it says the same. */
function currentOf(ctx: PersonContext, c: ContactState, value: FieldValue): Current | null {
  const standing = standingValue(c, value, ctx.source)
  return standing && { ...standing, isSame: saysAlready(c, value) }
}

function considerName(ctx: PersonContext, c: ContactState, record: PersonRecord, consider: Consider): void {
  const { businessName, birthDate } = record
  const say = (value: FieldValue) => consider(value, currentOf(ctx, c, value))
  if (record.firstName || record.lastName) {
    const firstName = record.firstName ?? c.firstName
    const lastName = record.lastName ?? c.lastName
    say({ field: 'name', firstName, lastName })
  }
  if (businessName) say({ field: 'business_name', businessName })
  if (birthDate) say({ field: 'birth_date', birthDate })
}

function considerPhones(ctx: PersonContext, c: ContactState, record: PersonRecord, consider: Consider): void {
  const taken = new Set<string>()
  for (const { phone, type } of record.phones) {
    const value: FieldValue = { field: phoneField(type), phone, phoneE164: phoneE164(phone), type }
    if (saysAlready(c, value)) continue
    const place = type === 'other' ? 'home' : type
    if (taken.has(place)) continue
    taken.add(place)
    const [first] = c.phones
    const any = record.enrichOnly && first ? rowValue(first, first.phone) : null
    const standing = standingValue(c, value, ctx.source) ?? any
    consider(value, standing && { ...standing, isSame: false })
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
  const value: FieldValue = { field: 'address', ...address }
  const current = currentOf(ctx, c, value)
  const row = addressFor(c, ctx.source)
  consider(value, current && { ...current, isFuller: row !== undefined && tellsMore(row, address) })
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
  consider(value, currentOf(ctx, c, value), { optIn, evidence })
}
