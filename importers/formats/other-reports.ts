import type { System } from './format.ts'

/**
 * Files of the right system that are the wrong report. `columns` are lower-cased cells which together stand in one row only of that report:
 * in its header, or in a title line above it. `sentence` says which report it is and which one to ask for.
 */
export const otherReports: readonly { system: System; columns: readonly string[]; sentence: string }[] = [
  {
    system: 'zoho',
    columns: ['record id', 'lead owner'],
    sentence: 'This is Zoho\'s list of leads. In Zoho CRM export the module "Contacts" and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['record id', 'account owner'],
    sentence:
      'This is Zoho\'s list of accounts. In Zoho CRM export the module "Contacts" and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['record id', 'deal owner'],
    sentence: 'This is Zoho\'s list of deals. In Zoho CRM export the module "Contacts" and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['so number', 'grand total'],
    sentence:
      'These are sales orders of Zoho CRM, which hold no rentals. In Zoho Books export "Invoices" and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['record id', 'invoice owner'],
    sentence:
      'These are invoices of Zoho CRM, without their lines. In Zoho Books export "Invoices" and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['salesorder id'],
    sentence: 'These are sales orders of Zoho Books. Export "Invoices" there and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['customerpayment id'],
    sentence:
      'These are payments of Zoho Books, which do not say what was rented. Export "Invoices" there and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['creditnotes id'],
    sentence: 'These are credit notes of Zoho Books. Export "Invoices" there and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['estimate id', 'estimate status'],
    sentence: 'These are estimates of Zoho Books. Export "Invoices" there and drop that file.',
  },
  {
    system: 'zoho',
    columns: ['display name', 'emailid', 'contact id'],
    sentence:
      'These are customers of Zoho Books. In Zoho CRM export the module "Contacts" and drop that file.',
  },
  {
    system: 'quickbooks',
    columns: ['sales by customer summary'],
    sentence:
      'This is the summary of sales, which has no single gifts. In QuickBooks run "Sales by Customer Detail" and drop that file.',
  },
  {
    system: 'quickbooks',
    columns: ['customer balance summary'],
    sentence:
      'This report lists what is owed, not what was given. In QuickBooks run "Sales by Customer Detail" and drop that file.',
  },
  {
    system: 'quickbooks',
    columns: ['a/r aging summary'],
    sentence:
      'This report lists what is owed, not what was given. In QuickBooks run "Sales by Customer Detail" and drop that file.',
  },
  {
    system: 'quickbooks',
    columns: ['profit and loss'],
    sentence:
      'This is the profit and loss of the books, without donors. In QuickBooks run "Sales by Customer Detail" and drop that file.',
  },
  {
    system: 'quickbooks',
    columns: ['balance sheet'],
    sentence:
      'This is the balance sheet of the books, without donors. In QuickBooks run "Sales by Customer Detail" and drop that file.',
  },
  {
    system: 'ticket_tailor',
    columns: ['event name', 'tickets sold'],
    sentence:
      'This is Ticket Tailor\'s summary of events, without buyers. Export "Orders" there and drop that file.',
  },
  {
    system: 'ticket_tailor',
    columns: ['event name', 'tickets issued'],
    sentence:
      'This is Ticket Tailor\'s summary of events, without buyers. Export "Orders" there and drop that file.',
  },
  {
    system: 'wix',
    columns: ['order number', 'date created', 'fulfillment status'],
    sentence:
      "These are orders of the Wix store, which are not read. Their money is in the payment processor's own file: drop the Stripe payments or the PayPal activity.",
  },
  {
    system: 'wix',
    columns: ['wix payments transaction id'],
    sentence:
      'These are the payments of Wix, which are not read. For the people behind them export "Contacts" in Wix and drop that file.',
  },
  {
    system: 'wix',
    columns: ['cashier transaction id'],
    sentence:
      'These are the payments of Wix, which are not read. For the people behind them export "Contacts" in Wix and drop that file.',
  },
  {
    system: 'wix',
    columns: ['plan name', 'start date', 'payment status'],
    sentence:
      'These are the pricing plans of Wix, which are not read. For the people who hold them export "Contacts" in Wix and drop that file.',
  },
  {
    system: 'wix',
    columns: ['given name', 'family name', 'e-mail 1 - value'],
    sentence:
      'These are contacts in the form that Google reads. Export them once more as a regular CSV file and drop that one.',
  },
  {
    system: 'paypal',
    columns: ['transaction event code', 'transaction initiation date', 'gross transaction amount'],
    sentence:
      'This is PayPal\'s settlement report, which does not name who paid. In PayPal open Activity, then Download, choose "All transactions" as CSV, and drop that file.',
  },
  {
    system: 'paypal',
    columns: ['date', 'time', 'type', 'status', 'currency', 'amount', 'receipt id', 'balance'],
    sentence:
      'This is the history of a personal PayPal account, which has no transaction ids: dropped twice, it would count twice. In PayPal open Activity, then Download, choose "All transactions" as CSV, and drop that file.',
  },
  {
    system: 'paypal',
    columns: ['case id', 'original transaction id'],
    sentence:
      'This is PayPal\'s list of disputes. In PayPal open Activity, then Download, choose "All transactions" as CSV, and drop that file.',
  },
  {
    system: 'paypal',
    columns: ['available beginning', 'available ending'],
    sentence:
      'This is PayPal\'s summary of balances, without payments. In PayPal open Activity, then Download, choose "All transactions" as CSV, and drop that file.',
  },
  {
    system: 'stripe',
    columns: ['id', 'delinquent', 'total spend'],
    sentence:
      "This is Stripe's list of customers, whose totals are no payments. In Stripe open Payments, choose Export, and drop that file.",
  },
  {
    system: 'stripe',
    columns: ['id', 'arrival date (utc)'],
    sentence:
      "This is Stripe's list of payouts to the bank, which does not name who paid. In Stripe open Payments, choose Export, and drop that file.",
  },
  {
    system: 'stripe',
    columns: ['id', 'source', 'available on (utc)'],
    sentence:
      "This is Stripe's history of the balance, which does not name who paid. In Stripe open Payments, choose Export, and drop that file.",
  },
  {
    system: 'stripe',
    columns: ['balance_transaction_id', 'reporting_category'],
    sentence:
      "This is Stripe's balance report, which does not name who paid. In Stripe open Payments, choose Export, and drop that file.",
  },
  {
    system: 'stripe',
    columns: ['id', 'amount due', 'amount paid'],
    sentence:
      "This is Stripe's list of invoices, which says what was asked for, not what was paid. In Stripe open Payments, choose Export, and drop that file.",
  },
  {
    system: 'stripe',
    columns: ['price id', 'product id', 'product tax code'],
    sentence: "This is Stripe's list of prices. In Stripe open Payments, choose Export, and drop that file.",
  },
]
