import { readMoney } from '../cells/currency.ts'
import { parseDate } from '../cells/dates.ts'
import { readId } from '../cells/ids.ts'
import { problem, refused } from '../cells/problem.ts'
import { type QuickbooksCustomer, quickbooksPeople } from '../cells/quickbooks-customer.ts'
import { textOf } from '../cells/text.ts'
import type { Cell, MapOptions, MappedRow, ProductRecord, TransactionRecord } from '../format.ts'
import { type SalesKind, salesKind } from './sales-types.ts'
import { typeOf } from './walk-report.ts'

/** Who a line belongs to; `id` tells customers of one name apart. */
export type Payer = { customer: QuickbooksCustomer; id: string }

/** What the report counts the line as (null: it has no readable amount, or it is a line once more) and what we make of it. */
export type Gift = { mapped: MappedRow; sum: { cents: number; currency: string } | null }
type Counted = { mapped: MappedRow; sumCents: number | null }

/** The lines read so far, by their fingerprint: whose they were, and for what. */
export type SeenGifts = Map<string, { id: string; product: string | null }[]>

type Report = {
  seen: SeenGifts
  heading: string | null
  hasInvoicesAndPayments: boolean
  options: MapOptions
}

type Facts = { day: string; cents: number; currency: string; num: string | null }

/**
 * One line of money. Reports carry no id, so the line's is made of customer, day, number and amount, and among equal lines their order:
 * the same in every report that holds that day.
 */
export function readGift(cell: Cell, payer: Payer | null, report: Report): Gift {
  const typedAmount = cell('Amount')
  if (typedAmount === null) return { mapped: skipped('The line has no amount.', null).mapped, sum: null }
  const money = readMoney(
    { column: 'Amount', typed: withoutFormula(typedAmount) },
    { currency: cell('Currency'), mark: report.options.decimalMark },
  )
  if ('reason' in money) return { mapped: refused(money), sum: null }
  const { mapped, sumCents } = countGift(cell, payer, money, report)
  return { mapped, sum: sumCents === null ? null : { cents: sumCents, currency: money.currency } }
}

function countGift(
  cell: Cell,
  payer: Payer | null,
  money: { cents: number; currency: string },
  report: Report,
): Counted {
  const typedType = typeOf(cell)
  const kind = salesKind(typedType)
  if (kind === null) {
    const reason = `The transaction type "${typedType ?? ''}" is not known.`
    return { mapped: refused(problem('Transaction Type', typedType, reason)), sumCents: money.cents }
  }
  const skipReason = reasonToSkip(cell, kind, report.hasInvoicesAndPayments)
  if (skipReason !== null) return skipped(skipReason, money.cents)
  if (money.cents === 0) return skipped('The amount is zero.', 0)
  const cents = signedCents(kind, money.cents)
  const typedDay = cell('Date')
  const day = typedDay === null ? null : parseDate(typedDay, report.options.dateOrder)
  if (day === null)
    return { mapped: refused(problem('Date', typedDay, 'This is not a date that exists.')), sumCents: cents }
  if (payer === null) {
    const reason = 'The line stands under no customer. The start of the report may be missing.'
    return { mapped: refused(problem('Customer', null, reason)), sumCents: cents }
  }
  const num = cell('Num')
  const reason = num === null ? null : readId(num).reason
  if (reason !== null) return { mapped: refused(problem('Num', num, reason)), sumCents: cents }
  const gift = book(cell, payer, { day, cents, currency: money.currency, num }, report)
  return kind === 'payment' && gift.sumCents !== null ? { ...gift, sumCents: money.cents } : gift
}

function skipped(skipReason: string, sumCents: number | null): Counted {
  return { mapped: { record: null, problems: [], skipReason }, sumCents }
}

function book(
  cell: Cell,
  { customer, id }: Payer,
  { day, cents, currency, num }: Facts,
  { seen, heading }: Pick<Report, 'seen' | 'heading'>,
): Counted {
  const product = productOf(cell, heading)
  const fingerprint = [customer.key, day, num ?? '', cents].join('|')
  const equals = seen.get(fingerprint) ?? []
  const isRepeated =
    num !== null &&
    equals.some(
      known =>
        known.id === id && (known.product === null || product === null || known.product === product.name),
    )
  if (isRepeated)
    return skipped('A line with the same customer, number, date and amount stands above: counted once.', null)
  seen.set(fingerprint, [...equals, { id, product: product?.name ?? null }])
  const externalId = equals.length === 0 ? fingerprint : `${fingerprint}#${equals.length + 1}`
  const transaction: TransactionRecord = {
    externalId,
    externalOrderId: null,
    at: `${day}T12:00:00.000Z`,
    type: cents < 0 ? 'refund' : 'donation',
    status: 'completed',
    amountCents: cents,
    feeCents: null,
    currency,
    paymentMethod: textOf(cell('Payment Method')),
    memo: [customer.subCustomer, textOf(cell('Memo/Description'))].filter(Boolean).join(': ') || null,
    product,
    isDonation: true,
    quickbooksInvoiceNum: num,
  }
  const people = quickbooksPeople(customer, id)
  const record = {
    key: externalId,
    person: people?.person ?? null,
    household: people?.household ?? null,
    transactions: [transaction],
  }
  return { mapped: { record, problems: [] }, sumCents: cents }
}

/** `15000.00` of `=15000.00`, which Excel files of QuickBooks hold. */
export function withoutFormula(typed: string): string {
  return typed.replace(/^=\s*(?=[-\d])/, '')
}

/** What was given back is negative, whatever its sign in the file; a payment is money received, though receivables fall by it. */
function signedCents(kind: SalesKind, cents: number): number {
  if (kind === 'refund' || kind === 'credit') return -Math.abs(cents)
  return kind === 'payment' ? Math.abs(cents) : cents
}

const incomeAccount = /donat|gift|contribut|income|revenue|grant|develop|fund|tith|offering|pledge|sales/i

function reasonToSkip(cell: Cell, kind: SalesKind, hasInvoicesAndPayments: boolean): string | null {
  if (cell('Open Balance') !== null)
    return 'This report lists what is owed, not what was given. Export the report "Sales by Customer Detail" instead.'
  if (/^no?$/i.test(cell('Posting') ?? '')) return 'The line is not posted to the books.'
  if (kind === 'spent') return 'Money that was spent, not given.'
  if (kind === 'promise') return 'An estimate or a transfer moves no money of a customer.'
  if (hasInvoicesAndPayments && (kind === 'invoice' || kind === 'credit'))
    return 'The report holds the payments of its invoices too: the payment is counted, the invoice is not.'
  const isIncome = cell('Product/Service') !== null || incomeAccount.test(cell('Account') ?? '')
  return kind === 'posting' && !isIncome
    ? 'A deposit or journal entry of money that other lines tell of.'
    : null
}

/** What was given for: the item, else the class, else the income account; where lines name their customer, the heading above them. */
function productOf(cell: Cell, heading: string | null): ProductRecord | null {
  const account = textOf(cell('Account'))
  const name =
    textOf(cell('Product/Service')) ??
    textOf(cell('Class')) ??
    (account !== null && incomeAccount.test(account) ? account : heading)
  return name === null ? null : { offerId: null, name }
}
