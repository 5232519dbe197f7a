import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import {
  type DuplicateSet,
  formHousehold,
  listDuplicates,
  markNotSame,
  scanDuplicates,
} from '../../../electron/contract/duplicates.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { useRowInHand } from '../../lib/row-in-hand.ts'
import { rowSource } from '../../lib/rows-window.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useTask } from '../../lib/tasks.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { redirect } from '../../lib/use-place.ts'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { namesOf, type View, viewFilter, views } from './duplicate-words.ts'

/** Name of the list; the table keeps its active row under it. */
export const duplicateListName = 'Duplicates'

export type DuplicatesPlace = PlaceOf<'duplicates'>
export type DuplicatesState = ReturnType<typeof useDuplicatesScreen>

/** The sets that wait, the one in hand, and every verdict on it. */
export function useDuplicatesScreen(place: DuplicatesPlace) {
  const counts = useCounts()
  const view = place.view ?? firstWaiting(counts)
  const input = place.contactId ? { contactId: place.contactId } : viewFilter[view]
  const source = rowSource(listDuplicates, input, output => output.sets)
  const { total, current } = useRowInHand(source, duplicateListName, 'set')
  const [isMerging, setMerging] = useState(false)
  const verdicts = useVerdicts()
  const scan = useScan()
  const tell = (verdict: 'notSame' | 'household') => current && void verdicts.tell(current, verdict)
  useShortcuts([
    { keys: 'm', label: 'One person: merge', run: () => current && setMerging(true) },
    { keys: 'H', label: 'Same household (Shift H)', run: () => tell('household') },
    { keys: 'N', label: 'Not the same (Shift N)', run: () => tell('notSame') },
  ])
  return {
    view,
    contactId: place.contactId,
    show: (next: View) => redirect({ screen: 'duplicates', view: next }),
    counts,
    source,
    total,
    current,
    isMerging,
    setMerging,
    tell,
    isBusy: verdicts.isBusy,
    error: verdicts.error,
    scan,
  }
}

/** Whoever changed since the last time is compared when the screen opens: mostly nobody, and then it is done at once. */
function useScan() {
  const scan = useTask(scanDuplicates)
  const isStarted = useRef(false)
  useEffect(() => {
    if (isStarted.current || scan.state.status === 'running') return
    isStarted.current = true
    void scan.start({})
  }, [scan])
  return scan
}

/** The surest queue that holds anything. */
function firstWaiting(counts: Record<View, number> | null): View {
  return views.find(view => counts !== null && counts[view] > 0) ?? 'certain'
}

function useCounts() {
  const all = useCall(listDuplicates, { limit: 1 })
  return all.status === 'ready' ? all.value.counts : null
}

function useVerdicts() {
  const cache = useQueryClient()
  const notSame = useCommand(markNotSame)
  const household = useCommand(formHousehold)
  async function tell(set: DuplicateSet, verdict: 'notSame' | 'household'): Promise<void> {
    const { contactIds } = set
    const reply =
      verdict === 'notSame' ? await notSame.run({ contactIds }) : await household.run({ contactIds })
    await cache.invalidateQueries({ predicate: query => query.queryKey[0] === listDuplicates.name })
    if (!reply.ok) return
    await offerUndo(
      verdict === 'notSame'
        ? `${namesOf(set)}: told apart for good.`
        : `${namesOf(set)}: one household from now on.`,
    )
  }
  return {
    tell,
    isBusy: notSame.isRunning || household.isRunning,
    error: notSame.error ?? household.error,
  }
}
