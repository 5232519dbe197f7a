import { expect, test } from 'vitest'
import { zonedInstant } from './zones.ts'

test.each([
  ['2025-11-08', '14:05', 'America/Denver', '2025-11-08T21:05:00.000Z'],
  ['2025-07-08', '2:28 PM', 'America/Denver', '2025-07-08T20:28:00.000Z'],
  ['2025-07-08', '12:00 am', 'America/Denver', '2025-07-08T06:00:00.000Z'],
  ['2022-06-16', '23:46:00', 'PST', '2022-06-17T07:46:00.000Z'],
  ['2022-06-16', '23:46:00', 'CEST', '2022-06-16T21:46:00.000Z'],
  ['2022-06-16', '09:00', 'GMT-07:00', '2022-06-16T16:00:00.000Z'],
  ['2022-06-16', '09:00', 'Asia/Kolkata', '2022-06-16T03:30:00.000Z'],
  // In March the hour from two to three does not exist, in November the one from one to two is there twice: the first is meant.
  ['2025-03-09', '02:30', 'America/Denver', '2025-03-09T09:30:00.000Z'],
  ['2025-03-09', '03:30', 'America/Denver', '2025-03-09T09:30:00.000Z'],
  ['2025-11-02', '00:30', 'America/Denver', '2025-11-02T06:30:00.000Z'],
])('%s %s in %s is %s', (day, time, zone, instant) => {
  expect(zonedInstant(day, time, zone)).toBe(instant)
})

test.each([
  ['2025-11-08', '25:00', 'America/Denver'],
  ['2025-11-08', '13:00 PM', 'America/Denver'],
  ['2025-11-08', 'noon', 'America/Denver'],
  ['2025-11-08', '12:00', 'Middle/Earth'],
  ['2025-11-08', '12:00', 'constructor'],
  ['not a day', '12:00', 'UTC'],
])('%s %s in %s is no moment', (day, time, zone) => {
  expect(zonedInstant(day, time, zone)).toBeNull()
})

test.each(['America/Denver', 'Europe/London', 'Africa/Casablanca', 'Australia/Lord_Howe'])(
  'every hour of a year of %s is found again from what its clocks showed',
  zone => {
    // Swedish writes `2025-03-09 02:30:00`.
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const shownAt = (instant: string | null) => clock.format(Date.parse(instant ?? ''))
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2026, 0, 1); at += 3_600_000) {
      const [day = '', time = ''] = clock.format(at).split(' ')
      expect(shownAt(zonedInstant(day, time, zone))).toBe(`${day} ${time}`)
    }
  },
)
