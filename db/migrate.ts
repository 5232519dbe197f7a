import type { Database } from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { checkMigrations } from './check-migrations.ts'
import { DatabaseTrouble } from './trouble.ts'

/**
 * Applies the migrations that wait, all or none, and notes them the way drizzle's own migrate() does. Why not that one: it needs the whole query
 * builder, which nothing else here does (half a second and 150 MB at every start), and it does not lock before it looks, so that two programs
 * could both start. `user_version` becomes the number of migrations. Throws `database.history` when one fails (`migration` = its number) and
 * `database.damaged` when rows afterwards point to nothing; the file is then as before.
 */
export function applyMigrations(sqlite: Database, migrationsDir: string): void {
  const shipped = readMigrationFiles({ migrationsFolder: migrationsDir })
  // Rebuilding a table that others point to needs the checks off; every row is checked before the commit. They cannot change inside a transaction.
  sqlite.pragma('foreign_keys = OFF')
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    sqlite.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    )
    const { applied } = checkMigrations(sqlite, migrationsDir)
    const note = sqlite.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
    for (const [i, { sql, hash, folderMillis }] of shipped.entries()) {
      if (i < applied) continue
      runStatements(sqlite, sql, i)
      note.run(hash, folderMillis)
    }
    if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) {
      throw new DatabaseTrouble('database.damaged', { reason: 'foreign_key_check' })
    }
    sqlite.pragma(`user_version = ${shipped.length}`)
    sqlite.exec('COMMIT')
  } finally {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    sqlite.pragma('foreign_keys = ON')
  }
}

function runStatements(sqlite: Database, statements: readonly string[], migration: number): void {
  try {
    for (const statement of statements) sqlite.exec(statement)
  } catch (error) {
    const isFault = error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR'
    throw isFault ? new DatabaseTrouble('database.history', { migration, why: 'failed' }, error) : error
  }
}
