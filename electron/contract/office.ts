import { z } from 'zod'
import { PersonFlaw } from './contacts.ts'
import { errorCodes } from './errors.ts'
import { command, query, task } from './method.ts'
import { PaymentFlaw, SubscriptionFlaw } from './money.ts'
import { Cents, Currency, Id, Instant, LockLevel, OtherMoney, SourceSystem, Window } from './values.ts'

/** Answers also when the working copy could not be opened, so that the window can offer the way out. */
export const officeStatus = query({
  name: 'office.status',
  input: z.strictObject({}),
  output: z.object({
    state: z.enum(['ready', 'trouble']),
    trouble: z
      .object({ code: z.enum(errorCodes), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
    version: z.string(),
    officeName: z.string(),
    timeZone: z.string(),
    /** Nobody has been imported or typed in yet: show the three doors. */
    isEmpty: z.boolean(),
    isDemo: z.boolean(),
    who: z.string(),
    counts: z.object({
      contacts: z.int(),
      transactions: z.int(),
      subscriptions: z.int(),
      products: z.int(),
      openConflicts: z.int(),
      suggestions: z.int(),
      reconciliation: z.int(),
      imports: z.int(),
    }),
    lastBackupAt: Instant.nullable(),
  }),
  reads: ['office', 'contacts', 'money', 'conflicts', 'reconciliation', 'imports', 'settings', 'backups'],
})

export const Settings = z.object({
  officeName: z.string().trim().min(1).max(100),
  /** IANA name; dates and months are shown in it. */
  timeZone: z.string().max(64),
  /** Figures and charts add up this one; money in others stands beside them. */
  currency: Currency,
  /** Strongest first; staff is always before all. */
  sourceOrder: z.array(SourceSystem),
  theme: z.enum(['light', 'dark', 'auto']),
  density: z.enum(['comfortable', 'compact']),
  largeType: z.boolean(),
  /** The name that History shows for this desk. */
  who: z.string().trim().min(1).max(100),
})
export type Settings = z.infer<typeof Settings>
export const getSettings = query({
  name: 'settings.get',
  input: z.strictObject({}),
  output: Settings,
  // The currency is that of the payments until somebody chooses one.
  reads: ['settings', 'money'],
})
export const setSettings = command({
  name: 'settings.set',
  input: Settings.partial().strict(),
  output: Settings,
})

export const FieldGroup = z.enum(['opt_in', 'name', 'phone', 'address', 'email', 'source_system', 'enriched'])
export type FieldGroup = z.infer<typeof FieldGroup>
/** What an import may change, by lock level: the table the rules are read from. */
export const listLockRules = query({
  name: 'lockRules.list',
  input: z.strictObject({}),
  output: z.object({
    rules: z.array(z.object({ lockLevel: LockLevel, fieldGroup: FieldGroup, allowed: z.boolean() })),
    levels: z.array(z.object({ lockLevel: LockLevel, contacts: z.int() })),
  }),
  reads: ['settings', 'contacts'],
})

/** What needs somebody this morning, most urgent first; an item is absent when there is nothing. */
export const getToday = query({
  name: 'today.get',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        kind: z.enum([
          'conflicts',
          'suggestions',
          'reconciliation',
          'optInConflicts',
          'duplicates',
          'failedPayments',
          'backup',
          'rowErrors',
        ]),
        count: z.int(),
        title: z.string(),
        why: z.string(),
        /** The first day (office time zone) that it counts, when it does not count everything. */
        since: z.iso.date().optional(),
      }),
    ),
    figures: z.array(
      z.object({
        kind: z.enum(['contacts', 'subscribers', 'activeSubscriptions', 'moneyThisYear', 'moneyLastYear']),
        value: z.int(),
        /** Of money: what there is in other currencies. */
        others: z.array(OtherMoney),
      }),
    ),
    /** The office's, of the money in the figures and months. */
    currency: Currency,
    /** Last 13 months, oldest first. */
    moneyByMonth: z.array(z.object({ month: z.string(), amountCents: Cents })),
    recent: z.array(z.object({ groupId: Id, at: Instant, who: z.string(), title: z.string() })),
  }),
  reads: ['contacts', 'money', 'conflicts', 'reconciliation', 'imports', 'history', 'backups'],
})

