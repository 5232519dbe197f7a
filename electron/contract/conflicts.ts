import { z } from 'zod'
import { ContactField } from './contacts.ts'
import { command, query } from './method.ts'
import { Cents, Id, Instant, SourceSystem, Window } from './values.ts'

/** `kept` and `taken` are answers of a person; `ignored`: the file no longer says it, or says something else by now. */
export const ConflictStatus = z.enum(['open', 'kept', 'taken', 'ignored'])

export const ConflictRow = z.object({
  id: Id,
  kind: z.enum(['import', 'sync']),
  table: z.string(),
  rowId: Id,
  contactId: Id,
  contactName: z.string(),
  field: ContactField,
  current: z.string().nullable(),
  currentSource: SourceSystem,
  incoming: z.string().nullable(),
  incomingSource: SourceSystem,
  /** Of an open one: what we had when it came, when `current`, which is what we have now, is another. */
  base: z.string().nullable(),
  /** Ours says the same by now, in whatever form. */
  isSettled: z.boolean(),
  /** Why it was stopped, in words: "fully protected: a person corrected it". */
  rule: z.string(),
  status: ConflictStatus,
  batchId: Id.nullable(),
  createdAt: Instant,
  resolvedAt: Instant.nullable(),
  resolvedBy: z.string().nullable(),
  /** The action that answered it, in words: an answer, or a correction that made ours what theirs was. */
  resolvedAs: z.string().nullable(),
})
export type ConflictRow = z.infer<typeof ConflictRow>

export const ConflictFilter = z.strictObject({
  kind: z.enum(['import', 'sync']).optional(),
  status: ConflictStatus.default('open'),
  field: ContactField.optional(),
  source: SourceSystem.optional(),
  contactId: Id.optional(),
  /** Only these: the rows a person selected. */
  ids: z.array(Id).max(10_000).optional(),
})
export const listConflicts = query({
  name: 'conflicts.list',
  input: z.strictObject({ filter: ConflictFilter.prefault({}), ...Window }),
  output: z.object({
    total: z.int(),
    conflicts: z.array(ConflictRow),
    /** How the open ones group, for bulk answers: "24 x Kajabi name". */
    groups: z.array(z.object({ source: SourceSystem, field: ContactField, count: z.int() })),
  }),
  reads: ['conflicts', 'contacts'],
})

export const Resolution = z.enum(['keep', 'take', 'both', 'custom'])
/** `take` on a protected contact needs no unlock: it is this person's decision, recorded as such; `unlock` also lowers the lock. */
export const resolveConflict = command({
  name: 'conflicts.resolve',
  input: z
    .strictObject({
      id: Id,
      resolution: Resolution,
      value: z.string().max(1000).optional(),
      unlock: z.boolean().default(false),
    })
    .refine(r => (r.resolution === 'custom') === (r.value !== undefined), {
      error: 'a value is needed exactly when the resolution is "custom"',
    }),
  output: z.object({ id: Id, status: ConflictStatus }),
})
/** One answer for many, as one undoable action. `always` remembers it for this source and field. */
export const resolveConflicts = command({
  name: 'conflicts.resolveMany',
  input: z.strictObject({
    filter: ConflictFilter,
    resolution: z.enum(['keep', 'take']),
    unlock: z.boolean().default(false),
    always: z.boolean().default(false),
  }),
  output: z.object({ resolved: z.int() }),
})

/** Standing answers: "always keep ours when Kajabi says another name". */
export const listDecisions = query({
  name: 'decisions.list',
  input: z.strictObject({}),
  output: z.object({
    decisions: z.array(
      z.object({
        source: SourceSystem,
        field: ContactField,
        decision: z.enum(['keep', 'take']),
        decidedAt: Instant,
        decidedBy: z.string(),
      }),
    ),
  }),
  reads: ['conflicts'],
})
export const removeDecision = command({
  name: 'decisions.remove',
  input: z.strictObject({ source: SourceSystem, field: ContactField }),
  output: z.object({ removed: z.boolean() }),
})

/** Values other systems know for empty fields of protected contacts. They do not call for attention. */
export const listSuggestions = query({
  name: 'suggestions.list',
  input: z.strictObject({ contactId: Id.optional(), ...Window }),
  output: z.object({
    total: z.int(),
    suggestions: z.array(
      z.object({
        id: Id,
        contactId: Id,
        contactName: z.string(),
        field: ContactField,
        value: z.string(),
        sourceSystem: SourceSystem,
        createdAt: Instant,
      }),
    ),
  }),
  reads: ['conflicts', 'contacts'],
})
export const takeSuggestions = command({
  name: 'suggestions.take',
  input: z.strictObject({ ids: z.array(Id).min(1).max(10_000) }),
  output: z.object({ taken: z.int() }),
})

/** Subscriptions we have that the newest full export does not. */
export const ReconciliationRow = z.object({
  subscriptionId: Id,
  contactId: Id,
  contactName: z.string(),
  email: z.string().nullable(),
  productName: z.string().nullable(),
  status: z.string(),
  amountCents: Cents,
  currency: z.string(),
  billingCycle: z.string().nullable(),
  externalSubscriptionId: z.string().nullable(),
  missingSince: Instant,
  /** Newest completed payment of this person for this product. */
  lastPaymentAt: Instant.nullable(),
  state: z.enum(['open', 'investigate']),
})
export const listReconciliation = query({
  name: 'reconciliation.list',
  input: z.strictObject({ state: z.enum(['open', 'investigate']).optional(), ...Window }),
  output: z.object({
    total: z.int(),
    rows: z.array(ReconciliationRow),
    /** Of how many live subscriptions of that source, so an abnormal share stands out. */
    liveSubscriptions: z.int(),
  }),
  reads: ['reconciliation', 'money'],
})
/** `keep`: it goes on although the export lacks it; `cancelled`: it ended; `investigate`: stays in the list, marked. */
export const resolveReconciliation = command({
  name: 'reconciliation.resolve',
  input: z.strictObject({
    subscriptionIds: z.array(Id).min(1).max(50_000),
    action: z.enum(['keep', 'cancelled', 'investigate']),
  }),
  output: z.object({ resolved: z.int() }),
})
