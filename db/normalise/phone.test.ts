import { expect, test } from 'vitest'
import { phoneE164, samePhone } from './phone.ts'

test.each([
  ['(303) 555-0101', '+13035550101'],
  ['303-555-0101', '+13035550101'],
  ['303.555.0101', '+13035550101'],
  ['3035550101', '+13035550101'],
  ['13035550101', '+13035550101'],
  ['+1 303 555 0101', '+13035550101'],
  ['+13035550101', '+13035550101'],
  [' 1 (303)\u00a0555\u20110101 ', '+13035550101'],
  ['303-555-0101 x12', '+13035550101'],
  ['303-555-0101 ext. 5', '+13035550101'],
  ['303-555-0101 / 303-555-0102', '+13035550101'],
  ['Cell: (303) 555-0101', '+13035550101'],
  ['+44 20 7946 0018', '+442079460018'],
  ['011 44 20 7946 0018', '+442079460018'],
  ['+49 30 901820', '+4930901820'],
])('%s is %s', (typed, expected) => {
  expect(phoneE164(typed)).toBe(expected)
})

test.each([
  '',
  '   ',
  '555-0101',
  '1-800-FLOWERS',
  'none',
  '123',
  '1035550101',
  '303 155 0101',
  '9'.repeat(200),
  '+',
  'ask her',
])('%s cannot be dialled', typed => {
  expect(phoneE164(typed)).toBeNull()
})

test('spellings of one number are the same, different numbers are not', () => {
  expect(samePhone('(303) 555-0101', '+1 303 555 0101')).toBe(true)
  expect(samePhone('303-555-0101', '303-555-0102')).toBe(false)
  expect(samePhone('555-0101', ' 555-0101')).toBe(true)
  expect(samePhone('555-0101', '555-0102')).toBe(false)
  expect(samePhone('555-0101', '303-555-0101')).toBe(false)
})
