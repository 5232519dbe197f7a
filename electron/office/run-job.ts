import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { connect } from '../../db/connect.ts'
import { officeFileName } from '../../db/office-file.ts'
import { OfficeError } from '../contract/errors.ts'
import type { Reply } from '../contract/method.ts'
import { faultLogIn } from './fault-log.ts'
import type { RegisteredFile } from './files.ts'
import { checkOutput, failureOf } from './handle.ts'
import type { JobContext, JobProgress } from './job-kind.ts'
import { isCancelled } from './job-messages.ts'
import { jobs } from './job-work.ts'

export type JobOrder = {
  name: string
  /** Checked by the office. */
  input: unknown
  who: string
  dataDir: string
  migrationsDir: string | undefined
  files: readonly RegisteredFile[]
  cancel: SharedArrayBuffer
}
export type JobHooks = {
  report: (progress: JobProgress) => void
  /** Resolves when nobody else writes; the returned function gives the turn back. */
  takeTurn: () => Promise<() => void>
}

/** Does one job to its end, with a connection of its own. Never rejects: every failure is a reply. */
export async function runJob(order: JobOrder, hooks: JobHooks): Promise<Reply<unknown>> {
  const job = jobs.get(order.name)
  if (!job) return { ok: false, error: { code: 'method.unknown', facts: { name: order.name } } }
  const log = faultLogIn(order.dataDir)
  let sqlite: Database.Database | undefined
  let hasWritten = false
  const ctx: JobContext = {
    dataDir: order.dataDir,
    migrationsDir: order.migrationsDir,
    who: order.who,
    sqlite: () => {
      sqlite ??= connect(join(order.dataDir, officeFileName), 'write')
      return sqlite
    },
    file: fileId => {
      const file = order.files.find(f => f.fileId === fileId)
      if (!file) throw new OfficeError('file.missing', { file: 'that file' })
      return file
    },
    report: hooks.report,
    isCancelled: () => isCancelled(order.cancel),
    failureOf: thrown => failureOf(job.method, thrown, log),
    writing: async work => {
      const giveBack = await hooks.takeTurn()
      try {
        const result = work()
        hasWritten = true
        return result
      } finally {
        giveBack()
      }
    },
  }
  try {
    return checkOutput(job.method, await job.run(ctx, order.input), log)
  } catch (error) {
    const failure = failureOf(job.method, error, log)
    const isPartly = hasWritten && failure.code === 'unexpected'
    return { ok: false, error: isPartly ? { code: 'unexpected.partly' } : failure }
  } finally {
    sqlite?.close()
  }
}
