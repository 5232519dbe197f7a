import { z } from 'zod'
import { command, query, task } from './method.ts'
import { Cents, Currency, Id, Instant, LockLevel, SourceSystem, Window } from './values.ts'

/** `certain` may be merged in bulk, `likely` one by one, `look` only after looking. */
export const DuplicateBand = z.enum(['certain', 'likely', 'look'])
export const DuplicateOutcome = z.enum(['same_person', 'same_household'])
const Score = z.number().min(0).max(1)

export const DuplicateSet = z.object({
  contactIds: z.array(Id),
  members: z.array(
    z.object({
      contactId: Id,
      fullName: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      city: z.string().nullable(),
      sourceSystem: SourceSystem,
      createdAt: Instant,
    }),
  ),
  score: Score,
  band: DuplicateBand,
  outcome: DuplicateOutcome,
  /** Sentences: what speaks for one person or one household, and what against. */
  evidence: z.object({
    for: z.array(z.string()),
    against: z.array(z.string()),
    /** The likeliest story: "Probably spouses." */
    conclusion: z.string().nullable(),
  }),
  foundBy: z.enum(['scan', 'import']),
})
export type DuplicateSet = z.infer<typeof DuplicateSet>

/** The sets that wait for a verdict, surest first. */
export const listDuplicates = query({
  name: 'duplicates.list',
  input: z.strictObject({
    band: DuplicateBand.optional(),
    outcome: DuplicateOutcome.optional(),
    /** Only sets with this person. */
    contactId: Id.optional(),
    minScore: Score.default(0),
    ...Window,
  }),
  output: z.object({
    total: z.int(),
    sets: z.array(DuplicateSet),
    /** Of all that wait, whatever the filter. */
    counts: z.object({ certain: z.int(), likely: z.int(), look: z.int(), households: z.int() }),
  }),
  reads: ['contacts'],
})

/** Some of the certain sets at random, to look at before merging all of them, and how many there are. */
export const sampleDuplicates = query({
  name: 'duplicates.sample',
  input: z.strictObject({ count: z.int().min(1).max(100).default(20) }),
  output: z.object({
    total: z.int(),
    /** Of all of them: what `duplicates.mergeCertain` wants. */
    fingerprint: z.string(),
    sets: z.array(DuplicateSet),
  }),
  reads: ['contacts'],
})

const Text = z.string().trim().max(200).optional()

