import { daysOfMonth, dayText, monthText } from '../../lib/format.ts'
import type { MoneyFilter } from '../../lib/navigation.ts'

/** The month a filter shows exactly, if it does. */
export function monthOf(filter: { from?: string | undefined; to?: string | undefined }): string | undefined {
  const month = filter.from?.slice(0, 7)
  if (!month) return undefined
  const days = daysOfMonth(month)
  return filter.from === days.from && filter.to === days.to ? month : undefined
}

/** "Mar 2025", "2025", "3 Mar 2025 to 9 Mar 2025", "since 3 Mar 2025". */
export function periodWords(filter: MoneyFilter): string | null {
  const { from, to } = filter
  const month = monthOf(filter)
  if (month) return monthText(month)
  if (from?.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4)
  if (from && to) return `${dayText(from)} to ${dayText(to)}`
  if (from) return `since ${dayText(from)}`
  return to ? `until ${dayText(to)}` : null
}
