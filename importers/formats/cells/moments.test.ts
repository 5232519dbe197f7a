import { expect, test } from 'vitest'
import { localDay, localInstant } from './moments.ts'

const denver = { dateOrder: 'mdy', timeZone: 'America/Denver' } as const

test.each([
  ['Nov 7, 2025 2:28 PM', '2025-11-07T21:28:00.000Z'],
  ['Nov 7, 2025 2:28\u202fPM', '2025-11-07T21:28:00.000Z'],
  ['Sat Nov 8, 2025 7:15 PM', '2025-11-09T02:15:00.000Z'],
  ['Saturday, November 8, 2025 at 7:15 p.m.', '2025-11-09T02:15:00.000Z'],
  ['Fri 1 May 2020 10:30 PM', '2020-05-02T04:30:00.000Z'],
  ['2025-11-07 14:28:00', '2025-11-07T21:28:00.000Z'],
  ['2025-11-07T14:28', '2025-11-07T21:28:00.000Z'],
  ['2025-11-07T14:28:00.000Z', '2025-11-07T14:28:00.000Z'],
  ['2025-11-07 14:28:00 -0500', '2025-11-07T19:28:00.000Z'],
  ['11/07/2025, 2:28 PM', '2025-11-07T21:28:00.000Z'],
  ['11/07/2025 14:28 PST', '2025-11-07T22:28:00.000Z'],
  ['11/07/2025 14:28 (UTC)', '2025-11-07T14:28:00.000Z'],
  ['Nov 7, 2025', '2025-11-07T12:00:00.000Z'],
  ['11/07/2025', '2025-11-07T12:00:00.000Z'],
])('%s is %s', (cell, instant) => {
  expect(localInstant(cell, denver)).toBe(instant)
})

test.each([
  '',
  'soon',
  'Feb 30, 2025 2:28 PM',
  'Nov 7, 2025 25:00',
  'Nov 7, 2025 2:28 XYZ',
  '2:28 PM',
  '2025-11-07 1:',
  '9'.repeat(500),
])('%s is no moment', cell => {
  expect(localInstant(cell, denver)).toBeNull()
})

test('the day is the one that stands in the cell', () => {
  expect(localDay('Sat Nov 8, 2025 11:59 PM', 'mdy')).toBe('2025-11-08')
  expect(localDay('08/11/2025 23:59', 'dmy')).toBe('2025-11-08')
  expect(localDay('9'.repeat(500), 'dmy')).toBeNull()
})
