import { expect, test } from 'vitest'
import { bySize, type ConflictGroup, groupLabel, shownGroup, withGroup } from './conflict-groups.ts'

const names: ConflictGroup = { source: 'kajabi', field: 'name', count: 24 }
const phones: ConflictGroup = { source: 'paypal', field: 'phone', count: 1204 }

test('a group says how many of whose values', () => {
  expect(groupLabel(names)).toBe('24 × Kajabi name')
  expect(groupLabel(phones)).toBe('1,204 × PayPal phone')
})

test('the largest group comes first', () => {
  expect(bySize([names, phones])).toEqual([phones, names])
})

test('choosing a group narrows the list to its open conflicts, choosing it again does not', () => {
  const on = withGroup({ status: 'kept' }, names)
  expect(on).toEqual({ source: 'kajabi', field: 'name' })
  expect(withGroup(on, names)).toEqual({})
  expect(withGroup(on, phones)).toEqual({ source: 'paypal', field: 'phone' })
})

test('a whole group is shown only when nothing else narrows the list', () => {
  const filter = { source: 'kajabi', field: 'name' } as const
  expect(shownGroup([names, phones], filter)).toBe(names)
  expect(shownGroup([names, phones], { ...filter, status: 'kept' })).toBeNull()
  expect(
    shownGroup([names, phones], { ...filter, contactId: '01930000-0000-7000-8000-000000000001' }),
  ).toBeNull()
  expect(shownGroup([names, phones], { source: 'kajabi' })).toBeNull()
})
