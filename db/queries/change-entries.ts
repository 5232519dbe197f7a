import type { ReadDb } from '../handles.ts'
import { type ContactRow, rowsOfContacts } from './contact-rows.ts'
import { type MergedRecord, mergedRecordsOf } from './merged-records.ts'
import { withNames } from './name-ids.ts'
import type { Page, TimelineEntry } from './timeline-entries.ts'
import { tableWord, unitText, unitWord } from './unit-text.ts'

type GroupRow = {
  seq: number
  id: string
  at: string
  who: string
  title: string
  contact_id: string | null
}
type ChangeRow = {
  group_seq: number
  table_name: string
  row_id: string
  unit: string
  base_value: string | null
  new_value: string | null
}
/** What one action did to one record. */
type Doing = { created: ContactRow[]; changed: ChangeRow[] }

/**
 * The groups that changed the contact, anything on it, or a record that was merged into it since; those that only wrote a note show as
 * the note. A group that touched several of these records has an entry for each; the merge itself is told once, by the survivor.
 */
export function changeEntries(db: ReadDb, page: Page): TimelineEntry[] {
  const merged = mergedRecordsOf(db, page.contactId)
  const contactIds = [page.contactId, ...merged.map(record => record.contactId)]
  const rows = rowsOfContacts(db, contactIds)
  const groups = groupsOf(db, page, contactIds, rows)
  const changes = changesOf(db, rows, groups)
  const ownerAt = merged.length === 0 ? () => page.contactId : readOwners(db, rows, merged)
  return groups.flatMap(group => {
    const doings = new Map<string, Doing>()
    const doingOf = (rowId: string) => {
      const owner = ownerAt(rowId, group.seq)
      const doing = doings.get(owner) ?? { created: [], changed: [] }
      doings.set(owner, doing)
      return doing
    }
    for (const row of rows) if (row.createdGroup === group.seq) doingOf(row.rowId).created.push(row)
    for (const change of changes)
      if (change.group_seq === group.seq) doingOf(change.row_id).changed.push(change)
    return [null, ...merged].flatMap(record => {
      const contactId = record?.contactId ?? page.contactId
      const doing = doings.get(contactId)
      if (!doing && group.contact_id !== contactId) return []
      return [entryOf(page, group, doing ? linesOf(db, doing) : [], record)]
    })
  })
}

function groupsOf(
  db: ReadDb,
  page: Page,
  contactIds: readonly string[],
  rows: readonly ContactRow[],
): GroupRow[] {
  return db.all<GroupRow>(
    `WITH touched (seq) AS (
       SELECT j.group_seq FROM json_each(:rowIds) r JOIN journal_changes j ON j.row_id = r.value AND j.unit <> 'merged_into'
       UNION SELECT value FROM json_each(:createdGroups)
       UNION SELECT g.seq FROM json_each(:contactIds) i JOIN change_groups g ON g.contact_id = i.value
         WHERE NOT EXISTS (SELECT 1 FROM contact_notes n WHERE n.contact_id = :contactId AND n.created_group = g.seq))
     SELECT g.seq, g.id, g.at, g.who, g.title, g.contact_id FROM touched JOIN change_groups g ON g.seq = touched.seq
     WHERE g.at < :before ORDER BY g.at DESC, g.seq DESC LIMIT :limit`,
    {
      rowIds: JSON.stringify(rows.map(row => row.rowId)),
      createdGroups: JSON.stringify([...new Set(rows.map(row => row.createdGroup))]),
      contactIds: JSON.stringify(contactIds),
      contactId: page.contactId,
      before: page.before,
      limit: page.limit,
    },
  )
}

function changesOf(db: ReadDb, rows: readonly ContactRow[], groups: readonly GroupRow[]): ChangeRow[] {
  return db.all<ChangeRow>(
    `SELECT j.group_seq, j.table_name, j.row_id, j.unit, j.base_value, j.new_value
     FROM json_each(:rowIds) r JOIN journal_changes j ON j.row_id = r.value AND j.unit <> 'merged_into'
     WHERE j.group_seq IN (SELECT value FROM json_each(:groups)) ORDER BY j.seq`,
    {
      rowIds: JSON.stringify(rows.map(row => row.rowId)),
      groups: JSON.stringify(groups.map(group => group.seq)),
    },
  )
}

/**
 * Whose a row was when a group wrote it: the merge that moved it here did not move what happened to it before. What the merge itself did to
 * a row is the doing of whom it was merged into.
 */
function readOwners(
  db: ReadDb,
  rows: readonly ContactRow[],
  merged: readonly MergedRecord[],
): (rowId: string, groupSeq: number) => string {
  const records = new Map(merged.map(record => [record.contactId, record]))
  const now = new Map(rows.map(row => [row.rowId, row.contactId]))
  const moves = Map.groupBy(
    db.all<{ rowId: string; groupSeq: number; fromId: string }>(
      `SELECT j.row_id AS rowId, j.group_seq AS groupSeq, j.base_value ->> '$.contact_id' AS fromId
       FROM json_each(?) r JOIN journal_changes j ON j.row_id = r.value WHERE j.unit = 'owner' ORDER BY j.seq`,
      [JSON.stringify(rows.map(row => row.rowId))],
    ),
    move => move.rowId,
  )
  return (rowId, groupSeq) => {
    let owner = moves.get(rowId)?.find(move => move.groupSeq > groupSeq)?.fromId ?? now.get(rowId) ?? ''
    for (let record = records.get(owner); record && record.mergedGroup <= groupSeq; ) {
      owner = record.mergedIntoId
      record = records.get(owner)
    }
    return owner
  }
}

function entryOf(page: Page, group: GroupRow, lines: string[], record: MergedRecord | null): TimelineEntry {
  return {
    id: record === null ? group.id : `${group.id} ${record.contactId}`,
    kind: 'change',
    at: group.at,
    title: group.title,
    amountCents: null,
    currency: null,
    who: group.who,
    lines,
    isNew: page.isNew(group.seq),
    ...(record === null ? {} : { mergedFrom: { fullName: record.fullName, mergedAt: record.mergedAt } }),
  }
}

function counted(tables: readonly string[], word: string): string[] {
  const counts = new Map<string, number>()
  for (const table of tables) counts.set(table, (counts.get(table) ?? 0) + 1)
  return [...counts].map(([table, n]) => `${tableWord(table)} ${word}${n > 1 ? ` (${n})` : ''}`)
}

function linesOf(db: ReadDb, { created, changed }: Doing): string[] {
  if (created.some(row => row.table === 'contacts')) return ['created']
  const moved = changed.filter(change => change.unit === 'owner')
  return [
    ...counted(
      created.map(row => row.table),
      'added',
    ),
    ...counted(
      moved.map(change => change.table_name),
      'moved over',
    ),
    ...changed
      .filter(change => change.unit !== 'owner')
      .map(change => {
        const textOf = (json: string | null) =>
          withNames(db, unitText(change.table_name, change.unit, json)) ?? 'empty'
        return `${unitWord(change.table_name, change.unit)}: ${textOf(change.base_value)} -> ${textOf(change.new_value)}`
      }),
  ]
}
