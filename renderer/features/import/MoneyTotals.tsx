import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countText } from '../../lib/format.ts'
import { transactionTypeWords } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { MoneyText } from '../../ui/values.tsx'
import { fieldLabel } from './plan-words.ts'

/** What the file adds up to by type, beside its own sum. Nothing for files without money. */
export function MoneyTotals({ totals }: { totals: BatchReport['totals'] }) {
  if (totals.byType.length === 0) return null
  const sumCents = totals.byType.reduce((sum, type) => sum + type.amountCents, 0)
  return (
    <section className="imp-money sh-card" aria-label="Money in this file">
      {totals.byType.map(type => (
        <div key={type.type} className="imp-money-part">
          <span className="sh-soft">
            {(transactionTypeWords as Record<string, string>)[type.type] ?? fieldLabel(type.type)}
            <span className="sh-figures"> · {countText(type.count)}</span>
          </span>
          <MoneyText cents={type.amountCents} />
        </div>
      ))}
      <div className="imp-money-part imp-money-sum">
        <span className="sh-soft">Together</span>
        <MoneyText cents={sumCents} />
      </div>
      <div className="imp-money-part imp-money-sum">
        <span className="sh-soft">The file’s own total</span>
        <span>
          <MoneyText cents={totals.amountCents} />{' '}
          {sumCents === totals.amountCents ? (
            <StateBadge tone="good">equal</StateBadge>
          ) : (
            <StateBadge tone="bad">differs</StateBadge>
          )}
        </span>
      </div>
    </section>
  )
}
