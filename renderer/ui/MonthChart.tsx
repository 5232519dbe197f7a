import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { moneyText, monthText } from '../lib/format.ts'
import './month-chart.css'

export type MonthAmount = { month: string; amountCents: number }

/**
 * Money by month as bars, with the same figures as a table for screen readers and for reading exactly. With `onOpen` a
 * month opens the rows behind it.
 */
export function MonthChart(props: {
  label: string
  months: readonly MonthAmount[]
  heightPx: number
  selectedMonth?: string | undefined
  onOpen?: (month: string) => void
}) {
  const { months, onOpen, selectedMonth } = props
  return (
    <figure className="sh-chart" aria-label={props.label}>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={props.heightPx}>
          <BarChart
            data={[...months]}
            accessibilityLayer={false}
            margin={{ top: 8, right: 4, bottom: 0, left: 4 }}
            barCategoryGap="22%"
          >
            <CartesianGrid vertical={false} stroke="var(--sh-line)" />
            <XAxis
              dataKey="month"
              tickFormatter={shortMonth}
              tickLine={false}
              axisLine={false}
              minTickGap={12}
              tick={{ fill: 'var(--sh-soft)', fontSize: 11 }}
            />
            <YAxis
              width={52}
              tickCount={4}
              tickFormatter={shortMoney}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--sh-soft)', fontSize: 11 }}
            />
            <Tooltip
              cursor={{ fill: 'var(--sh-hover)' }}
              isAnimationActive={false}
              content={({ payload }) => <MonthTip month={payload[0]?.payload as MonthAmount | undefined} />}
            />
            <Bar
              dataKey="amountCents"
              isAnimationActive={false}
              radius={[3, 3, 0, 0]}
              maxBarSize={36}
              cursor={onOpen ? 'pointer' : 'default'}
              onClick={bar => {
                const month = (bar.payload as MonthAmount | undefined)?.month
                if (month) onOpen?.(month)
              }}
            >
              {months.map(({ month }) => (
                <Cell
                  key={month}
                  fill="var(--sh-chart-1)"
                  fillOpacity={selectedMonth === undefined || selectedMonth === month ? 1 : 0.4}
                />
              ))}
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
      <MonthTable {...props} />
    </figure>
  )
}

function MonthTip({ month }: { month: MonthAmount | undefined }) {
  if (!month) return null
  return (
    <div className="sh-chart-tip">
      {monthText(month.month)} <strong>{moneyText(month.amountCents)}</strong>
    </div>
  )
}

function MonthTable(props: {
  label: string
  months: readonly MonthAmount[]
  onOpen?: (month: string) => void
}) {
  const { onOpen } = props
  return (
    <details className="sh-chart-table">
      <summary>As a table</summary>
      <table>
        <caption className="sh-visually-hidden">{props.label}</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {props.months.map(({ month, amountCents }) => (
            <tr key={month}>
              <th scope="row">
                {onOpen ? (
                  <button type="button" onClick={() => onOpen(month)}>
                    {monthText(month)}
                  </button>
                ) : (
                  monthText(month)
                )}
              </th>
              <td>{moneyText(amountCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** `2025-03` -> `Mar`, and January with its year. */
function shortMonth(month: string): string {
  const [name = '', year = ''] = monthText(month).split(' ')
  return name === 'Jan' ? `Jan ${year}` : name
}

/** Whole money for an axis: `$1.2K`. */
function shortMoney(cents: number): string {
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  return format.format(cents / 100)
}
