/** An amount in hundredths of a unit and its currency (three capitals), null when the cell names none. */
export type Money = { cents: number; currency: string | null }

/** An id or a telephone number in the column of amounts is longer; sums of millions of amounts stay exact. */
const mostDigits = 9

const symbols: Record<string, string> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' }

/**
 * Reads an amount as people and programs write it: `$1,234.50`, `€22,00`, `USD -5`, `(12.00)`, `$(12.00)`, `12.00-`, `1’234.50`,
 * Unicode minus, any kind of space. `mark` is the decimal mark of the whole column, when it is known: `1.234` is then an amount.
 * Null when it is no amount, is a billion or more, has more than two decimals, or could mean two amounts.
 */
export function parseMoney(cell: string, mark: '.' | ',' | null = null): Money | null {
  if (mark !== ',' && /^-?\d{1,9}\.\d\d$/.test(cell))
    return { cents: Number(cell.replace('.', '')) || 0, currency: null }
  let text = cell.replace(/[\s'\u2019\u00a0\u202f\u2009]/g, '').replace(/[\u2212\u2013\uff0d\ufe63]/g, '-')
  const bracketed = /^((?:US\$|[$€£¥])?)\((.*)\)$/.exec(text)
  if (bracketed) text = `${bracketed[1]}${bracketed[2]}`
  const currency = currencyIn(text)
  text = text
    .replace(/^(-?)(?:US\$|[$€£¥]|[A-Z]{3})(?:[$€£¥])?/, '$1')
    .replace(/(?:[$€£¥]|[A-Z]{3})(-?)$/, '$1')
  const signs = text.split('-').length - 1
  if (signs > 1 || (signs === 1 && bracketed)) return null
  const isNegative = signs === 1 || bracketed !== null
  const cents = centsOf(text.replace(/^-|-$/g, ''), mark)
  return cents === null ? null : { cents: isNegative && cents !== 0 ? -cents : cents, currency }
}

function currencyIn(text: string): string | null {
  const code = /(?:^|[^A-Z])([A-Z]{3})(?:$|[^A-Z])/.exec(text)?.[1]
  if (code !== undefined) return code
  const symbol = /[$€£¥]/.exec(text)?.[0]
  return symbol === undefined ? null : (symbols[symbol] ?? null)
}

function centsOf(text: string, columnMark: '.' | ',' | null): number | null {
  if (!/^[\d.,]+$/.test(text)) return null
  const mark = columnMark === null ? decimalMark(text) : text.includes(columnMark) ? columnMark : null
  const at = mark === null ? text.length : text.lastIndexOf(mark)
  const whole = text.slice(0, at)
  const decimals = text.slice(at + 1)
  const grouping = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.exec(whole)?.[1]
  if (!/^\d*$/.test(whole) && (grouping === undefined || grouping === mark)) return null
  if (mark !== null && !/^\d{1,2}$/.test(decimals)) return null
  const digits = whole.replace(/\D/g, '')
  if (digits.length > mostDigits || (digits === '' && decimals === '')) return null
  return Number(digits) * 100 + Number(decimals.padEnd(2, '0').slice(0, 2))
}

/** The last mark, when it can only be a decimal one: both kinds occur, or one that does not part thousands. */
function decimalMark(text: string): '.' | ',' | null {
  const point = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (point === -1 && comma === -1) return null
  const mark = point > comma ? '.' : ','
  if (point !== -1 && comma !== -1) return mark
  if (text.split(mark).length > 2) return null
  return mark === '.' || text.length - comma - 1 !== 3 ? mark : null
}
