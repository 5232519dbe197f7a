import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkMigrations } from './check-migrations.ts'
import { connect } from './connect.ts'
import { flush } from './flush.ts'
import { backupsFolderName, keptFolderName, kindOf, officeFileName } from './office-file.ts'
import { type OpenedOffice, type OpenOptions, openOffice, shippedMigrations } from './open.ts'
import { eraseFromFile } from './privacy/erase-again.ts'
import { DatabaseTrouble, tellingTrouble } from './trouble.ts'

export type Restored = {
  office: OpenedOffice
  contacts: number
  transactions: number
  /** The file that was in use before, inside the office folder; empty when there was none. */
  keptAs: string
}

/** `restoreFile` with one of the backups of `listBackups`. */
export function restoreBackup(dataDir: string, backupId: string, options: OpenOptions = {}): Restored {
  if (!/^[\w-]+$/.test(backupId)) throw new DatabaseTrouble('backup.unreadable')
  return restoreFile(dataDir, join(dataDir, backupsFolderName, `${backupId}.db`), options)
}

/**
 * Replaces the working copy by a copy of `file`, after reading all of it; the replaced file is kept with its WAL. Who was erased since the copy
 * was made is erased from it again. The caller must have closed the office. Throws `backup.unreadable` or `database.newer`/`database.history` before anything was touched. After a crash in the middle either
 * the old file is in place, or none is and opening says so; then restore again.
 */
export function restoreFile(dataDir: string, file: string, options: OpenOptions = {}): Restored {
  return tellingTrouble(() => {
    const target = join(dataDir, officeFileName)
    const candidate = `${target}.candidate`
    if (!existsSync(file) || kindOf(file) !== 'ours') throw new DatabaseTrouble('backup.unreadable')
    clear(candidate)
    try {
      copyFileSync(file, candidate)
      if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${candidate}-wal`)
      refuseUnsound(candidate, options.migrationsDir ?? shippedMigrations)
      eraseFromFile(candidate, dataDir, {
        who: 'Restore',
        migrationsDir: options.migrationsDir ?? shippedMigrations,
      })
      flush(candidate)
    } catch (error) {
      clear(candidate)
      throw error
    }
    const keptAs = putAside(dataDir)
    renameSync(candidate, target)
    flush(dataDir)
    const office = openOffice(dataDir, options)
    const count = (table: string) =>
      Number(office.sqlite.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at IS NULL`).pluck().get())
    return { office, contacts: count('contacts'), transactions: count('transactions'), keptAs }
  })
}

function refuseUnsound(file: string, migrationsDir: string): void {
  const sqlite = connect(file, 'write')
  try {
    sqlite.pragma('journal_mode = DELETE')
    if (sqlite.pragma('integrity_check(1)', { simple: true }) !== 'ok')
      throw new DatabaseTrouble('backup.unreadable')
    checkMigrations(sqlite, migrationsDir)
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error
    throw new DatabaseTrouble('backup.unreadable', {}, error)
  } finally {
    sqlite.close()
  }
}

/** The three files of an office belong together: a WAL beside another main file would damage it. */
function putAside(dataDir: string): string {
  const target = join(dataDir, officeFileName)
  if (!existsSync(target) && !existsSync(`${target}-wal`)) return ''
  mkdirSync(join(dataDir, keptFolderName), { recursive: true })
  const keptAs = join(
    keptFolderName,
    `office-${new Date().toISOString().replace(/[^\d]/g, '-').slice(0, -1)}.db`,
  )
  for (const ending of ['', '-wal']) {
    if (existsSync(target + ending)) renameSync(target + ending, join(dataDir, keptAs) + ending)
  }
  rmSync(`${target}-shm`, { force: true })
  return keptAs
}

function clear(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true })
}
