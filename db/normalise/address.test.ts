import { expect, test } from 'vitest'
import { type AddressValue, addressKey, addsNothing, sameAddress, stateCode } from './address.ts'

const nowhere: AddressValue = {
  line1: null,
  line2: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
}
const home: AddressValue = {
  line1: '12 Alder Street',
  line2: 'Apt 4',
  city: 'Boulder',
  state: 'CO',
  postalCode: '80301',
  country: null,
}

test.each<[string, Partial<AddressValue>]>([
  ['short street word', { line1: '12 Alder St' }],
  ['full stop and capitals', { line1: '12 ALDER ST.' }],
  ['unit word', { line2: 'Unit 4' }],
  ['number sign', { line2: '#4' }],
  ['both', { line2: 'Apt. # 4' }],
  ['unit in line 1', { line1: '12 Alder Street, Apt 4', line2: null }],
  ['number sign in line 1', { line1: '12 Alder St #4', line2: '' }],
  ['state name', { state: 'Colorado' }],
  ['state in lower case', { state: 'co' }],
  ['ZIP+4', { postalCode: '80301-1234' }],
  ['ZIP+4 without a hyphen', { postalCode: '803011234' }],
  ['country code', { country: 'US' }],
  ['country name', { country: 'United States' }],
  ['country with full stops', { country: 'U.S.A.' }],
  ['city in capitals', { city: 'BOULDER' }],
  ['spaces', { line1: ' 12  Alder\u00a0St ', city: ' Boulder ' }],
])('%s is a difference of form', (_, change) => {
  expect(sameAddress(home, { ...home, ...change })).toBe(true)
})

test.each<[string, Partial<AddressValue>]>([
  ['house number', { line1: '13 Alder Street' }],
  ['street', { line1: '12 Elder Street' }],
  ['street word', { line1: '12 Alder Avenue' }],
  ['unit', { line2: 'Apt 5' }],
  ['no unit', { line2: null }],
  ['city', { city: 'Denver' }],
  ['state', { state: 'NM' }],
  ['ZIP', { postalCode: '80302' }],
  ['no ZIP', { postalCode: null }],
  ['country', { country: 'Canada' }],
])('another %s is another address', (_, change) => {
  expect(sameAddress(home, { ...home, ...change })).toBe(false)
})

test.each([
  ['12 North Main St', '12 N. Main Street'],
  ['P.O. Box 12', 'PO Box 12'],
  ['P. O. Box 12', 'Post Office Box 12'],
  ['POBox 12', 'PO BOX 12'],
  ['12 Northeast 5th Ave', '12 N.E. Fifth Avenue'],
  ['12 County Highway 3', '12 County Hwy 3'],
  ["12 O'Neil Ter", '12 ONeil Terrace'],
  ['12 Peña Blvd', '12 Pena Boulevard'],
  ['12 Alder Ct Ste 3', '12 Alder Court Suite 3'],
  ['12 St Vrain Rd', '12 Saint Vrain Road'],
])('%s is %s', (a, b) => {
  expect(addressKey({ ...nowhere, line1: a })).toBe(addressKey({ ...nowhere, line1: b }))
})

test('a second line that only repeats the first line or the city says nothing', () => {
  const plain = { ...home, line2: null }
  expect(sameAddress(plain, { ...plain, line2: '12 Alder St.' })).toBe(true)
  expect(sameAddress(plain, { ...plain, line2: 'boulder' })).toBe(true)
})

test('what stands in one field never reads as another field', () => {
  expect(addressKey({ ...nowhere, line1: 'Boulder' })).not.toBe(addressKey({ ...nowhere, city: 'Boulder' }))
})

test('nothing known has an empty key', () => {
  expect(addressKey(nowhere)).toBe('')
  expect(addressKey({ ...nowhere, line1: '  ', country: 'USA' })).toBe('')
  expect(sameAddress(nowhere, { ...nowhere })).toBe(true)
})

test('foreign addresses keep their country and postal code', () => {
  const foreign = { ...nowhere, line1: '1 High St', city: 'Testford', postalCode: 'ox1 1aa', country: 'UK' }
  expect(addressKey(foreign)).toBe(
    addressKey({ ...foreign, postalCode: 'OX1 1AA', country: 'United Kingdom' }),
  )
  expect(addressKey(foreign)).not.toBe(addressKey({ ...foreign, country: 'Ireland' }))
})

test.each([
  ['Colorado', 'CO'],
  ['co', 'CO'],
  [' CO ', 'CO'],
  ['N.C.', 'NC'],
  ['N. C.', 'NC'],
  ['new  mexico', 'NM'],
  ['Calif.', 'CA'],
  ['Ontario', null],
  ['', null],
  ['constructor', null],
])('the state of %s is %s', (typed, expected) => {
  expect(stateCode(typed)).toBe(expected)
})

test('an address with parts left out adds nothing to the whole one', () => {
  const whole = { ...home, line1: '12 Alder St', line2: 'Apt 4' }
  expect(addsNothing(whole, { ...whole, line2: null })).toBe(true)
  expect(
    addsNothing(whole, { ...whole, line1: '12 Alder Street', line2: null, state: null, postalCode: null }),
  ).toBe(true)
  expect(addsNothing({ ...whole, line2: null }, whole)).toBe(false)
  expect(addsNothing(whole, { ...whole, line2: 'Apt 5' })).toBe(false)
  expect(addsNothing(whole, { ...whole, line1: '12 Alder Sq', line2: null })).toBe(false)
  expect(addsNothing(whole, { ...whole, line1: '1', line2: null })).toBe(false)
  expect(addsNothing(whole, { ...whole, line1: null, line2: null })).toBe(true)
  expect(addsNothing(whole, { ...nowhere, city: 'BOULDER', country: 'USA' })).toBe(true)
  expect(addsNothing(whole, { ...nowhere, city: 'Boulder', postalCode: '80302' })).toBe(false)
  expect(addsNothing(whole, { ...nowhere, city: 'Boulder', country: 'Canada' })).toBe(false)
  expect(addsNothing(whole, { ...whole, city: 'Elsewhere', line2: null })).toBe(false)
})
