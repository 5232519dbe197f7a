import { parseMoney } from '../cells/money.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { readQuickbooksCustomer } from '../cells/quickbooks-customer.ts'
import type { Cell, Checksum, Format, Line, MapOptions, MappedRow, ReadLine, ReadRow } from '../format.ts'
import { type Payer, readGift, type SeenGifts, withoutFormula } from './gift.ts'
import {
  type Group,
  groupsAround,
  type Step,
  type Sums,
  type Survey,
  surveyReport,
  walkReport,
} from './walk-report.ts'

/**
 * Sales reports of QuickBooks Online and Desktop: grouped by customer (`Sales by Customer Detail`) or flat with the customer in a column.
 * They carry totals and no ids; titles stand above the header, a stamp below.
 */
export const quickbooksDonations: Format = {
  id: 'quickbooks-donations',
  label: 'QuickBooks donations',
  system: 'quickbooks',
  provenance: 'quickbooks',
  asksOptIn: false,
  isFullExport: false,
  usualDateOrder: 'mdy',
  requiresOneOf: ['Num', 'Transaction Type'],
  columns: [
    {
      name: 'Date',
      aliases: ['Transaction date', 'Txn Date', 'Fecha', 'Datum'],
      required: true,
      holds: 'date',
    },
    { name: 'Transaction Type', aliases: ['Txn Type', 'Tipo de transacción', "Type d'opération"] },
    { name: 'Type' },
    {
      name: 'Num',
      aliases: [
        'No.',
        'No',
        'Number',
        'Transaction number',
        'Invoice number',
        'Ref No.',
        'Núm.',
        'Núm',
        'Nº',
        'N°',
      ],
    },
    {
      name: 'Customer',
      aliases: [
        'Customer full name',
        'Customer/Project',
        'Customer name',
        'Donor',
        'Donor full name',
        'Donor name',
        'Client',
        'Cliente',
        'Client full name',
      ],
    },
    { name: 'Name' },
    {
      name: 'Product/Service',
      aliases: [
        'Product/Service full name',
        'Product/Service name',
        'Item',
        'Producto/Servicio',
        'Produit/service',
      ],
    },
    { name: 'Class', aliases: ['Class full name', 'Clase'] },
    { name: 'Account', aliases: ['Account full name', 'Account name', 'Full name', 'Cuenta', 'Compte'] },
    {
      name: 'Memo/Description',
      aliases: ['Memo', 'Description', 'Line description', 'Nota/Descripción', 'Note/Description'],
    },
    { name: 'Payment Method', aliases: ['Pay method', 'Método de pago', 'Mode de paiement'] },
    { name: 'Posting', aliases: ['Posting (Y/N)', 'Is posting'] },
    { name: 'Qty', aliases: ['Quantity', 'Cant.', 'Qté'] },
    { name: 'Sales Price', aliases: ['Rate', 'Precio de venta', 'Prix de vente'], holds: 'money' },
    { name: 'Amount', aliases: ['Importe', 'Monto', 'Montant'], required: true, holds: 'money' },
    { name: 'Balance', aliases: ['Saldo', 'Solde'] },
    { name: 'Open Balance' },
    { name: 'Currency' },
  ],
  read,
}

const halfReport =
  'The report ends without its TOTAL line: a part of it may be missing. Export it again and compare the totals.'

const severalCurrencies =
  'This report holds amounts in several currencies. Its totals over more than one of them are not checked: they cannot be added up.'

/** What is known while the lines go by. */
type Books = {
  survey: Survey
  options: MapOptions
  seen: SeenGifts
  totals: Sums
  /** The newest heading of each name since the last grand total, and how many customers of that name there were. */
  headings: Map<string, { group: Group; ordinal: number }>
  /** The groups of the second and further customers of one name. */
  namesakes: Map<Group, number>
}

