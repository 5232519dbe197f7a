import { expect, test } from 'vitest'
import { readFixture, readText } from './read-fixture.ts'

test('contacts: every row of the fixture is a record or says what is wrong with it', () => {
  const { outcomes, source } = readFixture('wix-contacts', 'contacts.csv')
  expect(outcomes).toEqual([
    '1: email:rune@example.org',
    '2: email:nell@example.org',
    '3: email:pending@example.org',
    '4: name:ada placeholder:555 010 0107',
    '5: name:alder works:',
    '6: Email 1 "broken@": This is not an e-mail address, and the row has no name.',
    '7: Email 1 "": The row has no e-mail, no phone and no name.',
  ])
  expect(source.unknownColumns).toEqual(['Favourite tea'])
})

test('contacts: a full row keeps everything the file says', () => {
  expect(readFixture('wix-contacts', 'contacts.csv').record('email:rune@example.org')).toEqual({
    key: 'email:rune@example.org',
    person: {
      externalIds: [],
      firstName: 'Rune',
      lastName: 'Sample',
      businessName: 'Sample Works LLC',
      emails: ['Rune@example.org', 'rune@work.example'],
      phones: [
        { phone: '+15550100105', type: 'other' },
        { phone: '(555) 010-0106', type: 'other' },
      ],
      address: {
        line1: '12 Invented Lane',
        line2: 'Unit 4',
        city: 'Sampleton',
        state: 'CO',
        postalCode: '01234',
        country: 'US',
        type: 'shipping',
      },
      birthDate: null,
      tagsCell: ['Contacted Me', 'Customers', 'Door, left'],
      productsCell: null,
      optIn: { subscribed: true, method: 'Wix e-mail subscriber status: subscribed', date: null },
      enrichOnly: false,
    },
  })
})

test('contacts: the first address that says something, labels by commas, stray quotes, and who never said', () => {
  const { record } = readFixture('wix-contacts', 'contacts.csv')
  expect(record('email:nell@example.org').person).toMatchObject({
    address: { line1: '7 Peach St', city: 'Boulder', state: null, postalCode: '80301', type: 'home' },
    tagsCell: 'Customers, Donors',
    optIn: { subscribed: false },
  })
  expect(record('email:pending@example.org').person).toMatchObject({ firstName: null, optIn: null })
  expect(record('name:ada placeholder:555 010 0107').person).toMatchObject({ firstName: 'Ada', optIn: null })
  expect(record('name:alder works:').person).toMatchObject({ firstName: null, businessName: 'Alder Works' })
})

test('forms: every row of the fixture is a record or says what is wrong with it', () => {
  const { outcomes, source } = readFixture('wix-forms', 'submissions.csv')
  expect(outcomes).toEqual([
    '1: Contact us:2026-01-05T17:20:11.000Z:nell@example.org',
    '2: Contact us:2026-01-05T17:21:11.000Z:rune@example.org',
    '3: Volunteer:2026-01-06T09:00:00.000Z:ada@example.org',
    '4: Contact us:2026-01-05T17:20:11.000Z:nell@example.org#2',
    '5: Submission time "later": This is not a date and time.',
    '6: E-mail "nobody@": This is not an e-mail address, and the row has no name.',
    '7: The submission names nobody.',
  ])
  expect(source.unknownColumns).toEqual(['Message'])
})

test('forms: the ticked box with the form’s name is the evidence', () => {
  const { record, rows } = readFixture('wix-forms', 'submissions.csv')
  expect(record('Contact us:2026-01-05T17:20:11.000Z:nell@example.org').person).toMatchObject({
    firstName: 'Nell',
    lastName: 'Fictive',
    emails: ['nell@example.org'],
    phones: [{ phone: '+1 555 010 0106', type: 'other' }],
    optIn: {
      subscribed: true,
      method: 'Subscribe me to your newsletter (form: Contact us)',
      date: '2026-01-05',
    },
  })
  expect(rows.map(({ mapped }) => mapped.record?.person?.optIn?.subscribed ?? null).slice(0, 4)).toEqual([
    true,
    null,
    null,
    null,
  ])
})

test('forms: times without a zone are the office’s, unless the header says UTC', () => {
  const { record } = readText(
    'Full name,Email,Submitted at\nAda Placeholder,ada@example.org,2026-01-05 17:20\n',
  )
  expect(record(':2026-01-06T00:20:00.000Z:ada@example.org').person).toMatchObject({
    lastName: 'Placeholder',
  })
})

