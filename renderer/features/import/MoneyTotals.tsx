import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countText, monthText } from '../../lib/format.ts'
import { paymentKindWords } from '../../lib/words.ts'
import { MoneyText } from '../../ui/values.tsx'
import { fieldLabel } from './plan-words.ts'

type Totals = BatchReport['totals']

/** What the rows of the file add up to, by type and by month, each currency apart. Nothing for files without money. */
export function MoneyTotals({ totals }: { totals: Totals }) {
  if (totals.byType.length === 0) return null
  const { others, ...main } = totals
  return [main, ...others].map(part => (
    <CurrencyTotals key={part.currency} totals={part} isOneOfMany={others.length > 0} />
  ))
}

function CurrencyTotals(props: { totals: Omit<Totals, 'others'>; isOneOfMany: boolean }) {
  const { currency, byType, byMonth } = props.totals
  const paid = byType.filter(({ type }) => type !== 'failed')
  const paidCents = paid.reduce((sum, type) => sum + type.amountCents, 0)
  const money = (cents: number) => <MoneyText cents={cents} {...(currency === null ? {} : { currency })} />
  const title = props.isOneOfMany ? `Money in this file in ${currency}` : 'Money in this file'
  return (
    <section className="imp-money sh-card" aria-label={title}>
      {byType.map(type => (
        <div key={type.type} className="imp-money-part">
          <span className="sh-soft">
            {(paymentKindWords as Record<string, string>)[type.type] ?? fieldLabel(type.type)}
            <span className="sh-figures"> · {countText(type.count)}</span>
          </span>
          {money(type.amountCents)}
        </div>
      ))}
      <div className="imp-money-part imp-money-sum">
        <span className="sh-soft">
          {paid.length < byType.length ? 'Together, without failed' : 'Together'}
        </span>
        {money(paidCents)}
      </div>
      {byMonth.length > 1 && (
        <details className="imp-months">
          <summary>By month</summary>
          <table>
            <caption className="sh-visually-hidden">{title} by month</caption>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col">Payments</th>
                <th scope="col">Amount</th>
              </tr>
            </thead>
            <tbody>
              {byMonth.map(({ month, count, amountCents }) => (
                <tr key={month}>
                  <th scope="row">{monthText(month)}</th>
                  <td>{countText(count)}</td>
                  <td>{money(amountCents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
