import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import type { Group } from '../journal/group.ts'
import { ownedTables } from '../journal/left-behind.ts'
import type { SyncedTable } from '../journal/units.ts'
import { foldKey, linkTables, type Row } from './fold-keys.ts'
import { moveRow, setColumns } from './move-rows.ts'
import { placeVerdict } from './verdict-rows.ts'

/** Which groups of the journal are merges, and which rows of them have been taken apart one by one. */
export type MergeLedger = {
  isMerge: (groupSeq: number) => boolean
  isTakenApart: (groupSeq: number, rowId: string) => boolean
}

/** Reads it once for a whole undo. */
export function readMergeLedger(db: ReadDb): MergeLedger {
  const merges = db.all<{ seq: number }>('SELECT DISTINCT group_seq AS seq FROM merge_backups')
  const groups = new Set(merges.map(m => m.seq))
  const apart = db.all<{ key: string }>(
    `SELECT b.group_seq || ' ' || json_extract(r.value, '$.row.id') AS key
     FROM merge_backups b JOIN change_groups g ON g.seq = b.group_seq AND g.undone_at IS NULL, json_each(b.content, '$.rows') r
     WHERE b.unmerged_group IS NOT NULL`,
  )
  const rows = new Set(apart.map(a => a.key))
  return {
    isMerge: seq => groups.has(seq),
    isTakenApart: (seq, rowId) => rows.has(`${seq} ${rowId}`),
  }
}

type Link = { base_value: string; new_value: string; group_seq: number; counts: number }

type RowUnit = { table: SyncedTable; id: string; unit: string }
type Value = Record<string, string | null>

function linksOf(db: ReadDb, { table, id, unit }: RowUnit): Link[] {
  return db.all<Link>(
    `SELECT j.base_value, j.new_value, j.group_seq, g.origin <> 'undo' AND g.undone_at IS NULL AS counts
     FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.table_name = ? AND j.unit = ? ORDER BY j.seq`,
    [id, table, unit],
  )
}

/** A value as it would be without any merge: what somebody last set, else what it was at first. */
function withoutMerges(db: ReadDb, ledger: MergeLedger, row: RowUnit): Value | null {
  const links = linksOf(db, row)
  const set = links.findLast(link => link.counts === 1 && !ledger.isMerge(link.group_seq))
  const value = set?.new_value ?? links[0]?.base_value
  return value === undefined ? null : (JSON.parse(value) as Value)
}

/** Whom a row may belong to: its home, and should that be gone, whom standing merges gave it to, in order. */
function homesOf(db: ReadDb, ledger: MergeLedger, row: RowUnit): string[] {
  const given = linksOf(db, row)
    .filter(link => link.counts === 1 && !ledger.isTakenApart(link.group_seq, row.id))
    .map(link => JSON.parse(link.new_value) as Value)
  return [withoutMerges(db, ledger, row), ...given].flatMap(value => value?.['contact_id'] ?? [])
}

/**
 * Puts a row where it belongs: to the contact it would be of without any merge, or to whom that one is merged into. A row whose contact
 * is gone stays where it is.
 */
export function bringHome(group: Group, ledger: MergeLedger, table: SyncedTable, rowId: string): void {
  const { db } = group
  const row = db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, [rowId])
  if (!row) return
  const homes = [...homesOf(db, ledger, { table, id: rowId, unit: 'owner' }), String(row['contact_id'])]
  const owner = homes.map(id => survivorOf(db, id)).find(id => id !== null)
  if (!owner || owner === row['contact_id']) return
  const twin = linkTables.includes(table) ? linkOf(group, table, owner, row) : undefined
  if (!twin) return moveRow(group, table, rowId, owner)
  if (row['deleted_at'] !== null) return
  if (twin['deleted_at'] !== null) setColumns(group, table, twin.id, { deleted_at: null })
  setColumns(group, table, rowId, { deleted_at: group.at })
}

