import { expect, test } from 'vitest'
import { dayAt, dayEnd, dayStart, lastMonths, monthsBetween, yearBounds } from './office-days.ts'

test.each([
  ['America/Denver', '2025-01-15', '2025-01-15T07:00:00.000Z', '2025-01-16T07:00:00.000Z'],
  ['America/Denver', '2025-07-15', '2025-07-15T06:00:00.000Z', '2025-07-16T06:00:00.000Z'],
  ['America/Denver', '2025-03-09', '2025-03-09T07:00:00.000Z', '2025-03-10T06:00:00.000Z'],
  ['America/Denver', '2025-11-02', '2025-11-02T06:00:00.000Z', '2025-11-03T07:00:00.000Z'],
  ['Asia/Kolkata', '2025-01-01', '2024-12-31T18:30:00.000Z', '2025-01-01T18:30:00.000Z'],
  ['Pacific/Auckland', '2025-01-01', '2024-12-31T11:00:00.000Z', '2025-01-01T11:00:00.000Z'],
  ['UTC', '2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
])('in %s the day %s begins and ends where its clocks say', (zone, day, start, end) => {
  expect(dayStart(zone, day)).toBe(start)
  expect(dayEnd(zone, day)).toBe(end)
  expect(dayAt(zone, start)).toBe(day)
  expect(dayAt(zone, new Date(Date.parse(end) - 1).toISOString())).toBe(day)
})

test('months join without gaps over the turn of a year', () => {
  const months = monthsBetween('America/Denver', '2024-11-30T12:00:00.000Z', '2025-02-01T06:59:59.999Z')
  expect(months.map(month => month.month)).toEqual(['2024-11', '2024-12', '2025-01'])
  for (const [i, month] of months.entries()) expect(months[i + 1]?.start ?? month.end).toBe(month.end)
})

test('the last months end with the present one', () => {
  const months = lastMonths('America/Denver', '2026-01-01T03:00:00.000Z', 13).map(month => month.month)
  expect(months).toHaveLength(13)
  expect(months.at(-1)).toBe('2025-12')
  expect(months[0]).toBe('2024-12')
})

test('a year of the office', () => {
  expect(yearBounds('America/Denver', '2026-01-01T03:00:00.000Z', 0)).toEqual({
    start: '2025-01-01T07:00:00.000Z',
    end: '2026-01-01T07:00:00.000Z',
  })
  expect(yearBounds('America/Denver', '2026-06-01T03:00:00.000Z', 1).start).toBe('2025-01-01T07:00:00.000Z')
})
