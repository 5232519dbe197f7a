import { Bar, BarChart, CartesianGrid, Cell, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { moneyText, monthText } from '../lib/format.ts'

export type MonthAmount = { month: string; amountCents: number }

/** The drawn part of the month chart; loaded when it is first shown. */
export function MonthBars(props: {
  months: readonly MonthAmount[]
  currency: string
  heightPx: number
  selectedMonth?: string | undefined
  onOpen?: (month: string) => void
}) {
  const { months, currency, onOpen, selectedMonth } = props
  return (
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
          tickFormatter={(cents: number) => shortMoney(cents, currency)}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--sh-soft)', fontSize: 11 }}
        />
        <Tooltip
          cursor={{ fill: 'var(--sh-hover)' }}
          isAnimationActive={false}
          content={({ payload }) => (
            <MonthTip month={payload[0]?.payload as MonthAmount | undefined} currency={currency} />
          )}
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
  )
}

function MonthTip({ month, currency }: { month: MonthAmount | undefined; currency: string }) {
  if (!month) return null
  return (
    <div className="sh-chart-tip">
      {monthText(month.month)} <strong>{moneyText(month.amountCents, { currency })}</strong>
    </div>
  )
}

/** `2025-03` -> `Mar`, and January with its year. */
function shortMonth(month: string): string {
  const [name = '', year = ''] = monthText(month).split(' ')
  return name === 'Jan' ? `Jan ${year}` : name
}

/** Whole money for an axis: `$1.2K`. */
function shortMoney(cents: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  return format.format(cents / 100)
}
