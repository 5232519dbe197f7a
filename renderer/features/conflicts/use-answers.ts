import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import {
  type ConflictFilter,
  type ConflictRow,
  listConflicts,
  resolveConflict,
  resolveConflicts,
} from '../../../electron/contract/conflicts.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { countOf } from '../../lib/format.ts'
import { fieldWords } from '../../lib/words.ts'
import { offerUndo } from '../../ui/undo-toast.tsx'

export type Answer =
  | { resolution: 'keep' | 'both' }
  | { resolution: 'take'; unlock?: boolean }
  | { resolution: 'custom'; value: string }

/** One answer for many. */
export type BulkAnswer = { resolution: 'keep' } | { resolution: 'take'; unlock?: boolean }

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

/** Answers to conflicts: one, or all of a filter. */
export function useAnswers() {
  const { isBusy, error, during } = useOneAtATime()

  function answerOne(conflict: ConflictRow, answer: Answer): Promise<boolean> {
    return during(async () => {
      const reply = await call(resolveConflict, { id: conflict.id, ...answer })
      if (!reply.ok) return { error: reply.error }
      const what = fieldWords[conflict.field].toLowerCase()
      return { message: `${doneWords[answer.resolution]}: ${what} of ${conflict.contactName}.` }
    })
  }

  /** One action for everything the filter finds. */
  function answerAll(
    filter: z.input<typeof ConflictFilter>,
    answer: BulkAnswer & { always: boolean },
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

  return { isBusy, error, answerOne, answerAll }
}
