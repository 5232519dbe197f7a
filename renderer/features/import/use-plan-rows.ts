import { useState } from 'react'
import { listDecisions } from '../../../electron/contract/conflicts.ts'
import { type BatchReport, listPlanRows, type PlanRow } from '../../../electron/contract/imports.ts'
import { type RowSource, rowSource, useRowAt, useRowTotal } from '../../lib/rows-window.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useKept } from '../../lib/use-place.ts'
import { firstFilter, type PlanFilter, rowsInputOf } from './plan-filters.ts'

/** Name of the list; the table keeps its active row under it. */
export const planListName = 'Rows of the file'

const noRows: RowSource<PlanRow> = {
  key: ['imports.rows', 'none'],
  reads: [],
  fetch: async () => ({ ok: true, value: { total: 0, rows: [] } }),
}

export type PlanRows = {
  filter: PlanFilter
  setFilter: (filter: PlanFilter) => void
  /** Null for rows that are counted, not listed. */
  source: RowSource<PlanRow> | null
  total: number | null
  /** The row beside the list: it follows the list's active row. */
  opened: PlanRow | null
  open: () => void
  close: () => void
  /** Standing answers "always take the file's value". */
  takeRules: number
}

/** The rows behind the figures of one plan or receipt. */
export function usePlanRows(report: BatchReport): PlanRows {
  const [chosen, setChosen] = useKept<Record<string, PlanFilter>>('plan.filters', {})
  const [isOpen, setOpen] = useState(false)
  const [active] = useKept<number>(`${planListName}.active`, 0)
  const filter = chosen[report.batchId] ?? firstFilter(report)
  const input = rowsInputOf(report.batchId, filter)
  const source = input && rowSource(listPlanRows, input, output => output.rows)
  const total = useRowTotal(source ?? noRows)
  const activeRow = useRowAt(source ?? noRows, isOpen ? active : null)
  const decisions = useCall(listDecisions, {})
  useShortcuts(isOpen ? [{ keys: 'Escape', label: 'Close the row', run: () => setOpen(false) }] : [])
  return {
    filter,
    setFilter: next => setChosen({ ...chosen, [report.batchId]: next }),
    source,
    total,
    opened: isOpen ? (activeRow ?? null) : null,
    open: () => setOpen(true),
    close: () => setOpen(false),
    takeRules:
      decisions.status === 'ready' ? decisions.value.decisions.filter(d => d.decision === 'take').length : 0,
  }
}
