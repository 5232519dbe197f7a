import type { SqlValue, WriteDb } from '../handles.ts'

/** The journal group that writes, as far as rows need to know it. */
export type Writing = { seq: number; at: string; who: string; db: WriteDb }

/** Adds one row; values in the order of the columns. */
export type Insert = (values: readonly SqlValue[]) => void

function literal(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`
}

/**
 * A function that adds rows of a synced table in this group. When and by whom a row was made is part of the statement's text, since it is
 * the same for every row of the group: binding it again each time is a third of an import's writing. A column that is given is not stamped.
 */
export function inserter(w: Writing, table: string, columns: readonly string[]): Insert {
  const at = literal(w.at)
  const stamp = { created_at: at, updated_at: at, updated_by: literal(w.who), created_group: String(w.seq) }
  const stamped = Object.entries(stamp).filter(([column]) => !columns.includes(column))
  const statement = w.db.prepareOnce(
    `INSERT INTO ${table} (${[...columns, ...stamped.map(([column]) => column)].join(', ')})
     VALUES (${[...columns.map(() => '?'), ...stamped.map(([, value]) => value)].join(', ')})`,
  )
  return values => {
    // One by one: out of a list they are bound more slowly.
    statement.run(...values)
  }
}

type Inserters = {
  /** By table and columns, in words. */
  all: Map<string, Insert>
  /** The one used last for a table: putting its columns into words costs as much as writing a row. */
  last: Map<string, { columns: readonly string[]; insert: Insert }>
}
const insertersOf = new WeakMap<Writing, Inserters>()

/** Adds a row of a synced table in this group; the statement is made once for a table and its columns. */
export function insertRow(
  w: Writing,
  table: string,
  columns: readonly string[],
  values: readonly SqlValue[],
): void {
  const known = insertersOf.get(w) ?? { all: new Map(), last: new Map() }
  insertersOf.set(w, known)
  const last = known.last.get(table)
  if (last && isSameList(last.columns, columns)) return last.insert(values)
  const words = `${table} ${columns.join()}`
  const insert = known.all.get(words) ?? inserter(w, table, columns)
  known.all.set(words, insert)
  known.last.set(table, { columns, insert })
  insert(values)
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, place) => name === b[place]))
}
