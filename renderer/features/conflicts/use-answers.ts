import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ConflictRow,
  listConflicts,
  resolveConflict,
  resolveConflicts,
} from '../../../electron/contract/conflicts.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { countOf } from '../../lib/format.ts'
import { fieldWords } from '../../lib/words.ts'
import type { Filter } from './conflict-groups.ts'
import { offerUndo } from './undo-toast.tsx'

export type Answer =
  | { resolution: 'keep' | 'both' }
  | { resolution: 'take'; unlock?: boolean }
  | { resolution: 'custom'; value: string }

const doneWords = {
  keep: 'Kept ours',
  take: 'Took theirs',
  both: 'Kept both',
  custom: 'Saved what you typed',
} as const

type Outcome = { message: string } | { error: AppError }

/** Runs one answer at a time and says how it came out. `isBusy` until the list shows the result. */
function useOneAtATime() {
  const cache = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  /** Whether the work was done. */
  async function during(work: () => Promise<Outcome>): Promise<boolean> {
    if (isBusy) return false
    setBusy(true)
    setError(null)
    const result = await work()
    await cache.invalidateQueries({ predicate: query => query.queryKey[0] === listConflicts.name })
    setBusy(false)
    if ('error' in result) {
      setError(result.error)
      return false
    }
    void offerUndo(result.message)
    return true
  }
  return { isBusy, error, during }
}

/** Answers to conflicts: one, some, or all of a filter, one after the other. */
export function useAnswers() {
  const { isBusy, error, during } = useOneAtATime()
  /** How far answering a selection is; null when none is running. */
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)

  function answerOne(conflict: ConflictRow, answer: Answer): Promise<boolean> {
    return during(async () => {
      const reply = await call(resolveConflict, { id: conflict.id, ...answer })
      if (!reply.ok) return { error: reply.error }
      const what = fieldWords[conflict.field].toLowerCase()
      return { message: `${doneWords[answer.resolution]}: ${what} of ${conflict.contactName}.` }
    })
  }

  /** One action for everything the filter shows. */
  function answerAll(
    filter: Filter,
    answer: { resolution: 'keep' | 'take'; always: boolean },
  ): Promise<boolean> {
    return during(async () => {
      const reply = await call(resolveConflicts, { filter, ...answer })
      if (!reply.ok) return { error: reply.error }
      const rule = answer.always ? ' From now on always.' : ''
      return {
        message: `${doneWords[answer.resolution]} in ${countOf(reply.value.resolved, 'conflict')}.${rule}`,
      }
    })
  }

  /** One after the other; stops at the first that fails. */
  function answerSome(ids: readonly string[], resolution: 'keep' | 'take'): Promise<boolean> {
    return during(async () => {
      for (const [done, id] of ids.entries()) {
        setProgress({ done, total: ids.length })
        const reply = await call(resolveConflict, { id, resolution })
        if (!reply.ok) {
          setProgress(null)
          return { error: reply.error }
        }
      }
      setProgress(null)
      return { message: `${doneWords[resolution]} in ${countOf(ids.length, 'conflict')}.` }
    })
  }

  return { isBusy, error, progress, answerOne, answerAll, answerSome }
}
