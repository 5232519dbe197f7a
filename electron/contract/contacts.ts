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
  emailSubscribed: z.boolean(),
  lockLevel: LockLevel,
  sourceSystem: SourceSystem,
  /** Sum of completed and refunded transactions in the office's currency, refunds negative. */
  lifetimeCents: Cents,
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

export const FieldSource = z.object({
  fieldName: z.string(),
  sourceSystem: SourceSystem,
  /** The import that brought the value; null when a person or the demo did. */
  importBatchId: Id.nullable(),
  updatedAt: Instant,
  previousValue: z.string().nullable(),
})

/** What became of a value, who said so and when; null while nobody said anything. */
const Said = { stateAt: Instant.nullable(), stateBy: z.string().nullable(), stateNote: z.string().nullable() }

export const ContactEmail = z.object({
  id: Id,
  email: z.string(),
  type: z.string().nullable(),
  isPrimary: z.boolean(),
  isVerified: z.boolean(),
  isShared: z.boolean(),
  state: z.enum(['verified', 'bounced', 'invalid']).nullable(),
  ...Said,
  sourceSystem: SourceSystem,
})
export const ContactPhone = z.object({
  id: Id,
  /** As typed. */
  phone: z.string(),
  /** +13035550101, or null when it is not a dialable number. */
  phoneE164: z.string().nullable(),
  type: z.enum(['mobile', 'home', 'work', 'other']),
  isPrimary: z.boolean(),
  state: z.enum(['verified', 'wrong_number', 'disconnected']).nullable(),
  ...Said,
  sourceSystem: SourceSystem,
})
export const ContactAddress = z.object({
  id: Id,
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  type: z.enum(['billing', 'shipping', 'mailing', 'home', 'work', 'other']),
  isPrimary: z.boolean(),
  isMailing: z.boolean(),
  /** When mail came back from here. */
  returnedAt: Instant.nullable(),
  sourceSystem: SourceSystem,
})

/** Everything the contact card shows, in one answer. */
export const ContactCard = z.object({
  contactId: Id,
  /** Set when this record was merged away; the card then shows the survivor's id. */
  mergedIntoId: Id.nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  fullName: z.string(),
  businessName: z.string().nullable(),
  birthDate: z.string().nullable(),
  sourceSystem: SourceSystem,
  emailSubscribed: z.boolean(),
  consentDate: z.string().nullable(),
  consentSource: z.string().nullable(),
  consentMethod: z.string().nullable(),
  unsubscribeDate: z.string().nullable(),
  subscriptionProtected: z.boolean(),
  lockLevel: LockLevel,
  lockReason: z.string().nullable(),
  doNotCall: z.boolean(),
  doNotMail: z.boolean(),
  deceased: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  emails: z.array(ContactEmail),
  phones: z.array(ContactPhone),
  addresses: z.array(ContactAddress),
  externalIds: z.array(z.object({ system: z.string(), kind: z.string(), externalId: z.string() })),
  tags: z.array(z.object({ name: z.string(), sourceSystem: SourceSystem })),
  notes: z.array(
    z.object({ id: Id, text: z.string(), isPinned: z.boolean(), createdAt: Instant, createdBy: z.string() }),
  ),
  /** Those in force first. */
  roles: z.array(
    z.object({ role: z.string(), startedAt: z.string().nullable(), endedAt: z.string().nullable() }),
  ),
  household: z
    .object({
      householdId: Id,
      name: z.string(),
      salutation: z.string().nullable(),
      /** Everybody of it, this person too. */
      members: z.array(z.object({ contactId: Id, fullName: z.string(), isMailing: z.boolean() })),
    })
    .nullable(),
  /** Tickets by event: those to come first, then the newest. */
  registrations: z.array(
    z.object({
      eventName: z.string(),
      startsAt: Instant.nullable(),
      status: z.enum(['confirmed', 'cancelled', 'refunded']),
      tickets: z.int(),
      checkedIn: z.int(),
    }),
  ),
  bookings: z.array(
    z.object({
      bookingId: Id,
      title: z.string(),
      status: z.enum(['tentative', 'confirmed', 'cancelled', 'completed']),
      venueName: z.string().nullable(),
      startsAt: Instant.nullable(),
      /** YYYY-MM-DD; a booking known only from its invoice has no time. */
      invoicedOn: z.string().nullable(),
    }),
  ),
  /** How many actions touched this person since this computer last showed the card; null before the first visit. */
  sinceLastVisit: z.object({ at: Instant, actions: z.int() }).nullable(),
  products: z.array(z.object({ productId: Id, name: z.string(), sourceSystem: SourceSystem })),
  subscriptions: z.array(
    z.object({
      subscriptionId: Id,
      productName: z.string().nullable(),
      status: z.string(),
      amountCents: Cents,
      currency: z.string(),
      billingCycle: z.string().nullable(),
      startedAt: z.string().nullable(),
      currentPeriodEnd: z.string().nullable(),
      cancelledAt: z.string().nullable(),
      missingFromExportSince: z.string().nullable(),
    }),
  ),
  fieldSources: z.array(FieldSource),
  /** The office's, of the two figures below. */
  currency: Currency,
  lifetimeCents: Cents,
  thisYearCents: Cents,
  /** Of the whole lifetime. */
  otherMoney: z.array(OtherMoney),
  transactionCount: z.int(),
  conflicts: z.array(
    z.object({
      id: Id,
      field: ContactField,
      current: z.string().nullable(),
      incoming: z.string().nullable(),
      incomingSource: SourceSystem,
      rule: z.string(),
      createdAt: Instant,
    }),
  ),
  suggestions: z.array(
    z.object({
      id: Id,
      field: ContactField,
      value: z.string(),
      sourceSystem: SourceSystem,
      createdAt: Instant,
    }),
  ),
})
export type ContactCard = z.infer<typeof ContactCard>

