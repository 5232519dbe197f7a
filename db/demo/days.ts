const dayMs = 86_400_000

/** YYYY-MM-DD that lies `days` before another day. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - days * dayMs).toISOString().slice(0, 10)
}

/** The same day of the month `months` later; the month's last day where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10)
}

/** An instant on that day, `second` seconds after noon in Colorado's winter. */
export function instantOn(day: string, second: number): string {
  return new Date(Date.parse(`${day}T19:00:00.000Z`) + second * 1000).toISOString()
}
