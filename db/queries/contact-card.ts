import { type LockLevel, survivorOf } from '../contacts/contact-state.ts'
import { claimKind, rowKind } from '../contacts/own-ids.ts'
import type { ReadDb } from '../handles.ts'
import { bookingsOf, type HouseholdRow, householdOf, registrationsOf, rolesOf } from './contact-life.ts'
import { fieldSourcesOf, questionsOf } from './contact-origins.ts'
import { reachOf } from './contact-reach.ts'
import { sinceLastVisit } from './contact-visits.ts'
import { yearBounds } from './office-days.ts'
import type { OtherMoney } from './other-money.ts'
import { runningStatuses } from './products.ts'
import { sourceSystemOf } from './row-types.ts'
import { officeCurrency } from './settings.ts'
import { counted, isMoney } from './where.ts'

type Source = { source_system: string }

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
     ORDER BY s.status NOT IN ${runningStatuses}, s.started_at DESC, s.id`,
    [contactId],
  )
}

function moneyOf(db: ReadDb, contactId: string, when: { now: string; timeZone: string }) {
  const { start, end } = yearBounds(when.timeZone, when.now, 0)
  const currency = officeCurrency(db)
  const money = db.all<OtherMoney & { thisYearCents: number }>(
    `SELECT currency, count(*) AS count, coalesce(sum(amount_cents) FILTER (WHERE ${isMoney}), 0) AS amountCents,
       coalesce(sum(amount_cents) FILTER (WHERE ${isMoney} AND transaction_date >= ? AND transaction_date < ?), 0) AS thisYearCents
     FROM transactions WHERE contact_id = ? AND ${counted} GROUP BY currency`,
    [start, end, contactId],
  )
  const own = money.find(part => part.currency === currency)
  return {
    currency,
    lifetimeCents: own?.amountCents ?? 0,
    thisYearCents: own?.thisYearCents ?? 0,
    transactionCount: money.reduce((sum, part) => sum + part.count, 0),
    otherMoney: money
      .filter(part => part !== own)
      .map(({ currency: of, count, amountCents }) => ({ currency: of, count, amountCents })),
  }
}

type PersonRow = Source &
  HouseholdRow & {
    contact_id: string
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
    membership_name: string | null
    membership_status: string | null
    membership_started_at: string | null
    membership_ends_at: string | null
    last_contact_at: string | null
  }

const personColumns = `contact_id, first_name, last_name, full_name, business_name, birth_date, source_system, email_subscribed,
  consent_date, consent_source, consent_method, unsubscribe_date, subscription_protected, lock_level, lock_reason, do_not_call,
  do_not_mail, deceased, created_at, updated_at, membership_name, membership_status, membership_started_at, membership_ends_at,
  last_contact_at, household_id, household_name, salutation, mailing_contact_id`

function personOf(db: ReadDb, contactId: string) {
  const c = db.get<PersonRow>(`SELECT ${personColumns} FROM v_contact_360 WHERE contact_id = ?`, [contactId])
  if (!c) return null
  return {
    contactId: c.contact_id,
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
    lastContactAt: c.last_contact_at,
    household: householdOf(db, c),
    membership:
      c.membership_status === null
        ? null
        : {
            name: c.membership_name,
            status: c.membership_status,
            startedAt: c.membership_started_at,
            endsAt: c.membership_ends_at,
          },
  }
}

/**
 * Everything on a contact's card; null when there is no such contact. A merged one shows its survivor, whose id is then also in
 * `mergedIntoId`. `now` and `timeZone` say which year "this year" is, `who` for whom it is told.
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
    ...reachOf(db, contactId),
    ...linksOf(db, contactId),
    notes: notesOf(db, contactId),
    roles: rolesOf(db, contactId),
    registrations: registrationsOf(db, contactId, input.now),
    bookings: bookingsOf(db, contactId, input.now),
    sinceLastVisit: sinceLastVisit(db, contactId, input.who),
    subscriptions: subscriptionsOf(db, contactId),
    fieldSources: fieldSourcesOf(db, contactId),
    ...moneyOf(db, contactId, input),
    ...questionsOf(db, contactId),
  }
}
