import { expect, test } from 'vitest'
import { paymentHint } from './payment-hint.ts'

const missingSince = '2025-11-10T07:00:00.000Z'

test('no payment at all leaves it open', () => {
  expect(paymentHint({ missingSince, lastPaymentAt: null, billingCycle: 'month' }).leaning).toBe('unclear')
})

test('a payment after it went missing says that it goes on', () => {
  const hint = paymentHint({ missingSince, lastPaymentAt: '2025-11-18T09:00:00.000Z', billingCycle: 'month' })
  expect(hint.leaning).toBe('goes on')
})

test('a missed payment says that it ended, measured by its own cycle', () => {
  const lastPaymentAt = '2025-08-02T09:00:00.000Z'
  const monthly = paymentHint({ missingSince, lastPaymentAt, billingCycle: 'month' })
  expect(monthly).toEqual({
    text: 'The last payment was 100 days before; one was due since. It has probably ended.',
    leaning: 'ended',
  })
  expect(paymentHint({ missingSince, lastPaymentAt, billingCycle: 'Year' }).leaning).toBe('unclear')
})

test('a payment in time leaves it open', () => {
  const hint = paymentHint({ missingSince, lastPaymentAt: '2025-10-15T09:00:00.000Z', billingCycle: null })
  expect(hint).toEqual({ text: 'It was paid as usual until it went missing.', leaning: 'unclear' })
})