/** One action of a person or an import, in words. */
export const HistoryRow = z.object({
  groupId: Id,
  at: Instant,
  who: z.string(),
  origin: z.enum(['staff', 'import', 'undo', 'demo', 'system', 'erasure']),
  title: z.string(),
  /** Rows created + values changed + rows removed. */
  changeCount: z.int(),
  contactId: Id.nullable(),
  batchId: Id.nullable(),
  undoneAt: Instant.nullable(),
  canUndo: z.boolean(),
})
export const listHistory = query({
  name: 'history.list',
  input: z.strictObject({ contactId: Id.optional(), origin: HistoryRow.shape.origin.optional(), ...Window }),
  output: z.object({ total: z.int(), rows: z.array(HistoryRow) }),
  reads: ['history'],
})
export const getHistoryChanges = query({
  name: 'history.changes',
  input: z.strictObject({ groupId: Id, ...Window }),
  output: z.object({
    total: z.int(),
    changes: z.array(
      z.object({
        table: z.string(),
        rowId: z.string(),
        /** Who or what the row is. */
        title: z.string(),
        unit: z.string(),
        oldValue: z.string().nullable(),
        newValue: z.string().nullable(),
      }),
    ),
  }),
  reads: ['history'],
})
/** Takes back one action; undoing an import goes through imports.undo. Later edits are kept and listed. */
export const undoAction = command({
  name: 'history.undo',
  input: z.strictObject({ groupId: Id }),
  output: z.object({
    undoneGroupId: Id,
    /** Rows removed plus values put back. */
    restoredRows: z.int(),
    removedRows: z.int(),
    left: z.array(z.object({ what: z.string(), reason: z.string() })),
  }),
})
/** The newest action of this desk that can be undone (Ctrl Z); null when there is none. */
export const lastUndoable = query({
  name: 'history.lastUndoable',
  input: z.strictObject({}),
  output: z.object({ action: HistoryRow.nullable() }),
  reads: ['history'],
})

export const BackupRow = z.object({
  backupId: z.string(),
  madeAt: Instant,
  reason: z.string(),
  sizeBytes: z.int(),
  contacts: z.int(),
  transactions: z.int(),
})
export const listBackups = query({
  name: 'backups.list',
  input: z.strictObject({}),
  output: z.object({ backups: z.array(BackupRow) }),
  reads: ['backups'],
})
export const createBackup = task({
  name: 'backups.create',
  input: z.strictObject({}),
  output: z.object({ backupId: z.string(), sha256: z.string(), sizeBytes: z.int() }),
})
/** The `backupId` that stands for what can still be read of a damaged office file. */
export const stillReadable = 'still-readable'

/**
 * Replaces the working copy by a verified backup; the present file is kept beside it first. `backupId` is one of `backups.list`, the id of a
 * file that a person gave, or `stillReadable`.
 */
export const restoreBackup = task({
  name: 'backups.restore',
  input: z.strictObject({ backupId: z.string().max(200) }),
  output: z.object({ contacts: z.int(), transactions: z.int(), keptAs: z.string() }),
})

/** How sound the data is: each part says how many of how many need somebody. `score` 0..100; 100 is nothing to do. */
export const officeHealth = task({
  name: 'office.health',
  input: z.strictObject({}),
  output: z.object({
    score: z.int().min(0).max(100),
    parts: z.array(
      z.object({
        kind: z.enum([
          'integrity',
          'links',
          ...PersonFlaw.options,
          ...PaymentFlaw.options,
          ...SubscriptionFlaw.options,
          'missingSubscriptions',
          'duplicates',
          'conflicts',
        ]),
        title: z.string(),
        count: z.int(),
        of: z.int(),
      }),
    ),
    counts: z.object({ contacts: z.int(), transactions: z.int(), subscriptions: z.int(), products: z.int() }),
  }),
})

/** Fills an empty office with invented people: the same seed gives the same people. */
export const createDemo = task({
  name: 'demo.create',
  input: z.strictObject({
    contacts: z.int().min(1).max(1_000_000).default(2000),
    seed: z.int().min(0).default(1),
  }),
  output: z.object({
    contacts: z.int(),
    transactions: z.int(),
    subscriptions: z.int(),
    products: z.int(),
    seconds: z.number(),
  }),
})

export const ExportableList = z.enum([
  'contacts',
  'transactions',
  'products',
  'subscriptions',
  'conflicts',
  'suggestions',
  'reconciliation',
  'imports',
  'remembered-columns',
  'history',
  'opt-ins',
])
/** Any list as CSV: UTF-8 with BOM, safe in a spreadsheet. `input` is the input of that list's own method. */
export const exportList = query({
  name: 'lists.exportCsv',
  input: z.strictObject({ list: ExportableList, input: z.record(z.string(), z.unknown()).default({}) }),
  output: z.object({ fileName: z.string(), text: z.string(), rows: z.int() }),
  reads: [],
})
