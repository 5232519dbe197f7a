import { expect, test } from 'vitest'
import { type FixtureReading, readFixture, readText } from './read-fixture.ts'

const id = 'quickbooks-donations'

function sumsOf({ rows }: FixtureReading): (string | number)[][] {
  return rows.flatMap(({ checksum }) =>
    checksum ? [[checksum.label, checksum.statedCents, checksum.countedCents]] : [],
  )
}

test('grouped: every line of the report is a gift, a part of the report, or says what is wrong with it', () => {
  const { outcomes } = readFixture(id, 'grouped.csv')
  expect(
    outcomes.filter(line => !/: (?:A (?:heading|total)|The footer) of the report\.$/.test(line)),
  ).toEqual([
    '2: placeholder family foundation|2025-03-02|1041|200000',
    '3: placeholder family foundation|2025-05-09|1077|-5000',
    '4: placeholder family foundation|2025-05-10|1078|-5000',
    '7: mara & ilan testworth|2025-01-21|1002|5000',
    '8: A line with the same customer, number, date and amount stands above: counted once.',
    '9: mara & ilan testworth|2025-01-21|1002|5000#2',
    '10: mara & ilan testworth|2025-02-01||2000',
    '11: mara & ilan testworth|2025-02-01||2000#2',
    '14: orla fixture|2025-06-16|1100|2500',
    '15: Amount "twenty": This is not an amount.',
    '16: Date "06/31/2025": This is not a date that exists.',
    '17: The line has no amount.',
    '18: The amount is zero.',
    '19: Transaction Type "Raffle": The transaction type "Raffle" is not known.',
    '20: An estimate or a transfer moves no money of a customer.',
    '21: Money that was spent, not given.',
    '22: Date "": The line has an amount but no date.',
    '26: sample trustees|2025-07-04|1200|3000',
    '28: sample trustees|2025-07-05|1201|4000',
    '31: orla fixture|2025-08-01|1300|-1000',
    '34: orla fixture|2025-08-02|1301|1200',
    '37: total serenity|2025-08-03|1302|100',
    '40: ilan probe|2025-08-04|1303|200',
    '43: anonymous|2025-08-05|1304|300',
    '46: giver@example.org|2025-08-06|1305|400',
  ])
  expect(outcomes.filter(line => line.endsWith('A heading of the report.'))).toHaveLength(11)
  expect(outcomes.filter(line => line.endsWith('A total of the report.'))).toHaveLength(12)
  expect(outcomes.at(-1)).toBe('50: The footer of the report.')
})

test('a gift keeps everything its line says', () => {
  const { record } = readFixture(id, 'grouped.csv')
  expect(record('placeholder family foundation|2025-03-02|1041|200000')).toEqual({
    key: 'placeholder family foundation|2025-03-02|1041|200000',
    person: {
      externalIds: [{ kind: 'customer', id: 'placeholder family foundation' }],
      firstName: null,
      lastName: null,
      businessName: 'Placeholder Family Foundation',
      emails: [],
      phones: [],
      address: null,
      birthDate: null,
      tagsCell: null,
      productsCell: null,
      optIn: null,
      enrichOnly: true,
    },
    household: null,
    transactions: [
      {
        externalId: 'placeholder family foundation|2025-03-02|1041|200000',
        externalOrderId: null,
        at: '2025-03-02T12:00:00.000Z',
        type: 'donation',
        status: 'completed',
        amountCents: 200000,
        feeCents: null,
        currency: 'USD',
        paymentMethod: null,
        memo: 'Spring appeal',
        product: { offerId: null, name: 'Gifts:General' },
        isDonation: true,
        quickbooksInvoiceNum: '1041',
      },
    ],
  })
})

test('what was given back is negative, also where the file writes it positive', () => {
  const { record } = readFixture(id, 'grouped.csv')
  const keys = [
    'placeholder family foundation|2025-05-09|1077|-5000',
    'placeholder family foundation|2025-05-10|1078|-5000',
  ]
  const refunds = [...keys, 'orla fixture|2025-08-01|1300|-1000'].map(key => record(key).transactions?.[0])
  expect(refunds.map(refund => [refund?.type, refund?.amountCents])).toEqual([
    ['refund', -5000],
    ['refund', -5000],
    ['refund', -1000],
  ])
})

