import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { changeEntries } from './change-entries.ts'
import { newSinceVisit } from './contact-visits.ts'
import {
  bookingEntries,
  moneyEntries,
  type Page,
  type TimelineEntry,
  ticketEntries,
} from './timeline-entries.ts'

/** Later than every instant that is stored. */
const endOfTime = '9999-12-31T23:59:59.999Z'

function noteEntries(db: ReadDb, page: Page): TimelineEntry[] {
  return db
    .all<{ id: string; at: string; text: string; who: string; created_group: number }>(
      `SELECT n.id, n.created_at AS at, n.text, n.created_group, coalesce(g.who, n.updated_by) AS who
       FROM contact_notes n LEFT JOIN change_groups g ON g.seq = n.created_group
       WHERE n.contact_id = ? AND n.deleted_at IS NULL AND n.created_at < ? ORDER BY n.created_at DESC, n.id DESC LIMIT ?`,
      [page.contactId, page.before, page.limit],
    )
    .map(n => ({
      id: n.id,
      kind: 'note',
      at: n.at,
      title: n.text,
      amountCents: null,
      currency: null,
      who: n.who,
      lines: [],
      isNew: page.isNew(n.created_group),
    }))
}

/** What can share one instant at the end of a page; entries of one instant are never parted. */
const tiesAtMost = 50

/** The newest entries before an instant, newest first. A page is longer than `limit` only by entries of its last instant. */
export function findTimeline(
  db: ReadDb,
  input: {
    contactId: string
    kind: 'all' | 'gifts' | 'purchases' | 'events' | 'notes' | 'changes'
    before?: string | undefined
    limit: number
    /** For whom it is told: their own doing is never new to them. */
    who?: string
  },
): TimelineEntry[] | null {
  const contactId = survivorOf(db, input.contactId)
  if (contactId === null) return null
  const page = {
    contactId,
    before: input.before ?? endOfTime,
    limit: input.limit + tiesAtMost,
    isNew: newSinceVisit(db, contactId, input.who),
  }
  const wants = (kind: typeof input.kind) => input.kind === 'all' || input.kind === kind
  const entries = [
    ...(wants('gifts') || wants('purchases') ? moneyEntries(db, page, input.kind) : []),
    ...(wants('events') ? ticketEntries(db, page) : []),
    ...(wants('events') ? bookingEntries(db, page) : []),
    ...(wants('notes') ? noteEntries(db, page) : []),
    ...(wants('changes') ? changeEntries(db, page) : []),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const last = entries[input.limit - 1]
  return entries.filter((entry, i) => i < input.limit || entry.at === last?.at)
}
