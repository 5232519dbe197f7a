import { expect, test } from 'vitest'
import { testOffice } from './test-office.ts'
import { usualRows } from './usual-rows.ts'

type Source = keyof typeof usualRows

const reexport = 'Export the file again and drop it here without opening it in Excel first.'
const damaged = `A spreadsheet has damaged this id. ${reexport}`
const dayFirst =
  'This date has the day first, others of this file have the month first. Write all of them in one order.'

/** What an office has of a file of these rows, and what it says about them. */
function told(source: Source, rows: readonly Record<string, string>[]): string[] {
  const office = testOffice()
  const columns = [...new Set([...Object.keys(usualRows[source]), ...rows.flatMap(row => Object.keys(row))])]
  const path = office.csv(
    columns,
    rows.map(row => ({ ...usualRows[source], ...row })),
  )
  const report = office.import(path)
  const money = office.read.all<{ text: string }>(
    `SELECT transaction_type || ' ' || amount_cents || ' ' || currency AS text FROM transactions
     UNION ALL SELECT 'subscription ' || amount_cents || ' ' || currency || ' ' || started_at FROM subscriptions
     UNION ALL SELECT 'booking ' || quote_cents || ' ' || currency FROM bookings ORDER BY 1`,
  )
  const errors = report.errors.map(error => `row ${error.row}, ${error.column}: ${error.reason}`)
  const uneven = report.checksums.flatMap(sum =>
    sum.statedCents === sum.countedCents ? [] : [`${sum.label}: ${sum.statedCents}, not ${sum.countedCents}`],
  )
  office.close()
  return [...money.map(row => row.text), ...errors, ...uneven, ...report.notes]
}

const isText = (value: string): boolean => value !== ''

test.each(Object.keys(usualRows) as Source[])('%s: the usual row is read without a word', source => {
  expect(told(source, [{}]).filter(line => /^row|:/.test(line))).toEqual([])
})

