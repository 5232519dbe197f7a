import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { backupsToThin } from './backup-retention.ts'
import { connect } from './connect.ts'
import { flush, sha256Of } from './flush.ts'
import { backupsFolderName, sizeOf } from './office-file.ts'
import { DatabaseTrouble, troubleOf } from './trouble.ts'

/** What the sidecar `ID.json` beside a backup `ID.db` says. */
export type BackupInfo = {
  backupId: string
  /** UTC instant. */
  madeAt: string
  /** In words, for the list: "before importing contacts.csv". */
  reason: string
  sizeBytes: number
  sha256: string
  /** Live ones inside. */
  contacts: number
  transactions: number
  /** `quick` reads every table and the search index, `full` also compares every index with its table. */
  check: 'quick' | 'full'
  /** What had been committed; the same again needs no second copy. */
  state: string
}

export type BackupOptions = {
  /** The present, for tests. */
  now?: Date
  /** Copy even when nothing was committed since the newest backup. */
  always?: boolean
}

type Draft = {
  backupId: string
  madeAt: string
  reason: string
  dir: string
  part: string
  check: 'quick' | 'full'
  state: string
}

/** How old the newest backup, or the newest full check, may become. */
const weekMs = 7 * 86_400_000
/** 10 MB: some 20 ms. */
const pagesPerStep = 1250
const startsAtMost = 3

/**
 * Makes a verified backup beside the office (online backup API: consistent while others write) and thins the old ones. Lets the event loop run
 * between slices of some 20 ms and between the tables of the check. When nothing was committed since the newest backup, and that is under a
 * week old, it answers that one and copies nothing. Throws `DatabaseTrouble` (`backup.failed`, `database.full`); no half-made file stays.
 */
export async function backUp(
  sqlite: Database.Database,
  dataDir: string,
  reason: string,
  options: BackupOptions = {},
): Promise<BackupInfo> {
  const draft = prepare(sqlite, dataDir, reason, options)
  if ('sha256' in draft) return draft
  try {
    await sqlite.backup(draft.part, { progress: stepper() })
    const sealing = seal(draft)
    let step = sealing.next()
    while (!step.done) {
      await new Promise(resolve => setImmediate(resolve))
      step = sealing.next()
    }
    return finish(dataDir, step.value, options)
  } catch (error) {
    throw failed(draft, error)
  }
}

/**
 * A write of another connection makes the copying start anew. Where that goes on, the rest is copied in one step (a second at 500 MB), so that a
 * busy office does not keep its own backup from ever ending.
 */
function stepper(): (progress: { remainingPages: number }) => number {
  let starts = 1
  let before = Number.POSITIVE_INFINITY
  return ({ remainingPages }) => {
    if (remainingPages >= before) starts += 1
    before = remainingPages
    return starts > startsAtMost ? 0x7fffffff : pagesPerStep
  }
}

/** The same in one go (about 10 ms a megabyte), for moments when nobody waits for the event loop: before a migration. */
export function backUpNow(
  sqlite: Database.Database,
  dataDir: string,
  reason: string,
  options: BackupOptions = {},
): BackupInfo {
  const draft = prepare(sqlite, dataDir, reason, options)
  if ('sha256' in draft) return draft
  try {
    sqlite.prepare('VACUUM INTO ?').run(draft.part)
    const sealing = seal(draft)
    let step = sealing.next()
    while (!step.done) step = sealing.next()
    return finish(dataDir, step.value, options)
  } catch (error) {
    throw failed(draft, error)
  }
}

/** Newest first. A file without a readable sidecar is not a backup. */
export function listBackups(dataDir: string): BackupInfo[] {
  const dir = join(dataDir, backupsFolderName)
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter(name => name.endsWith('.json') && existsSync(join(dir, name.replace(/json$/, 'db'))))
    .flatMap(name => readSidecar(join(dir, name)))
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
}

function readSidecar(file: string): BackupInfo[] {
  try {
    const info = JSON.parse(readFileSync(file, 'utf8')) as BackupInfo
    return typeof info.backupId === 'string' && typeof info.madeAt === 'string' ? [info] : []
  } catch {
    return []
  }
}

function prepare(
  sqlite: Database.Database,
  dataDir: string,
  reason: string,
  options: BackupOptions,
): Draft | BackupInfo {
  const now = options.now ?? new Date()
  const state = stateOf(sqlite)
  const earlier = listBackups(dataDir)
  const newest = earlier[0]
  const dir = join(dataDir, backupsFolderName)
  if (
    newest &&
    !options.always &&
    newest.state === state &&
    now.getTime() - Date.parse(newest.madeAt) < weekMs
  ) {
    if (sizeOf(join(dir, `${newest.backupId}.db`)) === newest.sizeBytes) return newest
  }
  mkdirSync(dir, { recursive: true })
  refuseFullDisk(sqlite, dir)
  const lastFull = earlier.find(backup => backup.check === 'full')
  const isFullDue = !lastFull || now.getTime() - Date.parse(lastFull.madeAt) >= weekMs
  const madeAt = now.toISOString()
  const backupId = `office-${madeAt.replace(/[^\d]/g, '-').slice(0, -1)}-${process.pid.toString(36)}`
  const part = join(dir, `${backupId}.part`)
  rmSync(part, { force: true })
  return { backupId, madeAt, reason, dir, part, check: isFullDue ? 'full' : 'quick', state }
}

