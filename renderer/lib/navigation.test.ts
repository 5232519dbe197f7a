import { expect, test } from 'vitest'
import { hashOfPlace, type Place, placeOfHash, withoutEmpty } from './navigation.ts'

const places: Place[] = [
  { screen: 'today' },
  { screen: 'people', filter: { lockLevel: 'FULL_LOCK', emailSubscribed: false, tag: 'Choir & dance?' } },
  { screen: 'people', selected: '0190a000-0000-7000-8000-000000000001' },
  { screen: 'people', isNew: true },
  { screen: 'contact', id: '0190a000-0000-7000-8000-000000000001' },
  { screen: 'transactions', filter: { from: '2025-03-01', to: '2025-03-31', type: 'refund' } },
  { screen: 'subscriptions', status: 'active' },
  { screen: 'conflicts', view: 'suggestions' },
  { screen: 'history', origin: 'import' },
  { screen: 'optIns', filter: { from: '2025-03-01', subscribed: false, origin: 'import' } },
  { screen: 'settings', section: 'backups' },
]

test.each(places)('a place survives its address: %j', place => {
  expect(placeOfHash(hashOfPlace(place))).toEqual(place)
})

test('empty parts are not in the address', () => {
  expect(hashOfPlace({ screen: 'people', filter: {} })).toBe('#/people')
})

test.each([
  '',
  '#',
  '#/nowhere',
  '#/contact',
  '#/people?filter={broken',
  '#/people?filter={"lockLevel":"OPEN"}',
])('what is not a place leads to Today: %s', hash => {
  expect(placeOfHash(hash).screen).toMatch(/^(today|people)$/)
  expect(hashOfPlace(placeOfHash(hash))).toMatch(/^#\/(today|people)$/)
})

test('what somebody searched for never becomes part of an address', () => {
  expect(placeOfHash('#/people?filter={"search":"Orla"}')).toEqual({ screen: 'today' })
})

test('an address cannot name another screen in its parts', () => {
  expect(placeOfHash('#/today?screen=settings')).toEqual({ screen: 'today' })
})

test('a filter without what is not set', () => {
  expect(withoutEmpty({ tag: undefined, status: '', from: '2025-01-01' })).toEqual({ from: '2025-01-01' })
})
