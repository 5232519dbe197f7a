import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePeople } from './compare.ts'
import { findDuplicates } from './find-duplicates.ts'
import { findPairs, finish, indexPeople } from './find-pairs.ts'
import { evidenceOf, expectedAtFirst, judgedLikelihood } from './likelihood.ts'
import { nobody, type PersonForMatching } from './person.ts'
import { type PreparedPerson, preparePerson } from './prepare.ts'
import { formSets } from './sets.ts'
import { countValues } from './shares.ts'

const some = (...words: string[]) => fc.constantFrom(null, ...words)

/** Few values, so that people agree and almost agree all the time. */
const person: fc.Arbitrary<PersonForMatching> = fc.record({
  firstName: some('Ada', 'Adda', 'A.', 'Tom', 'Thomas', 'Mary Ann', 'Maryann', 'Ada & Tom', 'Fixture'),
  middleName: some('Lou', 'L', 'Kit'),
  lastName: some('Fixture', 'Fixtuer', 'Quill', 'Quill-Fixture', 'Ada', 'Fixture Jr'),
  suffix: some('Jr', 'Sr'),
  businessName: some('Fixture Pottery LLC', 'Alder Trust'),
  emails: fc.subarray([
    'ada.fixture@example.org',
    'ada_fixture@example.org',
    'kiln77@example.org',
    'info@example.org',
  ]),
  phones: fc.subarray(['(303) 555-0142', '303-555-0143', '970 555 0199']),
  addresses: fc.subarray([
    { line1: '12 Alder St', line2: null, city: 'Boulder', state: 'CO', postalCode: '80301', country: null },
    {
      line1: '12 Alder Street',
      line2: 'Apt 4',
      city: 'Boulder',
      state: 'CO',
      postalCode: '80301',
      country: null,
    },
    { line1: '977 Elm Rd', line2: null, city: 'Durango', state: 'CO', postalCode: '81301', country: null },
  ]),
  birthDate: some('1975-03-04', '1975-04-03', '1981-11-23'),
  otherIds: fc.subarray(['4711002', '4711003', '9900123']),
})

const counts = countValues(
  Array.from({ length: 40 }, (_, i) =>
    preparePerson({
      ...nobody,
      firstName: i % 2 ? 'Ada' : 'Tom',
      lastName: `Name${i}`,
      phones: [`30355503${10 + i}`],
    }),
  ),
)
const scoreOf = (a: PreparedPerson, b: PreparedPerson) =>
  judgedLikelihood(evidenceOf(a, b, counts), expectedAtFirst, 1000).same

test('comparing is symmetrical', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      const [x, y] = [preparePerson(a), preparePerson(b)]
      expect(comparePeople(y, x)).toEqual(comparePeople(x, y))
      expect(scoreOf(y, x)).toBeCloseTo(scoreOf(x, y), 10)
    }),
    { numRuns: 2000 },
  )
})

test('the order of e-mails, phones and addresses says nothing', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      const turned = {
        ...a,
        emails: a.emails.toReversed(),
        phones: a.phones.toReversed(),
        addresses: a.addresses.toReversed(),
        otherIds: a.otherIds.toReversed(),
      }
      const y = preparePerson(b)
      expect(scoreOf(preparePerson(turned), y)).toBeCloseTo(scoreOf(preparePerson(a), y), 10)
    }),
    { numRuns: 1000 },
  )
})

test('a further value that agrees never lowers the score', () => {
  const agreeing = {
    birthDate: '1960-06-07',
    otherIds: ['5550001'],
    emails: ['clay.and.glaze55@example.net'],
  }
  fc.assert(
    fc.property(person, person, fc.constantFrom('birthDate', 'otherIds', 'emails'), (a, b, field) => {
      const without = { [field]: field === 'birthDate' ? null : [] }
      const before = scoreOf(preparePerson({ ...a, ...without }), preparePerson({ ...b, ...without }))
      const added = { [field]: agreeing[field] }
      const after = scoreOf(preparePerson({ ...a, ...added }), preparePerson({ ...b, ...added }))
      expect(after).toBeGreaterThanOrEqual(before - 1e-9)
    }),
    { numRuns: 1000 },
  )
})

/** The same numbers in another order, and where each went. */
const shuffled = (count: number) =>
  fc
    .array(fc.double({ noNaN: true }), { minLength: count, maxLength: count })
    .map(by =>
      Array.from({ length: count }, (_, i) => i).sort((x, y) => (by[x] ?? 0) - (by[y] ?? 0) || x - y),
    )

test('the pairs do not depend on the order of the people', () => {
  const count = 20
  fc.assert(
    fc.property(
      fc.array(person, { minLength: count, maxLength: count }),
      shuffled(count),
      (people, order) => {
        const found = (list: readonly PersonForMatching[], nameOf: (place: number) => number) =>
          finish(findPairs(indexPeople(list.map(preparePerson))))
            .pairs.map(pair => ({ ...pair, of: [nameOf(pair.a), nameOf(pair.b)].sort((x, y) => x - y) }))
            .map(({ of, same, household }) => `${of} ${same.toFixed(6)} ${household.toFixed(6)}`)
            .sort()
        const straight = found(people, place => place)
        const turned = found(
          order.map(i => people[i] ?? nobody),
          place => order[place] ?? -1,
        )
        expect(turned).toEqual(straight)
      },
    ),
    { numRuns: 200 },
  )
})

test('the sets do not depend on the order of the people', () => {
  const count = 9
  const support = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
    minLength: count ** 2,
    maxLength: count ** 2,
  })
  fc.assert(
    fc.property(support, shuffled(count), (numbers, order) => {
      // Each pair a little different: of two joins that are exactly as good, the order has to choose.
      const supportOf = (a: number, b: number) => {
        const pair = Math.min(a, b) * count + Math.max(a, b)
        return (numbers[pair] ?? 0) + Math.sqrt(pair) / 1000
      }
      const links = Array.from({ length: count - 1 }, (_, i) => ({ a: i, b: i + 1, same: 0.9 }))
      const straight = formSets(links, supportOf)
      const placeOf = (i: number) => order.indexOf(i)
      const turned = formSets(
        links.map(({ a, b, same }) => ({ a: placeOf(a), b: placeOf(b), same })),
        (x, y) => supportOf(order[x] ?? 0, order[y] ?? 0),
      ).map(set => set.map(place => order[place] ?? -1).sort((x, y) => x - y))
      expect(turned.map(String).sort()).toEqual(straight.map(String).sort())
    }),
    { numRuns: 500 },
  )
})

test('nothing typed breaks the engine', () => {
  const anything = fc.record({
    firstName: fc.option(fc.string({ unit: 'binary' })),
    lastName: fc.option(fc.string({ unit: 'binary' })),
    businessName: fc.option(fc.string()),
    emails: fc.array(fc.string(), { maxLength: 3 }),
    phones: fc.array(fc.string(), { maxLength: 3 }),
    birthDate: fc.option(fc.string()),
  })
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 12 }), people => {
      const { sets } = finish(findDuplicates(people.map(p => preparePerson({ ...nobody, ...p }))))
      for (const { score } of sets) expect(score).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 300 },
  )
})
