import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import {
  listReconciliation,
  type ReconciliationRow,
  resolveReconciliation,
} from '../../../electron/contract/conflicts.ts'
import { countOf } from '../../lib/format.ts'
import { useRowInHand } from '../../lib/row-in-hand.ts'
import { rowSource } from '../../lib/rows-window.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { useKept } from '../../lib/use-place.ts'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { abnormalShareSentence } from './missing-share.ts'

export type MissingRow = z.infer<typeof ReconciliationRow>
export type ReconciliationView = MissingRow['state']
export type Action = z.infer<typeof resolveReconciliation.input>['action']
export type ReconciliationState = ReturnType<typeof useReconciliationScreen>

/** Name of the list; the table keeps its active row under it. */
export const missingListName = 'Missing subscriptions'

const doneWords: Record<Action, string> = {
  keep: 'Kept',
  cancelled: 'Marked as cancelled:',
  investigate: 'Set aside to investigate:',
}

/** Subscriptions the newest export lacks, the one in hand, and the three answers for one or many. */
export function useReconciliationScreen() {
  const [view, setView] = useKept<ReconciliationView>('reconciliation.view', 'open')
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set())
  const source = rowSource(listReconciliation, { state: view }, output => output.rows)
  const { total, current } = useRowInHand(source, missingListName, 'subscription')
  const counts = useCounts()
  const { isBusy, error, resolve } = useResolve()

  const answerCurrent = (action: Action) =>
    current && void resolve([current.subscriptionId], action, current.contactName)
  function answerSelected(action: Action): void {
    const ids = [...selectedIds]
    setSelectedIds(new Set())
    void resolve(ids, action, null)
  }
  useShortcuts([
    { keys: 'K', label: 'Keep: it goes on (Shift K)', run: () => answerCurrent('keep') },
    { keys: 'c', label: 'Cancelled: it has ended', run: () => answerCurrent('cancelled') },
    { keys: 'i', label: 'Set aside to investigate', run: () => answerCurrent('investigate') },
  ])

  return {
    view,
    setView: (next: ReconciliationView) => {
      setSelectedIds(new Set())
      setView(next)
    },
    source,
    total,
    current,
    ...counts,
    isBusy,
    error,
    answerCurrent,
    answerSelected,
    selection: { ids: selectedIds, onChange: setSelectedIds },
  }
}

function useCounts() {
  const open = useCall(listReconciliation, { state: 'open', limit: 1 })
  const investigate = useCall(listReconciliation, { state: 'investigate', limit: 1 })
  const openCount = open.status === 'ready' ? open.value.total : null
  const investigateCount = investigate.status === 'ready' ? investigate.value.total : null
  const liveCount = open.status === 'ready' ? open.value.liveSubscriptions : 0
  return {
    openCount,
    investigateCount,
    liveCount,
    warning: abnormalShareSentence((openCount ?? 0) + (investigateCount ?? 0), liveCount),
  }
}

function useResolve() {
  const cache = useQueryClient()
  const command = useCommand(resolveReconciliation)
  const [isBusy, setBusy] = useState(false)
  async function resolve(ids: string[], action: Action, who: string | null): Promise<void> {
    if (isBusy || ids.length === 0) return
    setBusy(true)
    const reply = await command.run({ subscriptionIds: ids, action })
    await cache.invalidateQueries({ predicate: query => query.queryKey[0] === listReconciliation.name })
    setBusy(false)
    if (!reply.ok) return
    const whose = who ? `the subscription of ${who}` : countOf(reply.value.resolved, 'subscription')
    await offerUndo(`${doneWords[action]} ${whose}.`)
  }
  return { isBusy, error: command.error, resolve }
}
