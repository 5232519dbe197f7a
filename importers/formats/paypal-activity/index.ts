import type { Format, Line, MapOptions, ReadLine, ReadRow } from '../format.ts'
import { columns } from './columns.ts'
import { mapRow } from './map-row.ts'
import { surveyFile } from './survey.ts'

/**
 * PayPal's activity download and its statement: one row a movement of money, signed, in the time zone the row names. The report tells far
 * more than payments (withdrawals, holds, memos, conversions): those rows are skipped, each with its reason. A refund is a row of its own.
 * PayPal rewrites its history, so the id of a transaction is its key, and a later file brings its newer state.
 */
export const paypalActivity: Format = {
  id: 'paypal-activity',
  label: 'PayPal activity',
  system: 'paypal',
  provenance: 'paypal',
  asksOptIn: false,
  isFullExport: false,
  usualDateOrder: 'mdy',
  requiresOneOf: ['From Email Address', 'Balance Impact', 'Bank Account', 'Status'],
  secretColumns: /^(?:bank account|card (?:number|last ?4))/,
  columns,
  read,
}

function* read(
  lines: () => Iterable<Line>,
  readLine: ReadLine,
  options: MapOptions,
): Generator<ReadRow, void, undefined> {
  const survey = surveyFile(lines, readLine, options)
  for (const { row, cells } of lines()) {
    const { cell, raw } = readLine(cells)
    const { mapped, legs, checksum } = mapRow({ row, cell, raw }, options, survey)
    const rest = legs.length === 0 ? {} : { furtherCells: legs.map(leg => `${leg.currency} ${leg.cents}`) }
    yield { rows: [row], cells, ...rest, mapped, ...(checksum && { checksum }) }
  }
}
