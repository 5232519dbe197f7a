import { expect, test } from 'vitest'
import {
  bytesText,
  countOf,
  countText,
  daysOfMonth,
  dayText,
  instantDayText,
  instantStamp,
  instantText,
  moneyText,
  monthText,
  phoneText,
  secondsText,
} from './format.ts'

test('counts are grouped and agree with their word', () => {
  expect(countText(1234567)).toBe('1,234,567')
  expect(countText(Number.NaN)).toBe('–')
  expect(countOf(1, 'person', 'people')).toBe('1 person')
  expect(countOf(2, 'person', 'people')).toBe('2 people')
  expect(countOf(0, 'row')).toBe('0 rows')
})

const usd = { currency: 'USD' }

test('money is whole cents shown exactly, negative with a real minus', () => {
  expect(moneyText(123450, usd)).toBe('$1,234.50')
  expect(moneyText(-2200, usd)).toBe('−$22.00')
  expect(moneyText(0, usd)).toBe('$0.00')
  expect(moneyText(123450, { ...usd, roundToUnits: true })).toBe('$1,235')
  expect(moneyText(1000, { currency: 'EUR' })).toBe('€10.00')
  expect(moneyText(100_000, { currency: 'JPY' })).toBe('¥1,000')
  expect(moneyText(1250, { currency: 'HUF' })).toBe('HUF\u00a012.50')
  expect(moneyText(1000, { currency: 'not a currency' })).toBe('$10.00')
})

test.each([null, Number.NaN, Number.POSITIVE_INFINITY])('money that is not there is a dash: %s', cents => {
  expect(moneyText(cents, usd)).toBe('–')
})

test('days and months read as people write them', () => {
  expect(dayText('2025-03-03')).toBe('3 Mar 2025')
  expect(monthText('2025-03')).toBe('Mar 2025')
  expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(daysOfMonth('2025-12')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})

test.each([null, '', 'nan', '2025-13-01', 'Invalid Date'])('a day that is none is a dash: %s', day => {
  expect(dayText(day)).toBe('–')
})

test('an instant is shown in the time zone of the office', () => {
  expect(instantDayText('2025-03-04T05:30:00.000Z', 'America/Denver')).toBe('3 Mar 2025')
  expect(instantText('2025-03-04T05:30:00.000Z', 'America/Denver')).toBe('3 Mar 2025, 22:30')
  expect(instantStamp('2025-03-04T05:30:07.000Z', 'America/Denver')).toBe('3 Mar 2025, 22:30:07 GMT-7')
  expect(instantText('2025-03-04T00:00:00.000Z', 'UTC')).toBe('4 Mar 2025, 00:00')
  expect(instantText('tomorrow', 'UTC')).toBe('–')
})

test('phones: US numbers are grouped, others stay as typed', () => {
  expect(phoneText('+13035550101')).toBe('(303) 555-0101')
  expect(phoneText('+442079460123', '020 7946 0123')).toBe('020 7946 0123')
  expect(phoneText('+442079460123')).toBe('+442079460123')
  expect(phoneText(null, '555-ASK-ME')).toBe('555-ASK-ME')
  expect(phoneText('303.555.0101')).toBe('(303) 555-0101')
  expect(phoneText(null, '1 (303) 555-0101')).toBe('(303) 555-0101')
  expect(phoneText(null, '303-555-0101 x4')).toBe('303-555-0101 x4')
  expect(phoneText('+4930123456')).toBe('+4930123456')
  expect(phoneText(null)).toBe('–')
})

test('sizes and durations', () => {
  expect(bytesText(999)).toBe('999 bytes')
  expect(bytesText(1536)).toBe('1.5 KB')
  expect(bytesText(5 * 1024 ** 3)).toBe('5.0 GB')
  expect(secondsText(0.2)).toBe('under a second')
  expect(secondsText(42)).toBe('42 s')
  expect(secondsText(75)).toBe('1 min 15 s')
})