function* read(lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions): Iterable<ReadRow> {
  const survey = surveyReport(lines(), readLine)
  const books: Books = {
    survey,
    options,
    seen: new Map(),
    totals: new Map(),
    headings: new Map(),
    namesakes: new Map(),
  }
  let last: ReadRow | null = null
  for (const step of walkReport(lines(), readLine)) {
    if (last !== null) yield last
    last = readStep(step, books)
  }
  if (last !== null) yield survey.isWhole ? last : { ...last, note: halfReport }
}

function readStep(step: Step, books: Books): ReadRow {
  const { line } = step
  const rowOf = (mapped: MappedRow): ReadRow => ({ rows: [line.row], cells: line.cells, mapped })
  const skip = (reason: string) => rowOf(skipped(reason))
  switch (step.kind) {
    case 'gift':
      return rowOf(readGiftOf(step, books))
    case 'heading':
      noteHeading(step.group, books)
      return skip('A heading of the report.')
    case 'total': {
      const check = checkTotal(step, books)
      if (step.isGrand) {
        books.totals.clear()
        books.headings.clear()
      }
      return { ...skip('A total of the report.'), ...check }
    }
    case 'footer':
      return skip('The footer of the report.')
    case 'other':
      return step.cell('Amount') === null
        ? skip('A line without a date and an amount.')
        : rowOf(refused(problem('Date', null, 'The line has an amount but no date.')))
  }
}

function readGiftOf({ cell, group }: Step, books: Books): MappedRow {
  const { survey, options, seen } = books
  const payer = survey.namesCustomers ? payerOfLine(cell) : payerOfGroup(group, books)
  const { mapped, sum } = readGift(cell, payer, {
    seen,
    heading: survey.namesCustomers ? (group?.name ?? null) : null,
    hasInvoicesAndPayments: survey.hasInvoicesAndPayments,
    options,
  })
  if (sum !== null)
    for (const sums of [books.totals, ...groupsAround(group).map(around => around.sums)])
      sums.set(sum.currency, (sums.get(sum.currency) ?? 0) + sum.cents)
  return mapped
}

function payerOfLine(cell: Cell): Payer | null {
  const customer = readQuickbooksCustomer(cell('Customer') ?? cell('Name') ?? 'Not Specified')
  return customer && { customer, id: customer.key }
}

/** The heading's customer; under a nested heading that of the outermost group, whose sub-customer this then is. */
function payerOfGroup(group: Group | null, books: Books): Payer | null {
  if (group === null) return null
  const above = books.survey.customerOf.get(group.row)
  const customer = readQuickbooksCustomer(above === undefined ? group.name : `${above}:${group.name}`)
  if (customer === null) return null
  const ordinal = groupsAround(group)
    .map(around => books.namesakes.get(around))
    .find(Boolean)
  return { customer, id: ordinal === undefined ? customer.key : `${customer.key} (${ordinal})` }
}

/**
 * A name whose group was ended and that heads another group is another customer of that name: QuickBooks adds up each of them apart. One
 * whose group is still open is only repeated, as on a new page.
 */
function noteHeading(group: Group | null, { survey, headings, namesakes }: Books): void {
  if (group === null || survey.namesCustomers) return
  const name = group.name.toLowerCase()
  const before = headings.get(name)
  const ordinal = before === undefined ? 1 : before.ordinal + (before.group.isClosed ? 1 : 0)
  headings.set(name, { group, ordinal })
  if (ordinal > 1) namesakes.set(group, ordinal)
}

/** A total over lines of several currencies adds up what cannot be added: there is nothing to compare it with. */
function checkTotal(
  step: Step & { kind: 'total' },
  { options, totals }: Books,
): { checksum?: Checksum; note?: string } {
  const typed = step.cell('Amount')
  const stated = typed === null ? null : parseMoney(withoutFormula(typed), options.decimalMark)
  if (stated === null) return {}
  const [first, second] = step.isGrand ? totals : (step.group?.sums ?? [])
  if (second !== undefined) return { note: severalCurrencies }
  const [currency, countedCents] = first ?? [stated.currency, 0]
  return { checksum: { label: step.label, currency, statedCents: stated.cents, countedCents } }
}
