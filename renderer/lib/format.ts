const dash = '–'
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `1234567` -> `1,234,567`. */
export function countText(count: number): string {
  return Number.isFinite(count) ? count.toLocaleString('en-US') : dash
}

/** `countOf(1, 'person', 'people')` -> `1 person`. */
export function countOf(count: number, one: string, many: string = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

/**
 * Hundredths of the currency's unit -> `$1,234.50`, or `¥1,234` where the unit has no parts; with `roundToUnits`, for totals where cents do
 * not matter, `$1,235`.
 */
export function moneyText(
  amountCents: number | null,
  { currency, roundToUnits = false }: { currency: string; roundToUnits?: boolean },
): string {
  if (amountCents === null || !Number.isFinite(amountCents)) return dash
  // What a currency has of decimals by habit is no reason to hide any that are there.
  const hasParts = amountCents % 100 !== 0 && !roundToUnits
  const key = `${currency} ${roundToUnits} ${hasParts}`
  let format = moneyFormats.get(key)
  if (!format) {
    const digits = roundToUnits ? { maximumFractionDigits: 0 } : hasParts ? { minimumFractionDigits: 2 } : {}
    const code = /^[A-Z]{3}$/.test(currency) ? currency : 'USD'
    format = new Intl.NumberFormat('en-US', { style: 'currency', currency: code, ...digits })
    moneyFormats.set(key, format)
  }
  return format.format(amountCents / 100).replace('-', '−')
}

/** Hundredths of a unit whose currency is not told -> `1,234.50`. */
export function amountText(amountCents: number): string {
  return (amountCents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }).replace('-', '−')
}

/** `2025-03-03` -> `3 Mar 2025`. Anything that is not a day reads as a dash. */
export function dayText(day: string | null): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(day ?? '')
  const month = months[Number(parts?.[2]) - 1]
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}` : dash
}

/** `2025-03` -> `Mar 2025`. */
export function monthText(month: string): string {
  const parts = /^(\d{4})-(\d\d)$/.exec(month)
  const name = months[Number(parts?.[2]) - 1]
  return parts && name ? `${name} ${parts[1]}` : dash
}

/** First and last day of `2025-02`. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${String(lastDay).padStart(2, '0')}` }
}

const zonedFormats = new Map<string, Intl.DateTimeFormat>()

function zonedParts(instant: string | null, timeZone: string): Record<string, string> | null {
  const time = Date.parse(instant ?? '')
  if (Number.isNaN(time)) return null
  let format = zonedFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    })
    zonedFormats.set(timeZone, format)
  }
  return Object.fromEntries(format.formatToParts(time).map(part => [part.type, part.value]))
}

/** A UTC instant as a day in the office's time zone: `3 Mar 2025`. */
export function instantDayText(instant: string | null, timeZone: string): string {
  const parts = zonedParts(instant, timeZone)
  return parts ? dayText(`${parts['year']}-${parts['month']}-${parts['day']}`) : dash
}

/** A UTC instant with its time: `3 Mar 2025, 14:02`. */
export function instantText(instant: string | null, timeZone: string): string {
  const parts = zonedParts(instant, timeZone)
  return parts ? `${instantDayText(instant, timeZone)}, ${parts['hour']}:${parts['minute']}` : dash
}

/** The full stamp shown on hover: `3 Mar 2025, 14:02:31 GMT-7`. */
export function instantStamp(instant: string | null, timeZone: string): string {
  const parts = zonedParts(instant, timeZone)
  return parts ? `${instantText(instant, timeZone)}:${parts['second']} ${parts['timeZoneName']}` : dash
}

/** `+13035550101` or `303.555.0101` -> `(303) 555-0101`; other countries and undialable numbers stay as they are. */
export function phoneText(phoneE164: string | null, asTyped: string | null = null): string {
  for (const text of [phoneE164, asTyped]) {
    const isPlain = text !== null && /^\+?[\d\s().-]+$/.test(text)
    const us = isPlain ? /^1?(\d{3})(\d{3})(\d{4})$/.exec(text.replace(/\D/g, '')) : null
    if (us && !(text?.startsWith('+') && !text.startsWith('+1'))) return `(${us[1]}) ${us[2]}-${us[3]}`
  }
  return asTyped ?? phoneE164 ?? dash
}

/** `1536` -> `1.5 KB`. */
export function bytesText(sizeBytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'] as const
  let size = sizeBytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`
}

/** `75` -> `1 min 15 s`. */
export function secondsText(seconds: number): string {
  if (seconds < 1) return 'under a second'
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
