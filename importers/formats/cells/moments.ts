import type { DateOrder } from '../format.ts'
import { parseDate, parseInstant } from './dates.ts'
import { zonedInstant } from './zones.ts'

const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? /i

const longestMoment = 80

/** How a file writes times, and the zone of those that come without one. */
export type Clock = { dateOrder: DateOrder; timeZone: string }

/**
 * A moment as UTC with milliseconds from `Sat Nov 8, 2025 7:15 PM`, `Fri 1 May 2020 10:30 PM`, `2025-11-07 14:28:00`, `11/07/2025, 2:28 PM
 * MST`: the file's own offset or zone, else the clock's. A day alone is noon UTC, which is that day in every American time zone.
 */
export function localInstant(cell: string, clock: Clock): string | null {
  if (cell.length > longestMoment) return null
  const text = tidy(cell)
  const withOffset = parseInstant(text)
  if (withOffset !== null) return withOffset
  const day = parseDate(text, clock.dateOrder)
  if (day === null) return null
  const time = /[ T](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[ap]\.?m\.?)?)(?: ?\(?(\S+?)\)?)?$/i.exec(
    text,
  )
  if (time === null) return text.includes(':') ? null : `${day}T12:00:00.000Z`
  return zonedInstant(day, time[1] ?? '', time[2] ?? clock.timeZone)
}

/** The calendar day that a cell for `localInstant` names, as it stands there. */
export function localDay(cell: string, dateOrder: DateOrder): string | null {
  return cell.length > longestMoment ? null : parseDate(tidy(cell), dateOrder)
}

function tidy(cell: string): string {
  return cell
    .trim()
    .replace(/\s+/g, ' ')
    .replace(weekday, '')
    .replace(/,? at (?=\d{1,2}:\d)/i, ' ')
}
