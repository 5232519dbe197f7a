import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { backUp } from '../../db/backup.ts'
import { CommandRefused } from '../../db/commands/refused.ts'
import { createDemo } from '../../db/demo/create-demo.ts'
import { storePairs } from '../../db/duplicates/queue.ts'
import { compareChanged, compareEverybody, refuseCancelled } from '../../db/duplicates/scan.ts'
import { handlesOf } from '../../db/handles.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { mergeCertainSets } from '../../db/merge/merge-certain.ts'
import { findHealth } from '../../db/queries/health.ts'
import { findBatchGroup } from '../../db/queries/import-batches.ts'
import { restoreBackup, restoreFile } from '../../db/restore.ts'
import { exportReadable } from '../../db/salvage.ts'
import { formats } from '../../importers/formats/registry.ts'
import { countRows, openSource } from '../../importers/pipeline/read/open-source.ts'
import { rememberedAnswers } from '../../importers/pipeline/remembered-answers.ts'
import {
  dryRunImports,
  type ImportHooks,
  type ImportRequest,
  runImport,
} from '../../importers/pipeline/run.ts'
import { mergeCertain as mergeCertainMethod, scanDuplicates as scanMethod } from '../contract/duplicates.ts'
import { sentenceOfFile } from '../contract/errors.ts'
import { recogniseFile, runImport as runImportMethod, undoImport } from '../contract/imports.ts'
import {
  createBackup,
  createDemo as createDemoMethod,
  officeHealth,
  restoreBackup as restoreMethod,
  stillReadable,
} from '../contract/office.ts'
import { type Job, type JobContext, job } from './job-kind.ts'
import { privacyJobs } from './privacy-jobs.ts'
import { type FileToRead, readableFile } from './readable-files.ts'
import { recogniseColumns } from './recognise-file.ts'

const recognise = job(recogniseFile, async (ctx, { fileId, sheet, answers }) => {
  ctx.report({ phase: 'looking', done: 0, share: null })
  const { read } = handlesOf(ctx.sqlite())
  const given = ctx.file(fileId)
  const onKind = (label: string) => ctx.report({ phase: label, done: 0, share: null })
  const file = readableFile(read, ctx.dataDir, given, { sheet, onKind })
  return { fileId, sizeBytes: given.sizeBytes, ...recogniseColumns(read, file, answers, onKind) }
})

type FileToImport = Omit<z.output<typeof runImportMethod.input>['files'][number], 'sheet'> & FileToRead

function refuseUnreadable(ctx: JobContext, files: readonly FileToImport[]): void {
  const remembered = rememberedAnswers(handlesOf(ctx.sqlite()).read)
  for (const { path, fileName, source, answers } of files) {
    const opened = openSource(path, fileName, formats, { source, answers, remembered })
    // Of several files none is imported when one of them cannot be read to its end.
    if (files.length > 1) countRows(opened)
  }
}

const importFiles = job(runImportMethod, async (ctx, { files: wanted, dryRun }) => {
  const sqlite = ctx.sqlite()
  const { read } = handlesOf(sqlite)
  ctx.report({ phase: 'reading', done: 0, share: null })
  const files = wanted.map(file => ({
    ...file,
    ...readableFile(read, ctx.dataDir, ctx.file(file.fileId), { sheet: file.sheet }),
  }))
  refuseUnreadable(ctx, files)
  if (!dryRun) {
    ctx.report({ phase: 'making a backup', done: 0, share: null })
    await backUp(sqlite, ctx.dataDir, `before importing ${files.map(file => file.fileName).join(', ')}`)
  }
  const planned = files.map((file, place) => importOf(ctx, file, { dryRun, place, of: files.length }))
  if (dryRun) return { batches: await ctx.writing(() => dryRunImports(sqlite, planned)), stopped: null }
  const batches: ReturnType<typeof runImport>[] = []
  for (const { request, hooks } of planned) {
    try {
      batches.push(await ctx.writing(() => runImport(sqlite, request, hooks)))
    } catch (error) {
      // What was imported before stays, so the answer has to tell of it.
      if (batches.length === 0) throw error
      const failure = ctx.failureOf(error)
      const stopped = { file: request.fileName, code: failure.code, detail: sentenceOfFile(failure) }
      return { batches, stopped }
    }
  }
  return { batches, stopped: null }
})

/** One file of several, with its part of the whole progress. */
function importOf(
  ctx: JobContext,
  { path, fileName, sheet, source, optIn, answers }: FileToImport,
  run: { dryRun: boolean; place: number; of: number },
): { request: ImportRequest; hooks: ImportHooks } {
  const onProgress: ImportHooks['onProgress'] = ({ phase, rows, share }) =>
    ctx.report({ phase, done: rows, share: (run.place + share) / run.of })
  return {
    request: {
      path,
      fileName,
      dryRun: run.dryRun,
      who: ctx.who,
      sheet,
      ...(source ? { source } : {}),
      ...(answers ? { answers } : {}),
      ...(optIn ? { optIn } : {}),
    },
    hooks: { onProgress, isCancelled: ctx.isCancelled },
  }
}

