import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { listSuggestions, takeSuggestions } from '../../../electron/contract/conflicts.ts'
import { countOf } from '../../lib/format.ts'
import { rowSource, useRowAt, useRowTotal } from '../../lib/rows-window.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useCommand } from '../../lib/use-call.ts'
import { useKept } from '../../lib/use-place.ts'
import { offerUndo } from '../../ui/undo-toast.tsx'

export type Suggestion = z.infer<typeof listSuggestions.output>['suggestions'][number]

/** Name of the list; the table keeps its active row under it. */
export const suggestionListName = 'Suggestions'
const source = rowSource(listSuggestions, {}, output => output.suggestions)
const mostAtOnce = 10_000

/** The suggestions and taking them: the one under the cursor with T, the selected ones at once. */
export function useSuggestions() {
  const cache = useQueryClient()
  const take = useCommand(takeSuggestions)
  const [isBusy, setBusy] = useState(false)
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useKept<number>(`${suggestionListName}.active`, 0)
  const total = useRowTotal(source)
  const current = useRowAt(source, total ? active : null)

  async function takeAll(ids: readonly string[]): Promise<void> {
    if (isBusy || ids.length === 0) return
    setBusy(true)
    let taken = 0
    for (let i = 0; i < ids.length; i += mostAtOnce) {
      const reply = await take.run({ ids: ids.slice(i, i + mostAtOnce) })
      if (!reply.ok) break
      taken += reply.value.taken
    }
    await cache.invalidateQueries({ predicate: query => query.queryKey[0] === listSuggestions.name })
    setBusy(false)
    const passed = ids.length - taken
    const rest = passed > 0 ? ` ${countOf(passed, 'value')} left: filled or taken meanwhile.` : ''
    if (taken > 0) await offerUndo(`Took ${countOf(taken, 'suggestion')}.${rest}`)
  }

  const takeCurrent = () => void takeAll(current ? [current.id] : [])
  const move = (by: number) => total && setActive(Math.max(0, Math.min(total - 1, active + by)))
  useShortcuts([
    { keys: 'j', label: 'Next suggestion', run: () => move(1) },
    { keys: 'k', label: 'Suggestion before', run: () => move(-1) },
    { keys: 't', label: 'Take the suggestion', run: takeCurrent },
  ])

  return {
    source,
    isBusy,
    error: take.error,
    selection: { ids: selectedIds, onChange: setSelectedIds },
    takeOne: (id: string) => void takeAll([id]),
    takeSelected: () => {
      const ids = [...selectedIds]
      setSelectedIds(new Set())
      void takeAll(ids)
    },
  }
}
