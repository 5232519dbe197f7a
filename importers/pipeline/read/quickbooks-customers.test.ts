import { expect, test } from 'vitest'
import { readFixture } from './read-fixture.ts'

const reading = readFixture('quickbooks-customers', 'customers.csv')

test('every line is a customer, or says why not', () => {
  expect(reading.outcomes).toEqual([
    '1: mara testworth',
    '2: probe, ilan',
    '3: ann & bob fixture',
    '4: alder works llc',
    '5: A sub-customer: the customer has a line of its own.',
    '6: Gifts of "Anonymous" are nobody\'s in particular.',
    '7: Customer full name "": The row has no name of a customer.',
    '8: zip only',
    '10: The footer of the report.',
  ])
})

test('a customer keeps everything the line says, under the id that gifts have too', () => {
  expect(reading.record('mara testworth')).toEqual({
    key: 'mara testworth',
    person: {
      externalIds: [{ kind: 'customer', id: 'mara testworth' }],
      firstName: 'Mara',
      lastName: 'Testworth',
      businessName: null,
      emails: ['Mara.T@example.org', 'mara@work.example'],
      phones: [
        { phone: '(303) 555-0101', type: 'other' },
        { phone: '(303) 555-0102', type: 'mobile' },
      ],
      address: {
        line1: '12 Invented Lane',
        line2: null,
        city: 'Sampleton',
        state: 'CO',
        postalCode: '80301',
        country: 'US',
        type: 'billing',
      },
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: null,
      enrichOnly: false,
    },
    household: null,
  })
})

test('inverted names, households, companies with their contact', () => {
  expect(reading.record('probe, ilan').person).toMatchObject({ firstName: 'Ilan', lastName: 'Probe' })
  const joint = reading.record('ann & bob fixture')
  expect([joint.person?.firstName, joint.person?.emails]).toEqual(['Ann', ['ann@example.org']])
  expect(joint.household).toMatchObject({
    name: 'Ann & Bob Fixture',
    others: [{ firstName: 'Bob', emails: [] }],
  })
  expect(reading.record('alder works llc').person).toMatchObject({
    businessName: 'Alder Works LLC',
    firstName: 'Søren',
    lastName: 'Nuñezal',
    phones: [{ phone: '(303) 555-0105', type: 'work' }],
  })
})

test('phones without labels, and addresses of one line or several', () => {
  expect(reading.record('probe, ilan').person?.phones).toEqual([
    { phone: '303-555-0103', type: 'other' },
    { phone: '303-555-0104', type: 'other' },
  ])
  const addresses = ['probe, ilan', 'ann & bob fixture', 'alder works llc', 'zip only'].map(key => {
    const address = reading.record(key).person?.address
    return [address?.line1, address?.line2, address?.city, address?.state, address?.postalCode, address?.type]
  })
  expect(addresses).toEqual([
    ['5 Long Way', 'Suite 2', 'Boulder', 'CO', '80302', 'shipping'],
    ['77 Second St Unit 4', null, 'Fort Collins', 'CO', '80521', 'billing'],
    ['PO Box 7', null, 'Lyons', 'CO', '80540', 'billing'],
    ['Rural Route Nowhere', null, null, 'CO', '80999', 'billing'],
  ])
})
