import { type AddressType, type LockLevel, type PhoneType, survivorOf } from '../contacts/contact-state.ts'
import { claimKind, rowKind } from '../contacts/own-ids.ts'
import type { ReadDb } from '../handles.ts'
import { bookingsOf, householdOf, registrationsOf, rolesOf } from './contact-life.ts'
import { sinceLastVisit } from './contact-visits.ts'
import { yearBounds } from './office-days.ts'
import { otherMoneyOf } from './other-money.ts'
import { type ContactField, type SourceSystem, sourceSystemOf } from './row-types.ts'
import { officeCurrency } from './settings.ts'
import { unitText } from './unit-text.ts'
import { counted, isMoney } from './where.ts'

type Source = { source_system: string }
type Said = { state_at: string | null; state_by: string | null; state_note: string | null }
const said = 'state, state_at, state_by, state_note'

/** What became of a value, who said so and when. */
function saidOf<State extends string>(row: Said & { state: State | null }) {
  return { state: row.state, stateAt: row.state_at, stateBy: row.state_by, stateNote: row.state_note }
}

function emailsOf(db: ReadDb, contactId: string) {
  return db
    .all<
      {
        id: string
        email: string
        type: string | null
        is_primary: number
        is_verified: number
        is_shared: number
        state: 'verified' | 'bounced' | 'invalid' | null
      } & Said &
        Source
    >(
      `SELECT id, email, type, is_primary, is_verified, is_shared, source_system, ${said} FROM contact_emails
       WHERE contact_id = ? AND deleted_at IS NULL ORDER BY is_primary DESC, created_at, id`,
      [contactId],
    )
    .map(e => ({
      id: e.id,
      email: e.email,
      type: e.type,
      isPrimary: e.is_primary === 1,
      isVerified: e.is_verified === 1,
      isShared: e.is_shared === 1,
      sourceSystem: sourceSystemOf(e.source_system),
      ...saidOf(e),
    }))
}

function phonesOf(db: ReadDb, contactId: string) {
  return db
    .all<
      {
        id: string
        phone: string
        phone_e164: string | null
        type: PhoneType
        is_primary: number
        state: 'verified' | 'wrong_number' | 'disconnected' | null
      } & Said &
        Source
    >(
      `SELECT id, phone, phone_e164, type, is_primary, source_system, ${said} FROM contact_phones
       WHERE contact_id = ? AND deleted_at IS NULL ORDER BY is_primary DESC, created_at, id`,
      [contactId],
    )
    .map(p => ({
      id: p.id,
      phone: p.phone,
      phoneE164: p.phone_e164,
      type: p.type,
      isPrimary: p.is_primary === 1,
      sourceSystem: sourceSystemOf(p.source_system),
      ...saidOf(p),
    }))
}

function addressesOf(db: ReadDb, contactId: string) {
  type Row = Source & {
    id: string
    line_1: string | null
    line_2: string | null
    city: string | null
    state: string | null
    postal_code: string | null
    country: string | null
    type: AddressType
    is_primary: number
    is_mailing: number
    returned_at: string | null
  }
  return db
    .all<Row>(
      `SELECT id, line_1, line_2, city, state, postal_code, country, type, is_primary, is_mailing, returned_at, source_system
       FROM contact_addresses WHERE contact_id = ? AND deleted_at IS NULL ORDER BY is_primary DESC, created_at, id`,
      [contactId],
    )
    .map(a => ({
      id: a.id,
      line1: a.line_1,
      line2: a.line_2,
      city: a.city,
      state: a.state,
      postalCode: a.postal_code,
      country: a.country,
      type: a.type,
      isPrimary: a.is_primary === 1,
      isMailing: a.is_mailing === 1,
      returnedAt: a.returned_at,
      sourceSystem: sourceSystemOf(a.source_system),
    }))
}

function linksOf(db: ReadDb, contactId: string) {
  const tags = db.all<{ name: string } & Source>(
    `SELECT g.name, ct.source_system FROM contact_tags ct JOIN tags g ON g.id = ct.tag_id AND g.deleted_at IS NULL
     WHERE ct.contact_id = ? AND ct.deleted_at IS NULL ORDER BY g.name COLLATE NOCASE`,
    [contactId],
  )
  const products = db.all<{ id: string; name: string } & Source>(
    `SELECT p.id, p.name, cp.source_system FROM contact_products cp JOIN products p ON p.id = cp.product_id AND p.deleted_at IS NULL
     WHERE cp.contact_id = ? AND cp.deleted_at IS NULL ORDER BY p.name COLLATE NOCASE`,
    [contactId],
  )
  return {
    tags: tags.map(t => ({ name: t.name, sourceSystem: sourceSystemOf(t.source_system) })),
    products: products.map(p => ({
      productId: p.id,
      name: p.name,
      sourceSystem: sourceSystemOf(p.source_system),
    })),
    externalIds: db.all<{ system: string; kind: string; externalId: string }>(
      `SELECT system, kind, external_id AS externalId FROM contact_external_ids
       WHERE contact_id = ? AND deleted_at IS NULL AND kind NOT IN (?, ?) ORDER BY system, kind, external_id`,
      [contactId, claimKind, rowKind],
    ),
  }
}

