import { z } from 'zod'
import { query } from './method.ts'
import {
  Cents,
  Currency,
  Id,
  Instant,
  LockLevel,
  OtherMoney,
  SortDirection,
  SourceSystem,
  Window,
} from './values.ts'

/** What can be wrong with a person's data; the quality screen counts them by this filter. */
export const PersonFlaw = z.enum([
  'noName',
  'noReach',
  'blankWords',
  'invalidEmail',
  'bouncedEmail',
  'invalidPhone',
  'wrongPhone',
  'incompleteAddress',
  'returnedMail',
])
export type PersonFlaw = z.infer<typeof PersonFlaw>

/** Which contacts a list shows. Every field narrows; an absent field does not. */
export const ContactFilter = z.strictObject({
  /** Words of a name, e-mail, phone digits, city, ZIP or business name; every word must be found. */
  search: z.string().max(200).optional(),
  tag: z.string().max(200).optional(),
  lockLevel: LockLevel.optional(),
  /** `true`: who gets the newsletter now; nobody of whom an import says otherwise before a person has answered. */
  emailSubscribed: z.boolean().optional(),
  sourceSystem: SourceSystem.optional(),
  /** Only contacts with an open import conflict. */
  withConflicts: z.boolean().optional(),
  /** Only contacts with a live transaction. */
  withTransactions: z.boolean().optional(),
  productId: Id.optional(),
  /** A role in force. */
  role: z.string().max(200).optional(),
  flaw: PersonFlaw.optional(),
  /** Just these: what somebody marked in a list. */
  ids: z.array(Id).max(100_000).optional(),
})
export type ContactFilter = z.infer<typeof ContactFilter>

export const ContactSort = z.enum([
  'name',
  'email',
  'city',
  'lifetime',
  'lockLevel',
  'createdAt',
  'updatedAt',
])

export const ContactListRow = z.object({
  contactId: Id,
  fullName: z.string(),
  businessName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  /** Gets the newsletter now. */
  emailSubscribed: z.boolean(),
  lockLevel: LockLevel,
  sourceSystem: SourceSystem,
  /** Sum of completed and refunded transactions in the office's currency, refunds negative. */
  lifetimeCents: Cents,
  currency: Currency,
  otherMoney: z.array(OtherMoney),
  conflictCount: z.int(),
  doNotCall: z.boolean(),
  doNotMail: z.boolean(),
  deceased: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type ContactListRow = z.infer<typeof ContactListRow>

/** A window of the contacts list; `total` counts all that match the filter. Names sort by last, then first name. */
export const listContacts = query({
  name: 'contacts.list',
  input: z.strictObject({
    filter: ContactFilter.default({}),
    sort: ContactSort.default('name'),
    direction: SortDirection.default('asc'),
    ...Window,
  }),
  output: z.object({ total: z.int(), rows: z.array(ContactListRow) }),
  reads: ['contacts', 'money', 'conflicts'],
})

/** Where a hit was found when its name does not show it, and the value it was found in. */
export const SearchReason = z.object({
  foundIn: z.enum(['nickname', 'business', 'email', 'phone', 'place', 'note']),
  value: z.string(),
})

export const SearchHit = z.object({
  contactId: Id,
  fullName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  /** 0..1, higher is better; comparable only within one answer. */
  score: z.number(),
  reason: SearchReason.nullable(),
})

/** The palette's and the command line's search: best first. */
export const searchContacts = query({
  name: 'contacts.search',
  input: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(100).default(20) }),
  output: z.object({ results: z.array(SearchHit) }),
  reads: ['contacts'],
})

/** A unit of values that is protected, compared and told about together. */
export const ContactField = z.enum([
  'name',
  'business_name',
  'email',
  'phone',
  'mobile_phone',
  'address',
  'birth_date',
  'email_subscribed',
  'source_system',
])
export type ContactField = z.infer<typeof ContactField>

const Counted = z.array(z.object({ name: z.string(), count: z.int() }))

/** Tags and roles in force with how many live contacts carry each, for filters. */
export const listTags = query({
  name: 'tags.list',
  input: z.strictObject({}),
  output: z.object({ tags: Counted, roles: Counted }),
  reads: ['contacts'],
})