/** Gives a row back to whom it was taken from by one action. */
export function moveBack(group: Group, table: SyncedTable, rowId: string, groupSeq: number): void {
  const taken = linksOf(group.db, { table, id: rowId, unit: 'owner' }).find(
    link => link.group_seq === groupSeq,
  )
  const from = taken && (JSON.parse(taken.base_value) as Value)['contact_id']
  if (from) moveRow(group, table, rowId, from)
}

/** The tag or product of a contact that says what this row says, removed or not. */
export function linkOf(group: Group, table: SyncedTable, contactId: string, row: Row): Row | undefined {
  const key = foldKey(table, row)
  return group.db
    .all<Row>(`SELECT * FROM ${table} WHERE contact_id = ?`, [contactId])
    .find(other => foldKey(table, other) === key)
}

/** A verdict follows the two contacts it was given about. */
export function bringVerdictHome(group: Group, ledger: MergeLedger, verdictId: string): void {
  const { db } = group
  const said = withoutMerges(db, ledger, { table: 'duplicate_verdicts', id: verdictId, unit: 'value' })
  const [a, b] = [said?.['contact_a_id'], said?.['contact_b_id']].map(id => (id ? survivorOf(db, id) : null))
  const isThere = db.get('SELECT 1 FROM duplicate_verdicts WHERE id = ? AND deleted_at IS NULL', [verdictId])
  if (!a || !b || !isThere) return
  const verdict = said?.['verdict'] ?? null
  const isSaid = db.get('SELECT 1 FROM duplicate_verdicts WHERE id = ? AND verdict = ?', [verdictId, verdict])
  if (!isSaid) setColumns(group, 'duplicate_verdicts', verdictId, { verdict })
  placeVerdict(group, verdictId, a, b)
}

/** Tags and products of a contact that an undo had to hide behind the survivor's come out again. */
export function showLinks(group: Group, ledger: MergeLedger, contactId: string): void {
  for (const table of linkTables) {
    const hidden = group.db.all<Row>(
      `SELECT * FROM ${table} WHERE contact_id = ? AND deleted_at IS NOT NULL`,
      [contactId],
    )
    for (const { id } of hidden) {
      const said = withoutMerges(group.db, ledger, { table, id, unit: 'deleted' })
      if (said?.['deleted_at'] === null) setColumns(group, table, id, { deleted_at: null })
    }
  }
}

/** Rows of a contact that something moved before. */
export function movedRows(db: ReadDb, contactId: string): { table: SyncedTable; id: string }[] {
  return ownedTables.flatMap(table =>
    db
      .all<{ id: string }>(
        `SELECT r.id FROM ${table} r WHERE r.contact_id = ? AND EXISTS (
           SELECT 1 FROM journal_changes j WHERE j.row_id = r.id AND j.table_name = '${table}' AND j.unit = 'owner')`,
        [contactId],
      )
      .map(({ id }) => ({ table, id })),
  )
}

/** What an undo brought back on a contact that is merged away goes to its survivor. */
export function moveStrays(
  group: Group,
  ledger: MergeLedger,
  target: { seq: number; rowIds: ReadonlySet<string> | null },
): string[] {
  const owners: string[] = []
  for (const table of ownedTables) {
    const strays = group.db.all<{ id: string; contact_id: string }>(
      `SELECT DISTINCT r.id, r.contact_id FROM journal_changes j JOIN ${table} r ON r.id = j.row_id JOIN contacts c ON c.id = r.contact_id
       WHERE j.group_seq = ? AND j.table_name = '${table}' AND r.deleted_at IS NULL AND c.merged_into_id IS NOT NULL`,
      [target.seq],
    )
    for (const stray of strays) {
      if (target.rowIds?.has(stray.id) === false) continue
      bringHome(group, ledger, table, stray.id)
      owners.push(survivorOf(group.db, stray.contact_id) ?? stray.contact_id)
    }
  }
  return owners
}
