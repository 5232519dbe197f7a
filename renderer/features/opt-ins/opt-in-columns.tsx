import type { OptInChange, OptInToPutBack } from '../../../electron/contract/privacy.ts'
import { originWords } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { DateText, ValueText } from '../../ui/values.tsx'
import { becomesWords, changeWords } from './opt-in-words.ts'

const subscribedWords = (subscribed: boolean | null) =>
  subscribed === null ? null : subscribed ? 'subscribed' : 'not subscribed'

export const optInColumns: readonly DataColumn<OptInChange>[] = [
  { id: 'at', header: 'When', widthPx: 170, cell: row => <DateText at={row.at} withTime /> },
  {
    id: 'contactName',
    header: 'Person',
    widthPx: 180,
    grows: true,
    cell: row => <strong title={row.contactName}>{row.contactName}</strong>,
  },
  {
    id: 'change',
    header: 'What',
    widthPx: 150,
    cell: row => <StateBadge tone={row.subscribed ? 'good' : 'neutral'}>{changeWords(row)}</StateBadge>,
  },
  {
    id: 'was',
    header: 'Before',
    widthPx: 110,
    isHiddenFirst: true,
    cell: row => <ValueText value={subscribedWords(row.wasSubscribed)} />,
  },
  {
    id: 'why',
    header: 'Why',
    widthPx: 260,
    grows: true,
    cell: row => <span title={row.why}>{row.why}</span>,
  },
  { id: 'who', header: 'Who', widthPx: 130, cell: row => row.who },
  { id: 'origin', header: 'By', widthPx: 90, cell: row => originWords[row.origin] },
  {
    id: 'fileName',
    header: 'File',
    widthPx: 160,
    cell: row => <ValueText value={row.fileName && <span title={row.fileName}>{row.fileName}</span>} />,
  },
]

export const putBackColumns: readonly DataColumn<OptInToPutBack>[] = [
  {
    id: 'contactName',
    header: 'Person',
    widthPx: 160,
    grows: true,
    cell: row => <strong title={row.contactName}>{row.contactName}</strong>,
  },
  { id: 'becomes', header: 'Becomes', widthPx: 170, cell: row => becomesWords[row.becomes] },
  {
    id: 'why',
    header: 'Their last change',
    widthPx: 220,
    grows: true,
    cell: row => <ValueText value={row.why && <span title={row.why}>{row.why}</span>} />,
  },
  {
    id: 'who',
    header: 'Who',
    widthPx: 100,
    cell: row => <ValueText value={row.who} />,
  },
  { id: 'changedAt', header: 'When', widthPx: 170, cell: row => <DateText at={row.changedAt} withTime /> },
]