test('joint donors are a household, sub-customers belong to who pays, Anonymous is nobody', () => {
  const { record } = readFixture(id, 'grouped.csv')
  const joint = record('mara & ilan testworth|2025-01-21|1002|5000')
  expect(joint.person).toMatchObject({
    firstName: 'Mara',
    lastName: 'Testworth',
    externalIds: [{ kind: 'customer', id: 'mara & ilan testworth' }],
  })
  expect(joint.household).toMatchObject({
    name: 'Mara & Ilan Testworth',
    salutation: null,
    others: [
      {
        firstName: 'Ilan',
        lastName: 'Testworth',
        externalIds: [{ kind: 'customer', id: 'mara & ilan testworth#2' }],
      },
    ],
  })
  expect(record('sample trustees|2025-07-04|1200|3000').transactions?.[0]?.memo).toBe('Ona Probe: Picnic')
  const fund = record('ilan probe|2025-08-04|1303|200')
  expect([fund.person?.firstName, fund.person?.lastName]).toEqual(['Ilan', 'Probe'])
  expect(fund.transactions?.[0]).toMatchObject({
    memo: 'Roof fund: In memory',
    product: { name: 'Gifts:Roof' },
  })
  expect(record('anonymous|2025-08-05|1304|300').person).toBeNull()
  expect(record('giver@example.org|2025-08-06|1305|400').person).toMatchObject({
    emails: ['giver@example.org'],
    firstName: null,
  })
})

test('marks of QuickBooks are no part of a name; a name that heads a second group with its own total is another customer', () => {
  const { record } = readFixture(id, 'grouped.csv')
  const keys = [
    'orla fixture|2025-06-16|1100|2500',
    'orla fixture|2025-08-01|1300|-1000',
    'orla fixture|2025-08-02|1301|1200',
  ]
  const people = keys.map(key => record(key).person)
  expect(people.map(person => [person?.firstName, person?.lastName, person?.externalIds[0]?.id])).toEqual([
    ['Orla', 'Fixture', 'orla fixture'],
    ['Orla', 'Fixture', 'orla fixture'],
    ['Orla', 'Fixture', 'orla fixture (2)'],
  ])
})

test('each total stands beside what was counted; a name that begins with Total is a name', () => {
  expect(sumsOf(readFixture(id, 'grouped.csv'))).toEqual([
    ['Total for Placeholder Family Foundation', 190000, 190000],
    ['Total for Mara & Ilan Testworth', 14000, 14000],
    ['Total for Orla Fixture (deleted)', 60000, 56500],
    ['Total for Ona Probe', 3000, 3000],
    ['Total for Sample Trustees with sub-customers', 7000, 7000],
    ['Total for Orla Fixture', -1000, -1000],
    ['Total for Total Serenity', 100, 100],
    ['Total for Ilan Probe:Roof fund', 200, 200],
    ['Total for Anonymous', 300, 300],
    ['Total for giver@example.org', 400, 400],
    ['TOTAL', 272200, 268700],
  ])
})

test('flat: the customer stands in a column, a paid invoice counts once, deposits count by their account', () => {
  const reading = readFixture(id, 'flat.csv')
  expect(reading.outcomes).toEqual([
    '1: mara testworth|2024-11-09|2001|100000',
    '2: probe, ilan|2024-11-10|877|25000',
    '3: The report holds the payments of its invoices too: the payment is counted, the invoice is not.',
    '4: alder works llc|2024-11-11||7500',
    '5: A deposit or journal entry of money that other lines tell of.',
    '6: not specified|2024-11-12|2003|3300',
    '7: A total of the report.',
    '9: The footer of the report.',
  ])
  expect(sumsOf(reading)).toEqual([['TOTAL', 118300, 118300]])
  expect(reading.record('probe, ilan|2024-11-10|877|25000')).toMatchObject({
    person: { firstName: 'Ilan', lastName: 'Probe' },
    transactions: [{ amountCents: 25000, paymentMethod: 'Check', product: null }],
  })
  expect(reading.record('alder works llc|2024-11-11||7500')).toMatchObject({
    person: { businessName: 'Alder Works LLC' },
    transactions: [{ product: { name: 'DEVELOPMENT:Donations' } }],
  })
  expect(reading.record('not specified|2024-11-12|2003|3300').person).toBeNull()
})

