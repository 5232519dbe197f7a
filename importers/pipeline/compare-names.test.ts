import { expect, test } from 'vitest'
import { compareNames, isSureName, type NameVerdict, type PersonName } from './compare-names.ts'

/** `First|Last`; an empty half is unknown. */
function named(text: string): PersonName {
  const [first = '', last = ''] = text.split('|')
  return { firstName: first || null, lastName: last || null }
}

const onOneEmail: [string, string, NameVerdict][] = [
  ['Ann|Lee', 'ANN|LEE', 'same'],
  ['Robert|Lee', 'Bob|Lee', 'same'],
  ['R.|Lee', 'Robert|Lee', 'same'],
  ['Mary Ann|Lee', 'Ann|Lee', 'same'],
  ['Theresa|Lee', 'Thresa|Lee', 'same'],
  ['Ann & Bo|Lee', 'Bo|Lee', 'same'],
  ['Lee|Ann', 'Ann|Lee', 'same'],
  ['Ann|Waterhouse', 'Ann|Waetrhouse', 'same'],
  ['Ann|', 'Ann|Lee', 'same'],
  ['Ann|Lee', 'Ann|Novak', 'renamed'],
  ['Ann|Lee Jr', 'Ann|Lee', 'same'],
  ['|Lee', 'Ann|Lee', 'open'],
  ['|', '|', 'open'],
  ['Ann|Lee', 'Bo|Lee', 'two'],
  ['Ann|Lee', 'Bo|Novak', 'two'],
  ['John|Lee Sr', 'John|Lee Jr', 'two'],
  ['Paul|Lee', 'Paula|Lee', 'two'],
  ['Daniel|Lee', 'Danielle|Lee', 'two'],
  ['John M|Lee', 'Mary|Lee', 'two'],
]

test.each(onOneEmail)('on one e-mail, %s and %s: %s', (a, b, verdict) => {
  expect(compareNames(named(a), named(b))).toBe(verdict)
  expect(compareNames(named(b), named(a))).toBe(verdict)
})

const onOnePhone: [string, string, boolean][] = [
  ['Ann|Lee', 'Annie|Lee', true],
  ['A|Lee', 'Ann|Lee', true],
  ['Ann|Lee', 'Ann|Novak', false],
  ['Ann|Lee', 'Bo|Lee', false],
  ['Ann & Bo|Lee', 'Bo|Lee', false],
  ['John|Lee', 'John|Lee Jr', false],
  ['John|Lee Jr.', 'John|Lee, Jr', true],
]

test.each(onOnePhone)('on one phone, %s and %s are surely one: %s', (a, b, isSure) => {
  expect(isSureName(named(a), named(b))).toBe(isSure)
})
