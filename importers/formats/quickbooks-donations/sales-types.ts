/**
 * What a transaction type of QuickBooks is for the person who gave: `gift` and `payment` are money received, `invoice` and `credit` the
 * same money in the accrual view, `posting` may be either (deposits, journal entries).
 */
export type SalesKind = 'gift' | 'refund' | 'invoice' | 'credit' | 'payment' | 'posting' | 'spent' | 'promise'

const kinds: readonly (readonly [SalesKind, string])[] = [
  ['gift', 'sales receipt, donation, gift, cash sale, recibo de venta, reçu de vente'],
  ['refund', 'refund, refund receipt, cash refund, recibo de reembolso, reçu de remboursement'],
  ['invoice', 'invoice, statement charge, pledge, billable expense charge, factura, facture'],
  ['credit', 'credit memo, credit, nota de crédito, note de crédit'],
  ['payment', 'payment, received payment, pledge payment, pago, paiement'],
  ['posting', 'deposit, journal entry, journal, general journal, depósito, dépôt, écriture de journal'],
  [
    'spent',
    'bill, bill payment, expense, check, cheque, credit card expense, credit card charge, credit card credit',
  ],
  [
    'spent',
    'vendor credit, purchase order, paycheck, payroll check, payroll liability check, liability check',
  ],
  ['spent', 'item receipt, sales tax payment, tax payment, gasto, dépense, facture à payer'],
  [
    'promise',
    'estimate, transfer, time charge, time activity, sales order, delayed charge, delayed credit, statement, quote',
  ],
]

const kindByName = new Map(
  kinds.flatMap(([kind, names]) => names.split(', ').map(name => [name, kind] as const)),
)

/** Null when the type is not known. QuickBooks Desktop cuts long types: `Inv…`, `Gene...`. Without a type column every line is a gift. */
export function salesKind(typed: string | null): SalesKind | null {
  if (typed === null) return 'gift'
  const name = typed.toLowerCase().replace(/\s+/g, ' ').trim()
  const known = kindByName.get(name.replace(/\s*\(.*\)$/, ''))
  if (known !== undefined) return known
  const start = /^(.{2,}?)\s*(?:…|\.{2,})$/.exec(name)?.[1]
  if (start === undefined) return null
  const fitting = new Set(
    [...kindByName].filter(([whole]) => whole.startsWith(start)).map(([, kind]) => kind),
  )
  const [only] = fitting
  return fitting.size === 1 ? (only ?? null) : null
}
