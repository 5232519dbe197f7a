import { expect, test } from 'vitest'
import { inImportOrder, moved } from './file-order.ts'

const names = (files: { name: string }[]) => files.map(file => file.name)

test('contacts come before subscriptions, and these before transactions', () => {
  const dropped = [
    { name: 'payments', source: 'kajabi-transactions' },
    { name: 'plans', source: 'kajabi-subscriptions' },
    { name: 'people', source: 'kajabi-contacts' },
  ]
  expect(names(inImportOrder(dropped))).toEqual(['people', 'plans', 'payments'])
})

test('files of one kind keep the order they were dropped in, and unknown kinds come last', () => {
  const dropped = [
    { name: 'odd', source: 'house-plants' },
    { name: 'unread', source: null },
    { name: 'second', source: 'kajabi-contacts' },
    { name: 'first', source: 'kajabi-contacts' },
    { name: 'zoho', source: 'zoho-contacts' },
  ]
  expect(names(inImportOrder(dropped))).toEqual(['second', 'first', 'zoho', 'odd', 'unread'])
})

test('ordering leaves the given list alone', () => {
  const dropped = [
    { name: 'b', source: 'kajabi-transactions' },
    { name: 'a', source: 'kajabi-contacts' },
  ]
  inImportOrder(dropped)
  expect(names(dropped)).toEqual(['b', 'a'])
})

test('a file moves one place and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 7, -1)).toEqual(['a', 'b', 'c'])
})
