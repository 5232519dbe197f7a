import type { ContactListRow } from '../../../electron/contract/contacts.ts'
import { LockBadge, SourceBadge, StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { SumText } from '../../ui/OtherMoney.tsx'
import { DateText, NoValue, PhoneText, ValueText } from '../../ui/values.tsx'

function personName(row: { fullName: string; email: string | null }): string {
  return row.fullName || row.email || 'Without a name'
}

function Name({ row }: { row: ContactListRow }) {
  return (
    <>
      <span className="sh-person-name">{personName(row)}</span>
      {row.deceased && <StateBadge tone="neutral">Deceased</StateBadge>}
      {row.conflictCount > 0 && <StateBadge tone="needsYou">Conflict</StateBadge>}
    </>
  )
}

function DoNot({ row }: { row: ContactListRow }) {
  if (!row.doNotCall && !row.doNotMail) return <NoValue />
  const words = [row.doNotCall ? 'call' : null, row.doNotMail ? 'mail' : null].filter(Boolean).join(', ')
  return <StateBadge tone="bad">Do not {words}</StateBadge>
}

export const peopleColumns: readonly DataColumn<ContactListRow>[] = [
  { id: 'name', header: 'Name', widthPx: 200, grows: true, sortKey: 'name', cell: row => <Name row={row} /> },
  {
    id: 'businessName',
    header: 'Business',
    widthPx: 180,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.businessName} />,
  },
  {
    id: 'email',
    header: 'E-mail',
    widthPx: 204,
    grows: true,
    sortKey: 'email',
    cell: row => <span>{<ValueText value={row.email} />}</span>,
  },
  { id: 'phone', header: 'Phone', widthPx: 140, cell: row => <PhoneText e164={row.phone} /> },
  {
    id: 'city',
    header: 'City',
    widthPx: 150,
    sortKey: 'city',
    cell: row => <ValueText value={[row.city, row.state].filter(Boolean).join(', ')} />,
  },
  {
    id: 'newsletter',
    header: 'Newsletter',
    widthPx: 105,
    cell: row =>
      row.emailSubscribed ? (
        <StateBadge tone="good">Subscribed</StateBadge>
      ) : (
        <span className="sh-soft">No</span>
      ),
  },
  {
    id: 'lock',
    header: 'Protection',
    widthPx: 145,
    sortKey: 'lockLevel',
    cell: row => <LockBadge level={row.lockLevel} />,
  },
  { id: 'source', header: 'Source', widthPx: 105, cell: row => <SourceBadge source={row.sourceSystem} /> },
  {
    id: 'lifetime',
    header: 'Lifetime',
    widthPx: 100,
    align: 'right',
    sortKey: 'lifetime',
    cell: row =>
      row.lifetimeCents === 0 && row.otherMoney.length === 0 ? (
        <NoValue />
      ) : (
        <SumText cents={row.lifetimeCents} currency={row.currency} others={row.otherMoney} />
      ),
  },
  { id: 'doNot', header: 'Do not', widthPx: 130, isHiddenFirst: true, cell: row => <DoNot row={row} /> },
  {
    id: 'conflicts',
    header: 'Conflicts',
    widthPx: 90,
    align: 'right',
    isHiddenFirst: true,
    cell: row => (row.conflictCount === 0 ? <NoValue /> : row.conflictCount),
  },
  {
    id: 'createdAt',
    header: 'Added',
    widthPx: 110,
    align: 'right',
    sortKey: 'createdAt',
    isHiddenFirst: true,
    cell: row => <DateText at={row.createdAt} />,
  },
  {
    id: 'updatedAt',
    header: 'Updated',
    widthPx: 105,
    align: 'right',
    sortKey: 'updatedAt',
    isHiddenFirst: true,
    cell: row => <DateText at={row.updatedAt} />,
  },
]

/** What fits beside an open card. */
export const narrowPeopleColumns = peopleColumns
  .filter(column => ['name', 'email', 'lifetime'].includes(column.id))
  .map(column => (column.id === 'email' ? { ...column, widthPx: 180 } : column))
