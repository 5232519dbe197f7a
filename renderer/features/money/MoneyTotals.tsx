import {
  type TransactionFilter,
  TransactionType,
  transactionTotals,
} from '../../../electron/contract/money.ts'
import { countOf, daysOfMonth, moneyText } from '../../lib/format.ts'
import { type MoneyFilter, withoutEmpty } from '../../lib/navigation.ts'
import { useCall } from '../../lib/use-call.ts'
import { transactionTypeWords } from '../../lib/words.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { MonthChart } from '../../ui/MonthChart.tsx'
import './money.css'
import { monthOf } from './money-words.ts'

/** Totals by type and by month of the rows below; each is a filter of them. */
export function MoneyTotals(props: { filter: TransactionFilter; onFilter: (filter: MoneyFilter) => void }) {
  const { search: _, ...filter } = props.filter
  const month = monthOf(filter)
  const totals = useCall(transactionTotals, { filter: props.filter })
  const { from: _from, to: _to, ...anyTime } = props.filter
  const months = useCall(transactionTotals, { filter: month ? anyTime : props.filter })
  if (totals.status === 'failed') return <ErrorNote error={totals.error} onAgain={totals.again} />
  if (totals.status === 'loading') return <div className="sh-totals" />
  const set = (change: { [K in keyof MoneyFilter]?: MoneyFilter[K] | undefined }) =>
    props.onFilter(withoutEmpty({ ...filter, ...change }) as MoneyFilter)
  const { count, amountCents, currency, byType } = totals.value
  return (
    <div className="sh-totals">
      <div className="sh-totals-figures">
        <Figure
          label="Total"
          value={moneyText(amountCents, { currency })}
          hint={countOf(count, 'transaction')}
        />
        {byType.map(part => {
          const isOn = part.type === 'failed' ? filter.status === 'failed' : filter.type === part.type
          return (
            <Figure
              key={part.type}
              label={transactionTypeWords[part.type]}
              value={moneyText(part.amountCents, { currency })}
              hint={countOf(part.count, 'transaction')}
              isPressed={isOn}
              onOpen={() =>
                part.type === 'failed'
                  ? set({ status: isOn ? undefined : 'failed', type: undefined })
                  : set({ type: isOn ? undefined : TransactionType.parse(part.type), status: undefined })
              }
            />
          )
        })}
      </div>
      {months.status === 'ready' && months.value.byMonth.length > 0 && (
        <MonthChart
          label="Money by month"
          months={months.value.byMonth.slice(-36)}
          heightPx={130}
          selectedMonth={month}
          onOpen={chosen => set(chosen === month ? { from: undefined, to: undefined } : daysOfMonth(chosen))}
        />
      )}
    </div>
  )
}
