import { isReportStamp } from '../cells/quickbooks-customer.ts'
import type { Cell, Line, ReadLine } from '../format.ts'
import { salesKind } from './sales-types.ts'

/** What lines add up to, by currency: no two can be added up. */
export type Sums = Map<string, number>

/** The lines under a heading: those of a customer, of one of its sub-customers, or of an account. */
export type Group = {
  /** Line of the heading. */
  row: number
  name: string
  parent: Group | null
  /** A total has ended it. */
  isClosed: boolean
  sums: Sums
}

/** One line of the report and where it stands. `group` is the innermost open one, for a total the one that it ends. */
export type Step = {
  line: Line
  cell: Cell
  group: Group | null
} & ({ kind: 'gift' | 'heading' | 'footer' | 'other' } | { kind: 'total'; label: string; isGrand: boolean })

/** QuickBooks nests five levels; more open groups than this are headings without totals. */
const maxOpenGroups = 20
const dataColumns = [
  'Date',
  'Transaction Type',
  'Type',
  'Num',
  'Product/Service',
  'Memo/Description',
  'Amount',
] as const

/**
 * Goes through a report line by line and keeps the open groups. A line that begins with `Total` ends a group only when that group is
 * open, for a customer may be called so.
 */
export function* walkReport(lines: Iterable<Line>, readLine: ReadLine): Generator<Step> {
  let open: Group[] = []
  for (const line of lines) {
    const { cell } = readLine(line.cells)
    const filled = line.cells.map(text => text.trim()).filter(text => text !== '')
    const label = filled[0] ?? ''
    const group = open.at(-1) ?? null
    const typedDate = cell('Date')
    // A stamp that was not quoted stands in several cells.
    if (isReportStamp(filled.slice(0, 4).join(', ')) && cell('Amount') === null)
      yield { line, cell, group, kind: 'footer' }
    else if (/^(?:grand )?totals?$/i.test(label)) {
      open = []
      yield { line, cell, group: null, kind: 'total', label, isGrand: true }
    } else if (isGroupTotal(label, open, cell)) {
      const at = endOf(label, open)
      const ended = at === -1 ? null : (open[at] ?? null)
      if (ended) {
        ended.isClosed = true
        open = open.slice(0, at)
      }
      yield { line, cell, group: ended, kind: 'total', label, isGrand: false }
    } else if (filled.length === 1 && isOutsideData(cell, label)) {
      const heading = { row: line.row, name: label, parent: group, isClosed: false, sums: new Map() }
      open = [...open.slice(-maxOpenGroups), heading]
      yield { line, cell, group: heading, kind: 'heading' }
    } else if (typedDate !== null) yield { line, cell, group, kind: 'gift' }
    else yield { line, cell, group, kind: 'other' }
  }
}

function isGroupTotal(label: string, open: readonly Group[], cell: Cell): boolean {
  if (!/^total\s/i.test(label) || /\d/.test(cell('Date') ?? '')) return false
  return endOf(label, open) !== -1 || cell('Amount') !== null
}

/** A heading stands where no column of the data is, or in a first column that happens to hold the dates. */
function isOutsideData(cell: Cell, label: string): boolean {
  if (cell('Date') === label) return !/\d/.test(label)
  return dataColumns.every(column => cell(column) === null)
}

/** Which open group `Total for X`, `Total X` or `Total for X with sub-customers` ends; -1 for none. */
function endOf(label: string, open: readonly Group[]): number {
  const rest = label.replace(/^total\s+/i, '')
  const names = [rest, rest.replace(/^(?:for|pour|de|para)\s+/i, '')].flatMap(name => [
    name,
    name.replace(/\s+with sub-?\s?(?:customers|projects|accounts)$/i, ''),
  ])
  return open.findLastIndex(
    ({ name }) => names.includes(name) || names.some(ending => name.endsWith(`:${ending}`)),
  )
}

/** What must be known of the whole report before its first line is read. */
export type Survey = {
  /** The headings of customers under which others are nested, by the line of the nested heading. */
  customerOf: Map<number, string>
  /** A column names the customer of each line; headings are then accounts or products. */
  namesCustomers: boolean
  /** Invoices and their payments: the same money twice. */
  hasInvoicesAndPayments: boolean
  /** It has no groups and no totals, or its grand total stands below its last line. */
  isWhole: boolean
}

/** Goes through the report once, before its gifts are read. */
export function surveyReport(lines: Iterable<Line>, readLine: ReadLine): Survey {
  const nested: Group[] = []
  const kinds = new Set<string>()
  let namesCustomers = false
  let hasGroups = false
  let isEnded = false
  for (const step of walkReport(lines, readLine)) {
    const { cell, group } = step
    if (step.kind === 'heading' && group?.parent) nested.push(group)
    if (step.kind === 'total') {
      isEnded = step.isGrand
      if (!step.isGrand) hasGroups = true
    }
    if (step.kind !== 'gift') continue
    isEnded = false
    if (group !== null) hasGroups = true
    if (cell('Customer') !== null || cell('Name') !== null) namesCustomers = true
    const sales = salesKind(typeOf(cell))
    if (sales !== null) kinds.add(sales)
  }
  const customerOf = new Map<number, string>()
  for (const group of nested) {
    const top = topClosed(group)
    if (top !== group) customerOf.set(group.row, top.name)
  }
  return {
    customerOf,
    namesCustomers,
    hasInvoicesAndPayments: kinds.has('invoice') && kinds.has('payment'),
    isWhole: isEnded || !hasGroups,
  }
}

/** A group that no total ended was not around this one: its total is missing, or it is a line of a title. */
function topClosed(group: Group): Group {
  return groupsAround(group).findLast(({ isClosed }) => isClosed) ?? group
}

/** The group itself and those it may stand in, the innermost first. */
export function groupsAround(group: Group | null): Group[] {
  const around: Group[] = []
  for (let each = group; each !== null && around.length <= maxOpenGroups; each = each.parent)
    around.push(each)
  return around
}

/** The column has two names, by report. */
export function typeOf(cell: Cell): string | null {
  return cell('Transaction Type') ?? cell('Type')
}
