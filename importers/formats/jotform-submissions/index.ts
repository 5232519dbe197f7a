import { keepMoney, readMoney } from '../cells/currency.ts'
import { parseEmails } from '../cells/emails.ts'
import { formConsent, personColumns, readAnsweredAddress, readRespondent } from '../cells/form-answers.ts'
import { localInstant } from '../cells/moments.ts'
import { parseMoney } from '../cells/money.ts'
import { namesSomebody, readName } from '../cells/names.ts'
import { emptyPerson } from '../cells/person.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { longIds, ordinals, type RowIds } from '../cells/submission-keys.ts'
import { decodeEntities } from '../cells/text.ts'
import type {
  Cell,
  CellProblem,
  Format,
  Line,
  MapOptions,
  MappedRow,
  PersonRecord,
  ReadLine,
  ReadRow,
  TransactionRecord,
} from '../format.ts'
import {
  looksLikePayment,
  type Payer,
  type Payment,
  readPayer,
  readPayment,
  transactionIdOf,
} from './payment.ts'

/**
 * JotForm's submissions: a column for each question, headed by its words. The payment is one cell of text, in any column. Refunds and failed
 * payments are not told here, so the payment processor's own file knows better.
 */
export const jotformSubmissions: Format = {
  id: 'jotform-submissions',
  label: 'JotForm submissions',
  system: 'jotform',
  provenance: 'jotform',
  asksOptIn: false,
  isFullExport: false,
  columns: [
    {
      name: 'Submission Date',
      aliases: ['Submission Date/Time', 'Einsendedatum', 'Datum der Übermittlung', 'Fecha de envío'],
      required: true,
      holds: 'date',
    },
    ...personColumns,
    {
      name: 'My Products',
      aliases: ['Products', 'Product', 'My Product', 'Payment', 'Payments', 'Payment Details'],
    },
    { name: 'Donation', aliases: ['Donations', 'My Donation', 'Your Donation'] },
    {
      name: 'Donation Amount',
      aliases: ['Amount (hidden)', 'Amount', 'Total Amount', 'Total'],
      holds: 'money',
    },
    { name: 'Payer Info', aliases: ['Payer Information'], pattern: /: ?payer info(?:rmation)?$/ },
    { name: 'Payer Address', pattern: /: ?payer address$/ },
    { name: 'Submission IP', aliases: ['IP'] },
    { name: 'Submission ID', aliases: ['Submission Id', 'Einsende-ID', 'ID de envío'] },
    { name: 'Last Update Date' },
  ],
  read,
}

type File = {
  ids: RowIds
  unique: (key: string) => string
  hasPayments: boolean
  isDonationForm: boolean
  options: MapOptions
}

function* read(lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions): Iterable<ReadRow> {
  const file = surveyOf(lines, readLine, options)
  for (const { row, cells } of lines()) {
    const { cell, raw } = readLine(cells)
    yield { rows: [row], cells, mapped: map({ cell, raw, cells }, file) }
  }
}

/** Goes through the file once: whether its ids are whole, and whether any cell is a payment. */
function surveyOf(lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions): File {
  const has = (column: string) => options.headerOf(column) !== null
  let hasPayments = has('My Products') || has('Donation') || has('Payment')
  function* typedIds() {
    for (const { cells } of lines()) {
      hasPayments ||= cells.some(looksLikePayment)
      yield readLine(cells).cell('Submission ID')
    }
  }
  const ids = longIds(typedIds())
  const isDonationForm = has('Donation') || /donat/i.test(options.headerOf('Donation Amount') ?? '')
  return { ids, unique: ordinals(), hasPayments, isDonationForm, options }
}

type Row = { cell: Cell; raw: Cell; cells: readonly string[] }

function map({ cell, raw, cells }: Row, file: File): MappedRow {
  const { options } = file
  const typedId = cell('Submission ID')
  const reading = typedId === null ? null : file.ids.read(typedId)
  if (reading?.reason) return refused(problem('Submission ID', typedId, reading.reason))
  const submittedOn = cell('Submission Date')
  const at = submittedOn === null ? null : localInstant(submittedOn, options)
  if (submittedOn === null || at === null)
    return refused(problem('Submission Date', submittedOn, 'This is not a date and time.'))
  const paid = paymentOf(cell, cells, file)
  if (paid !== null && 'reason' in paid) return refused(paid)
  const person = personOf(cell, raw, { options, payer: paid?.payer ?? null })
  const hasMoney = paid !== null && paid.total.cents !== 0
  if (person === null && !hasMoney) {
    if (cell('E-mail') !== null)
      return refused(
        problem('E-mail', cell('E-mail'), 'This is not an e-mail address, and the row has no name.'),
      )
    return skipped('The submission names nobody and holds no payment.')
  }
  if (person) person.optIn = formConsent(cell, options, { on: submittedOn, form: null })
  const who =
    person?.emails[0] ?? `${person?.firstName ?? ''} ${person?.lastName ?? person?.businessName ?? ''}`
  const key = reading?.id ?? file.unique(`${at}:${who.trim().toLowerCase()}`)
  return {
    record: { key, person, ...(hasMoney ? { transactions: [transactionOf(paid, key, at)] } : {}) },
    problems: [],
  }
}

