/** A cell of a sheet as its XML has it. Null where the element is absent. */
export type RawCell = { type: string; isDate: boolean; value: string; formula: string | null; inline: string }

/**
 * The cell as a CSV file would have it: dates as ISO, numbers without an exponent. Nothing is ever calculated. A formula that is a plain
 * number is that number (QuickBooks writes `=15000.00` without a result); any other one without a result is given as it is typed, so that
 * a row that needs it is refused and not read as empty.
 */
export function cellText(
  cell: RawCell,
  shared: (place: number) => string | undefined,
  isFrom1904: boolean,
): string {
  const { type, value, formula } = cell
  if (formula !== null && /^=?\s*-?\d+(?:\.\d+)?$/.test(formula)) return formula.replace(/^=?\s*/, '')
  if (type === 's') return shared(Number(value)) ?? ''
  if (type === 'inlineStr') return cell.inline
  if (value === '') return formula === null || formula === '' ? '' : `=${formula}`
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return cell.isDate ? dateText(number, isFrom1904) : numberText(number)
}

/** Excel knows 15 digits: what it stores beyond is noise (19.989999999999998), or digits of an id that are lost. */
function numberText(number: number): string {
  const rounded = Number(number.toPrecision(15))
  const text = String(rounded)
  if (!text.includes('e')) return text
  return rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
}

const daySeconds = 86_400
/** Day 0 of the two calendars of Excel. The older one has a 29 February 1900, which never was. */
const epochs = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) }
const lastSerial = 2_958_466

function dateText(serial: number, isFrom1904: boolean): string {
  if (serial < 0 || serial >= lastSerial) return numberText(serial)
  const seconds = Math.round(serial * daySeconds)
  const isBeforeTheLeap = !isFrom1904 && seconds < 61 * daySeconds && seconds >= daySeconds
  const shift = isBeforeTheLeap ? daySeconds : 0
  const epoch = isFrom1904 ? epochs.from1904 : epochs.from1900
  const iso = new Date(epoch + (seconds + shift) * 1000).toISOString()
  const time = iso.slice(11, 19)
  if (seconds < daySeconds) return time
  return seconds % daySeconds === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}

/** Numbers of formats that every Excel shows as a date or a time. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** Whether a number format shows a date: its pattern, without quoted words, colours and escapes, has a sign of a date. */
export function isDateFormat(id: number, pattern: string | undefined): boolean {
  if (pattern === undefined) return isBuiltInDate(id)
  const [first = ''] = pattern.split(';')
  const signs = first
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '')
  return /[dmyhs]/i.test(signs)
}
