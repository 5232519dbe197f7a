import type { PreparedPerson } from './prepare.ts'

/** How common a value is: agreeing on a rare name says much, on a common one little. */
export type ValueKind =
  | 'given'
  | 'last'
  | 'initial'
  | 'business'
  | 'email'
  | 'domain'
  | 'phone'
  | 'street'
  | 'road'
  | 'zip'
  | 'city'
  | 'birth'

export type ValueCounts = {
  /** How many people were counted. */
  size: number
  of: (kind: ValueKind, value: string) => number
  /** 0..1: whether these records may share e-mails at all. Where each e-mail has one record only, different e-mails say nothing. */
  sharesEmails: number
}

/** This share of e-mails that are several records' shows that e-mails may be shared. */
const plainlyShared = 0.03

/** Counts of every value among these people. */
export function countValues(people: readonly PreparedPerson[]): ValueCounts {
  const counts: Record<ValueKind, Map<string, number>> = {
    given: new Map(),
    last: new Map(),
    initial: new Map(),
    business: new Map(),
    email: new Map(),
    domain: new Map(),
    phone: new Map(),
    street: new Map(),
    road: new Map(),
    zip: new Map(),
    city: new Map(),
    birth: new Map(),
  }
  const add = (kind: ValueKind, value: string) => {
    if (value !== '') counts[kind].set(value, (counts[kind].get(value) ?? 0) + 1)
  }
  for (const person of people) {
    add('given', person.given)
    add('initial', person.given.charAt(0))
    add('last', person.last)
    add('business', person.business)
    add('birth', person.birth)
    for (const email of person.emails) {
      add('email', email.key)
      add('domain', email.domain)
    }
    for (const phone of person.phones) add('phone', phone)
    for (const { street, road, city, zip } of person.addresses) {
      add('street', street)
      add('road', road)
      add('zip', zip)
      add('city', city)
    }
  }
  const repeated = [...counts.email.values()].filter(count => count > 1).length
  return {
    size: people.length,
    of: (kind, value) => counts[kind].get(value) ?? 0,
    sharesEmails: Math.min(1, repeated / (plainlyShared * Math.max(1, counts.email.size))),
  }
}

/** What a value's share is expected to be before anybody was counted: keeps a handful of people from looking alike by chance. */
const expected: Record<ValueKind, number> = {
  given: 0.004,
  last: 0.0007,
  initial: 0.06,
  business: 0.0005,
  email: 0.000001,
  domain: 0.003,
  phone: 0.000001,
  street: 0.00001,
  road: 0.001,
  zip: 0.002,
  city: 0.01,
  birth: 0.00005,
}
const weightOfExpected = 1000

/** The chance that somebody else has this value. */
export function shareOf(counts: ValueCounts, kind: ValueKind, value: string): number {
  return (counts.of(kind, value) + expected[kind] * weightOfExpected) / (counts.size + weightOfExpected)
}

/** The same for values that are one person's or one home's own: two who have it are not yet a sign that many do. */
export function shareOfOwn(counts: ValueCounts, kind: ValueKind, value: string): number {
  const others = Math.max(0, counts.of(kind, value) - 2)
  return expected[kind] + (0.3 * others) / (counts.size + weightOfExpected)
}
