import type { Database } from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { DatabaseTrouble } from './trouble.ts'

/**
 * Call before drizzle's migrate(), which compares only the newest time: it silently skips a late-merged older migration and accepts
 * edited files and newer databases. What is applied must be exactly the first part of what we ship. Reads only.
 * Throws `database.newer` (a later program wrote it) or `database.history` (`migration` = number of the first that does not fit, `why` =
 * `order` or `edited`). Answers how many migrations are applied and how many wait.
 */
export function checkMigrations(
  sqlite: Database,
  migrationsDir: string,
): { applied: number; waiting: number } {
  const shipped = readMigrationFiles({ migrationsFolder: migrationsDir })
  const table = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'").get()
  const applied = table
    ? (sqlite
        .prepare('SELECT hash, created_at AS time FROM __drizzle_migrations ORDER BY created_at')
        .all() as {
        hash: string
        time: number
      }[])
    : []
  applied.forEach(({ hash, time }, i) => {
    const expected = shipped[i]
    if (!expected) throw new DatabaseTrouble('database.newer', { migration: i })
    if (expected.folderMillis !== time)
      throw new DatabaseTrouble('database.history', { migration: i, why: 'order' })
    if (expected.hash !== hash) throw new DatabaseTrouble('database.history', { migration: i, why: 'edited' })
  })
  const version = Number(sqlite.pragma('user_version', { simple: true }))
  if (version > shipped.length) throw new DatabaseTrouble('database.newer', { migration: version })
  return { applied: applied.length, waiting: shipped.length - applied.length }
}
