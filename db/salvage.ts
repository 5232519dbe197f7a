import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { applicationId, connect, pageSize } from './connect.ts'
import { handlesOf } from './handles.ts'
import { applyMigrations } from './migrate.ts'
import { kindOf, officeFileName } from './office-file.ts'
import { type OpenOptions, shippedMigrations } from './open.ts'
import { refreshSearch } from './search/index-contacts.ts'
import { DatabaseTrouble, tellingTrouble } from './trouble.ts'

export type Salvaged = {
  tables: {
    table: string
    rows: number
    /** False when some part of the table could not be read: rows are missing. */
    isWhole: boolean
  }[]
}

/** How every office file begins, but for the page size: name, WAL, the fixed fractions. */
const firstBytes = Buffer.from('53514c69746520666f726d61742033000000020200402020', 'hex')
/** Offices were made with pages of 4 KB once. */
const olderPageSize = 4096

/**
 * Copies what can still be read of a damaged office, table by table, into `targetFile`: a fresh, sound office file that `restoreFile` takes. Works on
 * a copy; the damaged file stays as it is. Triggers rest meanwhile, and history comes over as it was. Throws `database.damaged` when not even the
 * list of tables can be read, and `database.foreign` when the file was never an office.
 */
export function exportReadable(dataDir: string, targetFile: string, options: OpenOptions = {}): Salvaged {
  return tellingTrouble(() => {
    const file = join(dataDir, officeFileName)
    if (!existsSync(file)) throw new DatabaseTrouble('database.damaged', { reason: 'missing' })
    if (kindOf(file) === 'foreign') throw new DatabaseTrouble('database.foreign', { file: officeFileName })
    const folder = mkdtempSync(join(dirname(targetFile), '.salvage-'))
    try {
      const source = openCopy(file, join(folder, 'damaged.db'))
      try {
        return fillFresh(source, targetFile, options.migrationsDir ?? shippedMigrations)
      } finally {
        source.close()
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

function openCopy(file: string, copy: string): Database.Database {
  copyFileSync(file, copy)
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
  if (kindOf(copy) !== 'ours') mendStart(copy)
  const source = connect(copy, 'read')
  // Pages are judged one by one here; a strange cell must not hide its neighbours.
  source.pragma('cell_size_check = OFF')
  return source
}

/** Only the first bytes are the same in every office; page 1 behind them must be whole for this to help, and tells how many pages there are. */
function mendStart(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    const pages = Buffer.alloc(4)
    readSync(handle, pages, 0, 4, 28)
    const bytes = fstatSync(handle).size
    const start = Buffer.from(firstBytes)
    start.writeUInt16BE(pages.readUInt32BE() * olderPageSize === bytes ? olderPageSize : pageSize, 16)
    writeSync(handle, start, 0, start.length, 0)
  } finally {
    closeSync(handle)
  }
}

function fillFresh(source: Database.Database, targetFile: string, migrationsDir: string): Salvaged {
  if (existsSync(targetFile)) throw new Error('the target file is there already')
  const target = connect(targetFile, 'write')
  try {
    target.pragma(`application_id = ${applicationId}`)
    applyMigrations(target, migrationsDir)
    target.pragma('foreign_keys = OFF')
    const triggers = target.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string
      sql: string
    }[]
    const tables = target
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all() as string[]
    const salvaged: Salvaged = { tables: [] }
    target.transaction(() => {
      for (const { name } of triggers) target.exec(`DROP TRIGGER "${name}"`)
      for (const table of tables.filter(name => name !== '__drizzle_migrations' && name !== 'open_group')) {
        target.exec(`DELETE FROM "${table}"`)
        salvaged.tables.push({ table, ...copyTable(source, target, table) })
      }
      rebuildSearch(target)
      for (const { sql } of triggers) target.exec(sql)
    })()
    return salvaged
  } finally {
    target.close()
  }
}

function rebuildSearch(target: Database.Database): void {
  const groups = target.prepare('SELECT DISTINCT touched_group FROM contacts').pluck().all() as number[]
  for (const group of groups) refreshSearch(handlesOf(target).write, group)
}

/** Forwards from the start to the first unreadable page, then backwards from the end to the last one; what comes twice is taken once. */
function copyTable(
  source: Database.Database,
  target: Database.Database,
  table: string,
): { rows: number; isWhole: boolean } {
  const key = keyOf(target, table)
  const columns = [...(key.includes('rowid') ? key : []), ...sharedColumns(source, target, table)]
  if (columns.length === 0) return { rows: 0, isWhole: false }
  const list = columns.map(name => `"${name}"`).join(', ')
  const insert = target.prepare(
    `INSERT OR IGNORE INTO "${table}" (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  let rows = 0
  const readAll = (direction: 'ASC' | 'DESC'): boolean => {
    const order = key.map(column => `"${column}" ${direction}`).join(', ')
    try {
      const statement = source.prepare(`SELECT ${list} FROM "${table}" ORDER BY ${order}`).raw()
      for (const row of statement.iterate() as Iterable<unknown[]>) rows += tryInsert(insert, row)
      return true
    } catch {
      return false
    }
  }
  const isWhole = readAll('ASC')
  if (!isWhole) readAll('DESC')
  return { rows, isWhole }
}

/** What the rows of a table are stored by: their row number, or their primary key when they have none. */
function keyOf(target: Database.Database, table: string): string[] {
  const hasNone = target
    .prepare("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?")
    .pluck()
    .get(table)
  if (!hasNone) return ['rowid']
  return target
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as string[]
}

function tryInsert(insert: Database.Statement, row: unknown[]): number {
  try {
    return insert.run(row).changes
  } catch {
    // A row whose values are no longer of their column's type or not there at all.
    return 0
  }
}

function sharedColumns(source: Database.Database, target: Database.Database, table: string): string[] {
  const columnsOf = (sqlite: Database.Database) =>
    sqlite.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
  const known = new Set(columnsOf(source))
  return columnsOf(target).filter(name => known.has(name))
}
