import { lazy, Suspense } from 'react'
import { moneyText, monthText } from '../lib/format.ts'
import type { MonthAmount } from './MonthBars.tsx'
import './month-chart.css'

const MonthBars = lazy(() => import('./MonthBars.tsx').then(m => ({ default: m.MonthBars })))

/**
 * Money by month as bars, with the same figures as a table for screen readers and for reading exactly. With `onOpen` a
 * month opens the rows behind it.
 */
export function MonthChart(props: {
  label: string
  months: readonly MonthAmount[]
  currency: string
  heightPx: number
  selectedMonth?: string | undefined
  onOpen?: (month: string) => void
}) {
  return (
    <figure className="sh-chart" aria-label={props.label}>
      <div aria-hidden="true">
        <Suspense fallback={<div style={{ height: props.heightPx }} />}>
          <MonthBars
            months={props.months}
            currency={props.currency}
            heightPx={props.heightPx}
            selectedMonth={props.selectedMonth}
            {...(props.onOpen ? { onOpen: props.onOpen } : {})}
          />
        </Suspense>
      </div>
      <MonthTable {...props} />
    </figure>
  )
}

function MonthTable(props: {
  label: string
  months: readonly MonthAmount[]
  currency: string
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
              <td>{moneyText(amountCents, props)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
