import { expect, test } from 'vitest'
import { readPlace, readWholeAddress } from './places.ts'

test.each([
  [['Boulder, CO', null], { city: 'Boulder', state: 'CO' }],
  [['Fort Collins, Colorado'], { city: 'Fort Collins', state: 'Colorado' }],
  [['Boulder', 'CO'], { city: 'Boulder', state: 'CO' }],
  [['Boulder CO'], { city: 'Boulder', state: 'CO' }],
  [['Boulder, CO 80302'], { city: 'Boulder', state: 'CO', postalCode: '80302' }],
  [['Boulder CO 80302-1234'], { city: 'Boulder', state: 'CO', postalCode: '80302-1234' }],
  [['Apt 3B', 'Boulder, CO'], { line2: 'Apt 3B', city: 'Boulder', state: 'CO' }],
  [['Unit 4, Boulder, CO, USA'], { line2: 'Unit 4', city: 'Boulder', state: 'CO', country: 'USA' }],
  [['Unit 4'], { line2: 'Unit 4' }],
  [['PO Box 12'], { line2: 'PO Box 12' }],
  [['Boulder'], { city: 'Boulder' }],
  [['New York'], { city: 'New York' }],
  [['New York, NY'], { city: 'New York', state: 'NY' }],
  [['Washington, DC'], { city: 'Washington', state: 'DC' }],
  [['Los Angeles, CA'], { city: 'Los Angeles', state: 'CA' }],
  [
    ['Garden Cottage', 'York', 'United Kingdom'],
    { line2: 'Garden Cottage', city: 'York', country: 'United Kingdom' },
  ],
  [['Toronto, ON M5V 2T6'], { city: 'Toronto', state: 'ON', postalCode: 'M5V 2T6' }],
  [['Germany'], { country: 'Germany' }],
  [['80302'], { postalCode: '80302' }],
  [[null, ' , '], {}],
])('%j', (lines, place) => {
  expect(readPlace(lines)).toEqual({
    line2: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    ...place,
  })
})

test('a whole address in one cell begins with its street', () => {
  const place = { line2: null, city: 'Boulder', state: 'CO', postalCode: '80302', country: null }
  const address = { line1: '12 Invented Lane', ...place, type: 'home' }
  expect(readWholeAddress('12 Invented Lane\nBoulder, CO 80302', 'home')).toEqual(address)
  expect(readWholeAddress('12 Invented Lane, Boulder, CO, 80302', 'home')).toEqual(address)
  expect(readWholeAddress(' , \n', 'home')).toBeNull()
})
