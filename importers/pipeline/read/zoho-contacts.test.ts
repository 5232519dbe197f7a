import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

test('every row of the fixture is a record or says what is wrong with it', () => {
  const { outcomes } = readFixture('zoho-contacts', 'contacts.csv')
  const damaged =
    'A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.'
  expect(outcomes).toEqual([
    '1: zcrm_4000000000000123456',
    '2: zcrm_4000000000000123457',
    '3: zcrm_4000000000000123458',
    '4: zcrm_4000000000000123459',
    '5: zcrm_4000000000000123460',
    `6: Record Id "4.00E+18": ${damaged}`,
    `7: Record Id "400000000000012000000": ${damaged}`,
    '8: email:no.id@example.org',
    '9: Record Id "": The row has no id and no e-mail.',
    '10: Email "bad@": This is not an e-mail address, and the row has no id.',
    '11: zcrm_4000000000000123461',
  ])
})

test('a full row keeps everything the file says', () => {
  const { record } = readFixture('zoho-contacts', 'contacts.csv')
  expect(record('zcrm_4000000000000123456')).toEqual({
    key: 'zcrm_4000000000000123456',
    person: {
      externalIds: [{ kind: 'record', id: 'zcrm_4000000000000123456' }],
      firstName: 'Mara Lynn',
      lastName: 'Testworth',
      businessName: 'Sample Family Fund',
      emails: ['Mara.T@example.org', 'mara@work.example'],
      phones: [
        { phone: '(303) 555-0101', type: 'other' },
        { phone: '+1 303 555 0102', type: 'mobile' },
        { phone: '303-555-0103', type: 'home' },
      ],
      address: {
        line1: '12 Invented Lane',
        line2: 'Unit 4',
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: 'US',
        type: 'mailing',
      },
      birthDate: '1970-02-03',
      tagsCell: 'Volunteer,Board',
      productsCell: null,
      optIn: null,
      enrichOnly: false,
    },
  })
})

test('an opt-out is a claim with its method and day; no opt-out says nothing', () => {
  const { record } = readFixture('zoho-contacts', 'contacts.csv')
  const claims = ['57', '58', '59', '60'].map(end => record(`zcrm_40000000000001234${end}`).person?.optIn)
  expect(claims).toEqual([
    { subscribed: false, method: 'Email Opt Out in Zoho (Consent form)', date: '2023-05-06' },
    { subscribed: false, method: 'Email Opt Out in Zoho', date: null },
    null,
    { subscribed: false, method: 'Email Opt Out in Zoho', date: null },
  ])
})

test('an account that is the person, a household or a blank word is no business; placeholders are no last name', () => {
  const { record } = readFixture('zoho-contacts', 'contacts.csv')
  const names = ['57', '58', '59', '60', '61'].map(end => {
    const person = record(`zcrm_40000000000001234${end}`).person
    return [person?.firstName, person?.lastName, person?.businessName]
  })
  expect(names).toEqual([
    ['Orla', 'Fixture', null],
    ['Ilan', 'Probe', null],
    ['Ona', null, null],
    [null, null, 'Alder Works LLC'],
    [null, null, 'Peach & Plum'],
  ])
})

test('the other address stands in for an empty mailing address, and the city may be in the street cell', () => {
  const { record } = readFixture('zoho-contacts', 'contacts.csv')
  expect(record('zcrm_4000000000000123457').person?.address).toEqual({
    line1: '77 Second St',
    line2: null,
    city: 'Boulder',
    state: 'CO',
    postalCode: '80302',
    country: null,
    type: 'other',
  })
  expect(record('zcrm_4000000000000123458').person?.address).toMatchObject({
    line1: '5 Long Way',
    line2: 'Suite 2',
    city: 'Boulder',
    state: 'CO',
    postalCode: '80301',
  })
  const ona = record('zcrm_4000000000000123459').person
  expect([ona?.address, ona?.phones, ona?.birthDate, ona?.emails]).toEqual([
    null,
    [],
    null,
    ['ona@example.org'],
  ])
})

test('a view with few columns, in another order, with semicolons and German headers, is recognised', () => {
  const { source, record } = readText(
    '\ufeffNachname;Vorname;E-Mail-Adresse;Mobil;Kontaktbesitzer;Datensatz-ID\r\nProbe;Ilan;ilan@example.org;+1 303 555 0102;Büro;zcrm_4000000000000123458\r\n',
  )
  expect(source.format.id).toBe('zoho-contacts')
  expect(record('zcrm_4000000000000123458').person).toMatchObject({
    firstName: 'Ilan',
    lastName: 'Probe',
    emails: ['ilan@example.org'],
    phones: [{ phone: '+1 303 555 0102', type: 'mobile' }],
  })
})
