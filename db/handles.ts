import type Database from 'better-sqlite3'

export type SqlValue = string | number | null
export type SqlParams = readonly SqlValue[] | Record<string, SqlValue>

/** Reading only: a read function that writes does not compile, and a writing statement handed to `all` or `get` throws. */
export type ReadDb = {
  /** All rows of a reading statement, columns as named in the SQL. Statements are prepared once. */
  all: <Row>(sql: string, params?: SqlParams) => Row[]
  /** The first row, or undefined. */
  get: <Row>(sql: string, params?: SqlParams) => Row | undefined
}

/** Reading and writing. Handed out only inside `writeGroup` (journalled data) and `writeLocal` (this device's own tables). */
export type WriteDb = ReadDb & {
  run: (sql: string, params?: SqlParams) => { changes: number }
  /** A remembered statement for hot loops; the caller binds positional values. */
  prepare: (sql: string) => Database.Statement
  /** A statement that is not remembered: for SQL made for one group. */
  prepareOnce: (sql: string) => Database.Statement
}

function refuseWriting(sql: string): never {
  throw new Error(`a read function tried to write: ${sql.slice(0, 60)}`)
}

export type Handles = { read: ReadDb; write: WriteDb }
const known = new WeakMap<Database.Database, Handles>()

/** Both handles over one connection, made once. `readonly` statements are told apart by SQLite itself. */
export function handlesOf(sqlite: Database.Database): Handles {
  const made = known.get(sqlite) ?? makeHandles(sqlite)
  known.set(sqlite, made)
  return made
}

function makeHandles(sqlite: Database.Database): Handles {
  const statements = new Map<string, Database.Statement>()
  function prepared(sql: string): Database.Statement {
    const earlier = statements.get(sql)
    if (earlier) return earlier
    const statement = sqlite.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  function reading(sql: string): Database.Statement {
    const statement = prepared(sql)
    return statement.readonly ? statement : refuseWriting(sql)
  }
  const read: ReadDb = {
    all: <Row>(sql: string, params: SqlParams = []) => reading(sql).all(params) as Row[],
    get: <Row>(sql: string, params: SqlParams = []) => reading(sql).get(params) as Row | undefined,
  }
  const write: WriteDb = {
    ...read,
    run: (sql, params = []) => prepared(sql).run(params),
    prepare: prepared,
    prepareOnce: sql => sqlite.prepare(sql),
  }
  return { read, write }
}
