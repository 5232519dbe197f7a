import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const importBatches = sqliteTable(
  'import_batches',
  {
    id: text('id').primaryKey(),
    groupSeq: integer('group_seq').notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    source: text('source').notNull(),
    /** Of a workbook with several: the sheet that was read. */
    sheetName: text('sheet_name'),
    /** What being in the file meant for the newsletter, when it was asked. */
    optIn: text('opt_in', { enum: ['subscribed', 'unsubscribed', 'unknown'] }),
    importedAt: text('imported_at').notNull(),
    importedBy: text('imported_by').notNull(),
    /** The receipt: JSON of the contract's BatchReport. */
    report: text('report').notNull(),
    undoneAt: text('undone_at'),
  },
  t => [index('import_batches_sha256').on(t.sha256), index('import_batches_group').on(t.groupSeq)],
)

/**
 * How the rows of each import looked: the same again, on an untouched contact, needs no work. Thousands of rows in one JSON text, because a
 * row each would cost as much as a contact's e-mail. Later groups overrule earlier ones.
 */
export const importSeenRows = sqliteTable(
  'import_seen_rows',
  {
    /** The format's id and what being in the file meant. */
    source: text('source').notNull(),
    groupSeq: integer('group_seq').notNull(),
    part: integer('part').notNull(),
    /** `[row key, 53-bit hash of cells, header, options and rules in force, contact id, group that first saw it so][]`. */
    rows: text('rows').notNull(),
  },
  t => [primaryKey({ columns: [t.source, t.groupSeq, t.part] })],
)

/**
 * The rows of an import's plan that a person may want to see: all but the unchanged, in lists of one outcome each, one of rows with
 * protected values and one of rows that leave a question though their outcome is another. Kept for the newest batches, hundreds of rows in one JSON text.
 */
export const importPlanRows = sqliteTable(
  'import_plan_rows',
  {
    batchId: text('batch_id').notNull(),
    list: text('list', {
      enum: ['created', 'updated', 'unchanged', 'conflict', 'skipped', 'error', 'protected', 'question'],
    }).notNull(),
    /** Place of the first of these rows in its list. */
    firstIndex: integer('first_index').notNull(),
    rowCount: integer('row_count').notNull(),
    /** JSON array of the contract's PlanRow. */
    rows: text('rows').notNull(),
  },
  t => [primaryKey({ columns: [t.batchId, t.list, t.firstIndex] })],
)

export const importConflicts = sqliteTable(
  'import_conflicts',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id').notNull(),
    field: text('field').notNull(),
    currentValue: text('current_value'),
    currentSource: text('current_source').notNull(),
    incomingValue: text('incoming_value'),
    incomingSource: text('incoming_source').notNull(),
    /** The incoming value as JSON, ready to be taken. */
    incomingData: text('incoming_data').notNull(),
    /** Comparable form of the incoming value: the same again is not a new conflict. */
    incomingKey: text('incoming_key').notNull(),
    rule: text('rule').notNull(),
    status: text('status', { enum: ['open', 'kept', 'taken', 'ignored'] })
      .notNull()
      .default('open'),
    batchId: text('batch_id'),
    groupSeq: integer('group_seq').notNull(),
    createdAt: text('created_at').notNull(),
    resolvedAt: text('resolved_at'),
    resolvedBy: text('resolved_by'),
    resolvedGroup: integer('resolved_group'),
  },
  t => [
    uniqueIndex('import_conflicts_once').on(t.contactId, t.field, t.incomingSource, t.incomingKey),
    index('import_conflicts_open').on(t.createdAt).where(sql`status = 'open'`),
    index('import_conflicts_answered').on(t.resolvedAt).where(sql`status <> 'open'`),
    index('import_conflicts_group').on(t.groupSeq),
    index('import_conflicts_resolved').on(t.resolvedGroup).where(sql`resolved_group is not null`),
  ],
)

/** A value another system knows for an empty field of a protected contact. Goes when the source no longer says it. */
export const importSuggestions = sqliteTable(
  'import_suggestions',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id').notNull(),
    field: text('field').notNull(),
    value: text('value').notNull(),
    /** The value as JSON, ready to be taken. */
    data: text('data').notNull(),
    sourceSystem: text('source_system').notNull(),
    groupSeq: integer('group_seq').notNull(),
    createdAt: text('created_at').notNull(),
    /** The group that took it, or in which the source said something else; null while it stands. */
    goneGroup: integer('gone_group'),
  },
  t => [
    uniqueIndex('import_suggestions_once')
      .on(t.contactId, t.field, t.sourceSystem)
      .where(sql`gone_group is null`),
    index('import_suggestions_group').on(t.groupSeq),
    index('import_suggestions_gone').on(t.goneGroup).where(sql`gone_group is not null`),
  ],
)

