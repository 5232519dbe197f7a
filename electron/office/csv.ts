import Papa from 'papaparse'
import type { UnreadRow } from '../../db/queries/import-batches.ts'
import { OtherMoney } from '../contract/values.ts'

/**
 * Cells a spreadsheet would run: they begin with = + - @ (also full-width), perhaps after blanks, or with a tab, line end or NUL.
 * Papa's own list misses those behind a line end.
 */
export const dangerousStart = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/

export type CsvCell = string | number | null
/** What a list is made of: plain values by column. */
export type CsvRow = Record<string, CsvCell>

/** UTF-8 with a byte order mark, commas, CRLF. Dangerous texts get an apostrophe; numbers stay numbers. */
export function csvText(columns: readonly string[], rows: readonly CsvRow[]): string {
  const data = rows.map(row => columns.map(column => row[column] ?? null))
  return `\ufeff${Papa.unparse({ fields: [...columns], data }, { escapeFormulae: dangerousStart, newline: '\r\n' })}\r\n`
}

const money = /^(\w+)Cents$/

/**
 * A row of a list as cells: money in units of its currency, yes and no as words, money in other currencies as `25.00 EUR, 1000.00 JPY`,
 * other parts of a row not at all.
 */
export function cellsOf(row: Readonly<Record<string, unknown>>): CsvRow {
  const cells: CsvRow = {}
  for (const [name, value] of Object.entries(row)) {
    const amount = money.exec(name)?.[1]
    if (amount !== undefined && typeof value === 'number') cells[amount] = value / 100
    else if (typeof value === 'boolean') cells[name] = value ? 'yes' : 'no'
    else if (typeof value === 'string' || typeof value === 'number') cells[name] = value
    else if (value === null) cells[amount ?? name] = null
    else if (name === 'otherMoney') cells[name] = otherMoneyText(OtherMoney.array().parse(value))
  }
  return cells
}

function otherMoneyText(others: readonly OtherMoney[]): string {
  return others.map(({ amountCents, currency }) => `${(amountCents / 100).toFixed(2)} ${currency}`).join(', ')
}

/** A file name without anything a file system minds. */
export function csvFileName(words: string): string {
  const plain = words
    .replace(/\.csv$/i, '')
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .trim()
    .slice(0, 120)
  return `${plain || 'list'}.csv`
}

const reasonColumn = 'Why it was not imported'

/** Rows that could not be read, with the reason in front, to correct and drop again. */
export function unreadRowsCsv(unread: { fileName: string; rows: readonly UnreadRow[] }): {
  fileName: string
  text: string
} {
  const columns = new Set<string>(['Row', reasonColumn])
  for (const row of unread.rows) for (const name of Object.keys(row.cells)) columns.add(name)
  const rows = unread.rows.map(row => ({ ...row.cells, Row: row.row, [reasonColumn]: row.reason }))
  return {
    fileName: csvFileName(`${unread.fileName.replace(/\.csv$/i, '')} rows to correct`),
    text: csvText([...columns], rows),
  }
}
