import { IconRepeat } from '@tabler/icons-react'
import { useMemo } from 'react'
import { listSubscriptions } from '../../../electron/contract/money.ts'
import { countText } from '../../lib/format.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { navigate, redirect, useKept } from '../../lib/use-place.ts'
import { flawWords, plainWord } from '../../lib/words.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Sort } from '../../ui/data-columns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterChip, ToggleChip } from '../../ui/FilterChip.tsx'
import { Page } from '../../ui/Page.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { subscriptionColumns } from './money-columns.tsx'

const firstSort: Sort = { by: 'person', direction: 'asc' }
type SubscriptionSort = 'person' | 'product' | 'status' | 'amount' | 'started' | 'periodEnd'
const statusOptions = ['running', 'active', 'trialing', 'paused', 'past_due', 'cancelled', 'expired'].map(
  value => ({
    value,
    label: plainWord(value),
  }),
)

/** Everything that is paid again and again. */
export function SubscriptionsScreen({ place }: { place: PlaceOf<'subscriptions'> }) {
  const { status, flaw } = place
  const [search, setSearch] = useKept('subscriptions.search', '')
  const [sort, setSort] = useKept('subscriptions.sort', firstSort)
  const input = useMemo(
    () => ({
      ...(search ? { search } : {}),
      ...(status ? { status } : {}),
      ...(flaw ? { flaw } : {}),
      sort: sort.by as SubscriptionSort,
      direction: sort.direction,
    }),
    [search, status, flaw, sort],
  )
  const source = useMemo(() => rowSource(listSubscriptions, input, output => output.rows), [input])
  const total = useRowTotal(source)
  return (
    <Page title="Subscriptions" detail={total === null ? '' : countText(total)} fills>
      <DataTable
        label="Subscriptions"
        source={source}
        columns={subscriptionColumns}
        rowId={row => row.subscriptionId}
        sort={sort}
        onSort={setSort}
        onOpen={row => navigate({ screen: 'contact', id: row.contactId })}
        exports={{ list: 'subscriptions', input }}
        tools={
          <>
            <SearchField label="Search subscriptions" value={search} onChange={setSearch} />
            <FilterChip
              label="Status"
              options={statusOptions}
              value={status}
              onChange={value =>
                redirect({
                  screen: 'subscriptions',
                  ...(flaw ? { flaw } : {}),
                  ...(value ? { status: value } : {}),
                })
              }
            />
            {flaw && (
              <ToggleChip
                label={plainWord(flawWords[flaw])}
                isOn
                onChange={() => redirect({ screen: 'subscriptions', ...(status ? { status } : {}) })}
              />
            )}
          </>
        }
        empty={
          search || status || flaw ? (
            <EmptyState title="No subscription matches">Take off a filter, or search for less.</EmptyState>
          ) : (
            <EmptyState title="No subscriptions yet" icon={<IconRepeat size={24} stroke={1.5} />}>
              Drop a subscriptions export of Kajabi or Stripe anywhere on this window.
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