test('Desktop: leading blank columns, totals without "for", short types, years of two digits', () => {
  const reading = readFixture(id, 'desktop.csv')
  expect(reading.outcomes).toEqual([
    '1: A heading of the report.',
    '2: alder works, llc|2024-03-02|77|50000',
    '3: A total of the report.',
    '4: A heading of the report.',
    '5: nuñezal, søren|2023-12-31|78|6000',
    '6: nuñezal, søren|2024-01-05|79|-1000',
    '7: nuñezal, søren|2024-01-06|80|500',
    '8: A total of the report.',
    '9: A total of the report.',
  ])
  expect(sumsOf(reading)).toEqual([
    ['Total Alder Works, LLC', 50000, 50000],
    ['Total Nuñezal, Søren:Pledge', 6000, 5500],
    ['TOTAL', 55500, 55500],
  ])
  expect(reading.record('nuñezal, søren|2023-12-31|78|6000').person).toMatchObject({
    firstName: 'Søren',
    lastName: 'Nuñezal',
  })
})

const header = ',Date,Transaction Type,Num,Amount'

test('the id of a gift is the same in a report of another time', () => {
  const body = [
    'Ann Lee,,,,',
    ',01/05/2025,Sales Receipt,,5.00',
    ',02/01/2025,Sales Receipt,,5.00',
    ',02/01/2025,Sales Receipt,,5.00',
  ]
  const whole = readText([header, ...body, 'Total for Ann Lee,,,,$15.00', 'TOTAL,,,,$15.00'].join('\n'))
  const later = readText(
    [header, 'Ann Lee,,,,', ...body.slice(2), 'Total for Ann Lee,,,,$10.00', 'TOTAL,,,,$10.00'].join('\n'),
  )
  const keysOf = ({ rows }: FixtureReading) => rows.flatMap(({ mapped }) => mapped.record?.key ?? [])
  expect(keysOf(later)).toEqual(['ann lee|2025-02-01||500', 'ann lee|2025-02-01||500#2'])
  expect(keysOf(whole)).toEqual(['ann lee|2025-01-05||500', ...keysOf(later)])
})

test('half a report says so with its last row; a whole one and a plain list do not', () => {
  const notes = (...lines: string[]) => readText([header, ...lines].join('\n')).rows.map(row => row.note)
  const [group, gift] = ['Ann Lee,,,,', ',01/05/2025,Sales Receipt,7,5.00']
  const end = 'Total for Ann Lee,,,,$5.00'
  const note =
    'The report ends without its TOTAL line: a part of it may be missing. Export it again and compare the totals.'
  expect(notes(group, gift)).toEqual([undefined, note])
  expect(notes(group, gift, end)).toEqual([undefined, undefined, note])
  expect(notes(group, gift, end, 'TOTAL,,,,$5.00')).toEqual([undefined, undefined, undefined, undefined])
  const plain = readText('Customer,Date,Num,Amount\nAnn Lee,01/05/2025,7,5.00\n')
  expect(plain.rows.map(row => row.note)).toEqual([undefined])
})

test('a report without its start: lines under no customer are refused, their total does not match', () => {
  const reading = readText(
    [header, ',01/05/2025,Sales Receipt,7,5.00', 'Total for Ann Lee,,,,$12.00', 'TOTAL,,,,$99.00'].join('\n'),
  )
  expect(reading.outcomes[0]).toBe(
    '1: Customer "": The line stands under no customer. The start of the report may be missing.',
  )
  expect(sumsOf(reading)).toEqual([
    ['Total for Ann Lee', 1200, 0],
    ['TOTAL', 9900, 500],
  ])
})

test('two reports in one file: totals begin anew, titles are no customers, the same line counts once', () => {
  const report = [
    'Ann Lee,,,,',
    ',01/05/2025,Sales Receipt,7,5.00',
    'Total for Ann Lee,,,,$5.00',
    'TOTAL,,,,$5.00',
    'Accrual Basis Monday, March 02, 2026 08:03 PM GMTZ',
  ]
  const titles = ['Sales by Customer Detail,,,,', 'Example Arts Nonprofit,,,,']
  const next = [
    'Ann Lee,,,,',
    ',01/06/2025,Sales Receipt,8,6.00',
    ',01/05/2025,Sales Receipt,7,5.00',
    'Total for Ann Lee,,,,$6.00',
    'TOTAL,,,,$6.00',
  ]
  const reading = readText([header, ...report, ...titles, header, ...next].join('\n'))
  expect(reading.outcomes.filter(line => !line.endsWith('of the report.'))).toEqual([
    '2: ann lee|2025-01-05|7|500',
    '10: ann lee|2025-01-06|8|600',
    '11: A line with the same customer, number, date and amount stands above: counted once.',
  ])
  expect(sumsOf(reading).every(([, stated, counted]) => stated === counted)).toBe(true)
  expect(reading.record('ann lee|2025-01-06|8|600').person?.externalIds).toEqual([
    { kind: 'customer', id: 'ann lee' },
  ])
})

