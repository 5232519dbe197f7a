import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadDb } from '../../db/handles.ts'

/** The peer is stopped after this long: then it took at least so much. */
const longestSeconds = 150

/** Where Debian and its kin keep the programs that are not for everybody's path; the newest version. */
function findPrograms(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : []
  return versions.map(version => join(root, version, 'bin')).find(bin => existsSync(join(bin, 'initdb')))
}

/** The server refuses to run as root: then it runs as the user that its package made. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/**
 * What PostgreSQL takes to join everybody's name with everybody's by pg_trgm, likeness above 0.6, along an index made before. Undefined
 * where there is no PostgreSQL.
 */
export function timeTrigramJoin(folder: string, db: ReadDb): { seconds: number; note: string } | undefined {
  const bin = findPrograms()
  if (bin === undefined) return undefined
  const home = join(folder, 'postgres')
  const names = join(home, 'names.txt')
  mkdirSync(home)
  writeFileSync(names, namesText(db))
  const user = serverUser()
  if (user) {
    for (const path of [home, names]) chownSync(path, user.uid, user.gid)
    chmodSync(folder, 0o755)
  }
  const run = (program: string, args: readonly string[], input = '') => {
    // The server keeps what it was given to write to: not a pipe, whose end would be waited for.
    const stdio = program === 'pg_ctl' ? 'ignore' : 'pipe'
    const options = { ...user, cwd: home, input, encoding: 'utf8', stdio } as const
    const { status, stdout, stderr } = spawnSync(join(bin, program), args, options)
    if (status !== 0) throw new Error(`${program}: ${stderr}`)
    return stdout
  }
  const data = join(home, 'data')
  run('initdb', ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync'])
  const settings = `-k ${home} -c listen_addresses='' -c shared_buffers=1GB -c fsync=off`
  run('pg_ctl', ['-D', data, '-w', '-o', settings, '-l', join(home, 'log'), 'start'])
  try {
    const ask = ['-h', home, '-U', 'bench', '-d', 'postgres', '-X', '-q', '-A', '-t']
    const load = ['-v', 'ON_ERROR_STOP=1', '-f', '-']
    run('psql', [...ask, ...load], prepareSql(names))
    const startedAt = performance.now()
    const pairs = Number.parseInt(run('psql', ask, joinSql), 10)
    const seconds = (performance.now() - startedAt) / 1000
    return { seconds, note: Number.isInteger(pairs) ? `${pairs} pairs` : `stopped at ${longestSeconds} s` }
  } finally {
    run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
  }
}

/** Names as PostgreSQL copies them in: one a line, nothing to escape. */
function namesText(db: ReadDb): string {
  const rows = db.all<{ name: string }>(
    `SELECT full_name AS name FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL AND full_name <> ''`,
  )
  return rows.map(({ name }) => `${name.replace(/[\\\t\n\r]/g, ' ')}\n`).join('')
}

const prepareSql = (names: string) => `CREATE EXTENSION pg_trgm;
CREATE TABLE people(id serial PRIMARY KEY, name text NOT NULL);
COPY people(name) FROM '${names}';
CREATE INDEX people_name ON people USING gin (name gin_trgm_ops);
VACUUM ANALYZE people;
`
const joinSql = `SET pg_trgm.similarity_threshold = 0.6;
SET statement_timeout = '${longestSeconds}s';
SELECT count(*) FROM people a JOIN people b ON a.name % b.name AND a.id < b.id;
`
