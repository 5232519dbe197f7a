import type { DateOrder } from '../format.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A calendar day as `YYYY-MM-DD` from `Nov 28, 2025`, `28 Nov 2025`, `2025-11-28`, or the day written in a longer
 * timestamp. Never shifted through a time zone. Null when it is no such date or the day does not exist.
 */
export function parseDay(cell: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ]\d{1,2}:\d{2})/.exec(cell)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const named = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:$|,? \d{1,2}:\d{2})/.exec(cell)
  if (named) return day(Number(named[3]), monthOf(named[1] ?? ''), Number(named[2]))
  const dayFirst = /^(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})(?:$|,? \d{1,2}:\d{2})/.exec(cell)
  return dayFirst ? day(Number(dayFirst[3]), monthOf(dayFirst[2] ?? ''), Number(dayFirst[1])) : null
}

/**
 * A calendar day as `YYYY-MM-DD` from anything `parseDay` reads and from numbers in the file's own order: `06/16/2022`, `16.6.22`. Years
 * of two digits are those from 1970 to 2069. Null when it is no such date or the day does not exist.
 */
export function parseDate(cell: string, order: DateOrder): string | null {
  const numbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:$|,? \d{1,2}:\d{2})/.exec(cell)
  if (!numbers) return parseDay(cell)
  const first = Number(numbers[1])
  const second = Number(numbers[3])
  const year = numbers[4]?.length === 2 ? wholeYear(Number(numbers[4])) : Number(numbers[4])
  return order === 'mdy' ? day(year, first, second) : day(year, second, first)
}

function wholeYear(twoDigits: number): number {
  return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits
}

/**
 * A moment as UTC with milliseconds from `2025-11-08 04:11:00 -0700`, also with `T`, `Z`, `UTC` or `+01:00`. A day
 * alone is taken as noon UTC, which is that day in every American time zone. Null without an offset, or when the moment does not exist.
 */
export function parseInstant(cell: string): string | null {
  const parts =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))$/.exec(
      cell,
    )
  if (!parts) {
    const alone = /:\d{2}/.test(cell) ? null : parseDay(cell)
    return alone === null ? null : `${alone}T12:00:00.000Z`
  }
  const [
    ,
    date = '',
    hour,
    minute,
    second = '0',
    fraction = '',
    ,
    sign,
    offsetHours = '0',
    offsetMinutes = '0',
  ] = parts
  if (parseDay(date) === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return null
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  const clock = ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000
  const moment = Date.parse(`${date}T00:00:00Z`) + clock + Number(fraction.padEnd(3, '0').slice(0, 3))
  return new Date(moment).toISOString()
}

function monthOf(name: string): number {
  const lower = name.toLowerCase()
  const index = months.indexOf(lower.slice(0, 3))
  const isWhole = index >= 0 && fullMonths[index]?.startsWith(lower)
  return isWhole || lower === 'sept' ? index + 1 : 0
}

const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

function day(year: number, month: number, date: number): string | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1) return null
  const lastDate =
    month === 2
      ? isLeap(year)
        ? 29
        : 28
      : month === 4 || month === 6 || month === 9 || month === 11
        ? 30
        : 31
  if (date > lastDate) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
