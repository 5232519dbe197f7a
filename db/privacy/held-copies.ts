import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { type BackupInfo, listBackups } from '../backup.ts'
import { connect } from '../connect.ts'
import { flush, sha256Of } from '../flush.ts'
import { backupsFolderName, keptFolderName, sizeOf } from '../office-file.ts'
import { eraseFromFile } from './erase-again.ts'

/** A backup, or a file that a restore replaced, in which somebody still is. */
export type HeldCopy = {
  /** Inside the office folder. */
  name: string
  /** Null for a file that a restore replaced. */
  backup: BackupInfo | null
}

/** Every other office file in which these contacts, or somebody with one of these e-mails, can still be read. */
export function findHeldCopies(
  dataDir: string,
  person: { contactIds: readonly string[]; emails: readonly string[] },
): HeldCopy[] {
  const backups = listBackups(dataDir).map(backup => ({
    name: join(backupsFolderName, `${backup.backupId}.db`),
    backup,
  }))
  const folder = join(dataDir, keptFolderName)
  const kept = (existsSync(folder) ? readdirSync(folder) : [])
    .filter(name => name.endsWith('.db'))
    .map(name => ({ name: join(keptFolderName, name), backup: null }))
  return [...backups, ...kept].filter(copy => holds(join(dataDir, copy.name), person))
}

/** A file that cannot be read is thought to hold them. */
function holds(
  file: string,
  { contactIds, emails }: { contactIds: readonly string[]; emails: readonly string[] },
): boolean {
  let sqlite: Database.Database | null = null
  try {
    sqlite = connect(file, 'look')
    const found = sqlite
      .prepare(
        `SELECT 1 FROM contacts WHERE id IN (SELECT value FROM json_each(@ids)) AND deleted_at IS NULL
         UNION ALL SELECT 1 FROM contact_emails WHERE email COLLATE NOCASE IN (SELECT value FROM json_each(@emails)) LIMIT 1`,
      )
      .get({ ids: JSON.stringify(contactIds), emails: JSON.stringify(emails) })
    return found !== undefined
  } catch {
    return true
  } finally {
    sqlite?.close()
  }
}

function removeCopy(dataDir: string, { name, backup }: HeldCopy): void {
  const file = join(dataDir, name)
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  if (backup) rmSync(file.replace(/db$/, 'json'), { force: true })
}

/** Takes out of a copy who was erased from the office, and seals it again. */
function rewriteCopy(
  { name, backup }: HeldCopy,
  { dataDir, ...how }: { dataDir: string; migrationsDir: string; who: string },
): void {
  const file = join(dataDir, name)
  eraseFromFile(file, dataDir, how)
  flush(file)
  if (!backup) return
  const copy = connect(file, 'look')
  const contacts = copy.prepare('SELECT count(*) FROM contacts WHERE deleted_at IS NULL').pluck().get()
  copy.close()
  const sidecar = file.replace(/db$/, 'json')
  const info: BackupInfo = {
    ...backup,
    contacts: Number(contacts),
    sizeBytes: sizeOf(file),
    sha256: hashOf(file),
  }
  writeFileSync(`${sidecar}.part`, `${JSON.stringify(info, null, 2)}\n`)
  flush(`${sidecar}.part`)
  renameSync(`${sidecar}.part`, sidecar)
}

function hashOf(file: string): string {
  const hashing = sha256Of(file)
  let step = hashing.next()
  while (!step.done) step = hashing.next()
  return step.value
}

/**
 * Deletes copies, or takes out of them who was erased (they become as new as this program). A copy that cannot be opened any more is only
 * deleted.
 */
export function treatHeldCopies(
  where: { dataDir: string; migrationsDir: string; who: string },
  copies: readonly HeldCopy[],
  treatment: 'delete' | 'rewrite',
  onProgress: (done: number) => void,
): void {
  for (const [done, copy] of copies.entries()) {
    onProgress(done)
    if (treatment === 'delete') removeCopy(where.dataDir, copy)
    else rewriteCopy(copy, where)
  }
}
