import type { ReadDb } from '../handles.ts'
import { countConflicts } from './conflicts-list.ts'
import { countContacts } from './contacts-list.ts'
import { countOffice } from './office-counts.ts'
import { runningStatuses } from './products.ts'
import { liveContact } from './where.ts'

export type HealthKind =
  | 'integrity'
  | 'links'
  | 'noName'
  | 'noReach'
  | 'invalidEmail'
  | 'invalidPhone'
  | 'incompleteAddress'
  | 'blankWords'
  | 'paymentsWithoutPerson'
  | 'subscriptionsWithoutPayment'
  | 'missingSubscriptions'
  | 'conflicts'
/** `count` of `of` rows need somebody. */
export type HealthPart = { kind: HealthKind; title: string; count: number; of: number }
export type Health = {
  score: number
  parts: HealthPart[]
  counts: { contacts: number; transactions: number; subscriptions: number; products: number }
}

/** What each part costs when all of it is bad; together a hundred. A damaged file is worth nothing. */
const weights: Record<HealthKind, number> = {
  integrity: 100,
  links: 100,
  noName: 15,
  noReach: 20,
  invalidEmail: 15,
  invalidPhone: 5,
  incompleteAddress: 5,
  blankWords: 10,
  paymentsWithoutPerson: 10,
  subscriptionsWithoutPayment: 5,
  missingSubscriptions: 5,
  conflicts: 10,
}

function one(db: ReadDb, sql: string): number {
  return db.get<{ n: number }>(sql)?.n ?? 0
}

/** Above this size every index is only compared with its table in the weekly full check of a backup: here it would take a minute. */
const fullyCheckedBytes = 256 * 1024 * 1024

function sizeBytes(db: ReadDb): number {
  const pages = db.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0
  return pages * (db.get<{ page_size: number }>('PRAGMA page_size')?.page_size ?? 0)
}

/** Findings of SQLite itself: every page of the file, in a smaller one every index too, and every reference between rows. */
function soundness(db: ReadDb): HealthPart[] {
  const check = sizeBytes(db) <= fullyCheckedBytes ? 'integrity_check' : 'quick_check'
  const findings = db.all<Record<string, string>>(`PRAGMA ${check}(100)`)
  const isSound = findings.length === 1 && findings[0]?.[check] === 'ok'
  return [
    { kind: 'integrity', title: 'The office file is damaged', count: isSound ? 0 : findings.length, of: 1 },
    {
      kind: 'links',
      title: 'Rows that point to nothing',
      count: one(db, 'SELECT count(*) AS n FROM pragma_foreign_key_check'),
      of: 1,
    },
  ]
}

const blankWords = `('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')`

function people(db: ReadDb, contacts: number): HealthPart[] {
  const live = (table: string, alias: string) =>
    `${table} ${alias} JOIN contacts c ON c.id = ${alias}.contact_id AND ${liveContact('c')} WHERE ${alias}.deleted_at IS NULL`
  const emails = live('contact_emails', 'e')
  const phones = live('contact_phones', 'p')
  const addresses = live('contact_addresses', 'a')
  const part = (kind: HealthKind, title: string, condition: string, of: [string, number]): HealthPart => ({
    kind,
    title,
    count: one(db, `SELECT count(*) AS n FROM ${of[0]} AND ${condition}`),
    of: of[1],
  })
  const all: [string, number] = [`contacts c WHERE ${liveContact('c')}`, contacts]
  const counted = (from: string): [string, number] => [from, one(db, `SELECT count(*) AS n FROM ${from}`)]
  return [
    part(
      'noName',
      'People without a name',
      'c.first_name IS NULL AND c.last_name IS NULL AND c.business_name IS NULL',
      all,
    ),
    part(
      'noReach',
      'People without e-mail, phone or address',
      `c.email IS NULL AND c.phone IS NULL
        AND NOT EXISTS (SELECT 1 FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL)`,
      all,
    ),
    part(
      'invalidEmail',
      'E-mails that cannot be delivered',
      `(e.email NOT LIKE '_%@_%._%' OR e.email LIKE '%@%@%' OR e.email LIKE '% %' OR e.email LIKE '%..%')`,
      counted(emails),
    ),
    part('invalidPhone', 'Phones that cannot be dialled', 'p.phone_e164 IS NULL', counted(phones)),
    part(
      'incompleteAddress',
      'Addresses without street, city or ZIP',
      '(a.line_1 IS NULL OR a.city IS NULL OR a.postal_code IS NULL)',
      counted(addresses),
    ),
    part(
      'blankWords',
      'Names that are a word for nothing ("nan", "null")',
      `(lower(c.first_name) IN ${blankWords} OR lower(c.last_name) IN ${blankWords} OR lower(c.business_name) IN ${blankWords})`,
      all,
    ),
  ]
}

function money(db: ReadDb, counts: Health['counts']): HealthPart[] {
  const running = one(
    db,
    `SELECT count(*) AS n FROM subscriptions WHERE deleted_at IS NULL AND status IN ${runningStatuses}`,
  )
  return [
    {
      kind: 'paymentsWithoutPerson',
      title: 'Payments without a person',
      count: one(
        db,
        'SELECT count(*) AS n FROM transactions WHERE contact_id IS NULL AND deleted_at IS NULL',
      ),
      of: counts.transactions,
    },
    {
      kind: 'subscriptionsWithoutPayment',
      title: 'Running subscriptions without any payment of that person',
      count: one(
        db,
        `SELECT count(*) AS n FROM subscriptions s WHERE s.deleted_at IS NULL AND s.status IN ('active', 'past_due') AND s.amount_cents > 0
           AND NOT EXISTS (SELECT 1 FROM transactions t
             WHERE t.contact_id = s.contact_id AND t.status = 'completed' AND t.deleted_at IS NULL)`,
      ),
      of: running,
    },
    {
      kind: 'missingSubscriptions',
      title: 'Subscriptions missing from the newest export',
      count: one(
        db,
        'SELECT count(*) AS n FROM subscriptions WHERE missing_from_export_since IS NOT NULL AND deleted_at IS NULL',
      ),
      of: counts.subscriptions,
    },
  ]
}

function scoreOf(parts: readonly HealthPart[]): number {
  const lost = parts.reduce((sum, { kind, count, of }) => {
    const share = count === 0 ? 0 : Math.min(1, count / Math.max(1, of))
    return sum + weights[kind] * share
  }, 0)
  const rounded = Math.round(100 - lost)
  return Math.max(0, lost > 0 ? Math.min(99, rounded) : rounded)
}

/** Looks at the whole office: seconds at a million payments. */
export function findHealth(db: ReadDb): Health {
  const { contacts, transactions, subscriptions, products } = countOffice(db)
  const counts = { contacts, transactions, subscriptions, products }
  const conflicts: HealthPart = {
    kind: 'conflicts',
    title: 'Conflicts that wait for an answer',
    count: countConflicts(db, { status: 'open' }),
    of: countContacts(db, {}),
  }
  const parts = [...soundness(db), ...people(db, contacts), ...money(db, counts), conflicts]
  return { score: scoreOf(parts), parts, counts }
}
