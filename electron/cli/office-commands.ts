import { constants, copyFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { ask, giveFile, runTask } from '../contract/ask.ts'
import { type ConflictRow, listConflicts, resolveConflict } from '../contract/conflicts.ts'
import { searchContacts } from '../contract/contacts.ts'
import { createBackup, createDemo, officeHealth, restoreBackup } from '../contract/office.ts'
import type { CliCommand, CommandContext } from './command.ts'
import { oneOf, requireId, WrongCommand, wholeNumber } from './command-line.ts'
import { exitCodes } from './exit-code.ts'
import { columnsText, counted } from './words.ts'

const windowRows = 1000

async function search(ctx: CommandContext) {
  const text = ctx.line.words.join(' ')
  if (text.trim() === '') throw new WrongCommand('search needs something to look for')
  const limit = wholeNumber('limit', ctx.line.given.limit)
  const office = await ctx.office()
  const startedAt = performance.now()
  const { results } = await ask(office, searchContacts, { text, ...(limit === undefined ? {} : { limit }) })
  const milliseconds = Math.round((performance.now() - startedAt) * 100) / 100
  const rows = results.map(hit => [
    hit.fullName,
    hit.email ?? '',
    hit.phone ?? '',
    hit.city ?? '',
    hit.contactId,
  ])
  return {
    json: { results, milliseconds },
    text: rows.length === 0 ? 'Nobody was found.' : columnsText(rows),
    exit: exitCodes.done,
  }
}

async function conflicts(ctx: CommandContext) {
  const { kind } = ctx.line.given
  const filter = kind === undefined ? {} : { kind: oneOf('--kind', kind, ['import', 'sync']) }
  const office = await ctx.office()
  const found: ConflictRow[] = []
  for (;;) {
    const page = await ask(office, listConflicts, { filter, offset: found.length, limit: windowRows })
    found.push(...page.conflicts)
    if (page.conflicts.length < windowRows) break
  }
  const rows = found.map(c => [
    c.id,
    c.contactName,
    c.field,
    `${c.current ?? '-'} | ${c.incomingSource} says ${c.incoming ?? '-'}`,
  ])
  return {
    json: { conflicts: found },
    text: rows.length === 0 ? 'No conflicts.' : columnsText(rows),
    exit: exitCodes.done,
  }
}

async function resolveOne(ctx: CommandContext) {
  const [id, answer, ...rest] = ctx.line.words
  if (id === undefined || answer === undefined || rest.length > 0)
    throw new WrongCommand('resolve needs an id and keep or take')
  const resolution = oneOf('The answer', answer, ['keep', 'take'])
  const resolved = await ask(await ctx.office(), resolveConflict, { id: requireId(id), resolution })
  return {
    json: resolved,
    text: resolved.status === 'kept' ? 'Kept ours.' : 'Took theirs.',
    exit: exitCodes.done,
  }
}

async function backup(ctx: CommandContext) {
  const { backupId, sha256, sizeBytes } = await runTask(await ctx.office(), createBackup, {}, ctx.onProgress)
  const made = join(ctx.dataDir, 'backups', `${backupId}.db`)
  const path = ctx.line.given.out === undefined ? made : resolve(ctx.line.given.out)
  if (path !== made) {
    const part = `${path}.part`
    try {
      copyFileSync(made, part, constants.COPYFILE_FICLONE)
      renameSync(part, path)
    } catch {
      rmSync(part, { force: true })
      throw new WrongCommand(`"${path}" cannot be written; the backup itself is ${made}`)
    }
  }
  return {
    json: { path, sha256, sizeBytes },
    text: `Backup made: ${path}\nsha256 ${sha256}`,
    exit: exitCodes.done,
  }
}

async function restore(ctx: CommandContext) {
  const [file, ...rest] = ctx.line.words
  if (file === undefined || rest.length > 0) throw new WrongCommand('restore needs one file')
  const office = await ctx.office()
  const backupId = await giveFile(office, resolve(file), basename(file))
  const restored = await runTask(office, restoreBackup, { backupId }, ctx.onProgress)
  const { contacts, transactions, keptAs } = restored
  const kept = keptAs === '' ? '' : ` The replaced file is ${keptAs} in the office folder.`
  return {
    json: restored,
    text: `Restored: ${counted(contacts, 'contact')}, ${counted(transactions, 'transaction')}.${kept}`,
    exit: exitCodes.done,
  }
}

async function health(ctx: CommandContext) {
  const found = await runTask(await ctx.office(), officeHealth, {}, ctx.onProgress)
  const open = found.parts.filter(part => part.count > 0)
  const rows = open.map(part => [`${part.count} of ${part.of}`, part.title])
  const counts = `${counted(found.counts.contacts, 'contact')}, ${counted(found.counts.transactions, 'transaction')}`
  return {
    json: found,
    text: [`Score ${found.score} of 100 (${counts})`, ...(rows.length > 0 ? [columnsText(rows)] : [])].join(
      '\n',
    ),
    exit: exitCodes.done,
  }
}

async function demo(ctx: CommandContext) {
  const contacts = wholeNumber('contacts', ctx.line.given.contacts)
  const seed = wholeNumber('seed', ctx.line.given.seed)
  const input = { ...(contacts === undefined ? {} : { contacts }), ...(seed === undefined ? {} : { seed }) }
  const made = await runTask(await ctx.office(), createDemo, input, ctx.onProgress)
  return {
    json: made,
    text: `Invented ${counted(made.contacts, 'contact')}, ${counted(made.transactions, 'transaction')}, ${counted(made.subscriptions, 'subscription')} and ${counted(made.products, 'product')} in ${made.seconds} s.`,
    exit: exitCodes.done,
  }
}

export const officeCommands: Record<string, CliCommand> = {
  search: {
    usage: 'TEXT [--limit N]',
    does: 'finds people by name, e-mail, phone or place',
    options: ['limit'],
    takesWords: true,
    whenMissing: 'refuse',
    run: search,
  },
  conflicts: {
    usage: '[--kind import|sync]',
    does: 'lists conflicts that wait for an answer',
    options: ['kind'],
    takesWords: false,
    whenMissing: 'refuse',
    run: conflicts,
  },
  resolve: {
    usage: 'ID keep|take',
    does: 'answers a conflict',
    options: [],
    takesWords: true,
    whenMissing: 'refuse',
    run: resolveOne,
  },
  backup: {
    usage: '[--out FILE]',
    does: 'makes a verified backup',
    options: ['out'],
    takesWords: false,
    whenMissing: 'refuse',
    run: backup,
  },
  restore: {
    usage: 'FILE',
    does: 'replaces the office by a backup; the present file is kept',
    options: [],
    takesWords: true,
    whenMissing: 'make',
    run: restore,
  },
  health: {
    usage: '',
    does: 'checks the office file and the data in it',
    options: [],
    takesWords: false,
    whenMissing: 'refuse',
    run: health,
  },
  demo: {
    usage: '[--contacts N] [--seed N]',
    does: 'fills an empty office with invented people',
    options: ['contacts', 'seed'],
    takesWords: false,
    whenMissing: 'make',
    run: demo,
  },
}
