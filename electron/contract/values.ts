import { z } from 'zod'

/** UUID v7 text. */
export const Id = z.uuid()
/** Hundredths of the currency's unit, of every currency: 1,000 yen are 100000, though no coin is smaller than one. Refunds are negative. */
export const Cents = z.int()
/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/**
 * Payments in another currency than the figure they stand beside, and never added to it: how many there are, of any status, and what was
 * paid of them.
 */
export const OtherMoney = z.object({ currency: Currency, count: z.int(), amountCents: Cents })
export type OtherMoney = z.infer<typeof OtherMoney>
/** UTC instant, ISO-8601 with milliseconds and `Z`. */
export const Instant = z.iso.datetime({ precision: 3 })

export const LockLevel = z.enum(['UNLOCKED', 'PARTIAL_LOCK', 'FULL_LOCK'])
export type LockLevel = z.infer<typeof LockLevel>

/** A system data can come from, or `staff` (a person typed it). */
export const SourceSystem = z.enum([
  'staff',
  'paypal',
  'zoho',
  'kajabi',
  'kajabi_transaction',
  'ticket_tailor',
  'jotform',
  'wix',
  'stripe',
  'quickbooks',
  'list',
  'demo',
])
export type SourceSystem = z.infer<typeof SourceSystem>

export const AddressInput = z.strictObject({
  line1: z.string().trim().min(1).max(200),
  line2: z.string().trim().max(200).optional(),
  city: z.string().trim().max(100),
  state: z.string().trim().max(100),
  postalCode: z.string().trim().max(20),
  country: z.string().trim().max(100).optional(),
})
export type AddressInput = z.infer<typeof AddressInput>

/** A slice of a long list; lists are read window by window. */
export const Window = {
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(1000).default(100),
}

export const SortDirection = z.enum(['asc', 'desc'])
