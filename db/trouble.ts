/** Why an office file cannot be used, or a backup not made or taken. The codes are those of the contract. */
export type TroubleCode =
  | 'database.damaged'
  | 'database.newer'
  | 'database.foreign'
  | 'database.history'
  | 'database.readonly'
  | 'database.full'
  | 'database.network'
  | 'database.busy'
  | 'backup.failed'
  | 'backup.unreadable'

/** `facts` fill the sentence a person reads; they hold no path but the file's own name. */
export class DatabaseTrouble extends Error {
  readonly code: TroubleCode
  readonly facts: Record<string, string | number>
  constructor(code: TroubleCode, facts: Record<string, string | number> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(facts)}`, { cause })
    this.name = 'DatabaseTrouble'
    this.code = code
    this.facts = facts
  }
}

const byPrefix: readonly [prefix: string, code: TroubleCode][] = [
  ['SQLITE_NOTADB', 'database.damaged'],
  ['SQLITE_CORRUPT', 'database.damaged'],
  ['SQLITE_READONLY', 'database.readonly'],
  ['SQLITE_CANTOPEN', 'database.readonly'],
  ['SQLITE_PERM', 'database.readonly'],
  ['SQLITE_AUTH', 'database.readonly'],
  ['SQLITE_FULL', 'database.full'],
  ['SQLITE_IOERR_SHORT_READ', 'database.damaged'],
  ['SQLITE_IOERR_CORRUPTFS', 'database.damaged'],
  ['SQLITE_BUSY', 'database.busy'],
  ['SQLITE_LOCKED', 'database.busy'],
  ['SQLITE_PROTOCOL', 'database.busy'],
  ['ENOSPC', 'database.full'],
  ['EDQUOT', 'database.full'],
  ['EROFS', 'database.readonly'],
  ['EACCES', 'database.readonly'],
  ['EPERM', 'database.readonly'],
]

/** Tells an error of SQLite or of the file system as trouble with the office file; undefined when it is something else (a bug). */
export function troubleOf(error: unknown): DatabaseTrouble | undefined {
  if (error instanceof DatabaseTrouble) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = byPrefix.find(([prefix]) => code.startsWith(prefix))
  return known && new DatabaseTrouble(known[1], { reason: code }, error)
}

/** Runs `work`; what SQLite or the file system throws comes out as `DatabaseTrouble` where it is one. */
export function tellingTrouble<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw troubleOf(error) ?? error
  }
}
