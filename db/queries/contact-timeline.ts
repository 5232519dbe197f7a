import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { type ContactRow, rowsOfContact } from './contact-rows.ts'
import { tableWord, unitText, unitWord } from './unit-text.ts'

/** `lines` are folded details: "phone: old -> new". `amountCents` only for money. */
export type TimelineEntry = {
  id: string
  kind: 'purchase' | 'subscription' | 'refund' | 'donation' | 'failed' | 'note' | 'change'
  at: string
  title: string
  amountCents: number | null
  currency: string | null
  who: string | null
  lines: string[]
}

type Page = { contactId: string; before: string; limit: number }

/** Later than every instant that is stored. */
const endOfTime = '9999-12-31T23:59:59.999Z'

type MoneyRow = {
  id: string
  at: string
  type: 'purchase' | 'subscription' | 'refund' | 'donation'
  status: 'completed' | 'pending' | 'failed' | 'refunded'
  amount_cents: number
  currency: string
  payment_method: string | null
  memo: string | null
  product_name: string | null
  event_name: string | null
  also_told_by: string | null
}

const paymentWords = {
  purchase: 'Payment',
  subscription: 'Subscription payment',
  refund: 'Refund',
  donation: 'Gift',
}

/** Served by transactions_contact, newest first. */
function moneyEntries(db: ReadDb, page: Page): TimelineEntry[] {
  return db
    .all<MoneyRow>(
      `SELECT t.id, t.transaction_date AS at, t.transaction_type AS type, t.status, t.amount_cents, t.currency,
         t.payment_method, t.memo, p.name AS product_name,
         (SELECT e.name FROM event_registrations r JOIN events e ON e.id = r.event_id WHERE r.transaction_id = t.id LIMIT 1) AS event_name,
         (SELECT group_concat(DISTINCT o.source_system) FROM transactions o WHERE o.same_payment_as_id = t.id) AS also_told_by
       FROM transactions t LEFT JOIN products p ON p.id = t.product_id
       WHERE t.contact_id = ? AND t.deleted_at IS NULL AND t.same_payment_as_id IS NULL AND t.transaction_date < ?
       ORDER BY t.transaction_date DESC, t.rowid DESC LIMIT ?`,
      [page.contactId, page.before, page.limit],
    )
    .map(t => ({
      id: t.id,
      kind: t.status === 'failed' ? 'failed' : t.type,
      at: t.at,
      title: t.product_name ?? t.memo ?? t.event_name ?? paymentWords[t.type],
      amountCents: t.amount_cents,
      currency: t.currency,
      who: null,
      lines: [
        ...(t.status === 'pending' || t.status === 'refunded' ? [t.status] : []),
        ...(t.product_name !== null && t.memo !== null ? [t.memo] : []),
        ...(t.payment_method === null ? [] : [`paid by ${t.payment_method}`]),
        ...(t.also_told_by === null ? [] : [`also told by ${t.also_told_by.replaceAll('_', ' ')}`]),
      ],
    }))
}

function noteEntries(db: ReadDb, page: Page): TimelineEntry[] {
  return db
    .all<{ id: string; at: string; text: string; who: string }>(
      `SELECT n.id, n.created_at AS at, n.text, coalesce(g.who, n.updated_by) AS who
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
    kind: 'all' | 'money' | 'notes' | 'changes'
    before?: string | undefined
    limit: number
  },
): TimelineEntry[] | null {
  const contactId = survivorOf(db, input.contactId)
  if (contactId === null) return null
  const page = { contactId, before: input.before ?? endOfTime, limit: input.limit + tiesAtMost }
  const wants = (kind: typeof input.kind) => input.kind === 'all' || input.kind === kind
  const entries = [
    ...(wants('money') ? moneyEntries(db, page) : []),
    ...(wants('notes') ? noteEntries(db, page) : []),
    ...(wants('changes') ? changeEntries(db, page) : []),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const last = entries[input.limit - 1]
  return entries.filter((entry, i) => i < input.limit || entry.at === last?.at)
}