const takeBackImport = job(undoImport, async (ctx, { batchId }) => {
  const sqlite = ctx.sqlite()
  const batch = findBatchGroup(handlesOf(sqlite).read, batchId)
  if (batch === null) throw new CommandRefused('not.found', { thing: 'import' })
  ctx.report({ phase: 'taking back', done: 0, share: null })
  const { restoredRows, removedRows, left, leftCount } = await ctx.writing(() =>
    undoGroup(sqlite, batch.groupSeq, ctx.who),
  )
  return { batchId, undone: true as const, restoredRows, removedRows, left, leftCount }
})

const makeBackup = job(createBackup, async ctx => {
  ctx.report({ phase: 'copying', done: 0, share: null })
  const { backupId, sha256, sizeBytes } = await backUp(ctx.sqlite(), ctx.dataDir, 'made by hand', {
    always: true,
  })
  return { backupId, sha256, sizeBytes }
})

/** The office has closed its own connection. `backupId` may also be the id of a file that a person gave. */
const restore = job(restoreMethod, async (ctx, { backupId }) => {
  ctx.report({ phase: 'checking the backup', done: 0, share: null })
  const options = ctx.migrationsDir === undefined ? {} : { migrationsDir: ctx.migrationsDir }
  const restored =
    backupId === stillReadable
      ? restoreReadable(ctx.dataDir, options)
      : backupId.startsWith('file_')
        ? restoreFile(ctx.dataDir, ctx.file(backupId).path, options)
        : restoreBackup(ctx.dataDir, backupId, options)
  restored.office.close()
  const { contacts, transactions, keptAs } = restored
  return { contacts, transactions, keptAs }
})

/** Goes on with what can still be read of a damaged file, which is kept beside it like any replaced one. */
function restoreReadable(
  dataDir: string,
  options: { migrationsDir?: string },
): ReturnType<typeof restoreFile> {
  const readable = join(dataDir, 'readable.tmp')
  try {
    exportReadable(dataDir, readable, options)
    return restoreFile(dataDir, readable, options)
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${readable}${end}`, { force: true })
  }
}

const invent = job(createDemoMethod, async (ctx, { contacts, seed }) => {
  const startedAt = Date.now()
  const sqlite = ctx.sqlite()
  const isInUse = handlesOf(sqlite).read.get('SELECT 1 FROM contacts LIMIT 1') !== undefined
  if (isInUse)
    throw new CommandRefused('change.refused', { reason: 'Invented people only go into an empty office.' })
  const onProgress = ({ phase, rows, share }: { phase: string; rows: number; share: number }) =>
    ctx.report({ phase, done: rows, share })
  const request = { contacts, seed, who: ctx.who, onProgress, isCancelled: ctx.isCancelled }
  const made = await ctx.writing(() => createDemo(sqlite, request))
  const { transactions, subscriptions, products } = made
  return {
    contacts: made.contacts,
    transactions,
    subscriptions,
    products,
    seconds: (Date.now() - startedAt) / 1000,
  }
})

const checkHealth = job(officeHealth, async ctx => {
  ctx.report({ phase: 'checking', done: 0, share: null })
  return findHealth(handlesOf(ctx.sqlite()).read)
})

const pageCacheKb = 8192

const lookForDuplicates = job(scanMethod, async (ctx, { everybody }) => {
  const startedAt = Date.now()
  const hooks = {
    onProgress: (share: number) => ctx.report({ phase: 'comparing', done: 0, share }),
    isCancelled: ctx.isCancelled,
  }
  const sqlite = ctx.sqlite()
  // Everybody is read once, in order: pages kept for a second look would only take room beside the people.
  sqlite.pragma(`cache_size = ${-pageCacheKb}`)
  const { read } = handlesOf(sqlite)
  const compared = everybody ? compareEverybody(read, hooks) : compareChanged(read, hooks)
  const report = await ctx.writing(() => {
    refuseCancelled(hooks)
    return storePairs(sqlite, compared)
  })
  return { ...report, seconds: (Date.now() - startedAt) / 1000 }
})

const mergeCertain = job(mergeCertainMethod, async (ctx, { fingerprint }) => {
  const startedAt = Date.now()
  const sqlite = ctx.sqlite()
  ctx.report({ phase: 'making a backup', done: 0, share: null })
  await backUp(sqlite, ctx.dataDir, 'before merging the certain duplicates')
  const hooks = {
    onProgress: ({ done, of }: { done: number; of: number }) =>
      ctx.report({ phase: 'merging', done, share: done / of }),
    isCancelled: ctx.isCancelled,
  }
  const done = await ctx.writing(() => mergeCertainSets(sqlite, { fingerprint, who: ctx.who }, hooks))
  return { ...done, seconds: (Date.now() - startedAt) / 1000 }
})

/** Every task of the contract by name. */
export const jobs: ReadonlyMap<string, Job> = new Map(
  [
    recognise,
    importFiles,
    takeBackImport,
    makeBackup,
    restore,
    invent,
    checkHealth,
    lookForDuplicates,
    mergeCertain,
    ...privacyJobs,
  ].map(j => [j.method.name, j]),
)
