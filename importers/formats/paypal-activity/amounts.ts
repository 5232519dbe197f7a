import { readMoney, smallestCents } from '../cells/currency.ts'
import { parseMoney } from '../cells/money.ts'
import { problem } from '../cells/problem.ts'
import type { Cell, CellProblem, Checksum } from '../format.ts'
import type { Leg } from './survey.ts'
import { impactOf, type Kind } from './words.ts'

/** Signed as it moved: in positive, out negative. The fee is what PayPal kept: positive, negative when it was returned. */
export type Amounts = { grossCents: number; feeCents: number | null; currency: string }

/** The amounts of one row, and the net amount that it states beside gross and fee; null when it states not all three. */
type RowAmounts = Amounts & { net: Pick<Checksum, 'statedCents' | 'countedCents'> | null }

/** What moved, in the row's own currency; a problem when a cell is no amount. */
export function readAmounts(cell: Cell, kind: Kind, mark: '.' | ','): RowAmounts | CellProblem {
  const gross = readMoney({ column: 'Gross', typed: cell('Gross') }, { currency: cell('Currency'), mark })
  if ('reason' in gross) return gross
  const { currency } = gross
  const otherAmounts = ['Fee', 'Net'].map(column => {
    const text = cell(column)
    return text === null ? null : parseMoney(text, mark)?.cents
  })
  const wrongAt = otherAmounts.indexOf(undefined)
  if (wrongAt !== -1) {
    const column = wrongAt === 0 ? 'Fee' : 'Net'
    return problem(column, cell(column), 'This is not an amount.')
  }
  const [fee = null, net = null] = otherAmounts
  const feeCents = feeOf(gross.cents, fee, net)
  const stated =
    fee === null || net === null ? null : { statedCents: net, countedCents: gross.cents - (feeCents ?? 0) }
  const impact = impactOf(cell('Balance Impact'))
  const isFlipped = gross.cents > 0 && (impact === 'debit' || (kind === 'give-back' && impact === null))
  // Some tools write every amount without its sign; the fee of a refund is then one that came back.
  return isFlipped
    ? {
        grossCents: -gross.cents,
        feeCents: feeCents === null ? null : -Math.abs(feeCents) || 0,
        currency,
        net: stated,
      }
    : { grossCents: gross.cents, feeCents, currency, net: stated }
}

/** Net = Gross + Fee, and the fee's own sign where the three disagree. */
function feeOf(grossCents: number, fee: number | null, net: number | null): number | null {
  if (fee === null) return net === null ? null : grossCents - net
  return net !== null && Math.abs(grossCents - net) === Math.abs(fee) ? grossCents - net : -fee || 0
}

/**
 * A payment in a foreign currency, booked as what it was changed into. One side of the conversion takes the payment out of its own currency,
 * the other is the money the office got. When only what was left after the fee was changed, gross and fee follow at the same rate.
 */
export function convert(
  amounts: Amounts,
  legs: readonly Leg[],
): { converted: Amounts; legs: readonly Leg[] } {
  const { grossCents, feeCents, currency } = amounts
  const away = legs.find(leg => leg.currency === currency && leg.cents * grossCents < 0)
  const home = legs.find(leg => leg.currency !== currency && leg.cents * grossCents > 0)
  if (!away || !home) return { converted: amounts, legs: [] }
  const netCents = grossCents - (feeCents ?? 0)
  const least = smallestCents(home.currency)
  const atRate = (cents: number) => Math.round((cents * home.cents) / -away.cents / least) * least
  const isOfNet = -away.cents === netCents && netCents !== grossCents
  const feeAtRate = feeCents === null ? null : atRate(feeCents)
  const grossAtRate = isOfNet ? home.cents + (feeAtRate ?? 0) : home.cents
  if (!Number.isSafeInteger(grossAtRate) || !Number.isSafeInteger(feeAtRate ?? 0))
    return { converted: amounts, legs: [] }
  return {
    converted: { grossCents: grossAtRate, feeCents: feeAtRate, currency: home.currency },
    legs: [away, home],
  }
}