test('a report of debts is no report of gifts', () => {
  const reading = readText(
    'Date,Transaction type,Num,Customer,Due date,Amount,Open balance\n01/05/2025,Invoice,7,Ann Lee,02/05/2025,50.00,50.00\n',
  )
  expect(reading.outcomes).toEqual([
    '1: This report lists what is owed, not what was given. Export the report "Sales by Customer Detail" instead.',
  ])
})

test('other orders of columns, tabs, a mark at the start, days before months, sentence-case and Spanish headers', () => {
  const german = readText(
    '\ufeffAmount\tNum\tTransaction date\tCustomer full name\tSales price\n1.234,50\t7\t31.12.2024\tAnn Lee\t1.234,50\n5,00\t8\t02.01.2025\tAnn Lee\t5,00\n',
  )
  expect(german.outcomes).toEqual(['1: ann lee|2024-12-31|7|123450', '2: ann lee|2025-01-02|8|500'])
  const spanish = readText(
    ',Fecha,Tipo de transacción,Núm.,Importe\nAnn Lee,,,,\n,05/13/2025,Recibo de venta,7,5.00\nTotal para Ann Lee,,,,$5.00\nTOTAL,,,,$5.00\n',
  )
  expect(spanish.outcomes[1]).toBe('2: ann lee|2025-05-13|7|500')
  expect(sumsOf(spanish)).toEqual([
    ['Total para Ann Lee', 500, 500],
    ['TOTAL', 500, 500],
  ])
})

test('grouped by product or account: the customer of each line is in its column, the heading is what was given for', () => {
  const reading = readText(
    [
      ',Date,Transaction Type,Num,Customer,Amount',
      'Gifts:Roof,,,,,',
      ',01/05/2025,Sales Receipt,7,Ann Lee,5.00',
      ',01/06/2025,Sales Receipt,8,"Smith, Ann & Bob",6.00',
      'Total for Gifts:Roof,,,,,$11.00',
      'TOTAL,,,,,$11.00',
    ].join('\n'),
  )
  expect(reading.record('ann lee|2025-01-05|7|500')).toMatchObject({
    person: { firstName: 'Ann', lastName: 'Lee' },
    transactions: [{ product: { name: 'Gifts:Roof' } }],
  })
  expect(reading.record('smith, ann & bob|2025-01-06|8|600').household?.name).toBe('Ann & Bob Smith')
  expect(sumsOf(reading).every(([, stated, counted]) => stated === 1100 && counted === 1100)).toBe(true)
})

test('a total over lines of two currencies is not checked, and the report says so; one of a single currency is', () => {
  const lines = [
    ',Date,Transaction Type,Num,Product/Service,Amount,Currency',
    'Ada Example,,,,,,',
    ',03/02/2025,Sales Receipt,1,Gift,20.00,EUR',
    ',03/03/2025,Sales Receipt,2,Gift,5.00,EUR',
    'Total for Ada Example,,,,,26.00,',
    'Bo Sample,,,,,,',
    ',03/02/2025,Sales Receipt,3,Gift,30.00,USD',
    ',03/04/2025,Sales Receipt,4,Gift,1.00,EUR',
    'Total for Bo Sample,,,,,31.00,',
    'TOTAL,,,,,56.00,',
  ]
  const reading = readText(lines.join('\n'))
  expect(reading.rows.flatMap(({ checksum }) => (checksum ? [checksum] : []))).toEqual([
    { label: 'Total for Ada Example', currency: 'EUR', statedCents: 2600, countedCents: 2500 },
  ])
  expect(new Set(reading.rows.flatMap(({ note }) => note ?? []))).toEqual(
    new Set([expect.stringContaining('several currencies')]),
  )
})
