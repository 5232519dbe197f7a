import { countOf } from '../../lib/format.ts'

const dayMs = 24 * 60 * 60 * 1000
const cycleDays: Record<string, number> = { week: 7, month: 31, quarter: 92, year: 366 }

/** What the last payment says about a missing subscription. `leaning` is only a hint for the person who decides. */
export type PaymentHint = { text: string; leaning: 'goes on' | 'ended' | 'unclear' }

export function paymentHint(row: {
  missingSince: string
  lastPaymentAt: string | null
  billingCycle: string | null
}): PaymentHint {
  if (row.lastPaymentAt === null) {
    return { text: 'No payment for it is known.', leaning: 'unclear' }
  }
  const days = Math.round((Date.parse(row.missingSince) - Date.parse(row.lastPaymentAt)) / dayMs)
  if (days < 0) {
    return { text: 'It was paid after it went missing, so it probably goes on.', leaning: 'goes on' }
  }
  const cycle = cycleDays[(row.billingCycle ?? 'month').toLowerCase()] ?? 31
  if (days > cycle * 1.5) {
    const ago = countOf(days, 'day')
    return {
      text: `The last payment was ${ago} before; one was due since. It has probably ended.`,
      leaning: 'ended',
    }
  }
  return { text: 'It was paid as usual until it went missing.', leaning: 'unclear' }
}
