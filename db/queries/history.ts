import type { ReadDb } from '../handles.ts'
import { type GroupRange, type JournalChange, listChanges } from '../journal/changes.ts'
import type { GroupOrigin } from '../journal/group.ts'
import { mergedRecordsOf } from './merged-records.ts'
import { withNames } from './name-ids.ts'
import type { ListWindow } from './row-types.ts'
import { tableWord, unitText, unitWord } from './unit-text.ts'
import { startWhere, type Where } from './where.ts'

export type HistoryRow = {
  groupId: string
  at: string
  who: string
  origin: GroupOrigin
  title: string
  changeCount: number
  contactId: string | null
  batchId: string | null
  undoneAt: string | null
  canUndo: boolean
}
export type HistoryFilter = { contactId?: string | undefined; origin?: GroupOrigin | undefined }

const columns = `g.id AS groupId, g.at, g.who, g.origin, g.title, g.change_count AS changeCount, g.contact_id AS contactId,
  g.batch_id AS batchId, g.undone_at AS undoneAt`

/** An undo is taken back by doing the action again; what was undone is done with, and an erasure is for ever. */
function withUndo(row: Omit<HistoryRow, 'canUndo'>): HistoryRow {
  return { ...row, canUndo: row.undoneAt === null && row.origin !== 'undo' && row.origin !== 'erasure' }
}

/** Of a contact: what was done to the records that were merged into it, too. */
function whereOf(db: ReadDb, filter: HistoryFilter): Where {
  const where = startWhere()
  if (filter.contactId !== undefined) {
    const merged = mergedRecordsOf(db, filter.contactId).map(record => record.contactId)
    where.add(
      'g.contact_id IN (SELECT value FROM json_each(?))',
      JSON.stringify([filter.contactId, ...merged]),
    )
  }
  if (filter.origin !== undefined) where.add('g.origin = ?', filter.origin)
  return where
}

export function countHistory(db: ReadDb, filter: HistoryFilter): number {
  const where = whereOf(db, filter)
  return (
    db.get<{ n: number }>(`SELECT count(*) AS n FROM change_groups g ${where.sql()}`, where.values())?.n ?? 0
  )
}

/** Actions, newest first. */
export function listHistory(db: ReadDb, input: HistoryFilter & ListWindow): HistoryRow[] {
  const where = whereOf(db, input)
  return db
    .all<Omit<HistoryRow, 'canUndo'>>(
      `SELECT ${columns} FROM change_groups g ${where.sql()} ORDER BY g.seq DESC LIMIT ? OFFSET ?`,
      [...where.values(), input.limit, input.offset],
    )
    .map(withUndo)
}

/** The newest action of a person at this desk that can still be undone; of an import the window shows the receipt, where one sees what its undo does. */
export function findLastUndoable(db: ReadDb, who: string): HistoryRow | null {
  const row = db.get<Omit<HistoryRow, 'canUndo'>>(
    `SELECT ${columns} FROM change_groups g WHERE g.origin IN ('staff', 'import') AND g.undone_at IS NULL AND g.who = ? ORDER BY g.seq DESC LIMIT 1`,
    [who],
  )
  return row ? withUndo(row) : null
}

/** An action with the range of ids its created rows have. */
export type HistoryGroup = GroupRange & { origin: GroupOrigin; batchId: string | null }

export function findGroup(db: ReadDb, groupId: string): HistoryGroup | null {
  return (
    db.get<HistoryGroup>(
      'SELECT seq, id AS first, coalesce(last_id, id) AS last, origin, batch_id AS batchId FROM change_groups WHERE id = ?',
      [groupId],
    ) ?? null
  )
}

export type HistoryChange = {
  table: string
  rowId: string
  title: string
  unit: string
  oldValue: string | null
  newValue: string | null
}

/** What one action did: changed values and removed rows, then created rows table by table. */
export function listHistoryChanges(db: ReadDb, group: GroupRange, window: ListWindow): HistoryChange[] {
  const { seq, first, last } = group
  return listChanges(db, { seq, first, last }, { offset: window.offset, limit: window.limit }).map(change => {
    const { tableName, unit } = change
    const isWholeRow = unit === '*'
    const isCreated = isWholeRow && change.baseValue === null
    return {
      table: tableName,
      rowId: change.rowId,
      title: rowTitle(db, change),
      unit: unitWord(tableName, unit),
      oldValue: withNames(db, unitText(tableName, unit, change.baseValue)),
      newValue: isCreated
        ? 'created'
        : isWholeRow
          ? 'removed'
          : withNames(db, unitText(tableName, unit, change.newValue)),
    }
  })
}

const ofContact = (table: string, value: string) =>
  `SELECT c.full_name || ': ' || coalesce(${value}, '') AS title FROM ${table} r JOIN contacts c ON c.id = r.contact_id WHERE r.id = ?`

const titleSql: Record<string, string> = {
  contacts: 'SELECT full_name AS title FROM contacts WHERE id = ?',
  contact_emails: ofContact('contact_emails', 'r.email'),
  contact_phones: ofContact('contact_phones', 'r.phone'),
  contact_addresses: ofContact('contact_addresses', `coalesce(r.line_1, r.city, '')`),
  contact_external_ids: ofContact('contact_external_ids', `r.system || ' ' || r.external_id`),
  contact_tags: ofContact('contact_tags', '(SELECT g.name FROM tags g WHERE g.id = r.tag_id)'),
  contact_notes: ofContact('contact_notes', 'substr(r.text, 1, 60)'),
  contact_roles: ofContact('contact_roles', 'r.role'),
  contact_products: ofContact(
    'contact_products',
    '(SELECT p.name FROM products p WHERE p.id = r.product_id)',
  ),
  subscriptions: ofContact('subscriptions', '(SELECT p.name FROM products p WHERE p.id = r.product_id)'),
  transactions: `SELECT coalesce(c.full_name || ': ', '') || coalesce(p.name, r.memo, r.external_transaction_id) AS title
    FROM transactions r LEFT JOIN contacts c ON c.id = r.contact_id LEFT JOIN products p ON p.id = r.product_id WHERE r.id = ?`,
  products: 'SELECT name AS title FROM products WHERE id = ?',
  tags: 'SELECT name AS title FROM tags WHERE id = ?',
  households: 'SELECT name AS title FROM households WHERE id = ?',
  events: 'SELECT name AS title FROM events WHERE id = ?',
  venues: 'SELECT name AS title FROM venues WHERE id = ?',
  event_registrations: ofContact(
    'event_registrations',
    '(SELECT e.name FROM events e WHERE e.id = r.event_id)',
  ),
  bookings: ofContact('bookings', 'r.title'),
  duplicate_verdicts: `SELECT a.full_name || ' and ' || b.full_name AS title
    FROM duplicate_verdicts r JOIN contacts a ON a.id = r.contact_a_id JOIN contacts b ON b.id = r.contact_b_id WHERE r.id = ?`,
}

/** Who or what a row is; a row that is gone is told by what it was. */
function rowTitle(db: ReadDb, change: JournalChange): string {
  const sql = titleSql[change.tableName]
  const found = sql === undefined ? undefined : db.get<{ title: string }>(sql, [change.rowId])
  const was = () => withNames(db, unitText(change.tableName, '*', change.baseValue))
  return found?.title ?? was() ?? tableWord(change.tableName)
}
