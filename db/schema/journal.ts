import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * One row per action of a person or program: who, when, why. Afterwards only what became of it changes (`undone*`, `state`); `lastId`,
 * `changeCount` and a missing `contactId` are filled in before its transaction ends.
 * `seq` orders actions on this device.
 */
export const changeGroups = sqliteTable(
  'change_groups',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    at: text('at').notNull(),
    who: text('who').notNull(),
    origin: text('origin', { enum: ['staff', 'import', 'undo', 'demo', 'system', 'erasure'] }).notNull(),
    /** In words: "Changed the phone of Ada Example". */
    title: text('title').notNull(),
    /** The contact the action is about, when it is about one. */
    contactId: text('contact_id'),
    batchId: text('batch_id'),
    /** Central's snapshot the action was based on; null until this office is connected. */
    baseSnapshot: text('base_snapshot'),
    state: text('state', { enum: ['waiting', 'sent'] })
      .notNull()
      .default('waiting'),
    undoesGroup: integer('undoes_group'),
    undoneAt: text('undone_at'),
    undoneByGroup: integer('undone_by_group'),
    /** The newest id made in the group: its created rows have ids after `id` and up to this one. */
    lastId: text('last_id'),
    /** Rows created, values changed and rows removed. */
    changeCount: integer('change_count').notNull().default(0),
  },
  t => [
    uniqueIndex('change_groups_id').on(t.id),
    index('change_groups_contact').on(t.contactId),
    index('change_groups_batch').on(t.batchId),
  ],
)

/**
 * Changed values and removed rows; written by triggers only. A created row is not repeated here: the row names its group, and the view
 * `changes` shows it as one change. Values are JSON objects of column to value; unit `*` is a whole row.
 */
export const journalChanges = sqliteTable(
  'journal_changes',
  {
    seq: integer('seq').primaryKey(),
    groupSeq: integer('group_seq').notNull(),
    tableName: text('table_name').notNull(),
    rowId: text('row_id').notNull(),
    unit: text('unit').notNull(),
    baseValue: text('base_value'),
    newValue: text('new_value'),
  },
  t => [index('journal_changes_group').on(t.groupSeq), index('journal_changes_row').on(t.rowId)],
)

/** The group that is being written: at most one row, only inside a write transaction. Triggers read it. */
export const openGroup = sqliteTable('open_group', {
  one: integer('one').primaryKey(),
  seq: integer('seq').notNull(),
  /** 0 only while an import is taken back: its removed rows are in the file they came from. */
  keepsRemovedRows: integer('keeps_removed_rows').notNull(),
})
