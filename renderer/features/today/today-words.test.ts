import { expect, test } from 'vitest'
import { dayIn, figureOf, placeOfItem } from './today-words.ts'

test('the day of the office, not of Greenwich', () => {
  expect(dayIn('America/Denver', new Date('2025-01-01T05:00:00.000Z'))).toBe('2024-12-31')
})

test('a figure opens the list behind it', () => {
  expect(figureOf('moneyLastYear', '2025')).toEqual({
    label: 'Money in 2024',
    place: { screen: 'transactions', filter: { from: '2024-01-01', to: '2024-12-31', status: 'paid' } },
    isMoney: true,
  })
  expect(figureOf('subscribers', '2025').place).toEqual({
    screen: 'people',
    filter: { emailSubscribed: true },
  })
})

test('an item that needs somebody leads to where it can be settled', () => {
  expect(placeOfItem({ kind: 'suggestions' })).toEqual({ screen: 'conflicts', view: 'suggestions' })
  expect(placeOfItem({ kind: 'failedPayments', since: '2025-02-01' })).toEqual({
    screen: 'transactions',
    filter: { status: 'failed', from: '2025-02-01' },
  })
})
