import type { PlanRow } from '../../../electron/contract/imports.ts'
import { amountText, countText, dayText, instantDayText, moneyText } from '../../lib/format.ts'
import {
  fieldWords,
  plainWord,
  sourceWords,
  transactionStatusWords,
  transactionTypeWords,
} from '../../lib/words.ts'

export type PlanField = PlanRow['fields'][number]
type Action = PlanField['action']

export const outcomeWords: Record<PlanRow['outcome'], string> = {
  created: 'New',
  updated: 'Changed',
  unchanged: 'Unchanged',
  conflict: 'Needs you',
  skipped: 'Skipped',
  error: 'Not readable',
}

/** What happens with one value, before and after the import. */
export const actionWords: Record<Action, { plan: string; done: string }> = {
  create: { plan: 'Will be new', done: 'New' },
  fill: { plan: 'Fills a gap', done: 'Filled a gap' },
  replace: { plan: 'Will change', done: 'Changed' },
  keep: { plan: 'Stays', done: 'Kept' },
  conflict: { plan: 'You decide', done: 'For you to decide' },
  suggest: { plan: 'Suggestion', done: 'Suggestion' },
  add: { plan: 'Will be added', done: 'Added' },
  remove: { plan: 'Will be removed', done: 'Removed' },
}

/** Fields of money, tickets and bookings whose column names would say it in a roundabout way. */
const recordWords: Record<string, string> = {
  transaction_date: 'Date',
  transaction_type: 'Type',
  quickbooks_invoice_num: 'Invoice number',
  payment_provider: 'Paid through',
  quote_cents: 'Amount',
}

/** `email_subscribed` -> "Newsletter", `current_period_end` -> "Current period end". What a ticket shares with its payment is told apart. */
export function fieldLabel(field: string, table?: string): string {
  const label = plainLabel(field)
  const isTickets = table === 'event_registrations' && !label.startsWith('Ticket')
  return isTickets ? `Ticket ${label.toLowerCase()}` : label
}

function plainLabel(field: string): string {
  const known = (fieldWords as Record<string, string>)[field] ?? recordWords[field]
  if (known) return known
  const words = field
    .replace(/(_cents|Cents|_id)$/, '')
    .replace(/[_.]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

const subscribedWords: Record<string, string> = {
  subscribed: 'Subscribed',
  'not subscribed': 'Not subscribed',
  '1': 'Subscribed',
  '0': 'Not subscribed',
}

const linkedRecord = 'a linked record'

/** Fields with a closed list of values, in words. */
const closedWords: Record<string, Record<string, string>> = {
  email_subscribed: subscribedWords,
  source_system: sourceWords,
  payment_provider: sourceWords,
  transaction_type: transactionTypeWords,
  status: transactionStatusWords,
}

/** A planned value as a person reads it; null stays null, so that it can be drawn as empty. */
export function valueInWords(
  { field, currency }: Pick<PlanField, 'field' | 'currency'>,
  value: string | null,
): string | null {
  if (value === null || value === '') return null
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return linkedRecord
  if (/(_cents|Cents)$/.test(field) && /^-?\d+$/.test(value)) {
    return currency ? moneyText(Number(value), { currency }) : amountText(Number(value))
  }
  return closedWords[field]?.[value] ?? (field === 'status' ? plainWord(value) : value)
}

const actionOrder: { action: Action; verb: string }[] = [
  { action: 'conflict', verb: 'asks about' },
  { action: 'replace', verb: 'changes' },
  { action: 'fill', verb: 'fills' },
  { action: 'add', verb: 'adds' },
  { action: 'remove', verb: 'removes' },
  { action: 'create', verb: 'sets' },
  { action: 'suggest', verb: 'suggests' },
  { action: 'keep', verb: 'keeps' },
]

/** A row in one line: a new one by its values, another by what happens: "changes phone · fills address · keeps name". */
export function rowSummary(row: Pick<PlanRow, 'fields' | 'outcome'>, timeZone: string): string {
  if (row.outcome === 'created') return newValues(row.fields, timeZone)
  if (row.outcome === 'error') return ''
  const parts: string[] = []
  for (const { action, verb } of actionOrder) {
    const labels = new Set(
      row.fields.filter(f => f.action === action).map(f => fieldLabel(f.field, f.table).toLowerCase()),
    )
    if (labels.size === 0) continue
    parts.push(`${verb} ${labels.size > 3 ? `${countText(labels.size)} values` : [...labels].join(', ')}`)
  }
  return parts.join(' · ')
}

/** Who or what a row is about. A row that could not be read is called by its first cell. */
export function rowTitle(row: Pick<PlanRow, 'fields' | 'outcome' | 'title'>): string {
  const firstCell = row.outcome === 'error' ? row.fields.find(f => f.incoming)?.incoming : null
  return firstCell ?? row.title
}

/** What goes without saying in a line about a new row. */
const unsaidFields = new Set(['name', 'source_system', 'currency'])

function newValues(fields: readonly PlanField[], timeZone: string): string {
  return fields
    .filter(f => !unsaidFields.has(f.field))
    .flatMap(f => dayInWords(f.incoming, timeZone) ?? valueInWords(f, f.incoming) ?? [])
    .filter(value => value !== linkedRecord)
    .join(' · ')
}

function dayInWords(value: string | null, timeZone: string): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(value ?? '')) return dayText(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value ?? '') ? instantDayText(value, timeZone) : null
}
