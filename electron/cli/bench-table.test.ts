import { expect, test } from 'vitest'
import { median, percentiles, ratioOf, tableText } from './bench-table.ts'

test('percentiles are of the sorted times', () => {
  const times = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(percentiles(times)).toEqual({ p50Ms: 51, p95Ms: 96, p99Ms: 100 })
  expect(percentiles([7])).toEqual({ p50Ms: 7, p95Ms: 7, p99Ms: 7 })
  expect(median([3, 1, 2])).toBe(2)
})

test('the ratio is to the peer, and absent without one', () => {
  expect(ratioOf({ job: 'import', seconds: 4, peerSeconds: 0.5, goal: '' })).toBe(8)
  expect(ratioOf({ job: 'import', seconds: 4, goal: '' })).toBeUndefined()
})

test('the table says what was met and what was missed, in columns', () => {
  const text = tableText([
    {
      job: 'import',
      seconds: 4,
      cpuSeconds: 3,
      rows: 1000,
      peerSeconds: 1,
      peerCpuSeconds: 1.5,
      peakMb: 250.4,
      goal: '<= 8 x',
      isMet: true,
    },
    { job: 'search', p50Ms: 1, p95Ms: 9.126, p99Ms: 12, goal: '<= 5 ms', isMet: false, note: 'one letter' },
  ])
  const [head = '', , first = '', second = ''] = text.split('\n')
  expect(first).toMatch(/^import +4\.00 +3\.00 +1\.00 +4\.0 +2\.0 +250 +250 +<= 8 x +met$/)
  expect(second).toMatch(/^search +1\.00 +9\.13 +12\.00 +<= 5 ms +MISSED; one letter$/)
  expect(first.indexOf('<= 8 x')).toBe(head.indexOf('goal'))
})
