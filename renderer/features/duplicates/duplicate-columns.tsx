import type { DuplicateSet } from '../../../electron/contract/duplicates.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { namesOf, reasonOf } from './duplicate-words.ts'

const bandTones = { certain: 'good', likely: 'needsYou', look: 'neutral' } as const
const bandWords = { certain: 'Certain', likely: 'Likely', look: 'Unsure' } as const

export const duplicateColumns: readonly DataColumn<DuplicateSet>[] = [
  {
    id: 'people',
    header: 'People',
    widthPx: 200,
    grows: true,
    cell: row => <strong title={namesOf(row)}>{namesOf(row)}</strong>,
  },
  {
    id: 'why',
    header: 'Why',
    widthPx: 240,
    grows: true,
    cell: row => <span title={reasonOf(row)}>{reasonOf(row)}</span>,
  },
  {
    id: 'band',
    header: 'How sure',
    widthPx: 96,
    cell: row => <StateBadge tone={bandTones[row.band]}>{bandWords[row.band]}</StateBadge>,
  },
  {
    id: 'sources',
    header: 'From',
    widthPx: 170,
    cell: row => (
      <>
        {[...new Set(row.members.map(member => member.sourceSystem))].map(source => (
          <SourceBadge key={source} source={source} />
        ))}
      </>
    ),
  },
]

/** Where the tab says how sure it is, the names and the reasons have the room. */
export const columnsOfOneBand = duplicateColumns.filter(column => column.id !== 'band')
