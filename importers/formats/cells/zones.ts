/** Hours from UTC of the abbreviations that exports write beside a time. Where two zones share one, the American is meant. */
const abbreviations: Record<string, number> = {
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  nst: -3.5,
  ndt: -2.5,
  ast: -4,
  adt: -3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  jst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
}

const hourMs = 3_600_000
const weekMs = 168 * hourMs

/**
 * The moment at which a clock showed `time` (`14:05`, `14:05:30`, `2:28 PM`) on `day` (YYYY-MM-DD), as UTC with milliseconds. `zone` is
 * an IANA name (`America/Denver`) or an abbreviation (`PST`, `GMT+01:00`). An hour that a zone skipped in spring is taken as the one
 * after it. Null when time or zone cannot be read.
 */
export function zonedInstant(day: string, time: string, zone: string): string | null {
  const clock = clockMs(time)
  if (clock === null) return null
  const local = Date.parse(`${day}T00:00:00Z`) + clock
  if (Number.isNaN(local)) return null
  const fixed = fixedOffsetMs(zone)
  if (fixed !== null) return new Date(local - fixed).toISOString()
  const first = zoneOffsetMs(zone, local)
  if (first === null) return null
  const second = zoneOffsetMs(zone, local - first) ?? first
  const isSkipped = zoneOffsetMs(zone, local - second) !== second
  return new Date(local - (isSkipped ? first : second)).toISOString()
}

function clockMs(time: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?$/i.exec(time.trim())
  if (!parts) return null
  const [, hourText, minuteText, secondText = '0', half] = parts
  let hour = Number(hourText)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  const minute = Number(minuteText)
  const second = Number(secondText)
  if (hour > 23 || minute > 59 || second > 59) return null
  return ((hour * 60 + minute) * 60 + second) * 1000
}

function fixedOffsetMs(zone: string): number | null {
  const name = zone.trim().toLowerCase()
  const known = Object.hasOwn(abbreviations, name) ? abbreviations[name] : undefined
  if (known !== undefined) return known * hourMs
  const parts = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone.trim())
  if (!parts || Number(parts[2]) > 14) return null
  const size = (Number(parts[2]) + Number(parts[3] ?? 0) / 60) * hourMs
  return parts[1] === '-' ? -size : size
}

/** What the calendar said, by zone and hour: offsets change on the hour at most. */
const offsets = new Map<string, number | null>()
const clocks = new Map<string, Intl.DateTimeFormat | null>()
const rememberedOffsets = 20_000

/** No zone puts its clocks forward and back within a week: where both of its ends agree, all of it does, and few hours are looked up. */
function zoneOffsetMs(zone: string, at: number): number | null {
  const week = Math.floor(at / weekMs) * weekMs
  const offset = hourOffsetMs(zone, week)
  return offset === hourOffsetMs(zone, week + weekMs) ? offset : hourOffsetMs(zone, at)
}

function hourOffsetMs(zone: string, at: number): number | null {
  const hour = Math.floor(at / hourMs)
  const key = `${zone} ${hour}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= rememberedOffsets) offsets.clear()
  const offset = lookUpOffsetMs(zone, hour * hourMs)
  offsets.set(key, offset)
  return offset
}

function lookUpOffsetMs(zone: string, at: number): number | null {
  const clock = clockOf(zone)
  if (!clock) return null
  const part = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(
    part.get('year') ?? 0,
    (part.get('month') ?? 1) - 1,
    part.get('day') ?? 1,
    part.get('hour') ?? 0,
    part.get('minute') ?? 0,
  )
  return shown - at
}

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  let clock: Intl.DateTimeFormat | null = null
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  } catch {
    // Not a zone: the answer is null, and the row says so.
  }
  clocks.set(zone, clock)
  return clock
}
