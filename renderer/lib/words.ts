import type { z } from 'zod'
import type { ContactField, PersonFlaw } from '../../electron/contract/contacts.ts'
import type {
  PaymentFlaw,
  SubscriptionFlaw,
  TransactionStatus,
  TransactionType,
} from '../../electron/contract/money.ts'
import type { FieldGroup, HistoryRow } from '../../electron/contract/office.ts'
import type { LockLevel, SourceSystem } from '../../electron/contract/values.ts'
import { countOf } from './format.ts'

/** The words people read for the closed lists of the contract. */
export const sourceWords: Record<SourceSystem, string> = {
  staff: 'Staff',
  paypal: 'PayPal',
  zoho: 'Zoho',
  kajabi: 'Kajabi',
  kajabi_transaction: 'Kajabi payment',
  ticket_tailor: 'Ticket Tailor',
  jotform: 'JotForm',
  wix: 'Wix',
  stripe: 'Stripe',
  quickbooks: 'QuickBooks',
  list: 'a list',
  demo: 'Demo',
}

export const lockWords: Record<LockLevel, { short: string; long: string }> = {
  UNLOCKED: { short: 'Unprotected', long: 'Imports may update this person' },
  PARTIAL_LOCK: { short: 'Partly protected', long: 'Imports may update only some values of this person' },
  FULL_LOCK: { short: 'Fully protected', long: 'No import changes the values of this person' },
}

export const fieldWords: Record<z.infer<typeof ContactField>, string> = {
  name: 'Name',
  business_name: 'Business name',
  email: 'E-mail',
  phone: 'Phone',
  mobile_phone: 'Mobile phone',
  address: 'Address',
  birth_date: 'Birth date',
  email_subscribed: 'Newsletter',
  source_system: 'Source',
}

export const fieldGroupWords: Record<FieldGroup, string> = {
  opt_in: 'Newsletter opt-in',
  name: 'Name',
  phone: 'Phone',
  address: 'Address',
  email: 'E-mail',
  source_system: 'Source',
  enriched: 'Enriched details',
}

export const originWords: Record<z.infer<typeof HistoryRow>['origin'], string> = {
  staff: 'Staff',
  import: 'Import',
  undo: 'Undo',
  demo: 'Demo',
  system: 'Program',
  erasure: 'Erasure',
}

export const transactionTypeWords: Record<z.infer<typeof TransactionType>, string> = {
  purchase: 'Purchase',
  subscription: 'Subscription',
  refund: 'Refund',
  donation: 'Donation',
}

export const transactionStatusWords: Record<z.infer<typeof TransactionStatus>, string> = {
  completed: 'Completed',
  pending: 'Pending',
  failed: 'Failed',
  refunded: 'Refunded',
}

/** What sums of payments are told by: what was paid by type, what was not by what became of it. */
export const paymentKindWords: Record<z.infer<typeof TransactionType> | 'pending' | 'failed', string> = {
  ...transactionTypeWords,
  pending: transactionStatusWords.pending,
  failed: transactionStatusWords.failed,
}

/** What is wrong with the rows of a list, behind a figure of the quality screen. */
export const flawWords: Record<
  PersonFlaw | z.infer<typeof PaymentFlaw> | z.infer<typeof SubscriptionFlaw>,
  string
> = {
  noName: 'without a name',
  noReach: 'without e-mail, phone or address',
  blankWords: 'with “nan” or “null” as a value',
  invalidEmail: 'with an e-mail that cannot be delivered',
  bouncedEmail: 'with an e-mail that bounced',
  invalidPhone: 'with a phone that cannot be dialled',
  wrongPhone: 'with a wrong or disconnected number',
  incompleteAddress: 'with an incomplete address',
  returnedMail: 'whose mail came back',
  paymentsWithoutPerson: 'without a person',
  paymentsTwice: 'perhaps there twice',
  subscriptionsWithoutPayment: 'without any payment',
}

/** A code of the data as a word: `past_due` -> `Past due`. */
export function plainWord(code: string): string {
  const words = code.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `protection: FULL_LOCK` -> `protection: fully protected`, for sentences of the history. */
export function withLockWords(text: string): string {
  return text.replace(/\b(UNLOCKED|PARTIAL_LOCK|FULL_LOCK)\b/g, level =>
    lockWords[level as LockLevel].short.toLowerCase(),
  )
}

/** What an undo did: `2 records taken out, 1 value put back`. `restoredRows` counts both. */
export function undoneWords({
  restoredRows,
  removedRows,
}: {
  restoredRows: number
  removedRows: number
}): string {
  const putBack = restoredRows - removedRows
  const parts = [
    ...(removedRows > 0 ? [`${countOf(removedRows, 'record')} taken out`] : []),
    ...(putBack > 0 ? [`${countOf(putBack, 'value')} put back`] : []),
  ]
  return parts.length === 0 ? 'nothing was left to take back' : parts.join(', ')
}
