/**
 * One job of the bench in a process of its own, so that its peak memory can be told: `node bench-jobs.ts JOB JSON`. Prints one JSON line.
 * Preparations are outside the measured time.
 */

import { backUp } from '../../db/backup.ts'
import { createDemo } from '../../db/demo/create-demo.ts'
import { kajabiContactsExport } from '../../db/demo/kajabi-export.ts'
import { newId } from '../../db/ids.ts'
import { writeGroup } from '../../db/journal/group.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { type OpenedOffice, openOffice } from '../../db/open.ts'
import { findContactCard } from '../../db/queries/contact-card.ts'
import { countContacts, listContacts } from '../../db/queries/contacts-list.ts'
import { countOffice, findOrigins } from '../../db/queries/office-counts.ts'
import { findContacts } from '../../db/search/find-contacts.ts'
import { runImport } from '../../importers/pipeline/run.ts'
import { checkWhileTyping, compareAll, compareTen } from './bench-duplicates.ts'
import { askFigures, importFolder, paypalActivity, restOffice, writeLines } from './bench-office.ts'
import { timed, timePlainLoop, timeSqliteImport } from './bench-peers.ts'
import { timeTrigramJoin } from './bench-postgres.ts'
import { recognise, writeWorkbook } from './bench-reading.ts'
import { searchClasses } from './bench-searches.ts'
import { type Percentiles, percentiles } from './bench-table.ts'

/** What a job is told. `folder` is for files, `office` an office folder inside it. */
export type JobInput = {
  folder: string
  office: string
  csv: string
  contacts: number
  changedShare?: number
  dryRun?: boolean
  /** A folder of exports. */
  exports?: string
}
export type JobResult = {
  seconds?: number
  cpuSeconds?: number
  rows?: number
  p50Ms?: number
  p95Ms?: number
  p99Ms?: number
  classes?: (Percentiles & { name: string; found: number; isFound: boolean })[]
  /** Of the search: the very first question, and the list of people. */
  firstMs?: number
  listed?: Percentiles
  /** What the office's process holds when nobody asks anything. */
  restsAtMb?: number
  note?: string
}

const today = '2026-03-15'

function withOffice<Result>(office: string, work: (opened: OpenedOffice) => Result): Result {
  const opened = openOffice(office)
  try {
    return work(opened)
  } finally {
    opened.close()
  }
}

async function writeExport({ csv, contacts, changedShare }: JobInput): Promise<JobResult> {
  const request = { contacts, seed: 1, today, ...(changedShare === undefined ? {} : { changedShare }) }
  await writeLines(csv, kajabiContactsExport(request))
  return { rows: contacts }
}

async function writePayments({ csv, contacts }: JobInput): Promise<JobResult> {
  await writeLines(csv, paypalActivity(contacts))
  return { rows: contacts }
}

function importFile({ office, csv, dryRun }: JobInput): JobResult {
  return withOffice(office, ({ sqlite }) => {
    const request = {
      path: csv,
      fileName: 'contacts.csv',
      optIn: 'subscribed' as const,
      dryRun: dryRun === true,
      who: 'bench',
    }
    const hooks = { onProgress: () => undefined, isCancelled: () => false }
    const { result, ...took } = timed(() => runImport(sqlite, request, hooks))
    const { created, updated, unchanged } = result.contacts
    return {
      ...took,
      rows: result.rows,
      note: `${created} new, ${updated} changed, ${unchanged} as before, ${result.conflicts} conflicts`,
    }
  })
}

/** What makes every lock rule apply: protected people, values completed from PayPal, addresses corrected by staff. */
function protect({ office }: JobInput): JobResult {
  return withOffice(office, ({ sqlite }) =>
    writeGroup(sqlite, { who: 'bench', origin: 'staff', title: 'Protected people' }, ({ db, seq }) => {
      db.run(
        `UPDATE contacts SET lock_level = CASE WHEN seq % 100 < 18 THEN 'FULL_LOCK' ELSE 'PARTIAL_LOCK' END,
           lock_reason = 'bench', touched_group = ? WHERE seq % 100 < 43`,
        [seq],
      )
      const ofContacts = 'contact_id IN (SELECT id FROM contacts WHERE seq % 100'
      db.run(`UPDATE contact_phones SET source_system = 'paypal' WHERE ${ofContacts} BETWEEN 18 AND 42)`)
      db.run(`UPDATE contact_addresses SET source_system = 'staff' WHERE ${ofContacts} < 9)`)
      return {}
    }),
  )
}

function undoFirst({ office }: JobInput): JobResult {
  return withOffice(office, ({ sqlite, read }) => {
    const seq =
      read.get<{ seq: number }>("SELECT min(seq) AS seq FROM change_groups WHERE origin = 'import'")?.seq ?? 0
    const { result, ...took } = timed(() => undoGroup(sqlite, seq, 'bench'))
    const left = read.get<{ n: number }>('SELECT count(*) AS n FROM contacts')?.n ?? 0
    return { ...took, note: `${result.removedRows} rows removed, ${left} contacts left` }
  })
}

function demo({ office, contacts }: JobInput): JobResult {
  return withOffice(office, ({ sqlite }) => {
    const { result: _, ...took } = timed(() => createDemo(sqlite, { contacts, seed: 1, who: 'bench', today }))
    return { ...took, rows: contacts }
  })
}

