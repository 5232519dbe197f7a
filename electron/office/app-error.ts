import { CommandRefused } from '../../db/commands/refused.ts'
import { DemoCancelled } from '../../db/demo/create-demo.ts'
import { ScanCancelled } from '../../db/duplicates/scan.ts'
import { UndoImpossible } from '../../db/journal/undo.ts'
import { MergeCancelled } from '../../db/merge/merge-certain.ts'
import { DatabaseTrouble, troubleOf } from '../../db/trouble.ts'
import { FileProblem } from '../../importers/pipeline/read/file-problem.ts'
import { ImportCancelled } from '../../importers/pipeline/run.ts'
import { type AppError, type ErrorCode, errorSentences, OfficeError } from '../contract/errors.ts'

const longestFact = 300

/** Only the facts that the code's sentence names cross to the window, so that nothing else can slip through. */
export function appError(code: ErrorCode, facts: Readonly<Record<string, string | number>> = {}): AppError {
  const named = Object.entries(facts).filter(([name]) => errorSentences[code].includes(`{${name}}`))
  if (named.length === 0) return { code }
  const short = named.map(([name, fact]) => [
    name,
    typeof fact === 'string' ? fact.slice(0, longestFact) : fact,
  ])
  return { code, facts: Object.fromEntries(short) as Record<string, string | number> }
}

/** What a throw means to a person; null when it is a fault of ours, which is told as `unexpected` and written into the log. */
export function knownError(thrown: unknown): AppError | null {
  if (thrown instanceof OfficeError) return appError(thrown.error.code, thrown.error.facts)
  if (
    thrown instanceof FileProblem ||
    thrown instanceof CommandRefused ||
    thrown instanceof DatabaseTrouble
  ) {
    return appError(thrown.code, thrown.facts)
  }
  if (thrown instanceof UndoImpossible) return appError('undo.impossible', { reason: thrown.message })
  const isCancelled =
    thrown instanceof ImportCancelled ||
    thrown instanceof DemoCancelled ||
    thrown instanceof MergeCancelled ||
    thrown instanceof ScanCancelled
  if (isCancelled) return { code: 'task.cancelled' }
  const trouble = troubleOf(thrown)
  return trouble ? appError(trouble.code) : null
}
