import {
  PaymentState,
  type TransactionFilter,
  TransactionType,
  transactionTotals,
} from '../../../electron/contract/money.ts'
import { countOf, countText, daysOfMonth, moneyText } from '../../lib/format.ts'
import { type MoneyFilter, withoutEmpty } from '../../lib/navigation.ts'
import { useCall } from '../../lib/use-call.ts'
import { useCurrency } from '../../lib/use-settings.ts'
import { paymentKindWords } from '../../lib/words.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { MonthChart } from '../../ui/MonthChart.tsx'
import { OtherMoney } from '../../ui/OtherMoney.tsx'
import './money.css'
import { monthOf } from './money-words.ts'

/** Totals of the rows below, by type and by month, in one currency; each is a filter of them, and so is every other currency. */
export function MoneyTotals(props: { filter: TransactionFilter; onFilter: (filter: MoneyFilter) => void }) {
  const { search: _, ...filter } = props.filter
  const month = monthOf(filter)
  const officeCurrency = useCurrency()
  const totals = useCall(transactionTotals, { filter: props.filter })
  const { from: _from, to: _to, ...anyTime } = props.filter
  const months = useCall(transactionTotals, { filter: month ? anyTime : props.filter })
  if (totals.status === 'failed') return <ErrorNote error={totals.error} onAgain={totals.again} />
  if (totals.status === 'loading') return <div className="sh-totals" />
  const set = (change: { [K in keyof MoneyFilter]?: MoneyFilter[K] | undefined }) =>
    props.onFilter(withoutEmpty({ ...filter, ...change }) as MoneyFilter)
  const { count, amountCents, currency, byType, others } = totals.value
  // One currency among several is named, so that the list counts what the figure does.
  const own = others.length > 0 ? currency : filter.currency
  const kept = filter.currency === officeCurrency ? undefined : filter.currency
  return (
    <div className="sh-totals">
      <div className="sh-totals-figures">
        <Figure
          label="Total"
          value={moneyText(amountCents, { currency })}
          hint={`${countText(count)} paid`}
          {...(count > 0 ? { onOpen: () => set({ status: filter.status ?? 'paid', currency: own }) } : {})}
        />
        {byType.map(part => {
          const isUnpaid = part.type === 'failed' || part.type === 'pending'
          const narrowed = isUnpaid
            ? { status: PaymentState.parse(part.type) }
            : { type: TransactionType.parse(part.type), status: filter.status ?? 'paid' }
          const isOn = Object.entries(narrowed).every(([name, value]) => filter[name as 'type'] === value)
          const wide = isUnpaid ? { status: undefined } : { type: undefined, status: undefined }
          return (
            <Figure
              key={part.type}
              label={paymentKindWords[part.type]}
              value={moneyText(part.amountCents, { currency })}
              hint={countOf(part.count, 'payment')}
              isPressed={isOn}
              onOpen={() => set(isOn ? { ...wide, currency: kept } : { ...narrowed, currency: own })}
            />
          )
        })}
        <OtherMoney others={others} filter={filter} />
      </div>
      {months.status === 'ready' && months.value.byMonth.length > 0 && (
        <MonthChart
          label="Money by month"
          months={months.value.byMonth.slice(-36)}
          currency={months.value.currency}
          heightPx={130}
          selectedMonth={month}
          onOpen={chosen => set(chosen === month ? { from: undefined, to: undefined } : daysOfMonth(chosen))}
        />
      )}
    </div>
  )
}
