import type { WriteDb } from '../../db/handles.ts'

/** `toldIn`: the group of the import that first saw the row as it is now. */
type SeenRow = { hash: number; contactId: string; toldIn: number; isTouched: boolean }
/** As it is kept; rows of older versions lack the group in which they were first told. */
type StoredRow = [key: string, hash: number, contactId: string, toldIn?: number]
const rowsPerText = 10_000

/** What the rows of this kind of file were when they were last imported, and what this batch adds to it. */
export type SeenRows = {
  /** The contact of a row that is as it was, when nobody has touched that contact since; else null. */
  unchanged: (key: string, hash: number) => string | null
  /** Since which group the row has said just this; null when it is new or says something else. */
  toldIn: (key: string, hash: number) => number | null
  add: (key: string, hash: number, contactId: string) => void
  /** Writes what was added since the last whole text: a large file is written as it is read, and none of it is kept in memory. */
  save: () => void
}

export function openSeenRows(db: WriteDb, source: string, groupSeq: number): SeenRows {
  const known = readKnown(db, source)
  let added: StoredRow[] = []
  let part = 0
  function save(): void {
    if (added.length === 0) return
    db.run('INSERT INTO import_seen_rows (source, group_seq, part, rows) VALUES (?, ?, ?, ?)', [
      source,
      groupSeq,
      part++,
      JSON.stringify(added),
    ])
    added = []
  }
  function toldIn(key: string, hash: number): number | null {
    const seen = known.get(key)
    return seen?.hash === hash ? seen.toldIn : null
  }
  return {
    unchanged(key, hash) {
      const seen = known.get(key)
      return seen?.hash === hash && !seen.isTouched ? seen.contactId : null
    },
    toldIn,
    add(key, hash, contactId) {
      added.push([key, hash, contactId, toldIn(key, hash) ?? groupSeq])
      if (added.length === rowsPerText) save()
    },
    save,
  }
}

/** The newest look of every row, and whether something touched its contact after that import. */
function readKnown(db: WriteDb, source: string): Map<string, SeenRow> {
  const known = new Map<string, SeenRow>()
  const parts = db.all<{ group_seq: number; part: number }>(
    'SELECT group_seq, part FROM import_seen_rows WHERE source = ? ORDER BY group_seq, part',
    [source],
  )
  const oldest = parts[0]?.group_seq
  if (oldest === undefined) return known
  const touched = new Map(
    db
      .all<{ id: string; touched_group: number }>(
        'SELECT id, touched_group FROM contacts WHERE touched_group > ? OR deleted_at IS NOT NULL',
        [oldest],
      )
      .map(c => [c.id, c.touched_group]),
  )
  for (const { group_seq: seq, part } of parts) {
    for (const [key, hash, contactId, toldIn = seq] of readPart(db, [source, seq, part]))
      known.set(key, { hash, contactId, toldIn, isTouched: (touched.get(contactId) ?? 0) > seq })
  }
  return known
}

/** One text at a time: all of them together are as large as the files were. */
function readPart(db: WriteDb, place: [source: string, seq: number, part: number]): StoredRow[] {
  const sql = 'SELECT rows FROM import_seen_rows WHERE source = ? AND group_seq = ? AND part = ?'
  return JSON.parse(db.get<{ rows: string }>(sql, place)?.rows ?? '[]') as StoredRow[]
}