/** Standing answers of a person: always keep ours, or always take theirs, for this source and field. */
export const importDecisions = sqliteTable(
  'import_decisions',
  {
    source: text('source').notNull(),
    field: text('field').notNull(),
    decision: text('decision', { enum: ['keep', 'take'] }).notNull(),
    decidedAt: text('decided_at').notNull(),
    decidedBy: text('decided_by').notNull(),
    /** The group that gave the answer; undoing it takes the answer back. */
    groupSeq: integer('group_seq').notNull().default(0),
  },
  t => [primaryKey({ columns: [t.source, t.field] })],
)

/** What an import may change: the rule matrix, as data. */
export const importLockRules = sqliteTable(
  'import_lock_rules',
  {
    lockLevel: text('lock_level', { enum: ['UNLOCKED', 'PARTIAL_LOCK', 'FULL_LOCK'] }).notNull(),
    fieldGroup: text('field_group', {
      enum: ['opt_in', 'name', 'phone', 'address', 'email', 'source_system', 'enriched'],
    }).notNull(),
    allowed: integer('allowed').notNull(),
  },
  t => [primaryKey({ columns: [t.lockLevel, t.fieldGroup] })],
)

/** Every change of an opt-in, append-only. */
export const subscriptionAudit = sqliteTable(
  'subscription_audit',
  {
    seq: integer('seq').primaryKey(),
    contactId: text('contact_id').notNull(),
    oldSubscribed: integer('old_subscribed'),
    newSubscribed: integer('new_subscribed').notNull(),
    why: text('why').notNull(),
    who: text('who').notNull(),
    at: text('at').notNull(),
    groupSeq: integer('group_seq').notNull(),
  },
  t => [
    index('subscription_audit_contact').on(t.contactId),
    index('subscription_audit_group').on(t.groupSeq),
  ],
)

/** Everything needed to undo a merge. */
export const mergeBackups = sqliteTable(
  'merge_backups',
  {
    id: text('id').primaryKey(),
    groupSeq: integer('group_seq').notNull(),
    survivorId: text('survivor_id').notNull(),
    mergedIds: text('merged_ids').notNull(),
    /** JSON of both records with their children. */
    content: text('content').notNull(),
    createdAt: text('created_at').notNull(),
    /** The group that took the merge apart again; null while it stands. */
    unmergedGroup: integer('unmerged_group'),
  },
  t => [index('merge_backups_group').on(t.groupSeq), index('merge_backups_survivor').on(t.survivorId)],
)

/** Local, derived: pairs of contacts that the matching engine thinks are one person or one household. `contactA` is the smaller id. */
export const duplicatePairs = sqliteTable(
  'duplicate_pairs',
  {
    contactA: text('contact_a').notNull(),
    contactB: text('contact_b').notNull(),
    /** 0..1. */
    score: real('score').notNull(),
    band: text('band', { enum: ['certain', 'likely', 'look'] }).notNull(),
    outcome: text('outcome', { enum: ['same_person', 'same_household'] }).notNull(),
    /** JSON: sentences for and against. */
    evidence: text('evidence').notNull(),
    /** What found it: the engine, or an import that could not be sure. */
    foundBy: text('found_by', { enum: ['scan', 'import'] }).notNull(),
    foundAt: text('found_at').notNull(),
  },
  t => [
    primaryKey({ columns: [t.contactA, t.contactB] }),
    index('duplicate_pairs_b').on(t.contactB),
    index('duplicate_pairs_score').on(t.outcome, t.score),
  ],
)

/** Local: what a person answered about a file's columns, by the fingerprint of its header. */
export const importMappings = sqliteTable('import_mappings', {
  headerFingerprint: text('header_fingerprint').primaryKey(),
  /** The format's id. */
  source: text('source').notNull(),
  /** JSON of the contract's ColumnAnswers. */
  answers: text('answers').notNull(),
  answeredAt: text('answered_at').notNull(),
  answeredBy: text('answered_by').notNull(),
})

/** Local: a list as somebody arranged it, under a name. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text('id').primaryKey(),
    list: text('list').notNull(),
    name: text('name').notNull(),
    /** JSON: filter, sort and columns. */
    view: text('view').notNull(),
    createdAt: text('created_at').notNull(),
  },
  t => [uniqueIndex('saved_views_one_name').on(t.list, t.name)],
)

/** Local: when this person's card was last looked at here, for "since your last visit". */
export const contactVisits = sqliteTable('contact_visits', {
  contactId: text('contact_id').primaryKey(),
  visitedAt: text('visited_at').notNull(),
  groupSeq: integer('group_seq').notNull(),
})

/** Local only: one row per setting, the value as JSON. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