type Paid = Omit<Payment, 'total'> & {
  total: { cents: number; currency: string }
  isDonation: boolean
}

/**
 * The payment of the row; null when it has none. A number alone is one only in a file without payment cells: elsewhere it is what somebody
 * meant to give.
 */
function paymentOf(cell: Cell, cells: readonly string[], file: File): Paid | CellProblem | null {
  const info = cell('Payer Info')
  const payer = info === null ? null : readPayer(info, cell('Payer Address'))
  const transactionId = info === null ? null : transactionIdOf(info)
  const found = paymentCell(cell, cells)
  if (found === null) {
    const amount = file.hasPayments ? null : cell('Donation Amount')
    if (amount === null) return null
    const total = readMoney(
      { column: 'Donation Amount', typed: amount },
      { currency: null, mark: file.options.decimalMark },
    )
    if ('reason' in total) return total
    if (total.cents < 0) return problem('Donation Amount', amount, 'This is not an amount.')
    return { total, items: [], isDonation: file.isDonationForm, payer, transactionId }
  }
  const payment = readPayment(decodeEntities(found.text))
  const told = payment.total ?? parseMoney(found.text)
  if (told === null || told.cents < 0)
    return problem(
      found.column,
      found.text,
      'No total was found in this payment. Look it up and enter it by hand.',
    )
  const total = keepMoney({ column: found.column, typed: found.text }, told)
  if ('reason' in total) return total
  const others = found.others.map(text => readPayment(decodeEntities(text)).total?.cents)
  if (others.some(cents => cents !== undefined && cents !== total.cents))
    return problem(found.column, found.text, 'The row holds two payments with different totals.')
  return {
    ...payment,
    total,
    isDonation: payment.items.length === 0 ? file.isDonationForm : payment.items.every(isGift),
    payer: payment.payer ?? payer,
    transactionId: payment.transactionId ?? transactionId,
  }
}

/** The cell that holds the payment: the product list, else an amount under a payment's header, else what looks like one. */
function paymentCell(
  cell: Cell,
  cells: readonly string[],
): { column: string; text: string; others: string[] } | null {
  const shaped = [...new Set(cells.filter(looksLikePayment))]
  const products = cell('My Products')
  if (products !== null) return { column: 'My Products', text: products, others: shaped }
  for (const column of ['Donation', 'Payment']) {
    const text = cell(column)
    if (text !== null && /\d/.test(text)) return { column, text, others: shaped }
  }
  const [text, ...others] = shaped
  return text === undefined ? null : { column: 'Payment', text, others }
}

function isGift(item: string): boolean {
  return /\b(?:donat|gift|give|giving|contribut|offering|tithe|pledge|support|spende)/i.test(item)
}

function transactionOf(paid: Paid, key: string, at: string): TransactionRecord {
  const [first] = paid.items
  return {
    externalId: key,
    externalOrderId: null,
    at,
    type: paid.isDonation ? 'donation' : 'purchase',
    status: 'completed',
    amountCents: paid.total.cents,
    feeCents: null,
    currency: paid.total.currency,
    paymentMethod: null,
    memo: paid.items.length === 0 ? null : paid.items.join(', '),
    product:
      first !== undefined && paid.items.length === 1 && !paid.isDonation
        ? { offerId: null, name: first }
        : null,
    paymentProvider: providerOf(paid.transactionId),
    providerPaymentId: paid.transactionId,
  }
}

function providerOf(id: string | null): 'stripe' | 'paypal' | null {
  if (id === null) return null
  if (/^(?:ch|pi|py)_/.test(id)) return 'stripe'
  return /^[A-Z0-9]{17}$/.test(id) ? 'paypal' : null
}

/** Who answered, and where the answers leave it open, who paid. */
function personOf(
  cell: Cell,
  raw: Cell,
  { options, payer }: { options: MapOptions; payer: Payer | null },
): PersonRecord | null {
  const person = readRespondent(cell, raw, options)
  if (payer === null) return person
  const name = readName(payer.firstName, payer.lastName, null)
  const emails = parseEmails(payer.email)
  const address = payer.address === null ? null : readAnsweredAddress(payer.address)
  if (person === null) {
    const isNamed = namesSomebody(name)
    return isNamed || emails.length > 0 ? { ...emptyPerson(), ...name, emails, address } : null
  }
  return {
    ...person,
    ...(namesSomebody(person) ? {} : name),
    emails: person.emails.length > 0 ? person.emails : emails,
    address: person.address ?? address,
  }
}