/** Whom a person being typed may be, or live with: likeliest first. Fast enough to ask at every pause. */
export const checkPerson = query({
  name: 'duplicates.check',
  input: z.strictObject({
    firstName: Text,
    lastName: Text,
    businessName: Text,
    emails: z.array(z.string().trim().max(254)).max(20).default([]),
    phones: z.array(z.string().trim().max(50)).max(20).default([]),
    address: z
      .strictObject({
        line1: Text,
        line2: Text,
        city: Text,
        state: Text,
        postalCode: Text,
        country: Text,
      })
      .optional(),
  }),
  output: z.object({
    matches: z.array(
      z.object({
        contactId: Id,
        fullName: z.string(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        city: z.string().nullable(),
        band: DuplicateBand,
        outcome: DuplicateOutcome,
        score: Score,
        evidence: DuplicateSet.shape.evidence,
      }),
    ),
  }),
  reads: ['contacts'],
})

export const MergeField = z.enum(['name', 'business_name', 'birth_date', 'email', 'phone', 'address'])
export const MergeProof = z.object({
  what: z.enum(['payments', 'amountCents', 'subscriptions', 'attendance', 'bookings', 'pledges', 'notes']),
  /** Of money, which has a line for each currency. */
  currency: Currency.nullable(),
  /** Per record, in the order of `records`. */
  parts: z.array(Cents),
  /** Of the one person: the sum. */
  after: Cents,
})

export const MergeSuggestion = z.object({
  survivorId: Id,
  survivorReason: z.string(),
  /** The survivor first. */
  records: z.array(
    z.object({
      contactId: Id,
      fullName: z.string(),
      sourceSystem: SourceSystem,
      createdAt: Instant,
      lockLevel: LockLevel,
      householdId: Id.nullable(),
    }),
  ),
  fields: z.array(
    z.object({
      field: MergeField,
      options: z.array(
        z.object({
          /** What `duplicates.merge` wants for this value. */
          id: Id,
          contactId: Id,
          text: z.string(),
          sourceSystem: SourceSystem,
          setAt: Instant,
        }),
      ),
      chosenId: Id.nullable(),
      reason: z.string(),
      /** The records do not agree. */
      differs: z.boolean(),
    }),
  ),
  proof: z.array(MergeProof),
  /** What stands once afterwards: of `rows` `stands` stay. */
  folded: z.array(z.object({ kind: z.string(), rows: z.int(), stands: z.int() })),
  optIn: z.object({
    subscribed: z.boolean(),
    reason: z.string(),
    evidence: z.array(
      z.object({
        contactId: Id,
        subscribed: z.boolean(),
        consentDate: z.string().nullable(),
        consentSource: z.string().nullable(),
        consentMethod: z.string().nullable(),
        unsubscribeDate: z.string().nullable(),
      }),
    ),
  }),
  doNotCall: z.boolean(),
  doNotMail: z.boolean(),
  deceased: z.boolean(),
  /** What the padlock will be. */
  lockLevel: LockLevel,
})
export type MergeSuggestion = z.infer<typeof MergeSuggestion>

const SeveralIds = z.array(Id).min(2).max(50)

/** What merging these records would make, value by value with reasons. Writes nothing. */
export const suggestMerge = query({
  name: 'duplicates.suggest',
  input: z.strictObject({ contactIds: SeveralIds, survivorId: Id.optional() }),
  output: MergeSuggestion,
  reads: ['contacts', 'money'],
})

/** Makes one contact of several. Values that are not given are the suggested ones. */
export const mergeContacts = command({
  name: 'duplicates.merge',
  input: z.strictObject({
    survivorId: Id,
    otherIds: z.array(Id).min(1).max(49),
    values: z.partialRecord(MergeField, Id).optional(),
  }),
  output: z.object({ mergeId: Id, survivorId: Id, mergedIds: z.array(Id) }),
})

const Stayed = z.array(z.object({ what: z.string(), reason: z.string() }))

/** Takes a merge apart, at any time. */
export const unmergeContacts = command({
  name: 'duplicates.unmerge',
  input: z.strictObject({ mergeId: Id }),
  output: z.object({
    restoredIds: z.array(Id),
    /** The first hundred things that stay as they are because of later work. */
    stayed: Stayed,
    stayedCount: z.int(),
  }),
})

/** The merges that made a person what they are, newest first. */
export const listMerges = query({
  name: 'duplicates.merges',
  input: z.strictObject({ contactId: Id }),
  output: z.object({
    merges: z.array(
      z.object({
        mergeId: Id,
        at: Instant,
        who: z.string(),
        merged: z.array(z.object({ contactId: Id, fullName: z.string() })),
      }),
    ),
  }),
  reads: ['contacts', 'history'],
})

/** A person's word that these are different people; for ever. */
export const markNotSame = command({
  name: 'duplicates.notSame',
  input: z.strictObject({ contactIds: SeveralIds }),
  output: z.object({ contactIds: z.array(Id) }),
})

/** A person's word that these are different people of one household, which is made when none of them has one. */
export const formHousehold = command({
  name: 'duplicates.sameHousehold',
  input: z.strictObject({
    contactIds: SeveralIds,
    mailingContactId: Id.optional(),
    name: z.string().trim().max(200).optional(),
    salutation: z.string().trim().max(200).optional(),
  }),
  output: z.object({ householdId: Id, contactIds: z.array(Id) }),
})

/** Looks for duplicates: only what changed since the last time, or everybody. The list of sets is up to date afterwards. */
export const scanDuplicates = task({
  name: 'duplicates.scan',
  input: z.strictObject({ everybody: z.boolean().default(false) }),
  output: z.object({
    people: z.int(),
    pairs: z.int(),
    /** How many pairs that wait came or went. */
    changes: z.int(),
    seconds: z.number(),
  }),
})

/** Merges all certain sets as one undoable action, after a backup. Refused when they are others than the sample told of. */
export const mergeCertain = task({
  name: 'duplicates.mergeCertain',
  input: z.strictObject({ fingerprint: z.string().max(64) }),
  output: z.object({ merges: z.int(), mergedRecords: z.int(), seconds: z.number() }),
})
