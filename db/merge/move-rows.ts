import type { SqlValue } from '../handles.ts'
import type { Group } from '../journal/group.ts'
import { ownedTables } from '../journal/left-behind.ts'
import type { SyncedTable } from '../journal/units.ts'
import { foldKey, linkTables, type Row } from './fold-keys.ts'

/** A row that says what another one says, and lies removed as long as the merge stands. */
export type FoldedRow = { table: SyncedTable; id: string; into: string }

const primaryTables = ['contact_emails', 'contact_phones', 'contact_addresses'] as const
type PrimaryTable = (typeof primaryTables)[number]
const hasPrimary = (table: SyncedTable): table is PrimaryTable =>
  (primaryTables as readonly SyncedTable[]).includes(table)

export function liveRows(group: Group, table: SyncedTable, contactId: string): Row[] {
  return group.db.all<Row>(`SELECT * FROM ${table} WHERE contact_id = ? AND deleted_at IS NULL ORDER BY id`, [
    contactId,
  ])
}

/** Changes columns of one row, with who and when. Without a column it stays as it is. */
export function setColumns(
  group: Group,
  table: SyncedTable,
  id: string,
  values: Record<string, SqlValue>,
): void {
  const columns = Object.keys(values)
  if (columns.length === 0) return
  group.db.run(
    `UPDATE ${table} SET ${columns.map(c => `${c} = ?`).join(', ')}, updated_at = ?, updated_by = ? WHERE id = ?`,
    [...Object.values(values), group.at, group.who, id],
  )
}

/**
 * Gives everything live of one contact to another. Rows that say the same are folded: the survivor's stands and learns what only the
 * other knew. What moves is no longer primary nor the mailing address.
 */
export function moveRows(group: Group, fromId: string, toId: string): FoldedRow[] {
  return ownedTables.flatMap(table => {
    const rows = liveRows(group, table, fromId)
    if (rows.length === 0) return []
    const keepers = new Map<string, Row>()
    for (const row of standingRows(group, table, toId)) {
      const key = foldKey(table, row)
      if (key !== null && !keepers.has(key)) keepers.set(key, row)
    }
    const folded: FoldedRow[] = []
    for (const row of rows) {
      const key = foldKey(table, row)
      const keeper = key === null ? undefined : keepers.get(key)
      if (keeper) {
        foldInto(group, table, row, keeper)
        folded.push({ table, id: row.id, into: keeper.id })
      } else {
        moveRow(group, table, row.id, toId)
        if (key !== null) keepers.set(key, { ...row, contact_id: toId })
      }
    }
    return folded
  })
}

/** Tags and products are there once per contact, removed or not: a removed one takes the place of what would come beside it. */
function standingRows(group: Group, table: SyncedTable, contactId: string): Row[] {
  if (!linkTables.includes(table)) return liveRows(group, table, contactId)
  return group.db.all<Row>(`SELECT * FROM ${table} WHERE contact_id = ? ORDER BY id`, [contactId])
}

/** Gives one row to a contact. It keeps a primary mark only where there is none. */
export function moveRow(group: Group, table: SyncedTable, id: string, toId: string): void {
  const marks: Record<string, SqlValue> = {}
  if (hasPrimary(table) && hasLivePrimary(group, table, toId)) marks['is_primary'] = 0
  if (table === 'contact_addresses' && hasMailing(group, toId)) marks['is_mailing'] = 0
  setColumns(group, table, id, { contact_id: toId, ...marks })
}

function hasLivePrimary(group: Group, table: PrimaryTable, contactId: string): boolean {
  const sql = `SELECT 1 FROM ${table} WHERE contact_id = ? AND is_primary = 1 AND deleted_at IS NULL`
  return group.db.get(sql, [contactId]) !== undefined
}

function hasMailing(group: Group, contactId: string): boolean {
  const sql = 'SELECT 1 FROM contact_addresses WHERE contact_id = ? AND is_mailing = 1 AND deleted_at IS NULL'
  return group.db.get(sql, [contactId]) !== undefined
}

/** What a row knows besides its value: learned by the one it is folded into where that knows nothing. */
const learned: readonly (readonly string[])[] = [
  ['state', 'state_at', 'state_by', 'state_note'],
  ['returned_at'],
]

function foldInto(group: Group, table: SyncedTable, row: Row, keeper: Row): void {
  const values: Record<string, SqlValue> = {}
  for (const columns of learned) {
    const [lead = ''] = columns
    if (keeper[lead] === null && (row[lead] ?? null) !== null)
      for (const column of columns) values[column] = row[column] ?? null
  }
  if (keeper['is_verified'] === 0 && row['is_verified'] === 1) values['is_verified'] = 1
  if (keeper['deleted_at'] !== null)
    Object.assign(values, { deleted_at: null, source_system: row['source_system'] })
  else if (row['source_system'] === 'staff' && keeper['source_system'] !== 'staff')
    values['source_system'] = 'staff'
  setColumns(group, table, keeper.id, values)
  Object.assign(keeper, values)
  setColumns(group, table, row.id, { deleted_at: group.at })
}

/** Makes one live row of a contact its only primary one. */
export function makeOnlyPrimary(group: Group, table: PrimaryTable, contactId: string, rowId: string): void {
  for (const row of liveRows(group, table, contactId)) {
    if (row.id !== rowId && row['is_primary'] === 1) setColumns(group, table, row.id, { is_primary: 0 })
  }
  for (const row of liveRows(group, table, contactId)) {
    if (row.id === rowId && row['is_primary'] === 0) setColumns(group, table, row.id, { is_primary: 1 })
  }
}

/** Makes one address of a contact the only one that mail goes to. */
export function makeOnlyMailing(group: Group, contactId: string, rowId: string): void {
  for (const row of liveRows(group, 'contact_addresses', contactId)) {
    const isMailing = row.id === rowId ? 1 : 0
    if (row['is_mailing'] !== isMailing)
      setColumns(group, 'contact_addresses', row.id, { is_mailing: isMailing })
  }
}
