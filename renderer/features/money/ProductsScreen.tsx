import { IconBox } from '@tabler/icons-react'
import { useMemo } from 'react'
import { listProducts } from '../../../electron/contract/money.ts'
import { countText } from '../../lib/format.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { navigate, useKept } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Sort } from '../../ui/data-columns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { productColumns } from './money-columns.tsx'

const firstSort: Sort = { by: 'total', direction: 'desc' }
type ProductSort = 'name' | 'total' | 'transactions' | 'contacts' | 'subscriptions' | 'lastSold'

/** Everything sold, with what it brought; a product opens its payments. */
export function ProductsScreen() {
  const [search, setSearch] = useKept('products.search', '')
  const [sort, setSort] = useKept('products.sort', firstSort)
  const input = useMemo(
    () => ({ ...(search ? { search } : {}), sort: sort.by as ProductSort, direction: sort.direction }),
    [search, sort],
  )
  const source = useMemo(() => rowSource(listProducts, input, output => output.rows), [input])
  const total = useRowTotal(source)
  return (
    <Page title="Products" detail={total === null ? '' : countText(total)} fills>
      <DataTable
        label="Products"
        source={source}
        columns={productColumns}
        rowId={row => row.productId}
        sort={sort}
        onSort={setSort}
        onOpen={row =>
          navigate({ screen: 'transactions', filter: { productId: row.productId, status: 'paid' } })
        }
        exports={{ list: 'products', input }}
        tools={<SearchField label="Search products" value={search} onChange={setSearch} />}
        empty={
          search ? (
            <EmptyState title="No product matches">Search for less of the name.</EmptyState>
          ) : (
            <EmptyState title="No products yet" icon={<IconBox size={24} stroke={1.5} />}>
              Products come with the first import of payments or subscriptions.
            </EmptyState>
          )
        }
      />
    </Page>
  )
}
