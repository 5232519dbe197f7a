import { integer, text } from 'drizzle-orm/sqlite-core'

/**
 * Columns of every synced table. Times are UTC ISO-8601 with milliseconds. `createdGroup` is the journal group that created the
 * row (`change_groups.seq`): the row itself is the record of its creation, so a creation is never written twice.
 */
export const common = {
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
  deletedAt: text('deleted_at'),
  createdGroup: integer('created_group').notNull(),
}

/** UUID v7 text. */
export const id = () => text('id').primaryKey()

export const flag = (name: string) => integer(name).notNull().default(0)
