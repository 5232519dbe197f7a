import { problem, refused } from '../cells/problem.ts'
import type { Cell, Format, Line, MapOptions, MappedRow, ReadLine, ReadRow } from '../format.ts'
import { readInvoice } from './invoice.ts'

/**
 * Invoices of Zoho Books and Zoho Invoice: a line for every item, with everything of the invoice repeated on each, so its total is taken
 * once. The lines of one invoice need not stand together.
 */
export const zohoInvoices: Format = {
  id: 'zoho-invoices',
  label: 'Zoho invoices',
  system: 'zoho',
  provenance: 'zoho',
  asksOptIn: false,
  isFullExport: false,
  columns: [
    { name: 'Invoice Date', aliases: ['Date'], required: true, holds: 'date' },
    { name: 'Invoice ID', aliases: ['InvoiceID'], required: true },
    { name: 'Invoice Number', aliases: ['Invoice#', 'Invoice No', 'Invoice No.'] },
    { name: 'Estimate Number' },
    { name: 'Invoice Status', aliases: ['Status'], required: true },
    { name: 'Customer Name', required: true },
    { name: 'Customer ID', aliases: ['CustomerID'] },
    { name: 'Due Date', holds: 'date' },
    { name: 'Currency', aliases: ['Currency Code', 'CurrencyCode'] },
    { name: 'Item Name', aliases: ['Product Name'], required: true },
    { name: 'Item Desc', aliases: ['Item Description'] },
    { name: 'Quantity' },
    { name: 'Item Price', aliases: ['Rate'], holds: 'money' },
    { name: 'Item Total', aliases: ['Item Amount'], holds: 'money' },
    { name: 'SubTotal', aliases: ['Sub Total'], holds: 'money' },
    { name: 'Total', aliases: ['Invoice Total'], required: true, holds: 'money' },
    { name: 'Balance', aliases: ['Balance Due'], holds: 'money' },
    { name: 'Notes', aliases: ['Customer Notes'] },
    { name: 'Billing Address', aliases: ['Billing Street'] },
    { name: 'Billing City' },
    { name: 'Billing State' },
    { name: 'Billing Country' },
    { name: 'Billing Code', aliases: ['Billing Zip', 'Billing Postal Code'] },
    { name: 'Billing Phone' },
    {
      name: 'Primary Contact EmailID',
      aliases: ['Primary Contact Email', 'Customer Email', 'EmailID', 'Email'],
    },
  ],
  read,
}

type Survey = {
  /** How many lines each invoice has. */
  lines: Map<string, number>
  /** Every id ends in the zeros that a spreadsheet puts for digits it cannot hold. */
  hasDamagedIds: boolean
}

function* read(lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions): Iterable<ReadRow> {
  const survey = surveyLines(lines(), readLine)
  const waiting = new Map<string, Line[]>()
  for (const line of lines()) {
    const key = invoiceKey(readLine(line.cells).cell)
    if (key === null) {
      yield rowOf(
        [line],
        refused(problem('Invoice ID', null, 'The line has no invoice id and no invoice number.')),
      )
      continue
    }
    const group = waiting.get(key) ?? []
    group.push(line)
    if (group.length < (survey.lines.get(key) ?? 0)) {
      waiting.set(key, group)
      continue
    }
    waiting.delete(key)
    const { mapped, checksum } = readInvoice(key, group, {
      readLine,
      options,
      hasDamagedIds: survey.hasDamagedIds,
    })
    yield { ...rowOf(group, mapped), ...(checksum && { checksum }) }
  }
}

function rowOf(group: readonly Line[], mapped: MappedRow): ReadRow {
  const [first, ...further] = group
  return {
    rows: group.map(({ row }) => row),
    cells: first?.cells ?? [],
    furtherCells: further.flatMap(({ cells }) => cells),
    mapped,
  }
}

function surveyLines(lines: Iterable<Line>, readLine: ReadLine): Survey {
  const counts = new Map<string, number>()
  let rounded = 0
  for (const { cells } of lines) {
    const key = invoiceKey(readLine(cells).cell)
    if (key === null) continue
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    if (count === 0 && /^\d{15}0{2,}$/.test(key)) rounded++
  }
  return { lines: counts, hasDamagedIds: rounded > 1 && rounded === counts.size }
}

function invoiceKey(cell: Cell): string | null {
  const id = cell('Invoice ID')
  if (id !== null) return id
  const number = cell('Invoice Number')
  return number === null ? null : `number:${number}`
}