test('forms: with a form’s name and a date it is Wix, with the date alone JotForm', () => {
  const wix = readText('Form name,Submission date,Email\nTea,2026-01-05,ada@example.org\n')
  expect(wix.source.format.id).toBe('wix-forms')
  expect(wix.outcomes).toEqual(['1: Tea:2026-01-05T12:00:00.000Z:ada@example.org'])
  expect(readText('Submission date,Email\n2026-01-05,ada@example.org\n').source.format.id).toBe(
    'jotform-submissions',
  )
})

test('guests: every row of the fixture is a record or says what is wrong with it', () => {
  expect(readFixture('wix-events', 'guests.csv').outcomes).toEqual([
    '1: 2XGL-1VSC-01',
    '2: 2XGL-1VSC-02',
    '3: 2XGL-1VSD',
    '4: 2XGL-1VSD#2',
    '5: winter tea@2026-01-10t02:00:00.000z:ilan@example.org',
    '6: winter tea@2026-01-10t02:00:00.000z:cy@example.org',
    '7: winter tea@2026-01-10t02:00:00.000z:di@example.org',
    '8: 2XGL-1VSE-01',
    '9: Payment status "Sleeping": The status "Sleeping" is not known.',
    '10: Email "": The row has no name, no e-mail and no phone of the guest.',
  ])
})

test('guests: a full row keeps everything the file says', () => {
  expect(readFixture('wix-events', 'guests.csv').record('2XGL-1VSC-01')).toMatchObject({
    person: {
      firstName: 'Nell',
      lastName: 'Fictive',
      emails: ['nell@example.org'],
      phones: [{ phone: '+1 555 010 0106', type: 'other' }],
      address: { line1: null, city: 'Boulder', state: 'CO' },
      optIn: { subscribed: true, method: 'Join our mailing list', date: '2026-01-05' },
    },
    event: { externalId: null, name: 'Winter Tea', startsAt: '2026-01-10T02:00:00.000Z', endsAt: null },
    registrations: [
      {
        ticketId: '2XGL-1VSC-01',
        orderId: '2XGL-1VSC',
        ticketType: 'General',
        status: 'confirmed',
        checkedInAt: '2026-01-10T01:55:00.000Z',
        attendee: null,
      },
    ],
  })
})

test('guests: what they answered or paid decides; who waits has no place yet', () => {
  const { rows } = readFixture('wix-events', 'guests.csv')
  const places = rows
    .slice(0, 8)
    .map(({ mapped }) => mapped.record?.registrations?.map(r => r.status).join() ?? '')
  expect(places).toEqual([
    'confirmed',
    'confirmed',
    'confirmed',
    'confirmed',
    'confirmed',
    'cancelled',
    '',
    'cancelled',
  ])
})

test('guests: a list of replies counts who came; no is no', () => {
  const text = [
    'First name\tLast name\tEmail\tTimestamp\tResponse\tChecked-in\tAdd a comment',
    'Nell\tFictive\tnell@example.org\t2026-01-05 18:22:39\tYes\t2\t',
    'Rune\tSample\trune@example.org\t2026-01-05 18:25:00\tNo\t0\tNext time',
  ].join('\n')
  const { source, rows } = readText(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')))
  expect(source.format.id).toBe('wix-events')
  expect(rows.map(({ mapped }) => mapped.record?.registrations?.map(r => r.status))).toEqual([
    ['confirmed'],
    ['cancelled'],
  ])
})

test('guests: the older list of tickets names who ordered', () => {
  const { source, record } = readText(
    'Ticket number,Order number,Ordered by,Order date,Payment status,Payment method,Ticket type,Ticket price,Email,Checked-in,Mobile Phone Number,Address\n' +
      '2XGL-1VSC-01,2XGL-1VSC,Nell Fictive,2026-01-05,Paid,PayPal,General,20.00,nell@example.org,,555 010 0106,12 Invented Lane\n',
  )
  expect(source.format.id).toBe('wix-events')
  expect(record('2XGL-1VSC-01').person).toMatchObject({
    firstName: 'Nell',
    lastName: 'Fictive',
    phones: [{ phone: '555 010 0106' }],
  })
})

test('guests: a list that does not name its event', () => {
  const text =
    'Guest first name,Guest last name,Email,Ticket type,Ticket price\nNell,Fictive,nell@example.org,General,20\n'
  const { source, rows } = readText(text)
  expect(source.format.id).toBe('wix-events')
  expect(rows[0]?.mapped.record).toMatchObject({
    person: { firstName: 'Nell' },
    event: { externalId: null, name: 'Wix event (not named in the file)' },
    registrations: [{ ticketType: 'General', status: 'confirmed' }],
  })
})

test('a list of names and e-mails is none of Wix’s files', () => {
  expect(() => readText('First name,Last name,Email\nNell,Fictive,nell@example.org\n')).toThrow(
    'file.unknown',
  )
})
