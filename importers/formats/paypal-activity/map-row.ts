import { parseDate } from '../cells/dates.ts'
import { type IdReading, readId } from '../cells/ids.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { textOf } from '../cells/text.ts'
import { zonedInstant } from '../cells/zones.ts'
import type { Cell, CellProblem, Checksum, MapOptions, MappedRow, TransactionRecord } from '../format.ts'
import { type Amounts, convert, readAmounts } from './amounts.ts'
import { isGivingFund, personOf } from './payer.ts'
import { detached, type Leg, type Survey } from './survey.ts'
import { impactOf, type Kind, kindOf, progressOf } from './words.ts'

const skipReasons = {
  conversion:
    'A currency conversion, not a payment. The payment it belongs to is counted in the currency it was changed into.',
  hold: 'A hold, an authorisation or its release: no money has come yet.',
  'own account': "Money between PayPal and the office's own bank or card.",
  fee: 'A fee of PayPal.',
  correction: 'A correction, a bonus or postage: nobody paid this.',
  'cart item': 'An item of a cart. The payment stands in a row of its own.',
} satisfies Partial<Record<Kind, string>>

type RowCells = { row: number; cell: Cell; raw: Cell }

type Mapped = { mapped: MappedRow; legs: readonly Leg[]; checksum: Checksum | null }

/** One row of the report; `legs` are the sides of the conversion that its amount was taken from. */
export function mapRow({ row, cell, raw }: RowCells, options: MapOptions, survey: Survey): Mapped {
  const alone = (mapped: MappedRow): Mapped => ({ mapped, legs: [], checksum: null })
  const kind = kindOf(cell('Type'))
  const notMoney = reasonToSkip(cell, kind)
  if (notMoney !== null) return alone(skipped(notMoney))
  const typedId = cell('Transaction ID')
  if (typedId === null)
    return alone(refused(problem('Transaction ID', null, 'The row has no transaction id.')))
  if ((survey.lastRow.get(typedId) ?? row) > row)
    return alone(skipped('The same transaction stands further down; its last state counts.'))
  const { id, reason } = readTransactionId(typedId)
  if (id === null) return alone(refused(problem('Transaction ID', typedId, reason)))
  const progress = progressOf(cell('Status'))
  if (progress === null)
    return alone(
      refused(problem('Status', cell('Status'), `The status "${cell('Status') ?? ''}" is not known.`)),
    )
  const reference = referenceOf(cell)
  if (reference.problem) return alone(refused(reference.problem))
  const amounts = readAmounts(cell, kind, options.decimalMark)
  if ('reason' in amounts) return alone(refused(amounts))
  const direction = wrongWay(kind, amounts)
  if (direction !== null) return alone(skipped(direction))
  const moment = momentOf(cell, options)
  if (moment.at === null) return alone(refused(moment.problem))
  const { converted, legs } = convert(amounts, survey.legs.get(typedId) ?? [])
  const isRefunded = progress === 'refunded' && kind !== 'give-back'
  const transaction = transactionOf(cell, {
    id,
    at: moment.at,
    type: typeOf(kind, cell, raw),
    status: isRefunded ? 'refunded' : 'completed',
    amounts: converted,
    reference: reference.id,
  })
  const person = personOf(cell, raw, kind, survey.ownEmails)
  const checksum = amounts.net && { label: `Net of ${id}`, currency: amounts.currency, ...amounts.net }
  return {
    mapped: { record: { key: id, person, transactions: [transaction] }, problems: [] },
    legs,
    checksum,
  }
}

/** Why a row is no payment at all, as its words say before its cells are read. */
function reasonToSkip(cell: Cell, kind: Kind): string | null {
  if (impactOf(cell('Balance Impact')) === 'memo') return 'A memo: it moves no money.'
  if (kind in skipReasons) return skipReasons[kind as keyof typeof skipReasons]
  const progress = progressOf(cell('Status'))
  if (progress === 'waiting') return `Not paid yet (${cell('Status')}). A later file brings it when it is.`
  return progress === 'never' ? `Never paid (${cell('Status')}).` : null
}

function wrongWay(kind: Kind, { grossCents }: Amounts): string | null {
  if (grossCents === 0) return 'No money moved.'
  if (kind === 'give-back') return grossCents > 0 ? 'Money that was given back to the office.' : null
  return grossCents < 0 ? 'A payment of the office itself.' : null
}

/** Seventeen letters and digits are PayPal's; one that happens to hold a single E is no number from a spreadsheet. */
function readTransactionId(typed: string): IdReading {
  // Every key of a file is kept while it is imported, and must not keep the file with it.
  return /^[0-9A-Z]{17}$/.test(typed) ? { id: detached(typed), reason: null } : readId(typed)
}

/** The payment or the agreement that the row belongs to. */
function referenceOf(cell: Cell): { id: string | null; problem: CellProblem | null } {
  const typed = cell('Reference Txn ID')
  const reading = typed === null ? null : readTransactionId(typed)
  const reason = reading?.reason ?? null
  return {
    id: reading?.id ?? null,
    problem: reason === null ? null : problem('Reference Txn ID', typed, reason),
  }
}

type Moment = { at: string; problem: null } | { at: null; problem: CellProblem }

/** These stand for several zones each; the office's own is the likely one. */
const ambiguousZones = /^(?:BST|CST|IST)$/i

function momentOf(cell: Cell, { dateOrder, timeZone }: MapOptions): Moment {
  const typedDate = cell('Date')
  // With points between its numbers a date is German, whatever the others are.
  const order = typedDate?.includes('.') ? 'dmy' : dateOrder
  const day = typedDate === null || typedDate.length > 40 ? null : parseDate(typedDate, order)
  if (day === null)
    return { at: null, problem: problem('Date', typedDate, 'This is not a date that exists.') }
  const time = cell('Time') ?? '12:00'
  const typedZone = cell('TimeZone')
  const zone = typedZone === null || ambiguousZones.test(typedZone) ? timeZone : typedZone
  const at = zonedInstant(day, time, zone) ?? zonedInstant(day, time, timeZone)
  return at === null
    ? { at, problem: problem('Time', time, 'This is not a time of the day.') }
    : { at, problem: null }
}

type Facts = Pick<TransactionRecord, 'at' | 'type' | 'status'> & {
  id: string
  amounts: Amounts
  reference: string | null
}

function transactionOf(cell: Cell, { id, at, type, status, amounts, reference }: Facts): TransactionRecord {
  // `I-…` is a subscription of PayPal's, `B-…` a standing permission to charge: both are what its payments have in common.
  const isAgreement = reference !== null && /^[IBS]-/.test(reference)
  const title = textOf(cell('Item Title'))
  return {
    externalId: id,
    externalOrderId: cell('Invoice Number') ?? (isAgreement ? reference : null),
    at,
    type,
    status,
    amountCents: amounts.grossCents,
    feeCents: amounts.feeCents,
    currency: amounts.currency,
    paymentMethod: 'PayPal',
    memo: title ?? textOf(cell('Subject')) ?? textOf(cell('Note')),
    product: title === null ? null : { offerId: null, name: title },
    paymentProvider: 'paypal',
    refundOfExternalId: type === 'refund' && !isAgreement ? reference : null,
  }
}

/** What was taken back and came again (a won dispute) is a purchase: refunds are never positive. */
function typeOf(kind: Kind, cell: Cell, raw: Cell): TransactionRecord['type'] {
  if (kind === 'give-back') return 'refund'
  if (kind === 'subscription') return 'subscription'
  return kind === 'donation' || isGivingFund(cell, raw) ? 'donation' : 'purchase'
}
