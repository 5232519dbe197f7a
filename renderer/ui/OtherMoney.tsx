import type { OtherMoney as Other } from '../../electron/contract/values.ts'
import { countOf, moneyText } from '../lib/format.ts'
import type { MoneyFilter } from '../lib/navigation.ts'
import { hrefOf, navigate } from '../lib/use-place.ts'
import { MoneyText } from './values.tsx'
import './parts.css'

/** Beside a figure: what there is in currencies that it does not add up. Each opens its payments among those of the filter. */
export function OtherMoney({ others, filter }: { others: readonly Other[]; filter: MoneyFilter }) {
  if (others.length === 0) return null
  return (
    <span className="sh-other-money sh-figures">
      {others.map(({ currency, count, amountCents }) => {
        const place = { screen: 'transactions' as const, filter: { ...filter, currency } }
        return (
          <a
            key={currency}
            href={hrefOf(place)}
            onClick={event => {
              event.preventDefault()
              navigate(place)
            }}
          >
            and {moneyText(amountCents, { currency })} in {countOf(count, 'payment')}
          </a>
        )
      })}
    </span>
  )
}

/** The same in words: `€25.00, ¥1,000`. */
export function otherMoneyText(others: readonly Other[]): string {
  return others.map(({ amountCents, currency }) => moneyText(amountCents, { currency })).join(', ')
}

/** A sum in a cell of a list, and beside it what it does not hold: `$40.00 + €25.00`. */
export function SumText(props: { cents: number; currency: string; others: readonly Other[] }) {
  const { cents, currency, others } = props
  if (others.length === 0) return <MoneyText cents={cents} currency={currency} />
  const text = cents === 0 ? [] : [moneyText(cents, { currency })]
  const sum = [...text, otherMoneyText(others)].join(' + ')
  return (
    <span className="sh-figures" title={sum}>
      {sum}
    </span>
  )
}