function notesOf(db: ReadDb, contactId: string) {
  return db
    .all<{ id: string; text: string; is_pinned: number; created_at: string; who: string }>(
      `SELECT n.id, n.text, n.is_pinned, n.created_at, coalesce(g.who, n.updated_by) AS who
       FROM contact_notes n LEFT JOIN change_groups g ON g.seq = n.created_group
       WHERE n.contact_id = ? AND n.deleted_at IS NULL ORDER BY n.is_pinned DESC, n.created_at DESC, n.id DESC`,
      [contactId],
    )
    .map(n => ({
      id: n.id,
      text: n.text,
      isPinned: n.is_pinned === 1,
      createdAt: n.created_at,
      createdBy: n.who,
    }))
}

export type CardSubscription = {
  subscriptionId: string
  productName: string | null
  status: string
  amountCents: number
  currency: string
  billingCycle: string | null
  startedAt: string | null
  currentPeriodEnd: string | null
  cancelledAt: string | null
  missingFromExportSince: string | null
}

function subscriptionsOf(db: ReadDb, contactId: string): CardSubscription[] {
  return db.all(
    `SELECT s.id AS subscriptionId, p.name AS productName, s.status, s.amount_cents AS amountCents, s.currency,
       s.billing_cycle AS billingCycle, s.started_at AS startedAt, s.current_period_end AS currentPeriodEnd,
       s.cancelled_at AS cancelledAt, s.missing_from_export_since AS missingFromExportSince
     FROM subscriptions s LEFT JOIN products p ON p.id = s.product_id
     WHERE s.contact_id = ? AND s.deleted_at IS NULL
     ORDER BY s.status NOT IN ('active', 'trialing', 'past_due'), s.started_at DESC, s.id`,
    [contactId],
  )
}

/** Which journal unit holds the value of a field. */
const unitOfField: Record<string, [table: string, unit: string]> = {
  name: ['contacts', 'name'],
  business_name: ['contacts', 'business_name'],
  birth_date: ['contacts', 'birth_date'],
  email_subscribed: ['contacts', 'consent'],
  email: ['contact_emails', 'value'],
  phone: ['contact_phones', 'value'],
  mobile_phone: ['contact_phones', 'value'],
  address: ['contact_addresses', 'value'],
}

export type CardFieldSource = {
  fieldName: string
  sourceSystem: SourceSystem
  importBatchId: string | null
  updatedAt: string
  previousValue: string | null
}

function fieldSourcesOf(db: ReadDb, contactId: string): CardFieldSource[] {
  type Row = Source & {
    field_name: string
    import_batch_id: string | null
    updated_at: string
    previous_value: string | null
  }
  const rows = db.all<Row>(
    `SELECT field_name, source_system, import_batch_id, updated_at, previous_value FROM contact_field_sources
     WHERE contact_id = ? ORDER BY field_name, updated_at DESC`,
    [contactId],
  )
  return rows
    .filter((row, i) => rows[i - 1]?.field_name !== row.field_name)
    .map(row => {
      const [table, unit] = unitOfField[row.field_name] ?? ['contacts', row.field_name]
      return {
        fieldName: row.field_name,
        sourceSystem: sourceSystemOf(row.source_system),
        importBatchId: row.import_batch_id,
        updatedAt: row.updated_at,
        previousValue: unitText(table, unit, row.previous_value),
      }
    })
}

function questionsOf(db: ReadDb, contactId: string) {
  type Conflict = {
    id: string
    field: ContactField
    current: string | null
    incoming: string | null
    incomingSource: string
    rule: string
    createdAt: string
  }
  type Suggestion = {
    id: string
    field: ContactField
    value: string
    sourceSystem: string
    createdAt: string
  }
  return {
    conflicts: db
      .all<Conflict>(
        `SELECT id, field, current_value AS current, incoming_value AS incoming, incoming_source AS incomingSource, rule,
           created_at AS createdAt
         FROM import_conflicts WHERE contact_id = ? AND status = 'open' ORDER BY created_at DESC, id`,
        [contactId],
      )
      .map(c => ({ ...c, incomingSource: sourceSystemOf(c.incomingSource) })),
    suggestions: db
      .all<Suggestion>(
        `SELECT id, field, value, source_system AS sourceSystem, created_at AS createdAt
         FROM import_suggestions WHERE contact_id = ? AND gone_group IS NULL ORDER BY field, source_system`,
        [contactId],
      )
      .map(s => ({ ...s, sourceSystem: sourceSystemOf(s.sourceSystem) })),
  }
}