test.each<[Source, string]>([
  ['kajabi-contacts', 'ID'],
  ['kajabi-contacts', 'Member ID'],
  ['kajabi-subscriptions', 'Kajabi Subscription ID'],
  ['kajabi-subscriptions', 'Customer ID'],
  ['kajabi-subscriptions', 'Offer ID'],
  ['kajabi-transactions', 'ID'],
  ['kajabi-transactions', 'Customer ID'],
  ['kajabi-transactions', 'Offer ID'],
  ['kajabi-transactions', 'Order No.'],
  ['paypal-activity', 'Transaction ID'],
  ['paypal-activity', 'Reference Txn ID'],
  ['ticket-tailor-orders', 'Order ID'],
  ['ticket-tailor-orders', 'Event ID'],
  ['ticket-tailor-orders', 'Transaction ID'],
  ['ticket-tailor-tickets', 'Ticket reference'],
  ['ticket-tailor-tickets', 'Order ID'],
  ['ticket-tailor-tickets', 'Event ID'],
  ['stripe-payments', 'id'],
  ['stripe-subscriptions', 'id'],
  ['zoho-contacts', 'Record Id'],
  ['zoho-invoices', 'Invoice ID'],
  ['quickbooks-donations', 'Num'],
  ['jotform-submissions', 'Submission ID'],
  ['wix-events', 'Order number'],
  ['wix-events', 'Ticket number'],
])('%s: a %s that a spreadsheet took for a number is refused', (source, column) => {
  for (const id of ['1.23E+15', '2,15E+09', '4.00E+18']) {
    const lines = told(source, [{ [column]: id }]).filter(isText)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^row 1, .*: ${damaged}$`))
  }
})

test.each<{ source: Source; what: string; rows: Record<string, string>[]; says: string[] }>([
  {
    source: 'kajabi-transactions',
    what: 'a refund written positive is given back all the same',
    rows: [{ Type: 'refund' }],
    says: ['refund -2200 USD'],
  },
  {
    source: 'kajabi-transactions',
    what: 'a charge below zero is no charge',
    rows: [{ Amount: '-22.00' }],
    says: ['row 1, Amount: A charge is not negative; only a refund is.'],
  },
  {
    source: 'paypal-activity',
    what: 'a refund written positive',
    rows: [{ Type: 'Payment Refund', 'Reference Txn ID': '0AB12345CD678901X' }],
    says: ['refund -2500 USD'],
  },
  {
    source: 'quickbooks-donations',
    what: 'a refund and a credit written positive',
    rows: [{ 'Transaction type': 'Refund Receipt' }, { 'Transaction type': 'Credit Memo', Num: '1042' }],
    says: ['refund -5000 USD', 'refund -5000 USD'],
  },
  {
    source: 'ticket-tailor-orders',
    what: 'what was given back, written with a minus',
    rows: [{ 'Refunded amount': '-25.00' }],
    says: ['purchase 5000 USD', 'refund -2500 USD'],
  },
  {
    source: 'ticket-tailor-orders',
    what: 'more given back than was paid',
    rows: [{ 'Refunded amount': '75.00' }],
    says: ['row 1, Refunded amount: More was given back than was paid.'],
  },
  {
    source: 'stripe-payments',
    what: 'what was given back, written with a minus',
    rows: [{ 'Amount Refunded': '-29.00' }],
    says: ['purchase 12900 USD', 'refund -2900 USD'],
  },
  {
    source: 'stripe-payments',
    what: 'a payment below zero, and more given back than was paid',
    rows: [{ Amount: '-129.00' }, { id: 'ch_2', 'Amount Refunded': '229.00' }],
    says: [
      'row 1, Amount: A payment is not negative.',
      'row 2, Amount Refunded: More was given back than was paid.',
    ],
  },
  {
    source: 'stripe-payments',
    what: 'a status that no amount agrees with',
    rows: [{ Status: 'Refunded' }],
    says: ['row 1, Amount Refunded: The status says that it was given back, and no amount was.'],
  },
  {
    source: 'jotform-submissions',
    what: 'a total below zero',
    rows: [{ Donation: 'Donation (Amount: -25.00 USD) Total: -25.00 USD' }],
    says: ['row 1, Donation: No total was found in this payment. Look it up and enter it by hand.'],
  },
  {
    source: 'kajabi-transactions',
    what: 'two currencies stay two, an amount against its currency is refused',
    rows: [{}, { ID: '2160000002', Currency: 'EUR' }, { ID: '2160000003', Amount: '€22.00' }],
    says: [
      'purchase 2200 EUR',
      'purchase 2200 USD',
      'row 3, Amount: The amount is in EUR, and the row says USD.',
    ],
  },
  {
    source: 'kajabi-subscriptions',
    what: 'the sign of all dollars is that of the Canadian one too, the euro’s is not',
    rows: [
      { Currency: 'CAD' },
      { 'Kajabi Subscription ID': '2150000002', Amount: '€22,00' },
      { 'Kajabi Subscription ID': '2150000003', Currency: 'EUR' },
    ],
    says: [
      'subscription 2200 CAD 2025-11-28',
      'row 2, Amount: The amount is in EUR, and the row says USD.',
      'row 3, Amount: The amount is in USD, and the row says EUR.',
    ],
  },
  {
    source: 'ticket-tailor-orders',
    what: 'a box office of two currencies',
    rows: [{ 'Total paid': '£50.00' }, { 'Order ID': 'or_2', 'Total paid': '$50.00' }],
    says: ['purchase 5000 GBP', 'purchase 5000 USD'],
  },
  {
    source: 'zoho-invoices',
    what: 'lines of one invoice that do not agree',
    rows: [{}, { Total: '150.00' }],
    says: ['row 1, Total: The lines of this invoice do not agree about its total.'],
  },
  {
    source: 'zoho-invoices',
    what: 'one invoice in two currencies',
    rows: [{}, { 'Currency Code': 'EUR' }],
    says: ['row 1, Currency: The lines of this invoice do not agree about its currency.'],
  },
  {
    source: 'zoho-invoices',
    what: 'half an invoice: its lines do not add up to its total',
    rows: [{ SubTotal: '150.00', Total: '150.00' }],
    says: ['booking 15000 USD', 'Invoice INV-000042: 15000, not 10000'],
  },
  {
    source: 'kajabi-subscriptions',
    what: 'dates that a spreadsheet wrote in numbers',
    rows: [{ 'Created At': '11/28/2025' }],
    says: ['subscription 2200 USD 2025-11-28'],
  },
  {
    source: 'kajabi-subscriptions',
    what: 'dates in two orders',
    rows: [
      { 'Created At': '11/28/2025' },
      { 'Kajabi Subscription ID': '2150000002', 'Created At': '11/29/2025' },
      { 'Kajabi Subscription ID': '2150000003', 'Created At': '28/11/2025' },
    ],
    says: [
      'subscription 2200 USD 2025-11-28',
      'subscription 2200 USD 2025-11-29',
      `row 3, Created At: ${dayFirst}`,
    ],
  },
  {
    source: 'kajabi-transactions',
    what: 'a moment that lost its offset in a spreadsheet',
    rows: [{ 'Created At': '11/8/2025 4:11' }],
    says: [`row 1, Created At: A spreadsheet has rewritten this date and lost its offset. ${reexport}`],
  },
  {
    source: 'paypal-activity',
    what: 'dates in two orders',
    rows: [{}, { 'Transaction ID': '0AB12345CD678901F', Date: '27/11/2025' }],
    says: ['donation 2500 USD', `row 2, Date: ${dayFirst}`],
  },
  {
    source: 'quickbooks-donations',
    what: 'dates in two orders',
    rows: [{}, { Num: '1042', 'Transaction date': '29/11/2024' }],
    says: ['donation 5000 USD', `row 2, Transaction date: ${dayFirst}`],
  },
])('$source: $what', ({ source, rows, says }) => {
  expect(told(source, rows)).toEqual(says)
})

test.each<[Source, string]>([
  ['kajabi-contacts', 'Phone Number (phone_number)'],
  ['zoho-contacts', 'Phone'],
])(
  '%s: a phone that a spreadsheet took for a number is left out, and the receipt says so',
  (source, column) => {
    const office = testOffice()
    const columns = Object.keys(usualRows[source])
    const phones = () => office.read.all('SELECT phone FROM contact_phones WHERE deleted_at IS NULL')
    office.import(office.csv(columns, [usualRows[source]]))
    const report = office.import(office.csv(columns, [{ ...usualRows[source], [column]: '4.47911E+11' }]))
    expect(phones()).toEqual([{ phone: '(303) 555-0101' }])
    expect(report.notes).toEqual([expect.stringMatching(/^A spreadsheet has damaged phone numbers/)])
    office.close()
  },
)

const dutch = {
  Datum: '27-11-2025',
  Tijd: '10:21:53',
  Tijdzone: 'CET',
  Naam: 'Ada Example',
  Type: 'Express Checkout betaling',
  Status: 'Voltooid',
  Valuta: 'EUR',
  Bruto: '1.025,00',
  Fee: '-1,00',
  Net: '1.024,00',
  'Van e-mailadres': 'ada@example.org',
  'Naar e-mailadres': 'office@example.org',
  Transactiereferentie: '0AB12345CD678901E',
  'Reference Txn ID': '',
  'Effect op saldo': 'Bij',
}
const italian = {
  Data: '27/11/2025',
  Orario: '10:21:53',
  'Fuso orario': 'CET',
  Nome: 'Ada Example',
  Tipo: 'Pagamento Express Checkout',
  Stato: 'Completata',
  Valuta: 'EUR',
  Lordo: '1.025,00',
  Tariffa: '-1,00',
  Netto: '1.024,00',
  'Indirizzo email mittente': 'ada@example.org',
  'Indirizzo email destinatario': 'office@example.org',
  'Codice transazione': '0AB12345CD678901E',
  'Impatto sul saldo': 'Accredito',
}
test.each([
  ['Dutch', dutch],
  ['Italian', italian],
])('PayPal in %s is read like the English report', (_, row) => {
  const office = testOffice()
  const report = office.import(office.csv(Object.keys(row), [row]))
  expect(report.source).toBe('paypal-activity')
  expect(
    office.read.all('SELECT amount_cents, fee_cents, currency, transaction_date FROM transactions'),
  ).toEqual([
    { amount_cents: 102_500, fee_cents: 100, currency: 'EUR', transaction_date: '2025-11-27T09:21:53.000Z' },
  ])
  expect(office.read.all('SELECT email FROM contacts')).toEqual([{ email: 'ada@example.org' }])
  office.close()
})