/** Ten payments a contact. */
function addTransactions({ office, contacts }: JobInput): JobResult {
  return withOffice(office, ({ sqlite, read }) => {
    const ids = read.all<{ id: string }>('SELECT id FROM contacts').map(c => c.id)
    const there = countOffice(read).transactions
    const days = Array.from({ length: 1800 }, (_, i) =>
      new Date(Date.UTC(2021, 3, 1, 18) + i * 86_400_000).toISOString(),
    )
    writeGroup(sqlite, { who: 'bench', origin: 'demo', title: 'More payments' }, ({ db, seq, at }) => {
      const insert = db.prepare(
        `INSERT INTO transactions (id, contact_id, transaction_date, transaction_type, status, amount_cents, currency, source_system,
           external_transaction_id, created_at, updated_at, updated_by, created_group)
         VALUES (?, ?, ?, 'purchase', 'completed', ?, 'USD', 'kajabi', ?, ?, ?, 'bench', ?)`,
      )
      for (let i = there; i < contacts * 10; i++) {
        insert.run(
          newId(),
          ids[(i * 7919) % ids.length],
          days[(i * 31) % days.length],
          1000 + (i % 90) * 100,
          `bench_${i}`,
          at,
          at,
          seq,
        )
      }
    })
    return { rows: contacts * 10 - there }
  })
}

const firstScreen = { sort: 'name', direction: 'asc', limit: 50, offset: 0 } as const

/** The palette's answers by kind of text, and the list of people for the same keystrokes: its count and first screen. */
function search({ office }: JobInput): JobResult {
  return withOffice(office, ({ read }) => {
    const kinds = searchClasses(read, 200)
    const texts = kinds.flatMap(kind => kind.searches.map(({ text }) => text))
    const first = timed(() => findContacts(read, { text: 'wheatervane', limit: 20 })).seconds * 1000
    const classes = kinds.map(({ name, searches, shareFound }) => {
      const answers = searches.map(({ text, isAimedAt }) => {
        const { result, seconds } = timed(() => findContacts(read, { text, limit: 20 }))
        return { ms: seconds * 1000, isFound: result.slice(0, 10).some(isAimedAt) }
      })
      const found = answers.filter(answer => answer.isFound).length / Math.max(1, answers.length)
      return { name, times: answers.map(answer => answer.ms), found, isFound: found >= shareFound }
    })
    const listed = texts.map(search => {
      const filter = { search }
      const look = () => [countContacts(read, filter), listContacts(read, { filter, ...firstScreen })]
      return timed(look).seconds * 1000
    })
    return {
      ...percentiles(classes.flatMap(c => c.times)),
      firstMs: first,
      listed: percentiles(listed),
      classes: classes.map(({ times, ...c }) => ({ ...c, ...percentiles(times) })),
    }
  })
}

function contactCard({ office }: JobInput): JobResult {
  return withOffice(office, ({ read }) => {
    const ids = read
      .all<{ id: string }>('SELECT id FROM contacts WHERE seq % 97 = 0 LIMIT 500')
      .map(c => c.id)
    const when = { now: `${today}T12:00:00.000Z`, timeZone: 'America/Denver' }
    const times = ids.map(
      contactId => timed(() => findContactCard(read, { contactId, ...when })).seconds * 1000,
    )
    return { ...percentiles(times), note: `${countOffice(read).transactions} payments in the office` }
  })
}

/** From the start of the process, loading the program included, until the first screen has its answer. */
function startUp({ office }: JobInput): JobResult {
  return withOffice(office, ({ read }) => {
    const counts = countOffice(read)
    findOrigins(read)
    return { seconds: performance.now() / 1000, note: `${counts.contacts} contacts` }
  })
}

async function backup({ office }: JobInput): Promise<JobResult> {
  const { sqlite, close } = openOffice(office)
  const startedAt = performance.now()
  const info = await backUp(sqlite, office, 'bench', { always: true })
  const seconds = (performance.now() - startedAt) / 1000
  close()
  return { seconds, note: `${Math.round(info.sizeBytes / 1e6)} MB, ${info.check} check` }
}

const jobs: Record<string, (input: JobInput) => JobResult | Promise<JobResult>> = {
  writeExport,
  sqliteImport: ({ folder, csv, contacts }) => ({ ...timeSqliteImport(folder, csv), rows: contacts }),
  plainLoop: async ({ folder, csv, contacts }) => ({ ...(await timePlainLoop(folder, csv)), rows: contacts }),
  importFile,
  writeWorkbook: ({ csv, contacts }) => {
    writeWorkbook({ csv, workbook: `${csv}.xlsx` })
    return { rows: contacts }
  },
  recognise: ({ office, csv }) => recognise(office, csv),
  protect,
  undoFirst,
  demo,
  addTransactions,
  search,
  contactCard,
  startUp,
  backup,
  figuresOfToday: ({ office }) => withOffice(office, opened => askFigures(opened, today, 'today')),
  figuresOfPayments: ({ office }) => withOffice(office, opened => askFigures(opened, today, 'payments')),
  rest: ({ office }) => restOffice(office),
  importFolder: ({ office, exports = '' }) => withOffice(office, opened => importFolder(opened, exports)),
  writePayments,
  compareAll: ({ office }) => compareAll(office),
  compareTen: ({ office }) => withOffice(office, compareTen),
  checkWhileTyping: ({ office }) => withOffice(office, checkWhileTyping),
  trigramJoin: ({ folder, office }) =>
    withOffice(office, ({ read }) => timeTrigramJoin(folder, read) ?? { note: 'no PostgreSQL here' }),
}

const [name = '', input = '{}'] = process.argv.slice(2)
const job = jobs[name]
if (!job) throw new Error(`there is no job "${name}"`)
const result = await job(JSON.parse(input) as JobInput)
console.log(JSON.stringify({ ...result, peakMb: process.resourceUsage().maxRSS / 1024 }))
