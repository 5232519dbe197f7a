import { type AppError, sentenceOf } from '../../../electron/contract/errors.ts'
import { type BatchReport, undoImport } from '../../../electron/contract/imports.ts'
import { countOf, countText } from '../../lib/format.ts'
import { startTask, type TaskState } from '../../lib/tasks.ts'

type Imported = Pick<BatchReport, 'batchId' | 'file' | 'outcomes'>

/** The name under which screens show the undo of one import. */
export function undoSlot(batchId: string): string {
  return `undo ${batchId}`
}

/** Failures of one import alone; after others the next undo has no better chance. */
function isOnlyOfThis({ code }: AppError): boolean {
  return code === 'undo.impossible' || code === 'not.found'
}

/** Undoes imports one after the other, the newest first. One that cannot be undone keeps none of the others from it. */
export async function undoAll(imported: readonly Imported[]): Promise<void> {
  for (const { batchId } of imported.toReversed()) {
    const reply = await startTask(undoImport, undoSlot(batchId), { batchId })
    if (!reply.ok && !isOnlyOfThis(reply.error)) return
  }
}

/** What is taken back by undoing all of them: "214 new and 12 changed rows". */
export function undoneInWords(imported: readonly Imported[]): string {
  const sum = (outcome: 'created' | 'updated') =>
    imported.reduce((total, { outcomes }) => total + outcomes[outcome], 0)
  return `${countText(sum('created'))} new and ${countOf(sum('updated'), 'changed row')}`
}

/** How far it is, or how it came out: how many are undone, and each that could not be. Nothing when only some were undone one by one. */
export function undoSentences(
  imported: readonly Imported[],
  states: readonly TaskState<unknown>[],
): string[] {
  const done = states.filter(({ status }) => status === 'done').length
  if (done === imported.length) return [`All ${countOf(done, 'file')} are undone.`]
  const running = imported.find((_, place) => states[place]?.status === 'running')
  if (running)
    return [`Undoing “${running.file}”. ${countText(done)} of ${countOf(imported.length, 'file')} undone.`]
  const failed = imported.flatMap(({ file }, place) => {
    const state = states[place]
    return state?.status === 'failed' ? [`“${file}” stays imported. ${sentenceOf(state.error)}`] : []
  })
  return failed.length === 0
    ? []
    : [`${countText(done)} of ${countOf(imported.length, 'file')} undone.`, ...failed]
}
