import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import { fieldWords } from '../../lib/words.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { DateText, ValueText } from '../../ui/values.tsx'

export const statusWords: Record<ConflictRow['status'], string> = {
  open: 'To decide',
  kept: 'Kept ours',
  taken: 'Theirs stands',
  ignored: 'Answered by a rule',
}

function Value({ text }: { text: string | null }) {
  return <ValueText value={text && <span title={text}>{text}</span>} />
}

export const conflictColumns: DataColumn<ConflictRow>[] = [
  {
    id: 'contactName',
    header: 'Person',
    widthPx: 150,
    grows: true,
    cell: row => <strong title={row.contactName}>{row.contactName}</strong>,
  },
  { id: 'field', header: 'Value', widthPx: 84, cell: row => <span>{fieldWords[row.field]}</span> },
  { id: 'current', header: 'Ours', widthPx: 105, grows: true, cell: row => <Value text={row.current} /> },
  { id: 'incoming', header: 'Theirs', widthPx: 105, grows: true, cell: row => <Value text={row.incoming} /> },
  { id: 'source', header: 'From', widthPx: 112, cell: row => <SourceBadge source={row.incomingSource} /> },
  {
    id: 'base',
    header: 'Was',
    widthPx: 120,
    isHiddenFirst: true,
    cell: row => <Value text={row.base} />,
  },
  { id: 'rule', header: 'Why', widthPx: 160, isHiddenFirst: true, cell: row => <Value text={row.rule} /> },
  {
    id: 'status',
    header: 'State',
    widthPx: 130,
    isHiddenFirst: true,
    cell: row => (
      <StateBadge tone={row.status === 'open' ? 'needsYou' : 'neutral'}>{statusWords[row.status]}</StateBadge>
    ),
  },
  {
    id: 'createdAt',
    header: 'Since',
    widthPx: 100,
    isHiddenFirst: true,
    cell: row => <DateText at={row.createdAt} />,
  },
]
