import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import type { Group } from '../journal/group.ts'
import { foldKey, linkTables, type Row } from './fold-keys.ts'
import { linkOf, type MergeLedger } from './homes.ts'
import { mergesInto } from './merge-content.ts'
import { type FoldedRow, liveRows, moveRow, setColumns } from './move-rows.ts'

/**
 * A merge let one row stand for two that said the same. When an undo takes that row away or changes what it says, the other one stands for
 * itself again, with the survivor.
 */
export function reviveFolded(
  group: Group,
  ledger: MergeLedger,
  targetSeq: number,
  contactIds: Iterable<string>,
): string[] {
  const people = clusterOf(group.db, contactIds)
  return mergesInto(group.db, people)
    .flatMap(merge => merge.content.folded)
    .flatMap(folded => reviveOne(group, ledger, targetSeq, folded) ?? [])
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

function reviveOne(group: Group, ledger: MergeLedger, targetSeq: number, folded: FoldedRow): string | null {
  const { db } = group
  const { table, id, into } = folded
  const twin = db.get<Row>(`SELECT * FROM ${table} WHERE id = ? AND deleted_at IS NOT NULL`, [id])
  const ownerId = twin && survivorOf(db, String(twin['contact_id']))
  if (!twin || !ownerId || !stillFolded(db, ledger, id, table)) return null
  const isThere = db.get(`SELECT 1 FROM ${table} WHERE id = ?`, [into]) !== undefined
  const isChanged =
    db.get('SELECT 1 FROM journal_changes WHERE row_id = ? AND group_seq = ?', [into, targetSeq]) !==
    undefined
  if (isThere && !isChanged) return null
  const isSaid = liveRows(group, table, ownerId).some(row => foldKey(table, row) === foldKey(table, twin))
  if (isSaid) return null
  const link = linkTables.includes(table) ? linkOf(group, table, ownerId, twin) : undefined
  if (!link) moveRow(group, table, id, ownerId)
  setColumns(group, table, link?.id ?? id, { deleted_at: null })
  return ownerId
}

/** The last that happened to it was the merge; nobody removed it for a reason of its own. */
function stillFolded(db: ReadDb, ledger: MergeLedger, rowId: string, table: string): boolean {
  const last = db.get<{ seq: number }>(
    `SELECT j.group_seq AS seq FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.table_name = ? AND j.unit = 'deleted' AND g.origin <> 'undo' AND g.undone_at IS NULL
     ORDER BY j.seq DESC LIMIT 1`,
    [rowId, table],
  )
  return last !== undefined && ledger.isMerge(last.seq)
}
