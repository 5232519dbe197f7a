import { spawnSync } from 'node:child_process'
import { createReadStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import Papa from 'papaparse'
import { kajabiContactColumns } from '../../db/demo/kajabi-export.ts'

const columns = kajabiContactColumns.map(name => `"${name}" TEXT`).join(', ')
const schema = `CREATE TABLE contacts(${columns});
CREATE INDEX by_name ON contacts("Last Name", "First Name");
CREATE INDEX by_email ON contacts("Email");
CREATE INDEX by_id ON contacts("ID");
`

/** The version of the sqlite3 program, installed first on Debian as root when it is absent; undefined when there is none. */
export function sqlite3Version(): string | undefined {
  const ask = () => spawnSync('sqlite3', ['--version'], { encoding: 'utf8' }).stdout?.split(' ')[0]
  const version = ask()
  if (version || process.getuid?.() !== 0) return version
  spawnSync('apt-get', ['install', '-y', '-qq', 'sqlite3'], { stdio: 'ignore' })
  return ask()
}

/** Wall and processor seconds; the latter say more on a busy machine. Undefined where they cannot be had. */
export type Took = { seconds: number; cpuSeconds?: number }

export function timed<Result>(work: () => Result): Required<Took> & { result: Result } {
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const result = work()
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: cpuSince(cpu), result }
}

/** What `sqlite3 .import` takes for the file, into one table with three indexes made first. */
export function timeSqliteImport(folder: string, csv: string): Took {
  const db = join(folder, 'peer.db')
  rmSync(db, { force: true })
  const input = `${schema}.import --csv --skip 1 ${csv} contacts\n`
  const startedAt = performance.now()
  const isPosix = process.platform !== 'win32'
  const [program, ...args] = isPosix ? ['sh', '-c', 'sqlite3 "$0" && times', db] : ['sqlite3', db]
  const { status, stdout, stderr } = spawnSync(program ?? '', args, { input, encoding: 'utf8' })
  const seconds = (performance.now() - startedAt) / 1000
  if (status !== 0) throw new Error(stderr)
  rmSync(db, { force: true })
  return isPosix ? { seconds, cpuSeconds: childSeconds(stdout) } : { seconds }
}

/** `times` of the shell: its own line, then its children's, as `0m0.512s 0m0.064s`. */
function childSeconds(times: string): number {
  const last = times.trim().split('\n').at(-1) ?? ''
  return [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0)
}

/** The plain loop: papaparse and better-sqlite3, one table, three indexes, one transaction, nothing else. */
export async function timePlainLoop(folder: string, csv: string): Promise<Took> {
  const file = join(folder, 'loop.db')
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  const sqlite = new Database(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.exec(schema)
  const insert = sqlite.prepare(
    `INSERT INTO contacts VALUES (${kajabiContactColumns.map(() => '?').join(', ')})`,
  )
  sqlite.exec('BEGIN')
  let isHeader = true
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(createReadStream(csv, { encoding: 'utf8' }), {
      skipEmptyLines: true,
      chunk: ({ data }) => {
        for (const row of data) {
          if (isHeader) isHeader = false
          else insert.run(row)
        }
      },
      complete: () => resolve(),
      error: reject,
    })
  })
  sqlite.exec('COMMIT')
  sqlite.close()
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: cpuSince(cpu) }
}

/** Processor seconds of this process since an earlier `process.cpuUsage()`. */
export function cpuSince(earlier: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(earlier)
  return (user + system) / 1_000_000
}
