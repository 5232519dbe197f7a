import type { ReadDb } from '../handles.ts'
import { countQueues, findDuplicateSets } from '../merge/duplicate-sets.ts'
import { countConflicts, countSuggestions } from './conflicts-list.ts'
import { countContacts } from './contacts-list.ts'
import { dayAt, lastMonths } from './office-days.ts'
import type { OtherMoney } from './other-money.ts'
import { runningStatuses } from './products.ts'
import { countReconciliation } from './reconciliation.ts'
import { sumTransactions, type TransactionTotals } from './transaction-totals.ts'
import { countTransactions } from './transactions.ts'
import { getsNewsletter, liveContact } from './where.ts'

export type TodayItem = {
  kind:
    | 'conflicts'
    | 'suggestions'
    | 'reconciliation'
    | 'optInConflicts'
    | 'duplicates'
    | 'failedPayments'
    | 'backup'
    | 'rowErrors'
  count: number
  title: string
  why: string
  /** The first day that it counts, when it does not count everything. */
  since?: string
}
export type TodayFigure = {
  kind: 'contacts' | 'subscribers' | 'activeSubscriptions' | 'moneyThisYear' | 'moneyLastYear'
  value: number
  /** Money in other currencies, which the figure does not hold. */
  others: OtherMoney[]
}
export type Today = {
  items: TodayItem[]
  figures: TodayFigure[]
  currency: string
  moneyByMonth: { month: string; amountCents: number }[]
  recent: { groupId: string; at: string; who: string; title: string }[]
}
type When = { now: string; timeZone: string; lastBackupAt: string | null }

const dayMs = 86_400_000
const failedPaymentDays = 30
const backupDays = 7

function people(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
}

function daysAgo(now: string, days: number): string {
  return new Date(Date.parse(now) - days * dayMs).toISOString()
}

function one(db: ReadDb, sql: string, values: readonly (string | number)[] = []): number {
  return db.get<{ n: number }>(sql, values)?.n ?? 0
}

/** Rows that the newest import of each kind of file could not read. */
function countRowErrors(db: ReadDb): number {
  return one(
    db,
    `SELECT coalesce(sum(json_extract(b.report, '$.outcomes.error')), 0) AS n FROM import_batches b
     WHERE b.undone_at IS NULL AND b.group_seq IN (SELECT max(group_seq) FROM import_batches WHERE undone_at IS NULL GROUP BY source)`,
  )
}

/** A demo is made again in seconds: only work of people and imports is worth a backup. */
function hasWork(db: ReadDb): boolean {
  return db.get(`SELECT 1 FROM change_groups WHERE origin IN ('staff', 'import') LIMIT 1`) !== undefined
}

const queueWords = {
  certain: ['certain duplicate', 'certain duplicates'],
  likely: ['likely duplicate', 'likely duplicates'],
  look: ['unsure duplicate', 'unsure duplicates'],
  households: ['likely household', 'likely households'],
} as const
const queues = ['certain', 'likely', 'look', 'households'] as const

/** The surest queue that holds anything, which is the one the screen opens with; the others can wait and are told beside it. */
function duplicatesItem(db: ReadDb): TodayItem {
  const counts = countQueues(findDuplicateSets(db))
  const [first = 'likely', ...others] = queues.filter(queue => counts[queue] > 0)
  const told = (queue: (typeof queues)[number]) => {
    const [one, many] = queueWords[queue]
    return people(counts[queue], one, many)
  }
  return {
    kind: 'duplicates',
    count: counts[first],
    title: `${told(first)} to decide`,
    why: [
      first === 'households'
        ? 'People who seem to share a home, and so their letters.'
        : 'Records that may be one person.',
      ...(others.length > 0 ? [`For a quiet hour: ${others.map(told).join(', ')}.`] : []),
    ].join(' '),
  }
}

/** What an import or the engine asks a person. */
function questions(db: ReadDb): TodayItem[] {
  const optIns = countConflicts(db, { status: 'open', field: 'email_subscribed' })
  const conflicts = countConflicts(db, { status: 'open' }) - optIns
  const reconciliation = countReconciliation(db, 'open')
  return [
    {
      kind: 'optInConflicts',
      count: optIns,
      title: `${people(optIns, 'newsletter question', 'newsletter questions')} to answer`,
      why: 'An import says otherwise about an opt-in; until somebody answers, these people get no mail.',
    },
    {
      kind: 'conflicts',
      count: conflicts,
      title: `${people(conflicts, 'conflict', 'conflicts')} to answer`,
      why: 'An import had another value for something that is protected. Nothing was changed.',
    },
    {
      kind: 'reconciliation',
      count: reconciliation,
      title: `${people(reconciliation, 'subscription is', 'subscriptions are')} missing from the newest export`,
      why: 'We have them, the newest full export does not. They may have ended.',
    },
    duplicatesItem(db),
  ]
}

