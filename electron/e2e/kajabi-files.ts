// Invented Kajabi exports: small enough to count by eye.

const contactColumns = [
  'Name',
  'First Name',
  'Last Name',
  'Email',
  'Products',
  'Tags',
  'ID',
  'Member ID',
  'Created At',
  'Phone Number (phone_number)',
  'Address (address_line_1)',
  'City (address_city)',
  'State (address_state)',
  'Zip Code (address_zip)',
  'Country (address_country)',
]

export type Person = {
  first: string
  last: string
  email: string
  phone?: string
  street?: string
  city?: string
  number: number
}

export const people: Person[] = [
  {
    first: 'Orla',
    last: 'Fairweather',
    email: 'orla@example.org',
    phone: '(303) 555-0101',
    street: '12 Alder St',
    city: 'Boulder',
    number: 1,
  },
  { first: 'Tobin', last: 'Marchbanks', email: 'tobin@example.org', phone: '(303) 555-0102', number: 2 },
  { first: 'Wren', last: 'Abernathy', email: 'wren@example.org', number: 3 },
]

function csv(lines: string[][]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`
}

export function contactsFile(rows: Person[]): string {
  return csv([
    contactColumns,
    ...rows.map(row => [
      `${row.first} ${row.last}`,
      row.first,
      row.last,
      row.email,
      '',
      'Newsletter',
      String(2_100_000_000 + row.number),
      String(1_400_000_000 + row.number),
      '2025-01-14 10:02:11 -0700',
      row.phone ?? '',
      row.street ?? '',
      row.city ?? '',
      row.street ? 'CO' : '',
      row.street ? '80301' : '',
      row.street ? 'US' : '',
    ]),
  ])
}

const subscriptionColumns =
  'Kajabi Subscription ID,Amount,Currency,Interval,Status,Customer ID,Customer Name,Customer Email,Offer ID,Offer Title,Created At,Canceled On,Trial Ends On,Next Payment Date,Provider,Provider ID,Coupon Used'

/** A monthly membership of $22.00 each. */
export function subscriptionsFile(rows: Person[]): string {
  return csv([
    subscriptionColumns.split(','),
    ...rows.map(row => [
      String(2_150_000_000 + row.number),
      '$22.00',
      'USD',
      'Month',
      'active',
      String(1_400_000_000 + row.number),
      `${row.first} ${row.last}`,
      row.email,
      '2147990001',
      'Antares monthly',
      'Jan 29, 2025',
      '',
      '',
      'Dec 15, 2025',
      'Stripe',
      `sub_TEST${row.number}`,
      '',
    ]),
  ])
}

const transactionColumns =
  'ID,Amount,Currency,Type,Status,Payment Method,Provider,Customer ID,Customer Name,Customer Email,Offer ID,Offer Title,Order No.,Created At,Coupon Used,Card Brand,Card Funding,Tax Amount,Quantity,Charge Attempt,Failure Message,Phone,Address,Address 2,City,State,Zipcode,Country'

/** One succeeded payment of $22.00 each. */
export function transactionsFile(rows: Person[]): string {
  return csv([
    transactionColumns.split(','),
    ...rows.map(row => [
      String(2_160_000_000 + row.number),
      '22.00',
      'USD',
      'subscription',
      'succeeded',
      'card',
      'Stripe',
      String(1_400_000_000 + row.number),
      `${row.first} ${row.last}`,
      row.email,
      '2147990001',
      'Antares monthly',
      String(2_170_000_000 + row.number),
      '2025-11-08 04:11:00 -0700',
      '',
      'visa',
      'credit',
      '0.00',
      '1',
      '1',
      ...Array.from({ length: 8 }, () => ''),
    ]),
  ])
}

/** `count` people nobody knows yet. */
export function manyPeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    first: `Person${index}`,
    last: `Invented${index % 400}`,
    email: `person${index}@example.org`,
    phone: `(303) 555-${String(index % 10_000).padStart(4, '0')}`,
    number: 1000 + index,
  }))
}
