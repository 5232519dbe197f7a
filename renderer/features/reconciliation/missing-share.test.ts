import { expect, test } from 'vitest'
import { abnormalShareSentence, missingShare } from './missing-share.ts'

test('the share compares with what is live, and with nothing there is none', () => {
  expect(missingShare(146, 410)).toBeCloseTo(0.356, 3)
  expect(missingShare(3, 0)).toBeNull()
})

test('up to 30 % is how people leave, more is worth a warning', () => {
  expect(abnormalShareSentence(30, 100)).toBeNull()
  expect(abnormalShareSentence(31, 100)).toMatch(/^31 % of the live subscriptions are missing/)
  expect(abnormalShareSentence(0, 0)).toBeNull()
})

test('a share over everything still reads as a share', () => {
  expect(abnormalShareSentence(12, 10)).toMatch(/^100 %/)
})
