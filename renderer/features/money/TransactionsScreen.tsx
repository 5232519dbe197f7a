import { IconArrowsExchange } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { listTransactions, type TransactionRow } from '../../../electron/contract/money.ts'
import { countText } from '../../lib/format.ts'
import type { MoneyFilter, PlaceOf } from '../../lib/navigation.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { redirect, useKept } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Sort } from '../../ui/data-columns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { MoneyTotals } from './MoneyTotals.tsx'
import { transactionColumns } from './money-columns.tsx'
import { periodWords } from './money-words.ts'
import { PaymentDrawer } from './PaymentDrawer.tsx'
import { TransactionFilters } from './TransactionFilters.tsx'

const noFilter: MoneyFilter = {}
const firstSort: Sort = { by: 'date', direction: 'desc' }
type TransactionSort = 'date' | 'amount' | 'person' | 'product'

/** All payments, with totals over exactly the rows that are shown. */
export function TransactionsScreen({ place }: { place: PlaceOf<'transactions'> }) {
  const filter = place.filter ?? noFilter
  const [search, setSearch] = useKept('transactions.search', '')
  const [sort, setSort] = useKept('transactions.sort', firstSort)
  const fullFilter = useMemo(() => ({ ...filter, ...(search ? { search } : {}) }), [filter, search])
  const input = useMemo(
    () => ({ filter: fullFilter, sort: sort.by as TransactionSort, direction: sort.direction }),
    [fullFilter, sort],
  )
  const source = useMemo(() => rowSource(listTransactions, input, output => output.rows), [input])
  const total = useRowTotal(source)
  const [opened, setOpened] = useState<TransactionRow | null>(null)
  const setFilter = (changed: MoneyFilter) => redirect({ screen: 'transactions', filter: changed })
  const isFiltered = Object.keys(fullFilter).length > 0
  const detail = [total === null ? null : countText(total), periodWords(filter)].filter(Boolean).join(' · ')
  return (
    <Page title="Transactions" detail={detail} fills>
      <MoneyTotals filter={fullFilter} onFilter={setFilter} />
      <DataTable
        label="Transactions"
        source={source}
        columns={transactionColumns}
        rowId={(row: TransactionRow) => row.transactionId}
        sort={sort}
        onSort={setSort}
        openedId={opened?.transactionId}
        onOpen={setOpened}
        exports={{ list: 'transactions', input }}
        tools={
          <TransactionFilters search={search} onSearch={setSearch} filter={filter} onFilter={setFilter} />
        }
        empty={
          isFiltered ? (
            <EmptyState title="No payment matches">Take off a filter, or choose a longer time.</EmptyState>
          ) : (
            <EmptyState title="No payments yet" icon={<IconArrowsExchange size={24} stroke={1.5} />}>
              Drop an export of Kajabi, PayPal, Stripe, Ticket Tailor or QuickBooks anywhere on this window.
            </EmptyState>
          )
        }
      />
      {opened && <PaymentDrawer payment={opened} onClose={() => setOpened(null)} />}
    </Page>
  )
}
