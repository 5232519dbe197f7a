import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { backUpNow } from './backup.ts'
import { checkMigrations } from './check-migrations.ts'
import { applicationId, connect } from './connect.ts'
import { type Handles, handlesOf, type ReadDb } from './handles.ts'
import { applyMigrations } from './migrate.ts'
import { networkFolder } from './network-folder.ts'
import { judgeOfficeFile, officeFileName, sizeOf } from './office-file.ts'
import { DatabaseTrouble, tellingTrouble } from './trouble.ts'

export type OpenOptions = {
  /** For a person who knows better: SQLite on a network drive can lose data. */
  allowNetworkFolder?: boolean
  /** The migrations to apply; default: the folder beside this file. A bundle has to say where its copy is. */
  migrationsDir?: string
}

export type OpenedOffice = Handles & {
  sqlite: Database.Database
  file: string
  /** The last session did not put its WAL away (crash, power cut), or the file is open elsewhere. It was checked. */
  wasUnclean: boolean
  /** Put the WAL away and close. The office is not usable afterwards. */
  close: () => void
}

/** A file up to this size is checked on every open (a fifth of a second); a larger one only after an unclean end, and in its backups. */
const alwaysCheckedBytes = 64 * 1024 * 1024

export const shippedMigrations = fileURLToPath(new URL('./migrations', import.meta.url))

/** The folder is made for its owner alone: others at the same computer have no business with people's data. */
const onlyOwner = 0o700

/**
 * Opens `DIR/office.db`, making it when there is none; checks it, backs it up before migrating it, and migrates it.
 * Throws `DatabaseTrouble` for whatever a person can do something about; the file is then as it was.
 * Open an office once per process; more readers come from `openReader`.
 */
export function openOffice(dataDir: string, options: OpenOptions = {}): OpenedOffice {
  return tellingTrouble(() => {
    if (!options.allowNetworkFolder) refuseNetworkFolder(dataDir)
    mkdirSync(dataDir, { recursive: true, mode: onlyOwner })
    const file = join(dataDir, officeFileName)
    accessSync(dataDir, constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.W_OK)
    const found = judgeOfficeFile(dataDir)
    const sqlite = connect(file, 'write')
    try {
      if (found.state === 'new') claim(sqlite)
      refuseWithoutWal(String(sqlite.pragma('journal_mode = WAL', { simple: true })))
      if (found.leftover || sizeOf(file) <= alwaysCheckedBytes) refuseDamage(sqlite)
      bringUpToDate(sqlite, dataDir, options.migrationsDir ?? shippedMigrations)
      refuseOpenGroup(sqlite)
    } catch (error) {
      sqlite.close()
      throw error
    }
    return { ...handlesOf(sqlite), sqlite, file, wasUnclean: found.leftover, close: () => sqlite.close() }
  })
}

/** A second connection to an open office that cannot write, for reading while a job writes. It sees what is committed. */
export function openReader(dataDir: string): { sqlite: Database.Database; read: ReadDb } {
  return tellingTrouble(() => {
    const sqlite = connect(join(dataDir, officeFileName), 'read')
    return { sqlite, read: handlesOf(sqlite).read }
  })
}

function refuseNetworkFolder(dataDir: string): void {
  const kind = networkFolder(dataDir)
  if (kind) throw new DatabaseTrouble('database.network', { kind })
}

/** Before WAL, so that the mark is in the file itself from its first page on, whatever happens next. */
function claim(sqlite: Database.Database): void {
  sqlite.pragma(`application_id = ${applicationId}`)
}

/** Some file systems cannot share memory between processes; then SQLite quietly stays with another journal. */
function refuseWithoutWal(journalMode: string): void {
  if (journalMode !== 'wal') throw new DatabaseTrouble('database.network', { kind: `journal ${journalMode}` })
}

/** Reads every page of every table. One flipped bit inside a text is still well-formed and cannot be noticed here. */
function refuseDamage(sqlite: Database.Database): void {
  const finding = sqlite.pragma('quick_check(1)', { simple: true })
  if (finding !== 'ok') throw new DatabaseTrouble('database.damaged', { reason: 'quick_check' })
}

function bringUpToDate(sqlite: Database.Database, dataDir: string, migrationsDir: string): void {
  const { applied, waiting } = checkMigrations(sqlite, migrationsDir)
  if (waiting === 0) return
  if (applied > 0) backUpNow(sqlite, dataDir, 'before an update of the office file')
  applyMigrations(sqlite, migrationsDir)
}

/** A group is open only inside its transaction; a committed one means that something else wrote into the file. */
function refuseOpenGroup(sqlite: Database.Database): void {
  const open = sqlite.prepare('SELECT count(*) FROM open_group').pluck().get()
  if (open !== 0)
    throw new DatabaseTrouble('database.damaged', { reason: `open_group in ${basename(sqlite.name)}` })
}
