import { integer, text } from 'drizzle-orm/sqlite-core'
import { changeGroups } from './journal.ts'

/**
 * Columns of every synced table. Times are UTC ISO-8601 with milliseconds. `createdGroup` is the journal group that created the
 * row (`change_groups.seq`): the row itself is the record of its creation, so a creation is never written twice. The foreign key is the guard of creations: an insert trigger would make SQLite keep a statement
 * journal for every row, which costs as much as the row. There is no index on it: ids sort by time, so a group's rows are the range of
 * ids it made (`change_groups.id` to `last_id`).
 */
export const common = {
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
  deletedAt: text('deleted_at'),
  createdGroup: integer('created_group')
    .notNull()
    .references(() => changeGroups.seq),
}

/** UUID v7 text. */
export const id = () => text('id').primaryKey()

export const flag = (name: string) => integer(name).notNull().default(0)
