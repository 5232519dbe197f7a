import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { newCancel } from './job-messages.ts'

/** What the job thread does in place of a job. */
let doom = ''
let started = 0
vi.mock('node:worker_threads', async original => {
  const threads = await original<typeof import('node:worker_threads')>()
  class DoomedWorker extends threads.Worker {
    constructor() {
      super(doom, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } })
      started++
    }
  }
  return { ...threads, Worker: DoomedWorker }
})
const { startJobThreads } = await import('./job-thread.ts')

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'starhouse-jobs-'))
  started = 0
})

const anOrder = () => ({
  name: 'imports.run',
  input: {},
  who: '',
  dataDir,
  migrationsDir: undefined,
  files: [],
  cancel: newCancel(),
})

const onMessage = (code: string) =>
  `require('node:worker_threads').parentPort.once('message', () => { ${code} })`

test.each([
  ['ends without a word', 'process.exit(7)', 'ThreadEnded 7'],
  [
    'runs out of memory',
    'const all = []; for (;;) all.push(new Array(1000).fill(all.length))',
    'ERR_WORKER_OUT_OF_MEMORY',
  ],
  ['throws', "setImmediate(() => { throw new TypeError('of a bug') })", 'TypeError -'],
])(
  'a job thread that %s is told as such, the turn to write is given back, and the cause is in the log',
  async (_, code, line) => {
    doom = onMessage(
      `require('node:worker_threads').parentPort.postMessage({ type: 'wantsToWrite' }); setTimeout(() => { ${code} }, 20)`,
    )
    const threads = startJobThreads()
    const giveBack = vi.fn()
    const reply = await threads.run(anOrder(), { report: () => {}, takeTurn: async () => giveBack })
    expect(reply).toEqual({ ok: false, error: { code: 'unexpected.partly' } })
    expect(giveBack).toHaveBeenCalledOnce()
    expect(readFileSync(join(dataDir, 'faults.log'), 'utf8')).toContain(
      `imports.run ${line.includes(' ') ? line : `Error ${line}`}`,
    )
    await threads.stop()
  },
)

test.each([
  ['waits for the next job', 20, 1],
  ['that grew large ends, and the next job has a new one', 200, 2],
])('a job thread %s', async (_, heapMb, threadsOfTwoJobs) => {
  const done = { type: 'done', reply: { ok: true, value: null }, heapBytes: heapMb * 1024 * 1024 }
  doom = `const { parentPort } = require('node:worker_threads')
    parentPort.on('message', () => parentPort.postMessage(${JSON.stringify(done)}))`
  const threads = startJobThreads()
  const hooks = { report: () => {}, takeTurn: async () => () => {} }
  for (let job = 0; job < 2; job++) expect(await threads.run(anOrder(), hooks)).toEqual(done.reply)
  expect(started).toBe(threadsOfTwoJobs)
  await threads.stop()
})
