import type { ReadDb } from '../handles.ts'

const idInText = /\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g

const namedTables: readonly [table: string, name: string][] = [
  ['contacts', 'full_name'],
  ['tags', 'name'],
  ['products', 'name'],
  ['households', 'name'],
  ['events', 'name'],
  ['venues', 'name'],
]
const nameOfId = namedTables
  .map(([table, name]) => `SELECT ${name} AS name FROM ${table} WHERE id = @id`)
  .join(' UNION ALL ')

/** A journalled value with names in place of ids: whose a row was, which tag, which product. */
export function withNames(db: ReadDb, text: string | null): string | null {
  if (text === null) return null
  return text.replace(idInText, id => db.get<{ name: string }>(nameOfId, { id })?.name ?? 'one that is gone')
}
