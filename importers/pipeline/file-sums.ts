import { dayAt } from '../../db/queries/office-days.ts'
import type { BookingRecord, Checksum, TransactionRecord } from '../formats/format.ts'

type Sum = { count: number; amountCents: number }

/** What the rows of a file add up to, by currency; what failed has a type of its own and no month. */
export type MoneySums = Map<string, { byType: Map<string, Sum>; byMonth: Map<string, Sum> }>

type FileMoney = { money: MoneySums; timeZone: string }

/** What a file's money rows of one currency add up to; null for a file without money. */
type MoneyTotals = {
  currency: string | null
  amountCents: number
  byType: ({ type: string } & Sum)[]
  byMonth: ({ month: string } & Sum)[]
}
export type FileTotals = MoneyTotals & { others: (MoneyTotals & { currency: string })[] }

/** The sums that a file states of itself, checked: those that differ are kept to be shown, of the others the first. */
export type Checks = { even: number; uneven: number; listed: Checksum[] }

/** Checksums a receipt lists; the rest are counted. */
const listedChecksums = 200

export function noChecks(): Checks {
  return { even: 0, uneven: 0, listed: [] }
}

/** Counts what a row of the file states beside what it adds up to. Those that differ stand first. */
export function noteChecksum({ checks }: { checks: Checks }, checksum: Checksum): void {
  const isEven = checksum.statedCents === checksum.countedCents
  if (isEven && checks.even + checks.uneven < listedChecksums) checks.listed.push(checksum)
  else if (!isEven && checks.uneven < listedChecksums) checks.listed.splice(checks.uneven, 0, checksum)
  if (isEven) checks.even++
  else checks.uneven++
}

/** The checksums of a receipt. */
export function listedOf({ listed }: Checks): Checksum[] {
  return listed.slice(0, listedChecksums)
}

/** Adds a payment to what the file's rows add up to; failed ones apart. */
export function countMoney({ money, timeZone }: FileMoney, record: TransactionRecord): void {
  if (record.status === 'failed') add(money, record, { type: 'failed', month: null })
  else add(money, record, { type: record.type, month: monthAt(timeZone, record.at) })
}

/** Adds a rental, in the month of its invoice. */
export function countBooking({ money }: FileMoney, record: BookingRecord): void {
  add(money, record, { type: 'booking', month: record.invoicedOn?.slice(0, 7) ?? null })
}

/** The office's month; only near its ends does the time zone have a say. */
function monthAt(timeZone: string, at: string): string {
  const day = at.slice(8, 10)
  return (day > '01' && day < '28' ? at : dayAt(timeZone, at)).slice(0, 7)
}

function add(
  sums: MoneySums,
  { amountCents, currency }: { amountCents: number; currency: string },
  { type, month }: { type: string; month: string | null },
): void {
  const own = sums.get(currency) ?? { byType: new Map<string, Sum>(), byMonth: new Map<string, Sum>() }
  sums.set(currency, own)
  addTo(own.byType, type, amountCents)
  if (month !== null) addTo(own.byMonth, month, amountCents)
}

function addTo(sums: Map<string, Sum>, name: string, amountCents: number): void {
  const sum = sums.get(name) ?? { count: 0, amountCents: 0 }
  sum.count++
  sum.amountCents += amountCents
  sums.set(name, sum)
}

/** The currency of most rows first; the others apart, since no two can be added up. */
export function totalsOf(money: MoneySums): FileTotals {
  const sumOf = (parts: readonly Sum[], what: keyof Sum) => parts.reduce((sum, part) => sum + part[what], 0)
  const [main, ...others] = [...money]
    .map(([currency, sums]) => {
      const byType = [...sums.byType].map(([type, sum]) => ({ type, ...sum }))
      const byMonth = [...sums.byMonth].map(([month, sum]) => ({ month, ...sum }))
      byMonth.sort((a, b) => (a.month < b.month ? -1 : 1))
      return { currency, amountCents: sumOf(byType, 'amountCents'), byType, byMonth }
    })
    .sort((a, b) => sumOf(b.byType, 'count') - sumOf(a.byType, 'count') || (a.currency < b.currency ? -1 : 1))
  return { ...(main ?? { currency: null, amountCents: 0, byType: [], byMonth: [] }), others }
}
