import type { PlanRow } from '../../../electron/contract/imports.ts'
import { countText } from '../../lib/format.ts'
import { useTimeZone } from '../../lib/use-settings.ts'
import { StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { NoValue } from '../../ui/values.tsx'
import { outcomeWords, rowSummary, rowTitle } from './plan-words.ts'

const outcomeTones = {
  created: 'good',
  updated: 'neutral',
  unchanged: 'neutral',
  conflict: 'needsYou',
  skipped: 'warn',
  error: 'bad',
} as const

export const planColumns: DataColumn<PlanRow>[] = [
  {
    id: 'row',
    header: 'Row',
    widthPx: 70,
    align: 'right',
    cell: row => <span>{countText(row.row)}</span>,
  },
  {
    id: 'outcome',
    header: 'What happens',
    widthPx: 120,
    cell: row => <StateBadge tone={outcomeTones[row.outcome]}>{outcomeWords[row.outcome]}</StateBadge>,
  },
  { id: 'title', header: 'Who or what', widthPx: 200, cell: row => <span>{rowTitle(row)}</span> },
  {
    id: 'summary',
    header: 'Values',
    widthPx: 260,
    grows: true,
    cell: row => <RowWords row={row} />,
  },
]

function RowWords({ row }: { row: PlanRow }) {
  const timeZone = useTimeZone()
  const words = [row.reason, rowSummary(row, timeZone)].filter(Boolean).join(' · ')
  if (words === '') return <NoValue />
  return (
    <span title={words} className={row.reason ? undefined : 'sh-soft'}>
      {words}
    </span>
  )
}
