import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countText } from '../../lib/format.ts'
import { paymentKindWords } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { MoneyText } from '../../ui/values.tsx'
import { fieldLabel } from './plan-words.ts'

type Totals = BatchReport['totals']

/** What the file adds up to by type, beside its own sum, each currency apart. Nothing for files without money. */
export function MoneyTotals({ totals }: { totals: Totals }) {
  if (totals.byType.length === 0) return null
  const { others, ...main } = totals
  return [main, ...others].map(part => (
    <CurrencyTotals key={part.currency} totals={part} isOneOfMany={others.length > 0} />
  ))
}

function CurrencyTotals(props: { totals: Omit<Totals, 'others'>; isOneOfMany: boolean }) {
  const { currency, byType, amountCents } = props.totals
  const sumCents = byType.reduce((sum, type) => sum + type.amountCents, 0)
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
        <span className="sh-soft">{props.isOneOfMany ? `Together in ${currency}` : 'Together'}</span>
        {money(sumCents)}
      </div>
      <div className="imp-money-part imp-money-sum">
        <span className="sh-soft">The file’s own total</span>
        <span>
          {money(amountCents)}{' '}
          {sumCents === amountCents ? (
            <StateBadge tone="good">equal</StateBadge>
          ) : (
            <StateBadge tone="bad">differs</StateBadge>
          )}
        </span>
      </div>
    </section>
  )
}