/** Most urgent first. */
function itemsOf(db: ReadDb, when: When, hasContacts: boolean): TodayItem[] {
  const rowErrors = countRowErrors(db)
  const failedSince = dayAt(when.timeZone, daysAgo(when.now, failedPaymentDays))
  const failed = countTransactions(db, { status: 'failed', from: failedSince }, when.timeZone)
  const suggestions = countSuggestions(db)
  const isBackupOld =
    hasContacts &&
    hasWork(db) &&
    (when.lastBackupAt === null || when.lastBackupAt < daysAgo(when.now, backupDays))
  const items: TodayItem[] = [
    ...questions(db),
    {
      kind: 'rowErrors',
      count: rowErrors,
      title: `${people(rowErrors, 'row', 'rows')} could not be read`,
      why: 'The newest import left them out. Download them, correct them, drop the file again.',
    },
    {
      kind: 'failedPayments',
      count: failed,
      title: `${people(failed, 'payment', 'payments')} failed in the last ${failedPaymentDays} days`,
      why: 'The money did not arrive. A card may have expired.',
      since: failedSince,
    },
    {
      kind: 'backup',
      count: isBackupOld ? 1 : 0,
      title: 'Make a backup',
      why:
        when.lastBackupAt === null
          ? 'There is none yet.'
          : `The newest one is older than ${backupDays} days.`,
    },
    {
      kind: 'suggestions',
      count: suggestions,
      title: `${people(suggestions, 'value', 'values')} that other systems know`,
      why: 'They would fill empty fields of protected people. Nothing is wrong; take them when you like.',
    },
  ]
  return items.filter(item => item.count > 0)
}

/** What needs somebody this morning, most urgent first, and how the house stands. */
export function findToday(db: ReadDb, when: When): Today {
  const contacts = countContacts(db, {})
  const figure = (kind: TodayFigure['kind'], value: number, others: OtherMoney[] = []) => ({
    kind,
    value,
    others,
  })
  const money = moneyOfTwoYears(db, when)
  return {
    items: itemsOf(db, when, contacts > 0),
    figures: [
      figure('contacts', contacts),
      figure('subscribers', countSubscribers(db)),
      figure(
        'activeSubscriptions',
        one(
          db,
          `SELECT count(*) AS n FROM subscriptions WHERE status IN ${runningStatuses} AND deleted_at IS NULL`,
        ),
      ),
      figure('moneyThisYear', money.thisYear.amountCents, money.thisYear.others),
      figure('moneyLastYear', money.lastYear.amountCents, money.lastYear.others),
    ],
    currency: money.thisYear.currency,
    moneyByMonth: money.lastMonths,
    recent: db.all(`SELECT id AS groupId, at, who, title FROM change_groups ORDER BY seq DESC LIMIT 8`),
  }
}

function countSubscribers(db: ReadDb): number {
  return one(
    db,
    `SELECT count(*) AS n FROM contacts c INDEXED BY contacts_live WHERE ${getsNewsletter('c')} AND ${liveContact('c')}`,
  )
}

/** The totals that the lists of the two years show, and the last thirteen months of them. */
function moneyOfTwoYears(db: ReadDb, { timeZone, now }: When) {
  const thisYear = Number(dayAt(timeZone, now).slice(0, 4))
  const [last, current] = [thisYear - 1, thisYear].map(year =>
    sumTransactions(db, { from: `${year}-01-01`, to: `${year}-12-31`, status: 'paid' }, timeZone),
  ) as [TransactionTotals, TransactionTotals]
  const byMonth = new Map(
    [...last.byMonth, ...current.byMonth].map(month => [month.month, month.amountCents]),
  )
  return {
    thisYear: current,
    lastYear: last,
    lastMonths: lastMonths(timeZone, now, 13).map(({ month }) => ({
      month,
      amountCents: byMonth.get(month) ?? 0,
    })),
  }
}
