import type { Format } from './format.ts'
import { jotformSubmissions } from './jotform-submissions/index.ts'
import { kajabiContacts } from './kajabi-contacts/index.ts'
import { kajabiSubscriptions } from './kajabi-subscriptions/index.ts'
import { kajabiTransactions } from './kajabi-transactions/index.ts'
import { mappedList } from './mapped-list/index.ts'
import { paypalActivity } from './paypal-activity/index.ts'
import { quickbooksCustomers } from './quickbooks-customers/index.ts'
import { quickbooksDonations } from './quickbooks-donations/index.ts'
import { stripePayments } from './stripe-payments/index.ts'
import { stripeSubscriptions } from './stripe-subscriptions/index.ts'
import { ticketTailorOrders } from './ticket-tailor-orders/index.ts'
import { ticketTailorTickets } from './ticket-tailor-tickets/index.ts'
import { wixContacts } from './wix-contacts/index.ts'
import { wixEvents } from './wix-events/index.ts'
import { wixForms } from './wix-forms/index.ts'
import { zohoContacts } from './zoho-contacts/index.ts'
import { zohoInvoices } from './zoho-invoices/index.ts'

/** Every export the office can read. A new one is a folder here and a line in this list. */
export const formats: readonly Format[] = [
  kajabiContacts,
  kajabiSubscriptions,
  kajabiTransactions,
  paypalActivity,
  stripePayments,
  stripeSubscriptions,
  quickbooksDonations,
  quickbooksCustomers,
  zohoContacts,
  zohoInvoices,
  jotformSubmissions,
  ticketTailorOrders,
  ticketTailorTickets,
  wixContacts,
  wixEvents,
  wixForms,
  mappedList,
]
