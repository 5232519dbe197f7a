import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { type ContactRow, rowsOfContact } from './contact-rows.ts'
import { newSinceVisit } from './contact-visits.ts'
import {
  bookingEntries,
  moneyEntries,
  type Page,
  type TimelineEntry,
  ticketEntries,
} from './timeline-entries.ts'
import { tableWord, unitText, unitWord } from './unit-text.ts'

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

type GroupRow = { seq: number; id: string; at: string; who: string; title: string }
type ChangeRow = {
  group_seq: number
  table_name: string
  row_id: string
  unit: string
  base_value: string | null
  new_value: string | null
}

/** The groups that changed the contact or anything on it; those that only wrote a note show as the note. */
function changeEntries(db: ReadDb, page: Page): TimelineEntry[] {
  const rows = rowsOfContact(db, page.contactId)
  const rowIds = JSON.stringify(rows.map(row => row.rowId))
  const groups = db.all<GroupRow>(
    `WITH touched (seq) AS (
       SELECT j.group_seq FROM json_each(:rowIds) r JOIN journal_changes j ON j.row_id = r.value
       UNION SELECT value FROM json_each(:createdGroups)
       UNION SELECT seq FROM change_groups WHERE contact_id = :contactId
         AND NOT EXISTS (SELECT 1 FROM contact_notes n WHERE n.contact_id = :contactId AND n.created_group = change_groups.seq))
     SELECT g.seq, g.id, g.at, g.who, g.title FROM touched JOIN change_groups g ON g.seq = touched.seq
     WHERE g.at < :before ORDER BY g.at DESC, g.seq DESC LIMIT :limit`,
    {
      rowIds,
      createdGroups: JSON.stringify([...new Set(rows.map(row => row.createdGroup))]),
      contactId: page.contactId,
      before: page.before,
      limit: page.limit,
    },
  )
  const changes = db.all<ChangeRow>(
    `SELECT j.group_seq, j.table_name, j.row_id, j.unit, j.base_value, j.new_value
     FROM json_each(:rowIds) r JOIN journal_changes j ON j.row_id = r.value
     WHERE j.group_seq IN (SELECT value FROM json_each(:groups)) ORDER BY j.seq`,
    { rowIds, groups: JSON.stringify(groups.map(group => group.seq)) },
  )
  return groups.map(group => ({
    id: group.id,
    kind: 'change',
    at: group.at,
    title: group.title,
    amountCents: null,
    currency: null,
    who: group.who,
    lines: linesOf(
      rows.filter(row => row.createdGroup === group.seq),
      changes.filter(change => change.group_seq === group.seq),
    ),
    isNew: page.isNew(group.seq),
  }))
}

function linesOf(created: readonly ContactRow[], changes: readonly ChangeRow[]): string[] {
  if (created.some(row => row.table === 'contacts')) return ['created']
  const counts = new Map<string, number>()
  for (const row of created) counts.set(row.table, (counts.get(row.table) ?? 0) + 1)
  const added = [...counts].map(([table, n]) => `${tableWord(table)} added${n > 1 ? ` (${n})` : ''}`)
  const changed = changes.map(change => {
    const before = unitText(change.table_name, change.unit, change.base_value) ?? 'empty'
    const after = unitText(change.table_name, change.unit, change.new_value) ?? 'empty'
    return `${unitWord(change.table_name, change.unit)}: ${before} -> ${after}`
  })
  return [...added, ...changed]
}

/** What can share one instant at the end of a page; entries of one instant are never parted. */
const tiesAtMost = 50

/** The newest entries before an instant, newest first. A page is longer than `limit` only by entries of its last instant. */
export function findTimeline(
  db: ReadDb,
  input: {
    contactId: string
    kind: 'all' | 'money' | 'events' | 'notes' | 'changes'
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
    ...(wants('money') ? moneyEntries(db, page) : []),
    ...(wants('events') ? ticketEntries(db, page) : []),
    ...(wants('events') ? bookingEntries(db, page) : []),
    ...(wants('notes') ? noteEntries(db, page) : []),
    ...(wants('changes') ? changeEntries(db, page) : []),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const last = entries[input.limit - 1]
  return entries.filter((entry, i) => i < input.limit || entry.at === last?.at)
}
