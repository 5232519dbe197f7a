import Database from 'better-sqlite3'

/** "SHof": tells our files from every other SQLite file. */
export const applicationId = 0x53486f66

/** Of a file that is made here; an older one keeps its own. With SQLite's usual 4 KB an import takes a twelfth longer. */
export const pageSize = 8192

/** The oldest SQLite without the WAL-reset bug, which could damage a file after a checkpoint. */
export const lowestSqlite = '3.51.3'

/** The words of the search index, read by `search/vocabulary.ts`. Of this connection only: the file knows nothing of it. */
const indexWords = "CREATE VIRTUAL TABLE temp.contact_words USING fts5vocab('main', 'contact_search', 'row')"

export type Use = 'write' | 'read' | 'look'

/**
 * The one place where a connection is made. `write` is the office's own, `read` a second one that cannot write (query_only) for use
 * while a job writes, `look` opens a file that may not be sound, without changing it.
 * WAL with synchronous=FULL: the working copy is the only copy of unsynced work, so a commit is on the disk when it returns.
 */
export function connect(file: string, use: Use): Database.Database {
  const sqlite = new Database(file, {
    timeout: 5000,
    fileMustExist: use !== 'write',
    readonly: use === 'look',
  })
  try {
    refuseOldSqlite(String(sqlite.prepare('SELECT sqlite_version()').pluck().get()))
    if (use === 'write') sqlite.pragma(`page_size = ${pageSize}`)
    sqlite.pragma('trusted_schema = OFF')
    sqlite.pragma('cell_size_check = ON')
    sqlite.pragma('temp_store = MEMORY')
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('synchronous = FULL')
    if (process.platform === 'darwin') sqlite.pragma('checkpoint_fullfsync = ON')
    sqlite.pragma(`cache_size = ${use === 'write' ? -65536 : -32768}`)
    sqlite.pragma('journal_size_limit = 67108864')
    if (use !== 'look') sqlite.exec(indexWords)
    if (use === 'read') sqlite.pragma('query_only = ON')
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/** Throws when the built-in SQLite is older than what the pragmas and durability promises were tried with. */
export function refuseOldSqlite(version: string): void {
  const order = version.localeCompare(lowestSqlite, 'en', { numeric: true })
  if (order < 0) throw new Error(`SQLite ${version} is older than ${lowestSqlite}`)
}
