/**
 * `npm run bench [-- --json] [--contacts 100000] [--exports DIR] [--long]`: how fast the office is, against peers in the same run on the same
 * data. `--exports` imports a folder of exports, `--long` ten PayPal payments a contact.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { arch, cpus, platform, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { JobInput } from './bench-jobs.ts'
import { sqlite3Version } from './bench-peers.ts'
import { importRow, type Measured, peerOf, percentilesOf, pick, sameAs } from './bench-rows.ts'
import { type BenchRow, cpuRatioOf, ratioOf, tableText } from './bench-table.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    contacts: { type: 'string', default: '100000' },
    keep: { type: 'boolean' },
    exports: { type: 'string' },
    long: { type: 'boolean' },
  },
})
const contacts = Number(values.contacts)
const folder = mkdtempSync(join(tmpdir(), 'starhouse-bench-'))
const jobFile = fileURLToPath(new URL('./bench-jobs.ts', import.meta.url))

/** The office's jobs have threads with a young generation of 24 MB: three times this. */
const likeAJobThread = '--max-semi-space-size=8'

function run(job: string, input: Partial<JobInput>): Measured {
  process.stderr.write(`${job} ...\n`)
  const full: JobInput = {
    folder,
    office: join(folder, 'office'),
    csv: join(folder, 'contacts.csv'),
    contacts,
    ...input,
  }
  const child = spawnSync(process.execPath, [likeAJobThread, jobFile, job, JSON.stringify(full)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.status !== 0) throw new Error(`${job} ended with ${child.status ?? child.signal}`)
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Measured
}

const office = (name: string) => join(folder, name)
/** A closed office is one file. */
function copyOffice(from: string, to: string): string {
  mkdirSync(office(to), { recursive: true })
  copyFileSync(join(office(from), 'office.db'), join(office(to), 'office.db'))
  return office(to)
}

const csv = join(folder, 'contacts.csv')
const newerCsv = join(folder, 'newer.csv')
const tenThousand = Math.min(10_000, contacts)
const smallCsv = join(folder, 'small.csv')

function measureImports(): BenchRow[] {
  run('writeExport', { csv })
  run('writeExport', { csv: newerCsv, changedShare: 0.2 })
  run('writeExport', { csv: smallCsv, contacts: tenThousand, changedShare: 0.2 })
  const version = sqlite3Version()
  const peerRuns: Measured[] = []
  const runPeer = () => {
    if (version) peerRuns.push(run('sqliteImport', { csv }))
  }
  runPeer()
  const loops = [run('plainLoop', { csv })]
  const first = run('importFile', { csv, office: office('a') })
  runPeer()
  copyOffice('a', 'b')
  const again = run('importFile', { csv, office: office('a') })
  run('protect', { office: office('b') })
  const dry = run('importFile', { csv: smallCsv, office: office('b'), dryRun: true })
  runPeer()
  const changed = run('importFile', { csv: newerCsv, office: office('b') })
  runPeer()
  loops.push(run('plainLoop', { csv }))
  const undo = run('undoFirst', { office: office('a') })
  runPeer()
  const peer = peerOf(peerRuns)
  const noPeer = 'no sqlite3 program here: install it to compare'
  const loop = loops.toSorted((x, y) => (x.seconds ?? 0) - (y.seconds ?? 0))[0] ?? first
  const n = contacts.toLocaleString('en-US')
  return [
    {
      job: 'peer: sqlite3 .import, 3 indexes',
      ...sameAs(peer),
      rows: contacts,
      goal: 'compared with',
      note: version ? `${version}, median of ${peerRuns.length}` : noPeer,
    },
    { job: 'peer: papaparse + better-sqlite3', ...pick(loop), ...peer, goal: '' },
    importRow(`import of ${n} into an empty office`, 8, first, peer),
    importRow('the same file again', 3, again, peer),
    importRow(`import into ${n}, a fifth changed, locks`, 10, changed, peer),
    {
      job: `undo of the import of ${n}`,
      ...pick(undo),
      goal: '<= the import',
      isMet: (undo.seconds ?? 0) <= (first.seconds ?? 0),
    },
    {
      job: `dry run of ${tenThousand.toLocaleString('en-US')} rows`,
      ...pick(dry),
      goal: '<= 1 s',
      isMet: (dry.seconds ?? 9) <= 1,
    },
  ]
}

/** Of the file that `measureImports` wrote, as it is and as a workbook. */
function measureRecognition(): BenchRow[] {
  run('writeWorkbook', { csv })
  return [csv, `${csv}.xlsx`].map(file => {
    const recognised = run('recognise', { csv: file, office: office('r') })
    return {
      job: `recognition of a ${file === csv ? 'CSV file' : 'workbook'}`,
      ...pick(recognised),
      goal: '<= 0.2 s',
      isMet: (recognised.seconds ?? 9) <= 0.2,
    }
  })
}

function measureReading(): BenchRow[] {
  const demo = run('demo', { office: office('d') })
  run('addTransactions', { office: office('d') })
  const search = run('search', { office: office('d') })
  const card = run('contactCard', { office: office('d') })
  const start = run('startUp', { office: office('d') })
  const backup = run('backup', { office: office('b') })
  return [
    { job: 'demo office', ...pick(demo), goal: '<= 20 s at 100,000', isMet: (demo.seconds ?? 99) <= 20 },
    ...(search.classes ?? []).map(c => ({
      job: `search: ${c.name}`,
      ...percentilesOf(c),
      goal: 'p95 <= 5, p99 <= 15 ms',
      isMet: c.isFound && c.p95Ms <= 5 && c.p99Ms <= 15,
      note: `${Math.round(c.found * 100)} % find whom they aim at among the first ten`,
    })),
    {
      job: 'search: all',
      ...percentilesOf(search),
      peakMb: search.peakMb,
      goal: 'p95 <= 5, p99 <= 15 ms',
      isMet: (search.p95Ms ?? 99) <= 5 && (search.p99Ms ?? 99) <= 15,
      note: `${(search.firstMs ?? 0).toFixed(1)} ms the very first, with a typo`,
    },
    {
      job: 'search: all, in the list of people',
      ...search.listed,
      goal: 'p95 <= 5, p99 <= 15 ms',
      isMet: (search.listed?.p95Ms ?? 99) <= 5 && (search.listed?.p99Ms ?? 99) <= 15,
    },
    {
      job: 'contact card',
      ...percentilesOf(card),
      peakMb: card.peakMb,
      goal: 'p95 <= 30 ms',
      isMet: (card.p95Ms ?? 99) <= 30,
      ...(card.note ? { note: card.note } : {}),
    },
    {
      job: 'start: program loaded, office open, status',
      ...pick(start),
      goal: '<= 1.5 s, <= 300 MB',
      isMet: (start.seconds ?? 9) <= 1.5 && start.peakMb <= 300,
    },
    { job: 'verified backup', ...pick(backup), goal: '' },
  ]
}

function figuresRow(job: string, figures: Measured): BenchRow {
  const goal = 'p95 <= 150 ms'
  return { job, ...pick(figures), ...percentilesOf(figures), goal, isMet: (figures.p95Ms ?? 999) <= 150 }
}

/** Offices as a whole, the one that was imported into at rest; and what takes a folder or minutes, when it is asked for. */
function measureWhole(): BenchRow[] {
  const { restsAtMb = 999 } = run('rest', { office: office('b') })
  const rows: BenchRow[] = [
    figuresRow('figures of today', run('figuresOfToday', { office: office('d') })),
    figuresRow('figures of payments', run('figuresOfPayments', { office: office('d') })),
    {
      job: 'the office at rest, after imports',
      peakMb: restsAtMb,
      goal: '<= 300 MB',
      isMet: restsAtMb <= 300,
    },
  ]
  if (values.exports !== undefined) {
    const all = run('importFolder', { office: office('e'), exports: resolve(values.exports) })
    rows.push({ job: 'all exports', ...pick(all), goal: '<= 5 s', isMet: (all.seconds ?? 9) <= 5 })
  }
  if (values.long) {
    const file = { csv: join(folder, 'payments.csv'), contacts: contacts * 10 }
    run('writePayments', file)
    const long = run('importFile', { ...file, office: office('l') })
    const job = `import of ${file.contacts.toLocaleString('en-US')} PayPal payments`
    rows.push({ job, ...pick(long), goal: '<= 600 MB', isMet: long.peakMb <= 600 })
  }
  return rows
}

/** In the demo office that `measureReading` made. */
function measureDuplicates(): BenchRow[] {
  const input = { office: office('d') }
  const all = run('compareAll', input)
  const ten = run('compareTen', input)
  const typing = run('checkWhileTyping', input)
  const peer = run('trigramJoin', input)
  const comparing: BenchRow = {
    job: 'duplicates: everybody compared, in the office with its threads',
    ...pick(all),
    ...(peer.seconds === undefined ? {} : { peerSeconds: peer.seconds }),
    goal: '<= 10 s, <= 0.1 x pg_trgm, <= 600 MB',
  }
  const isQuick = (all.seconds ?? 99) <= 10 && (ratioOf(comparing) ?? 0) <= 0.1
  return [
    {
      job: 'peer: PostgreSQL, pg_trgm join of names',
      ...(peer.seconds === undefined ? {} : { seconds: peer.seconds }),
      ...(peer.note === undefined ? {} : { note: peer.note }),
      goal: 'compared with',
    },
    { ...comparing, isMet: isQuick && all.peakMb <= 600 },
    { job: 'duplicates: only who changed', ...pick(ten), goal: '' },
    {
      job: 'duplicates: while typing, after a write',
      ...percentilesOf(typing),
      goal: 'p95 <= 20 ms',
      isMet: (typing.p95Ms ?? 99) <= 20,
      ...(typing.note ? { note: typing.note } : {}),
    },
  ]
}

try {
  const rows = [
    ...measureImports(),
    ...measureRecognition(),
    ...measureReading(),
    ...measureDuplicates(),
    ...measureWhole(),
  ]
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads, ${platform()} ${arch()}, Node ${process.versions.node}`
  if (values.json)
    console.log(
      JSON.stringify(
        {
          contacts,
          machine,
          rows: rows.map(row => ({ ...row, ratio: ratioOf(row), cpuRatio: cpuRatioOf(row) })),
        },
        null,
        2,
      ),
    )
  else console.log(`${tableText(rows)}\n${machine}`)
} finally {
  if (values.keep) process.stderr.write(`kept ${folder}\n`)
  else rmSync(folder, { recursive: true, force: true })
}
