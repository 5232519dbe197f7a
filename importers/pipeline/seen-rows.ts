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
  save: () => void
}

export function openSeenRows(db: WriteDb, source: string, groupSeq: number): SeenRows {
  const known = readKnown(db, source)
  const added: StoredRow[] = []
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
    add: (key, hash, contactId) => added.push([key, hash, contactId, toldIn(key, hash) ?? groupSeq]),
    save() {
      for (let first = 0; first < added.length; first += rowsPerText) {
        db.run('INSERT INTO import_seen_rows (source, group_seq, part, rows) VALUES (?, ?, ?, ?)', [
          source,
          groupSeq,
          first / rowsPerText,
          JSON.stringify(added.slice(first, first + rowsPerText)),
        ])
      }
    },
  }
}

/** The newest look of every row, and whether something touched its contact after that import. */
function readKnown(db: WriteDb, source: string): Map<string, SeenRow> {
  const known = new Map<string, SeenRow>()
  const parts = db.all<{ group_seq: number; rows: string }>(
    'SELECT group_seq, rows FROM import_seen_rows WHERE source = ? ORDER BY group_seq, part',
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
  for (const part of parts) {
    for (const [key, hash, contactId, toldIn = part.group_seq] of JSON.parse(part.rows) as StoredRow[]) {
      const isTouched = (touched.get(contactId) ?? 0) > part.group_seq
      known.set(key, { hash, contactId, toldIn, isTouched })
    }
  }
  return known
}
