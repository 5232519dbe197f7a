import { z } from 'zod'
import { ContactField } from './contacts.ts'
import { query } from './method.ts'
import { Cents, Currency, Id, Instant, LockLevel, OtherMoney, SourceSystem } from './values.ts'

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
  /** IANA name: by where they live, without an address by the area code; null when neither tells. */
  timeZone: z.string().nullable(),
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
  returnedBy: z.string().nullable(),
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
  /** When staff last wrote something down about them. */
  lastContactAt: Instant.nullable(),
  /** The one that runs, or ended last. */
  membership: z
    .object({
      name: z.string().nullable(),
      status: z.string(),
      startedAt: z.string().nullable(),
      endsAt: z.string().nullable(),
    })
    .nullable(),
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
