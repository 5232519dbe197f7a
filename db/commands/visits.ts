import type Database from 'better-sqlite3'
import { survivorOf } from '../contacts/contact-state.ts'
import { handlesOf } from '../handles.ts'
import { nowInstant } from '../ids.ts'
import { writeLocal } from '../journal/group.ts'

/** Remembers that this person's card was looked at, up to the newest action. Local to this computer: not in History. */
export function recordVisit(sqlite: Database.Database, input: { contactId: string }): { contactId: string } {
  const contactId = survivorOf(handlesOf(sqlite).read, input.contactId) ?? input.contactId
  writeLocal(sqlite, db =>
    db.run(
      `INSERT INTO contact_visits (contact_id, visited_at, group_seq)
       SELECT id, ?, (SELECT coalesce(max(seq), 0) FROM change_groups) FROM contacts WHERE id = ?
       ON CONFLICT DO UPDATE SET visited_at = excluded.visited_at, group_seq = excluded.group_seq`,
      [nowInstant(), contactId],
    ),
  )
  return { contactId }
}
