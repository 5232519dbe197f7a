import type { z } from 'zod'
import type { ImportBatchRow } from '../../../electron/contract/imports.ts'
import { countText } from '../../lib/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { DateText, NoValue } from '../../ui/values.tsx'
import { fileInWords } from './recognised-words.ts'

export type ImportRow = z.infer<typeof ImportBatchRow>

function Count({ count }: { count: number }) {
  return count === 0 ? <NoValue /> : <span>{countText(count)}</span>
}

export const historyColumns: DataColumn<ImportRow>[] = [
  {
    id: 'importedAt',
    header: 'When',
    widthPx: 165,
    cell: row => <DateText at={row.importedAt} withTime />,
  },
  { id: 'label', header: 'What', widthPx: 170, cell: row => <strong>{row.label}</strong> },
  {
    id: 'fileName',
    header: 'File',
    widthPx: 110,
    grows: true,
    cell: row => {
      const words = fileInWords(row.fileName, row.sheet)
      return <span title={words}>{words}</span>
    },
  },
  {
    id: 'rows',
    header: 'Rows',
    widthPx: 65,
    align: 'right',
    cell: row => <Count count={row.report.rows} />,
  },
  {
    id: 'created',
    header: 'New',
    widthPx: 65,
    align: 'right',
    cell: row => <Count count={row.report.outcomes.created} />,
  },
  {
    id: 'updated',
    header: 'Changed',
    widthPx: 78,
    align: 'right',
    cell: row => <Count count={row.report.outcomes.updated} />,
  },
  {
    id: 'unchanged',
    header: 'Unchanged',
    widthPx: 90,
    align: 'right',
    cell: row => <Count count={row.report.outcomes.unchanged} />,
  },
  {
    id: 'protected',
    header: 'Values kept',
    widthPx: 92,
    align: 'right',
    cell: row => <Count count={row.report.protectedFields} />,
  },
  {
    id: 'errors',
    header: 'Not readable',
    widthPx: 97,
    align: 'right',
    cell: row => <Count count={row.report.outcomes.error} />,
  },
  { id: 'state', header: 'State', widthPx: 110, cell: row => <BatchState row={row} /> },
  {
    id: 'importedBy',
    header: 'By',
    widthPx: 97,
    isHiddenFirst: true,
    cell: row => <span>{row.importedBy}</span>,
  },
]

/** Undone, with decisions still open, or simply imported. */
export function BatchState({ row }: { row: Pick<ImportRow, 'undoneAt' | 'openConflicts'> }) {
  if (row.undoneAt) return <StateBadge tone="neutral">Undone</StateBadge>
  if (row.openConflicts > 0)
    return <StateBadge tone="needsYou">{countText(row.openConflicts)} to decide</StateBadge>
  return <StateBadge tone="good">Imported</StateBadge>
}