function moneyOf(db: ReadDb, contactId: string, when: { now: string; timeZone: string }) {
  const { start, end } = yearBounds(when.timeZone, when.now, 0)
  const currency = officeCurrency(db)
  const row = db.get<{
    lifetimeCents: number | null
    thisYearCents: number | null
    transactionCount: number
  }>(
    `SELECT sum(amount_cents) FILTER (WHERE ${isMoney} AND currency = @currency) AS lifetimeCents,
       sum(amount_cents) FILTER (WHERE ${isMoney} AND currency = @currency AND transaction_date >= @start AND transaction_date < @end)
         AS thisYearCents,
       count(*) AS transactionCount
     FROM transactions WHERE contact_id = @contactId AND ${counted}`,
    { start, end, contactId, currency },
  )
  return {
    currency,
    lifetimeCents: row?.lifetimeCents ?? 0,
    thisYearCents: row?.thisYearCents ?? 0,
    transactionCount: row?.transactionCount ?? 0,
    otherMoney: otherMoneyOf(db, 'contact_id', [contactId], currency).get(contactId) ?? [],
  }
}

type PersonRow = Source & {
  id: string
  first_name: string | null
  last_name: string | null
  full_name: string
  business_name: string | null
  birth_date: string | null
  email_subscribed: number
  consent_date: string | null
  consent_source: string | null
  consent_method: string | null
  unsubscribe_date: string | null
  subscription_protected: number
  lock_level: LockLevel
  lock_reason: string | null
  do_not_call: number
  do_not_mail: number
  deceased: number
  created_at: string
  updated_at: string
}

function personOf(db: ReadDb, contactId: string) {
  const c = db.get<PersonRow>(
    `SELECT id, first_name, last_name, full_name, business_name, birth_date, source_system, email_subscribed, consent_date,
       consent_source, consent_method, unsubscribe_date, subscription_protected, lock_level, lock_reason, do_not_call,
       do_not_mail, deceased, created_at, updated_at
     FROM contacts WHERE id = ? AND deleted_at IS NULL`,
    [contactId],
  )
  if (!c) return null
  return {
    contactId: c.id,
    firstName: c.first_name,
    lastName: c.last_name,
    fullName: c.full_name,
    businessName: c.business_name,
    birthDate: c.birth_date,
    sourceSystem: sourceSystemOf(c.source_system),
    emailSubscribed: c.email_subscribed === 1,
    consentDate: c.consent_date,
    consentSource: c.consent_source,
    consentMethod: c.consent_method,
    unsubscribeDate: c.unsubscribe_date,
    subscriptionProtected: c.subscription_protected === 1,
    lockLevel: c.lock_level,
    lockReason: c.lock_reason,
    doNotCall: c.do_not_call === 1,
    doNotMail: c.do_not_mail === 1,
    deceased: c.deceased === 1,
    createdAt: c.created_at,
    updatedAt: c.updated_at,
  }
}

/**
 * Everything on a contact's card; null when there is no such contact. A merged one shows its survivor, whose id is then also in
 * `mergedIntoId`. `now` and `timeZone` say which year "this year" is, `who` for whom
 * it is told.
 */
export function findContactCard(
  db: ReadDb,
  input: { contactId: string; now: string; timeZone: string; who?: string },
) {
  const contactId = survivorOf(db, input.contactId)
  const person = contactId === null ? null : personOf(db, contactId)
  if (contactId === null || person === null) return null
  return {
    ...person,
    mergedIntoId: contactId === input.contactId ? null : contactId,
    emails: emailsOf(db, contactId),
    phones: phonesOf(db, contactId),
    addresses: addressesOf(db, contactId),
    ...linksOf(db, contactId),
    notes: notesOf(db, contactId),
    roles: rolesOf(db, contactId),
    household: householdOf(db, contactId),
    registrations: registrationsOf(db, contactId, input.now),
    bookings: bookingsOf(db, contactId, input.now),
    sinceLastVisit: sinceLastVisit(db, contactId, input.who),
    subscriptions: subscriptionsOf(db, contactId),
    fieldSources: fieldSourcesOf(db, contactId),
    ...moneyOf(db, contactId, input),
    ...questionsOf(db, contactId),
  }
}
