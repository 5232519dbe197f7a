import { expect, test } from 'vitest'
import { zoneOfAddress, zoneOfPhone } from './time-zone.ts'

test.each([
  ['80301', 'America/Denver'],
  ['80301-1711', 'America/Denver'],
  ['02139', 'America/New_York'],
  ['00501', 'America/New_York'],
  ['00901', 'America/Puerto_Rico'],
  ['32501', 'America/Chicago'],
  ['33101', 'America/New_York'],
  ['37201', 'America/Chicago'],
  ['37902', 'America/New_York'],
  ['46320', 'America/Chicago'],
  ['47708', 'America/Chicago'],
  ['60614', 'America/Chicago'],
  ['57701', 'America/Denver'],
  ['79901', 'America/Denver'],
  ['83814', 'America/Los_Angeles'],
  ['85004', 'America/Phoenix'],
  ['89101', 'America/Los_Angeles'],
  ['96813', 'Pacific/Honolulu'],
  ['97914', 'America/Denver'],
  ['98101', 'America/Los_Angeles'],
  ['99501', 'America/Anchorage'],
  ['09012', 'America/New_York'],
  ['96201', null],
  ['803', null],
  ['SW1A 1AA', null],
  [null, null],
])('the ZIP %s is in %s', (postalCode, zone) => {
  expect(zoneOfAddress({ postalCode, country: null })).toBe(zone)
})

test('a postal code of another country says nothing, however it looks', () => {
  expect(zoneOfAddress({ postalCode: '10115', country: 'DE' })).toBeNull()
  expect(zoneOfAddress({ postalCode: '80301', country: 'US' })).toBe('America/Denver')
  expect(zoneOfAddress({ postalCode: '80301', country: 'United States' })).toBe('America/Denver')
})

test.each([
  ['+13035550101', 'America/Denver'],
  ['+12125550101', 'America/New_York'],
  ['+19155550101', 'America/Denver'],
  ['+16025550101', 'America/Phoenix'],
  ['+14165550101', null],
  ['+442071234567', null],
  [null, null],
])('the phone %s rings in %s', (phone, zone) => {
  expect(zoneOfPhone(phone)).toBe(zone)
})
