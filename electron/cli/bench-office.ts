/** Jobs of the bench that ask the office as a whole: its first page, how it rests, every export at once, a million payments of one file. */
import { once } from 'node:events'
import { createWriteStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenedOffice } from '../../db/open.ts'
import { countOffice } from '../../db/queries/office-counts.ts'
import { findToday } from '../../db/queries/today.ts'
import { sumTransactions } from '../../db/queries/transaction-totals.ts'
import { runImport } from '../../importers/pipeline/run.ts'
import { startOfficeThread } from '../office/start.ts'
import { timed } from './bench-peers.ts'
import { percentiles } from './bench-table.ts'

/** Writes a text file of many lines, as fast as the disk takes them. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const out = createWriteStream(path)
  let text = ''
  for (const line of lines) {
    text += line
    if (text.length < 1_000_000) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'finish')
}

/** PayPal's activity: ten payments of each payer, one of a hundred given back. */
export function* paypalActivity(rows: number): Generator<string> {
  yield 'Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Item Title,Reference Txn ID,Balance Impact\n'
  for (let i = 0; i < rows; i++) {
    const payer = i % Math.ceil(rows / 10)
    const day = new Date(Date.UTC(2019, 0, 1 + (i % 2500))).toISOString().slice(0, 10)
    const [year, month, date] = day.split('-')
    const isRefund = i % 100 === 99
    const gross = 10 + (payer % 90)
    const money = isRefund ? `${-gross}.00,0.50,${-gross + 0.5}` : `${gross}.00,-0.50,${gross - 0.5}`
    const kind = isRefund ? 'Payment Refund' : 'Subscription Payment'
    const name = `Payer${payer % 977} Number${Math.floor(payer / 977)}`
    yield `${month}/${date}/${year},09:${String(i % 60).padStart(2, '0')}:00,PST,${name},${kind},Completed,USD,${money},payer${payer}@example.org,T${i},Supporter,${isRefund ? `T${i - 1}` : ''},${isRefund ? 'Debit' : 'Credit'}\n`
  }
}

/** Every CSV file of a folder into one new office. */
export function importFolder({ sqlite, read }: OpenedOffice, folder: string) {
  const files = readdirSync(folder).filter(name => name.endsWith('.csv'))
  const hooks = { onProgress: () => undefined, isCancelled: () => false }
  const { result, ...took } = timed(() =>
    files.map(fileName =>
      runImport(sqlite, { path: join(folder, fileName), fileName, dryRun: false, who: 'bench' }, hooks),
    ),
  )
  const rows = result.reduce((sum, report) => sum + report.rows, 0)
  return { ...took, rows, note: `${files.length} files, ${countOffice(read).contacts} people` }
}

/** The figures of the first page or of the page of payments, asked anew each time as after a change. */
export function askFigures({ read }: OpenedOffice, today: string, page: 'today' | 'payments') {
  const when = { now: `${today}T12:00:00.000Z`, timeZone: 'America/Denver', lastBackupAt: null }
  const ask = () => (page === 'today' ? findToday(read, when) : sumTransactions(read, {}, when.timeZone))
  const times = Array.from({ length: 40 }, () => timed(ask).seconds * 1000)
  return { ...percentiles(times), note: `${countOffice(read).transactions} payments in the office` }
}

const longestComparisonMs = 120_000
/** The threads' memory is given back eight seconds after they end. */
const settlingMs = 12_000

/**
 * The memory of an office as the shells start it, after it has answered the first screen, has compared whoever changed, and nobody asks for
 * more.
 */
export async function restOffice(dataDir: string) {
  const client = startOfficeThread({ dataDir })
  const compared = new Promise<void>(resolve => client.on(event => event.type === 'changed' && resolve()))
  for (const name of ['office.status', 'today.get']) {
    const reply = await client.call(name, {})
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`)
  }
  await Promise.race([compared, sleep(longestComparisonMs, undefined, { ref: false })])
  await sleep(settlingMs)
  const restsAtMb = process.memoryUsage().rss / 1024 / 1024
  await client.close()
  return { restsAtMb }
}
