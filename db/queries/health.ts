import type { ReadDb } from '../handles.ts'
import { findDuplicateSets } from '../merge/duplicate-sets.ts'
import { countConflicts } from './conflicts-list.ts'
import { type Flaw, type PaymentFlaw, type PersonFlaw, paymentFlaws, personFlaws } from './flaws.ts'
import { countOffice } from './office-counts.ts'
import { countReconciliation } from './reconciliation.ts'

export type HealthKind = 'integrity' | 'links' | Flaw | 'missingSubscriptions' | 'duplicates' | 'conflicts'
/** `count` of `of` rows need somebody. */
export type HealthPart = { kind: HealthKind; title: string; count: number; of: number }
export type Health = {
  score: number
  parts: HealthPart[]
  counts: { contacts: number; transactions: number; subscriptions: number; products: number }
}

/** What each part costs when all of it is bad. A damaged file is worth nothing. */
const weights: Record<HealthKind, number> = {
  integrity: 100,
  links: 100,
  noName: 15,
  noReach: 20,
  blankWords: 10,
  invalidEmail: 15,
  bouncedEmail: 10,
  invalidPhone: 5,
  wrongPhone: 5,
  incompleteAddress: 5,
  returnedMail: 5,
  paymentsWithoutPerson: 10,
  paymentsTwice: 10,
  subscriptionsWithoutPayment: 5,
  missingSubscriptions: 5,
  duplicates: 20,
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
    { kind: 'integrity', title: 'Faults in the office file', count: isSound ? 0 : findings.length, of: 1 },
    {
      kind: 'links',
      title: 'Records that lost what they belong to',
      count: one(db, 'SELECT count(*) AS n FROM pragma_foreign_key_check'),
      of: 1,
    },
  ]
}

const personTitles: Record<PersonFlaw, string> = {
  noName: 'People without a name',
  noReach: 'People without e-mail, phone or address',
  blankWords: 'People with a word for nothing ("nan", "null") as a name or place',
  invalidEmail: 'People with an e-mail that cannot be delivered',
  bouncedEmail: 'People with an e-mail that bounced',
  invalidPhone: 'People with a phone that cannot be dialled',
  wrongPhone: 'People with a wrong or disconnected number',
  incompleteAddress: 'People with an address without street, city or ZIP',
  returnedMail: 'People whose mail came back',
}

const paymentTitles: Record<PaymentFlaw, string> = {
  paymentsWithoutPerson: 'Payments without a person',
  paymentsTwice: 'Payments that may be there twice: same person, amount, day and system',
}

/** How many findings of each kind: the rows of the list that the figure opens. */
function flawsOf(db: ReadDb): (kind: Flaw) => number {
  const rows = db.all<{ kind: Flaw; n: number }>(
    'SELECT kind, count(*) AS n FROM v_database_health GROUP BY kind',
  )
  const counts = new Map(rows.map(row => [row.kind, row.n]))
  return kind => counts.get(kind) ?? 0
}

function flaws(db: ReadDb, counts: Health['counts']): HealthPart[] {
  const countOf = flawsOf(db)
  return [
    ...personFlaws.map(kind => ({
      kind,
      title: personTitles[kind],
      count: countOf(kind),
      of: counts.contacts,
    })),
    ...paymentFlaws.map(kind => ({
      kind,
      title: paymentTitles[kind],
      count: countOf(kind),
      of: counts.transactions,
    })),
    {
      kind: 'subscriptionsWithoutPayment',
      title: 'Running subscriptions without any payment of that person',
      count: countOf('subscriptionsWithoutPayment'),
      of: counts.subscriptions,
    },
  ]
}

function questions(db: ReadDb, { contacts, subscriptions }: Health['counts']): HealthPart[] {
  return [
    {
      kind: 'missingSubscriptions',
      title: 'Subscriptions missing from the newest export',
      count: countReconciliation(db, 'open'),
      of: subscriptions,
    },
    {
      kind: 'duplicates',
      title: 'Sets of records that may be one person or one household',
      count: findDuplicateSets(db).length,
      of: contacts,
    },
    {
      kind: 'conflicts',
      title: 'Conflicts that wait for an answer',
      count: countConflicts(db, { status: 'open' }),
      of: contacts,
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
  const parts = [...soundness(db), ...flaws(db, counts), ...questions(db, counts)]
  return { score: scoreOf(parts), parts, counts }
}
