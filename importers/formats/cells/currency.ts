import type { CellProblem } from '../format.ts'
import { type Money, parseMoney } from './money.ts'
import { problem } from './problem.ts'

/** Of ISO 4217: those whose unit has no parts, and those whose unit has thousand or more. All others have a hundred. */
const wholeUnits = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '))
const thousandths = new Set('BHD CLF IQD JOD KWD LYD OMR TND UYW'.split(' '))

function reasonAgainst(currency: string): string | null {
  if (!/^[A-Z]{3}$/.test(currency)) return 'This is not a currency code.'
  return thousandths.has(currency)
    ? `${currency} has three decimals and the office keeps two, so this amount cannot be kept as it is.`
    : null
}

/** The least that an amount can differ by. */
export function smallestCents(currency: string): number {
  return wholeUnits.has(currency) ? 100 : 1
}

/** `$` is also the sign of other dollars and of pesos, `¥` also that of the yuan; `€` and `£` are read as one currency each. */
function mayBe(typed: string, written: string, named: string): boolean {
  if (written === named) return true
  const isSharedSign = /[$¥]/.test(typed) && !typed.includes(written)
  return isSharedSign && named !== 'EUR' && named !== 'GBP'
}

type KeptMoney = { cents: number; currency: string }
/** Where an amount stands and what it says there. */
type Place = { column: string; typed: string | null }

/**
 * An amount in hundredths of its currency's unit, also of currencies like the yen that have no hundredths. The currency is the one that the
 * row names, else the amount's own, else the dollar.
 */
export function readMoney(
  place: Place,
  told: { currency: string | null; mark?: '.' | ',' },
): KeptMoney | CellProblem {
  const named = told.currency?.toUpperCase() ?? null
  const refusal = named === null ? null : reasonAgainst(named)
  if (refusal !== null) return problem('Currency', told.currency, refusal)
  const money = place.typed === null ? null : parseMoney(place.typed, told.mark)
  if (money === null) return problem(place.column, place.typed, 'This is not an amount.')
  if (named !== null && money.currency !== null && !mayBe(place.typed ?? '', money.currency, named))
    return problem(
      place.column,
      place.typed,
      `The amount is in ${money.currency}, and the row says ${named}.`,
    )
  return keepMoney(place, { cents: money.cents, currency: named ?? money.currency })
}

/** The amount as it can be kept, or why it cannot. */
export function keepMoney({ column, typed }: Place, money: Money): KeptMoney | CellProblem {
  const currency = money.currency ?? 'USD'
  const reason = reasonAgainst(currency)
  if (reason !== null) return problem(column, typed, reason)
  return money.cents % smallestCents(currency) !== 0
    ? problem(column, typed, `${currency} has no decimals, so this is not an amount of it.`)
    : { cents: money.cents, currency }
}
