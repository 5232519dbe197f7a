import { ask, runTask } from '../contract/ask.ts'
import {
  type DuplicateSet,
  listDuplicates,
  mergeContacts,
  scanDuplicates,
  unmergeContacts,
} from '../contract/duplicates.ts'
import type { Answer, CliCommand, CommandContext } from './command.ts'
import { requireId, share, WrongCommand } from './command-line.ts'
import { exitCodes } from './exit-code.ts'
import { counted } from './words.ts'

const windowRows = 1000
/** Without --min-score: more likely one person than not. */
const usualScore = 0.5

function lineOf({ contactIds, score, evidence }: DuplicateSet) {
  return { contactIds, score, reasons: [...evidence.for, ...evidence.against.map(text => `but: ${text}`)] }
}

async function duplicates(ctx: CommandContext): Promise<Answer> {
  const minScore = share('min-score', ctx.line.given['min-score']) ?? usualScore
  const office = await ctx.office()
  await runTask(office, scanDuplicates, {}, ctx.onProgress)
  const sets: DuplicateSet[] = []
  for (;;) {
    const window = { offset: sets.length, limit: windowRows }
    const page = await ask(office, listDuplicates, { outcome: 'same_person', minScore, ...window })
    sets.push(...page.sets)
    if (page.sets.length < windowRows) break
  }
  return { jsonLines: sets.map(lineOf), exit: exitCodes.done }
}

async function merge(ctx: CommandContext): Promise<Answer> {
  const [survivorId, ...otherIds] = ctx.line.words.map(requireId)
  if (survivorId === undefined || otherIds.length === 0)
    throw new WrongCommand('merge needs the survivor and at least one other')
  const merged = await ask(await ctx.office(), mergeContacts, { survivorId, otherIds })
  return {
    json: merged,
    text: `Merged ${counted(otherIds.length + 1, 'record')} into one.\n  to take apart: starhouse unmerge ${merged.mergeId}`,
    exit: exitCodes.done,
  }
}

async function unmerge(ctx: CommandContext): Promise<Answer> {
  const [mergeId, ...rest] = ctx.line.words.map(requireId)
  if (mergeId === undefined || rest.length > 0) throw new WrongCommand('unmerge needs the id of one merge')
  const apart = await ask(await ctx.office(), unmergeContacts, { mergeId })
  const stayed = apart.stayed.map(kept => `  stays: ${kept.what}. ${kept.reason}`)
  return {
    json: apart,
    text: [`Taken apart: ${counted(apart.restoredIds.length, 'record')} restored.`, ...stayed].join('\n'),
    exit: exitCodes.done,
  }
}

export const duplicateCommands: Record<string, CliCommand> = {
  duplicates: {
    usage: '[--min-score 0..1]',
    does: 'finds records of one person; a JSON line a set',
    options: ['min-score'],
    takesWords: false,
    whenMissing: 'refuse',
    run: duplicates,
  },
  merge: {
    usage: 'SURVIVOR OTHER...',
    does: 'makes one contact of several',
    options: [],
    takesWords: true,
    whenMissing: 'refuse',
    run: merge,
  },
  unmerge: {
    usage: 'MERGE_ID',
    does: 'takes a merge apart again',
    options: [],
    takesWords: true,
    whenMissing: 'refuse',
    run: unmerge,
  },
}
