import { useState } from 'react'
import { type ConflictRow, listConflicts, listSuggestions } from '../../../electron/contract/conflicts.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { withoutEmpty } from '../../lib/navigation.ts'
import { useRowInHand } from '../../lib/row-in-hand.ts'
import { rowSource } from '../../lib/rows-window.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useCall } from '../../lib/use-call.ts'
import { redirect } from '../../lib/use-place.ts'
import { bySize, type ConflictGroup, type Filter, shownGroup } from './conflict-groups.ts'
import { type Answer, type BulkAnswer, useAnswers } from './use-answers.ts'

/** Name of the list; the table keeps its active row under it. */
export const conflictListName = 'Conflicts'

export type ConflictsPlace = PlaceOf<'conflicts'>
export type ConflictsScreenState = ReturnType<typeof useConflictsScreen>

/** The tabs, with what waits in each. */
export function useTabs(place: ConflictsPlace) {
  const conflicts = useCall(listConflicts, { filter: {}, limit: 1 })
  const suggestions = useCall(listSuggestions, { limit: 1 })
  return {
    view: place.view ?? 'conflicts',
    openCount: conflicts.status === 'ready' ? conflicts.value.total : null,
    groups: conflicts.status === 'ready' ? bySize(conflicts.value.groups) : [],
    suggestionCount: suggestions.status === 'ready' ? suggestions.value.total : null,
    show: (view: 'conflicts' | 'suggestions') =>
      redirect(view === 'suggestions' ? { screen: 'conflicts', view } : { screen: 'conflicts' }),
  }
}

/** The list of conflicts, the one in hand, and every way to answer. */
export function useConflictsScreen(place: ConflictsPlace, groups: readonly ConflictGroup[]) {
  const filter: Filter = place.filter ?? {}
  const source = rowSource(listConflicts, { filter }, output => output.conflicts)
  const { total, current } = useRowInHand<ConflictRow>(source, conflictListName, 'conflict')
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set())
  const answers = useAnswers()

  function setFilter(next: Filter): void {
    setSelectedIds(new Set())
    redirect({ screen: 'conflicts', filter: withoutEmpty(next) })
  }

  async function answerCurrent(answer: Answer): Promise<void> {
    if (current?.status === 'open') await answers.answerOne(current, answer)
  }

  async function answerSelected(answer: BulkAnswer): Promise<void> {
    const ids = [...selectedIds]
    setSelectedIds(new Set())
    const selected = ids.length === total ? filter : { ...filter, ids }
    await answers.answerAll(selected, { ...answer, always: false })
  }

  const keep = () => void answerCurrent({ resolution: 'keep' })
  const take = () => void answerCurrent({ resolution: 'take' })
  const keys = [
    { keys: 'K', label: 'Keep ours (Shift K)', run: keep },
    { keys: 'T', label: 'Take theirs (Shift T)', run: take },
    { keys: 't', label: 'Take theirs', run: take },
  ]
  useShortcuts(current?.status === 'open' ? keys : [])

  return {
    filter,
    setFilter,
    source,
    total,
    current,
    group: shownGroup(groups, filter),
    answers,
    answerCurrent,
    answerSelected,
    answerGroup: async (answer: BulkAnswer, always: boolean) => {
      const isDone = await answers.answerAll(filter, { ...answer, always })
      if (isDone) setFilter({})
    },
    selection: { ids: selectedIds, onChange: setSelectedIds },
  }
}
