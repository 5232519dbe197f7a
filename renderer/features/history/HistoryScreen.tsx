import { IconHistory } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { HistoryRow, listHistory } from '../../../electron/contract/office.ts'
import { countText } from '../../lib/format.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { redirect } from '../../lib/use-place.ts'
import { originWords } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterChip, ToggleChip } from '../../ui/FilterChip.tsx'
import { Page } from '../../ui/Page.tsx'
import { DateText } from '../../ui/values.tsx'
import { type Action, ActionDrawer } from './ActionDrawer.tsx'

const originOptions = HistoryRow.shape.origin.options.map(value => ({ value, label: originWords[value] }))

const columns: readonly DataColumn<Action>[] = [
  { id: 'at', header: 'When', widthPx: 160, cell: row => <DateText at={row.at} withTime /> },
  { id: 'title', header: 'What', widthPx: 380, grows: true, cell: row => <span>{row.title}</span> },
  { id: 'who', header: 'Who', widthPx: 150, cell: row => row.who },
  { id: 'origin', header: 'By', widthPx: 100, cell: row => originWords[row.origin] },
  {
    id: 'changes',
    header: 'Changes',
    widthPx: 110,
    align: 'right',
    cell: row => countText(row.changeCount),
  },
  {
    id: 'state',
    header: 'State',
    widthPx: 130,
    cell: row =>
      row.undoneAt ? (
        <StateBadge tone="neutral">Undone</StateBadge>
      ) : (
        <StateBadge tone="good">In effect</StateBadge>
      ),
  },
]

/** Everything that was done, in words; an action opens to its changes and its undo. */
export function HistoryScreen({ place }: { place: PlaceOf<'history'> }) {
  const { origin, contactId } = place
  const input = useMemo(
    () => ({ ...(origin ? { origin } : {}), ...(contactId ? { contactId } : {}) }),
    [origin, contactId],
  )
  const source = useMemo(() => rowSource(listHistory, input, output => output.rows), [input])
  const total = useRowTotal(source)
  const [opened, setOpened] = useState<Action | null>(null)
  return (
    <Page title="History" detail={total === null ? '' : countText(total)} fills>
      <DataTable
        label="History"
        source={source}
        columns={columns}
        rowId={row => row.groupId}
        onOpen={setOpened}
        openedId={opened?.groupId}
        exports={{ list: 'history', input }}
        rowTone={row => (row.undoneAt ? 'faded' : 'plain')}
        tools={
          <>
            <FilterChip
              label="By"
              options={originOptions}
              value={origin}
              onChange={value =>
                redirect({
                  screen: 'history',
                  ...(value ? { origin: value } : {}),
                  ...(contactId ? { contactId } : {}),
                })
              }
            />
            {contactId && (
              <ToggleChip
                label="One person"
                isOn
                onChange={() => redirect({ screen: 'history', ...(origin ? { origin } : {}) })}
              />
            )}
          </>
        }
        empty={
          <EmptyState title="Nothing done yet" icon={<IconHistory size={24} stroke={1.5} />}>
            Every import and every correction appears here in words, with its undo.
          </EmptyState>
        }
      />
      {opened && <ActionDrawer key={opened.groupId} action={opened} onClose={() => setOpened(null)} />}
    </Page>
  )
}