export const getContact = query({
  name: 'contacts.get',
  input: z.strictObject({ contactId: Id }),
  output: ContactCard,
  reads: ['contacts', 'money', 'conflicts', 'visits'],
})

/** One entry of the timeline. `amountCents` only for money; `lines` are folded details ("phone: old -> new"). */
export const TimelineEntry = z.object({
  id: z.string(),
  kind: z.enum([
    'purchase',
    'subscription',
    'refund',
    'donation',
    'failed',
    'ticket',
    'booking',
    'note',
    'change',
  ]),
  at: Instant,
  title: z.string(),
  amountCents: Cents.nullable(),
  currency: z.string().nullable(),
  who: z.string().nullable(),
  lines: z.array(z.string()),
  /** It came since this computer last showed the card. */
  isNew: z.boolean(),
  /** It happened to a record that was merged into this one since. */
  mergedFrom: z.object({ fullName: z.string(), mergedAt: Instant }).optional(),
  /** Of a ticket: when its event is. */
  startsAt: Instant.optional(),
})
/** Newest first; `before` pages. */
export const contactTimeline = query({
  name: 'contacts.timeline',
  input: z.strictObject({
    contactId: Id,
    kind: z.enum(['all', 'gifts', 'purchases', 'events', 'notes', 'changes']).default('all'),
    before: Instant.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ entries: z.array(TimelineEntry) }),
  reads: ['contacts', 'money', 'history', 'visits'],
})

/** The story of one value: where it came from, what it was before, what other systems say. Newest first. */
export const contactFieldStory = query({
  name: 'contacts.story',
  input: z.strictObject({ contactId: Id, field: ContactField }),
  output: z.object({
    events: z.array(
      z.object({
        at: Instant,
        who: z.string(),
        origin: z.string(),
        sourceSystem: SourceSystem.nullable(),
        oldValue: z.string().nullable(),
        newValue: z.string().nullable(),
      }),
    ),
    /** What other systems said that was not taken. */
    others: z.array(
      z.object({ sourceSystem: SourceSystem, value: z.string(), since: Instant, why: z.string() }),
    ),
    /** Why an import may or may not change it now. */
    protection: z.string(),
  }),
  reads: ['contacts', 'conflicts', 'history'],
})

const Counted = z.array(z.object({ name: z.string(), count: z.int() }))

/** Tags and roles in force with how many live contacts carry each, for filters. */
export const listTags = query({
  name: 'tags.list',
  input: z.strictObject({}),
  output: z.object({ tags: Counted, roles: Counted }),
  reads: ['contacts'],
})
