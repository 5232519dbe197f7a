const dayMs = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  formatters.set(timeZone, made)
  return made
}

/** Wall clock of the zone at an instant, as if it were UTC milliseconds. */
function wallClockMs(timeZone: string, atMs: number): number {
  const parts: Record<string, number> = {}
  for (const part of formatterOf(timeZone).formatToParts(atMs)) parts[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The UTC instant at which a day YYYY-MM-DD begins in the zone. */
export function dayStart(timeZone: string, day: string): string {
  const wanted = Date.parse(`${day}T00:00:00.000Z`)
  const offsetAt = (atMs: number) => wallClockMs(timeZone, atMs) - Math.floor(atMs / 1000) * 1000
  const first = wanted - offsetAt(wanted)
  return new Date(wanted - offsetAt(first)).toISOString()
}

/** The UTC instant at which the day after YYYY-MM-DD begins in the zone: an exclusive upper bound. */
export function dayEnd(timeZone: string, day: string): string {
  return dayStart(timeZone, new Date(Date.parse(`${day}T00:00:00.000Z`) + dayMs).toISOString().slice(0, 10))
}

/** The zone's calendar day YYYY-MM-DD at a UTC instant. */
export function dayAt(timeZone: string, instant: string): string {
  return new Date(wallClockMs(timeZone, Date.parse(instant))).toISOString().slice(0, 10)
}

/** A month YYYY-MM with its UTC bounds, `end` excluded. */
export type OfficeMonth = { month: string; start: string; end: string }

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

function monthName(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}

/** Every month of the zone from the first instant's to the last instant's, oldest first. */
export function monthsBetween(timeZone: string, firstInstant: string, lastInstant: string): OfficeMonth[] {
  const first = monthNumber(dayAt(timeZone, firstInstant))
  const last = monthNumber(dayAt(timeZone, lastInstant))
  const months: OfficeMonth[] = []
  for (let n = first; n <= last; n++) {
    months.push({
      month: monthName(n),
      start: dayStart(timeZone, `${monthName(n)}-01`),
      end: dayStart(timeZone, `${monthName(n + 1)}-01`),
    })
  }
  return months
}

/** The last `count` months up to the one of the instant, oldest first. */
export function lastMonths(timeZone: string, instant: string, count: number): OfficeMonth[] {
  const last = monthNumber(dayAt(timeZone, instant))
  const start = dayStart(timeZone, `${monthName(last - count + 1)}-01`)
  return monthsBetween(timeZone, start, instant)
}

/** UTC bounds of the year that is `back` years before the instant's year in the zone. */
export function yearBounds(timeZone: string, instant: string, back: number): { start: string; end: string } {
  const year = Number(dayAt(timeZone, instant).slice(0, 4)) - back
  return { start: dayStart(timeZone, `${year}-01-01`), end: dayStart(timeZone, `${year + 1}-01-01`) }
}
