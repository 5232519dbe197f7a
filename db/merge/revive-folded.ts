import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import type { Group } from '../journal/group.ts'
import { foldKey, linkTables, type Row } from './fold-keys.ts'
import { linkOf, type MergeLedger } from './homes.ts'
import { mergesInto } from './merge-content.ts'
import { type FoldedRow, liveRows, moveRow, setColumns } from './move-rows.ts'

type Folded = FoldedRow & { groupSeq: number }

/**
 * A merge let one row stand for two that said the same. When an undo takes that row away or changes what it says, the other one stands for
 * itself again, with the survivor. Answers whose it is now.
 */
export function reviveFolded(group: Group, ledger: MergeLedger, contactIds: Iterable<string>): string[] {
  const people = clusterOf(group.db, contactIds)
  const folded = mergesInto(group.db, people).flatMap(({ content, groupSeq }) =>
    content.folded.map((row): Folded => ({ ...row, groupSeq })),
  )
  const byId = new Map(folded.map(row => [row.id, row]))
  return folded.flatMap(row => reviveOne(group, ledger, row, lastKeeper(byId, row)) ?? [])
}

/** These people and everybody who is merged into them. */
function clusterOf(db: ReadDb, contactIds: Iterable<string>): string[] {
  return db
    .all<{ id: string }>(
      `WITH RECURSIVE people(id) AS (
         SELECT value FROM json_each(?) UNION SELECT c.id FROM contacts c JOIN people p ON c.merged_into_id = p.id)
       SELECT id FROM people`,
      [JSON.stringify([...contactIds])],
    )
    .map(row => row.id)
}

/** The row it was folded into may have been folded itself later. */
function lastKeeper(byId: ReadonlyMap<string, Folded>, row: Folded): Folded {
  const next = byId.get(row.into)
  return next !== undefined && next.groupSeq > row.groupSeq ? lastKeeper(byId, next) : row
}

function reviveOne(group: Group, ledger: MergeLedger, folded: Folded, last: Folded): string | null {
  const { db } = group
  const { table, id } = folded
  const twin = db.get<Row>(`SELECT * FROM ${table} WHERE id = ? AND deleted_at IS NOT NULL`, [id])
  const ownerId = twin && survivorOf(db, String(twin['contact_id']))
  if (!twin || !ownerId) return null
  // Somebody removed it for a reason of its own, or changed the one that stood for it since.
  const changed = (rowId: string, unit: string, since: number) =>
    wasChanged(db, ledger, { rowId, unit, since })
  if (changed(id, 'deleted', folded.groupSeq)) return null
  if (changed(last.into, 'value', last.groupSeq) || changed(last.into, 'deleted', last.groupSeq)) return null
  if (liveRows(group, table, ownerId).some(row => foldKey(table, row) === foldKey(table, twin))) return null
  const link = linkTables.includes(table) ? linkOf(group, table, ownerId, twin) : undefined
  if (!link) moveRow(group, table, id, ownerId)
  setColumns(group, table, link?.id ?? id, { deleted_at: null })
  return ownerId
}

/** Whether an action that still stands, and is no merge, has changed it since. */
function wasChanged(
  db: ReadDb,
  ledger: MergeLedger,
  row: { rowId: string; unit: string; since: number },
): boolean {
  const groups = db.all<{ seq: number }>(
    `SELECT j.group_seq AS seq FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.unit = ? AND j.group_seq > ? AND g.origin <> 'undo' AND g.undone_at IS NULL`,
    [row.rowId, row.unit, row.since],
  )
  return groups.some(({ seq }) => !ledger.isMerge(seq))
}
