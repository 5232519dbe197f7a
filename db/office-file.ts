import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { applicationId } from './connect.ts'
import { DatabaseTrouble } from './trouble.ts'

export const officeFileName = 'office.db'
export const backupsFolderName = 'backups'
/** Where the files go that a restore replaces. They are never thinned: a person removes them. */
export const keptFolderName = 'kept'

const headerBytes = 108
const magic = 'SQLite format 3\0'

export type OfficeFile = { state: 'new' | 'ours'; leftover: boolean }

/**
 * Judges `DIR/office.db` from its first bytes, before SQLite touches it, so that a foreign file stays as it is.
 * A missing or empty file is a new office only when nothing beside it says that there was one: no backup, no kept file, no left-over WAL; else it is
 * damage. `leftover`: a WAL that the last session did not put away, that is, it did not end cleanly (or still runs).
 * Must not be called while this process has the file open: closing any handle drops SQLite's POSIX locks on it.
 */
export function judgeOfficeFile(dataDir: string): OfficeFile {
  const file = join(dataDir, officeFileName)
  const leftover = sizeOf(`${file}-wal`) > 0
  const hadOffice =
    leftover || [backupsFolderName, keptFolderName].some(folder => hasDatabases(join(dataDir, folder)))
  if (sizeOf(file) === 0) {
    if (hadOffice)
      throw new DatabaseTrouble('database.damaged', { reason: existsSync(file) ? 'empty' : 'missing' })
    return { state: 'new', leftover: false }
  }
  const kind = kindOf(file)
  if (kind === 'foreign') throw new DatabaseTrouble('database.foreign', { file: basename(file) })
  if (kind === 'bare' && !hadOffice) return { state: 'new', leftover: false }
  if (kind === 'ours') return { state: 'ours', leftover }
  if (kind === 'other' && !hadOffice) throw new DatabaseTrouble('database.foreign', { file: basename(file) })
  throw new DatabaseTrouble('database.damaged', { reason: 'header' })
}

/**
 * `ours` carries our application id; `bare` is a SQLite file without any table and owner; `foreign` is another program's SQLite file;
 * `torn` is no SQLite file but looks like ours with its start destroyed; `other` is any other file.
 */
export function kindOf(file: string): 'ours' | 'bare' | 'foreign' | 'torn' | 'other' {
  const header = Buffer.alloc(headerBytes)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, header, 0, headerBytes, 0)
  } finally {
    closeSync(handle)
  }
  const owner = header.readUInt32BE(68)
  if (header.toString('latin1', 0, 16) === magic) {
    if (owner === applicationId) return 'ours'
    return owner === 0 && header[100] === 0x0d && header.readUInt16BE(103) === 0 ? 'bare' : 'foreign'
  }
  const isBlank = header.subarray(0, 16).every(byte => byte === 0)
  return owner === applicationId || isBlank ? 'torn' : 'other'
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function hasDatabases(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).some(name => name.endsWith('.db'))
}
