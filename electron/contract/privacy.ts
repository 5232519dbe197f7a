import { z } from 'zod'
import { command, query, task } from './method.ts'
import { HistoryRow } from './office.ts'
import { Cents, Id, Instant, OtherMoney, Window } from './values.ts'

/** Everything the office knows about one person, as a file: JSON for programs, PDF for the person. Saved by the window's own dialog. */
export const exportPerson = task({
  name: 'privacy.export',
  input: z.strictObject({ contactId: Id, format: z.enum(['json', 'pdf']) }),
  output: z.object({
    fileName: z.string(),
    /** The file's content: a text, or bytes in base64. */
    text: z.string(),
    encoding: z.enum(['utf8', 'base64']),
  }),
})

/** What erasing a person would take and leave, and which other files still hold them. Writes nothing. */
export const lookBeforeErasing = task({
  name: 'privacy.lookBeforeErasing',
  input: z.strictObject({ contactId: Id }),
  output: z.object({
    contactId: Id,
    fullName: z.string(),
    /** How many records are this one person. */
    records: z.int(),
    /** What stays, without a name. */
    payments: z.int(),
    /** In the office's currency. */
    amountCents: Cents,
    otherMoney: z.array(OtherMoney),
    subscriptions: z.int(),
    bookings: z.int(),
    /** Backups in which the person still is. */
    backups: z.array(z.object({ backupId: z.string(), madeAt: Instant, reason: z.string() })),
    /** Office files that a restore replaced and that still hold the person. */
    keptFiles: z.int(),
    /** Texts of others that speak of the person, and that no erasure changes: the first two hundred, and how many there are. */
    mentions: z.array(
      z.object({
        kind: z.enum(['note', 'payment', 'rental']),
        /** Null for a payment that is nobody's. */
        contactId: Id.nullable(),
        contactName: z.string().nullable(),
        at: Instant.nullable(),
        text: z.string(),
      }),
    ),
    mentionCount: z.int(),
  }),
})
export type LookBeforeErasing = z.infer<typeof lookBeforeErasing.output>

/**
 * Erases a person for ever. `typedName` is the full name as the card shows it, typed by hand. Money stays without a name; no import brings
 * the person back. `copies`: what becomes of backups and replaced files that still hold them.
 */
export const erasePerson = task({
  name: 'privacy.erase',
  input: z.strictObject({
    contactId: Id,
    typedName: z.string().max(500),
    copies: z.enum(['keep', 'rewrite', 'delete']),
  }),
  output: z.object({ contactId: Id, records: z.int(), copies: z.int(), seconds: z.number() }),
})

/** Every change of a person's opt-in, newest first, with who, when, why and the evidence. Nothing ever changes it. */
export const consentHistory = query({
  name: 'privacy.consentHistory',
  input: z.strictObject({ contactId: Id }),
  output: z.object({
    changes: z.array(
      z.object({
        at: Instant,
        who: z.string(),
        why: z.string(),
        wasSubscribed: z.boolean().nullable(),
        subscribed: z.boolean(),
        evidence: z
          .object({
            source: z.string().nullable(),
            method: z.string().nullable(),
            date: z.string().nullable(),
          })
          .nullable(),
        /** It happened to a record that was merged into this one since. */
        mergedFrom: z.object({ fullName: z.string(), mergedAt: Instant }).optional(),
      }),
    ),
  }),
  reads: ['contacts', 'history'],
})
export type ConsentChange = z.infer<typeof consentHistory.output>['changes'][number]

/** A UTC instant, or a day of the office. */
const Moment = z.union([Instant, z.iso.date()])

/** The log of everybody's opt-ins, newest first. Nothing ever changes it. */
export const listOptIns = query({
  name: 'privacy.listOptIns',
  input: z.strictObject({
    from: Moment.optional(),
    /** A day belongs to the time, an instant no longer. */
    to: Moment.optional(),
    subscribed: z.boolean().optional(),
    origin: HistoryRow.shape.origin.optional(),
    /** Of imports: the kind of file. */
    source: z.string().max(100).optional(),
    ...Window,
  }),
  output: z.object({
    total: z.int(),
    rows: z.array(
      z.object({
        seq: z.int(),
        at: Instant,
        /** Null when the contact is gone: with the import that had made it, or erased. */
        contactId: Id.nullable(),
        contactName: z.string(),
        /** Null when nothing was known before. */
        wasSubscribed: z.boolean().nullable(),
        subscribed: z.boolean(),
        why: z.string(),
        who: z.string(),
        origin: HistoryRow.shape.origin,
        /** Of an import: its file. */
        fileName: z.string().nullable(),
      }),
    ),
  }),
  reads: ['contacts', 'history'],
})
export type OptInChange = z.infer<typeof listOptIns.output>['rows'][number]

const OptInRange = {
  /** Opt-ins become what they were then; a day begins with its midnight. */
  from: Moment,
  /** What was said later stands; default: now. */
  to: Moment.optional(),
  /** Default: everybody. */
  contactIds: z.array(Id).max(10_000).optional(),
}
const optInCounts = { on: z.int(), off: z.int(), laterChanged: z.int() }

/** What `privacy.restoreOptIns` would do, with everybody it is about: first who would be on, then off, then who stays. */
export const previewOptIns = query({
  name: 'privacy.previewOptIns',
  input: z.strictObject({ ...OptInRange, ...Window }),
  output: z.object({
    ...optInCounts,
    /** All three together. */
    total: z.int(),
    people: z.array(
      z.object({
        contactId: Id,
        contactName: z.string(),
        /** `later`: changed again after that time, and that stands. */
        becomes: z.enum(['on', 'off', 'later']),
        /** Their last change within that time. */
        changedAt: Instant.nullable(),
        who: z.string().nullable(),
        why: z.string().nullable(),
      }),
    ),
  }),
  reads: ['contacts', 'history'],
})
export type OptInToPutBack = z.infer<typeof previewOptIns.output>['people'][number]

/**
 * Puts opt-ins back as they were at an instant, with their evidence. Nobody is subscribed again without `howWeKnow`: why the opt-out was no
 * word of theirs. It stands in the log. Answers who was put back, and who stayed because of later words.
 */
export const restoreOptIns = command({
  name: 'privacy.restoreOptIns',
  input: z.strictObject({ ...OptInRange, howWeKnow: z.string().trim().min(1).max(500).optional() }),
  output: z.object(optInCounts),
})
