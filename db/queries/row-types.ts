/** Closed lists as the columns hold them; electron/office proves that they fit the contract. */
export type SortDirection = 'asc' | 'desc'

const sourceSystems = [
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
] as const
export type SourceSystem = (typeof sourceSystems)[number]

/** The order that every office starts with, strongest first (spec 03.3.2). `list` is a file that somebody wrote themselves. */
export const allSourceSystems: readonly SourceSystem[] = sourceSystems

const known: ReadonlySet<string> = new Set(sourceSystems)

/** A stored source; consent may name how we know in free words, which only a person types: that reads as `staff`. */
export function sourceSystemOf(stored: string): SourceSystem {
  return known.has(stored) ? (stored as SourceSystem) : 'staff'
}

/** A unit of values that is protected, compared and told about together. */
export type ContactField =
  | 'name'
  | 'business_name'
  | 'email'
  | 'phone'
  | 'mobile_phone'
  | 'address'
  | 'birth_date'
  | 'email_subscribed'
  | 'source_system'

/** A slice of a list; `total` beside its rows counts all that match. */
export type ListWindow = { offset: number; limit: number }
