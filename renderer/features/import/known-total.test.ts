import { expect, test } from 'vitest'
import { withKnownTotal } from './known-total.ts'

const progress = { phase: 'importing', done: 832, total: 6067, rowsPerSecond: 748, secondsLeft: 7 }

test('one file counts its own rows', () => {
  expect(withKnownTotal(progress, [5901])).toEqual({ ...progress, total: 5901 })
  expect(withKnownTotal({ ...progress, done: 6000, total: null }, [5901])).toMatchObject({
    done: 5901,
    total: 5901,
  })
})

test('several files count together, by the share that is done', () => {
  const second = { ...progress, done: 64, total: 128 }
  expect(withKnownTotal(second, [5901, 410, 4403])).toEqual({
    ...second,
    done: 5357,
    total: 10714,
    rowsPerSecond: null,
  })
})

test('before the office knows a share nothing is done', () => {
  expect(withKnownTotal({ ...progress, total: null }, [10, 20])).toMatchObject({ done: 0, total: 30 })
})
