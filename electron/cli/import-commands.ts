import { basename, resolve } from 'node:path'
import type { z } from 'zod'
import { ask, giveFile, runTask } from '../contract/ask.ts'
import { type BatchReport, listSources, OptInMeaning, runImport, undoImport } from '../contract/imports.ts'
import type { CliCommand, CommandContext } from './command.ts'
import { oneOf, refuseForeignOptions, requireId, WrongCommand } from './command-line.ts'
import { exitCodes } from './exit-code.ts'
import { columnsText, counted, moneyText } from './words.ts'

type Report = z.infer<typeof BatchReport>

const shownErrors = 20

function countsText(name: string, counts: { created: number; updated: number; unchanged: number }): string[] {
  const { created, updated, unchanged } = counts
  if (created + updated + unchanged === 0) return []
  return [`  ${name}: ${created} new, ${updated} changed, ${unchanged} unchanged`]
}

function reportText(report: Report): string {
  const { errors, totals } = report
  const lines = [
    `${report.dryRun ? 'Would import' : 'Imported'} ${report.file}${report.sheet === null ? '' : `, sheet "${report.sheet}"`} (${report.label}): ${counted(report.rows, 'row')} in ${report.seconds} s`,
    ...(report.sameFileAgain ? ['  This exact file had been imported before.'] : []),
    ...countsText('people', report.contacts),
    ...countsText('transactions', report.transactions),
    ...countsText('subscriptions', report.subscriptions),
    ...(report.products.created > 0 ? [`  products: ${report.products.created} new`] : []),
    ...[totals, ...totals.others]
      .filter(({ byType }) => byType.length > 0)
      .map(({ amountCents, currency }) => `  money: ${moneyText(amountCents)} ${currency ?? ''}`.trimEnd()),
    ...(report.subscriptions.missing > 0
      ? [`  missing from the export: ${counted(report.subscriptions.missing, 'subscription')}`]
      : []),
    `  protected: ${counted(report.protectedFields, 'value')}, conflicts: ${report.conflicts}, suggestions: ${report.suggestions}`,
    ...(report.skipped > 0 ? [`  skipped: ${counted(report.skipped, 'row')}`] : []),
    ...(report.outcomes.error > 0 ? [`  could not be read: ${counted(report.outcomes.error, 'row')}`] : []),
    ...errors.slice(0, shownErrors).map(e => `    row ${e.row}, ${e.column}: ${e.reason}`),
    ...(errors.length > shownErrors ? [`    and ${errors.length - shownErrors} more`] : []),
    ...(report.dryRun ? [] : [`  to undo: starhouse import --undo ${report.batchId}`]),
  ]
  return lines.join('\n')
}

async function importFiles(ctx: CommandContext) {
  const { line } = ctx
  if (line.words.length === 0) throw new WrongCommand('import needs at least one file')
  const optIn = line.given['opt-in']
  const meaning = optIn === undefined ? undefined : oneOf('--opt-in', optIn, OptInMeaning.options)
  const office = await ctx.office()
  const { source, sheet } = line.given
  if (source !== undefined) {
    const { sources } = await ask(office, listSources, {})
    oneOf(
      '--source',
      source,
      sources.map(s => s.id),
    )
  }
  const files = []
  for (const path of line.words) {
    const fileId = await giveFile(office, resolve(path), basename(path))
    files.push({
      fileId,
      ...(source === undefined ? {} : { source }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(meaning === undefined ? {} : { optIn: meaning }),
    })
  }
  const { batches, stopped } = await runTask(
    office,
    runImport,
    { files, dryRun: line.given['dry-run'] === true },
    ctx.onProgress,
  )
  const isWaiting = stopped !== null || batches.some(batch => batch.outcomes.error > 0 || batch.conflicts > 0)
  const notImported = line.words.slice(batches.length).map(path => `Not imported: ${basename(path)}`)
  return {
    json: { batches, stopped },
    text: [...batches.map(reportText), ...(stopped ? [stopped.detail] : []), ...notImported].join('\n'),
    exit: isWaiting ? exitCodes.waiting : exitCodes.done,
  }
}

async function undo(ctx: CommandContext, word: string) {
  const batchId = requireId(word)
  if (ctx.line.words.length > 0) throw new WrongCommand('--undo takes back one import and no file')
  refuseForeignOptions(ctx.line, ['undo'])
  const undone = await runTask(await ctx.office(), undoImport, { batchId }, ctx.onProgress)
  const left = undone.left.map(kept => `  left: ${kept.what}. ${kept.reason}`)
  return {
    json: undone,
    text: [
      `Undone: ${counted(undone.removedRows, 'record')} taken out, ${counted(undone.restoredRows - undone.removedRows, 'value')} put back.`,
      ...left,
    ].join('\n'),
    exit: exitCodes.done,
  }
}

export const importCommands: Record<string, CliCommand> = {
  import: {
    usage:
      'FILE... [--source ID] [--sheet NAME] [--dry-run] [--opt-in subscribed|unsubscribed|unknown]   or   --undo BATCH',
    does: 'imports exports, shows what would happen, or takes an import back',
    options: ['source', 'sheet', 'dry-run', 'opt-in', 'undo'],
    takesWords: true,
    whenMissing: ({ given }) =>
      given.undo !== undefined ? 'refuse' : given['dry-run'] === true ? 'look' : 'make',
    run: ctx => (ctx.line.given.undo === undefined ? importFiles(ctx) : undo(ctx, ctx.line.given.undo)),
  },
  sources: {
    usage: '',
    does: 'lists the kinds of file that can be imported',
    options: [],
    takesWords: false,
    whenMissing: 'look',
    run: async ctx => {
      const { sources } = await ask(await ctx.office(), listSources, {})
      return { json: { sources }, text: columnsText(sources.map(s => [s.id, s.label])), exit: exitCodes.done }
    },
  },
}