function refuseFullDisk(sqlite: Database.Database, dir: string): void {
  const { bavail, bsize } = statfsSync(dir)
  const neededBytes = sizeOf(sqlite.name) + sizeOf(`${sqlite.name}-wal`)
  if (bavail * bsize < neededBytes) throw new DatabaseTrouble('database.full', { neededBytes })
}

/** Reopens the copy and reads all of it; yields between tables and slices. */
function* seal(draft: Draft): Generator<undefined, BackupInfo> {
  const { part, dir: _, ...known } = draft
  const copy = connect(part, 'write')
  let counts: { contacts: number; transactions: number }
  try {
    // One file without a WAL, so that it can be copied anywhere and opened from a folder that cannot be written to.
    copy.pragma('journal_mode = DELETE')
    const tables = copy
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[]
    for (const table of ['sqlite_schema', ...tables]) {
      const finding = copy.pragma(`${draft.check === 'full' ? 'integrity' : 'quick'}_check("${table}")`, {
        simple: true,
      })
      if (finding !== 'ok')
        throw new DatabaseTrouble('backup.failed', { reason: `The copy is not sound in "${table}".` })
      yield
    }
    counts = { contacts: liveRows(copy, 'contacts'), transactions: liveRows(copy, 'transactions') }
  } finally {
    copy.close()
  }
  flush(part)
  return { ...known, ...counts, sizeBytes: sizeOf(part), sha256: yield* sha256Of(part) }
}

function finish(dataDir: string, info: BackupInfo, options: BackupOptions): BackupInfo {
  const dir = join(dataDir, backupsFolderName)
  const base = join(dir, info.backupId)
  renameSync(`${base}.part`, `${base}.db`)
  writeFileSync(`${base}.json.part`, `${JSON.stringify(info, null, 2)}\n`)
  flush(`${base}.json.part`)
  renameSync(`${base}.json.part`, `${base}.json`)
  flush(dir)
  thinBackups(dataDir, options.now ?? new Date())
  return info
}

/** A half-written copy that nobody has written to for an hour; a younger one may be another process's. */
function isAbandoned(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })
  return written !== undefined && Date.now() - written.mtimeMs > 3_600_000
}

/** Removes the backups that have had their time, and half-made ones that a crash left. */
function thinBackups(dataDir: string, now: Date): void {
  const dir = join(dataDir, backupsFolderName)
  for (const backupId of backupsToThin(listBackups(dataDir), now)) {
    for (const ending of ['.json', '.db']) rmSync(join(dir, backupId + ending), { force: true })
  }
  for (const name of readdirSync(dir)) {
    const file = join(dir, name)
    if (name.includes('.part') && isAbandoned(file)) rmSync(file, { force: true })
  }
}

function failed(draft: Draft, error: unknown): DatabaseTrouble {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(draft.part + ending, { force: true })
  const trouble = troubleOf(error)
  if (trouble?.code === 'database.full' || trouble?.code === 'backup.failed') return trouble
  const reason =
    trouble?.code === 'database.damaged'
      ? 'The office file is damaged.'
      : 'The backup folder cannot be written to.'
  return new DatabaseTrouble('backup.failed', { reason }, error)
}

function tablesOf(sqlite: Database.Database): Set<unknown> {
  return new Set(sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
}

function liveRows(sqlite: Database.Database, table: 'contacts' | 'transactions'): number {
  if (!tablesOf(sqlite).has(table)) return 0
  return Number(sqlite.prepare(`SELECT count(*) FROM ${table} WHERE deleted_at IS NULL`).pluck().get())
}

/** Changes with every commit that matters: the newest group, and the tables that are written outside groups. */
const stateQueries: Record<string, string> = {
  change_groups: 'SELECT max(seq) FROM change_groups',
  import_batches: 'SELECT count(*), max(undone_at) FROM import_batches',
  import_conflicts: "SELECT count(*), sum(status = 'open'), max(resolved_at) FROM import_conflicts",
  import_suggestions: 'SELECT count(*), max(created_at), max(gone_group) FROM import_suggestions',
  import_decisions: 'SELECT source, field, decision FROM import_decisions ORDER BY source, field',
  import_lock_rules:
    'SELECT lock_level, field_group, allowed FROM import_lock_rules ORDER BY lock_level, field_group',
  settings: 'SELECT name, value FROM settings ORDER BY name',
  subscription_audit: 'SELECT max(seq) FROM subscription_audit',
}

function stateOf(sqlite: Database.Database): string {
  const present = tablesOf(sqlite)
  const parts = Object.entries(stateQueries).map(([table, sql]) =>
    present.has(table) ? sqlite.prepare(sql).raw().all() : null,
  )
  const text = JSON.stringify([sqlite.pragma('user_version', { simple: true }), parts])
  return createHash('sha256').update(text).digest('hex')
}
