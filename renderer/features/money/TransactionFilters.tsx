import { TransactionStatus, TransactionType } from '../../../electron/contract/money.ts'
import { SourceSystem } from '../../../electron/contract/values.ts'
import { type MoneyFilter, withoutEmpty } from '../../lib/navigation.ts'
import {
  flawWords,
  plainWord,
  sourceWords,
  transactionStatusWords,
  transactionTypeWords,
} from '../../lib/words.ts'
import { DayField } from '../../ui/DayField.tsx'
import { FilterChip, ToggleChip } from '../../ui/FilterChip.tsx'
import { SearchField } from '../../ui/SearchField.tsx'

const typeOptions = TransactionType.options.map(value => ({ value, label: transactionTypeWords[value] }))
const statusOptions = [
  { value: 'paid' as const, label: 'Paid', detail: 'completed or refunded' },
  ...TransactionStatus.options.map(value => ({ value, label: transactionStatusWords[value] })),
]
const sourceOptions = SourceSystem.options.map(value => ({ value, label: sourceWords[value] }))

/** The filters of the transactions list. */
export function TransactionFilters(props: {
  search: string
  onSearch: (text: string) => void
  filter: MoneyFilter
  onFilter: (filter: MoneyFilter) => void
}) {
  const { filter } = props
  const set = (change: { [K in keyof MoneyFilter]?: MoneyFilter[K] | undefined }) =>
    props.onFilter(withoutEmpty({ ...filter, ...change }) as MoneyFilter)
  return (
    <>
      <SearchField label="Search transactions" value={props.search} onChange={props.onSearch} />
      <FilterChip label="Type" options={typeOptions} value={filter.type} onChange={type => set({ type })} />
      <FilterChip
        label="Status"
        options={statusOptions}
        value={filter.status}
        onChange={status => set({ status })}
      />
      <FilterChip
        label="Source"
        options={sourceOptions}
        value={filter.sourceSystem}
        onChange={sourceSystem => set({ sourceSystem })}
      />
      <DayField label="From" value={filter.from} onChange={from => set({ from })} />
      <DayField label="To" value={filter.to} onChange={to => set({ to })} />
      <ToggleChip
        label="Told twice"
        isOn={filter.told === 'again'}
        onChange={() => set({ told: filter.told === 'again' ? undefined : 'again' })}
      />
      {filter.currency && (
        <ToggleChip label={`In ${filter.currency}`} isOn onChange={() => set({ currency: undefined })} />
      )}
      {filter.flaw && (
        <ToggleChip
          label={plainWord(flawWords[filter.flaw])}
          isOn
          onChange={() => set({ flaw: undefined })}
        />
      )}
      {filter.productId && (
        <ToggleChip label="One product" isOn onChange={() => set({ productId: undefined })} />
      )}
    </>
  )
}
