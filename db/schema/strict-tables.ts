import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Tables kept in the order of their key, without row numbers beside it: half the writing for the many small rows of contacts. */
const withoutRowNumbers = [
  'contact_addresses',
  'contact_emails',
  'contact_external_ids',
  'contact_phones',
  'contact_products',
  'contact_tags',
  'duplicate_pairs',
  'import_plan_rows',
  'import_seen_rows',
]
const folder = fileURLToPath(new URL('../migrations/', import.meta.url))

/** `CREATE TABLE … );` as drizzle-kit writes it, made STRICT: SQLite then refuses a text where a number belongs. */
export function strictTables(sql: string): string {
  return sql.replaceAll(/^CREATE TABLE `(\w+)` \([^;]*^\);$/gm, (statement, table: string) => {
    const kind = withoutRowNumbers.includes(table) ? 'STRICT, WITHOUT ROWID' : 'STRICT'
    return `${statement.slice(0, -1)} ${kind};`
  })
}

/** Part of `npm run db:generate`: finishes the newest migration, which nobody has applied yet. */
function finishNewestMigration(): void {
  const newest = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .at(-1)
  if (!newest) return
  const file = `${folder}${newest}`
  writeFileSync(file, strictTables(readFileSync(file, 'utf8')))
}

if (import.meta.main) finishNewestMigration()
