import type { SqlValue, WriteDb } from '../handles.ts'

/** The journal group that writes, as far as rows need to know it. */
export type Writing = { seq: number; at: string; who: string; db: WriteDb }

type Insert = { run: (values: readonly SqlValue[]) => unknown }
const insertsOf = new WeakMap<Writing, Map<string, Insert>>()

function literal(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`
}

/**
 * Adds a row of a synced table in this group. When and by whom it was made is part of the statement's text, since it is the same for every
 * row of the group: binding it again each time is a third of an import's writing.
 */
export function insertRow(
  w: Writing,
  table: string,
  columns: readonly string[],
  values: readonly SqlValue[],
): void {
  const inserts = insertsOf.get(w) ?? new Map<string, Insert>()
  insertsOf.set(w, inserts)
  let insert = inserts.get(table)
  if (!insert) {
    const marks = columns.map(() => '?').join(', ')
    const at = literal(w.at)
    insert = w.db.prepareOnce(
      `INSERT INTO ${table} (${columns.join(', ')}, created_at, updated_at, updated_by, created_group)
       VALUES (${marks}, ${at}, ${at}, ${literal(w.who)}, ${w.seq})`,
    )
    inserts.set(table, insert)
  }
  insert.run(values)
}
