import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Party, readParty } from './joint-names.ts'

/** `first / last` of each, `[name]` for a business, and what the household is called. */
function shown(party: Party | null): string {
  if (party === null) return 'nobody'
  const names = [party.person, ...party.others].map(({ firstName, lastName, businessName }) =>
    businessName === null ? `${firstName ?? '-'} / ${lastName ?? '-'}` : `[${businessName}]`,
  )
  const { household } = party
  const home = household
    ? ` = ${household.name}${household.salutation ? ` (${household.salutation})` : ''}`
    : ''
  return `${names.join(' + ')}${home}`
}

test.each([
  ['Ann Smith', 'Ann / Smith'],
  ['Mary Ann Smith', 'Mary Ann / Smith'],
  ['  Ann   Smith ', 'Ann / Smith'],
  ['Smith, Ann', 'Ann / Smith'],
  ['Smith, Mary Ann', 'Mary Ann / Smith'],
  ['Dr. Ann Smith', 'Ann / Smith'],
  ['Ann Smith, PhD', 'Ann / Smith'],
  ['Ann Smith, M.D., Ph.D.', 'Ann / Smith'],
  ['Cher', 'Cher / -'],
  ['Andy Sandford', 'Andy / Sandford'],
])('one person: %s', (typed, expected) => {
  expect(shown(readParty(typed))).toBe(expected)
})

test.each([
  ['A & B Smith', 'A / Smith + B / Smith = A & B Smith'],
  ['Ann & Bob Smith', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann and Bob Smith', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann &amp; Bob Smith', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann&Bob Smith', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann + Bob Smith', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann & Bob Smith-Jones', 'Ann / Smith-Jones + Bob / Smith-Jones = Ann & Bob Smith-Jones'],
  ["Ann & Bob O'Neil", "Ann / O'Neil + Bob / O'Neil = Ann & Bob O'Neil"],
  ['Ann & Bob van der Lund', 'Ann / van der Lund + Bob / van der Lund = Ann & Bob van der Lund'],
  [
    'Zephyr & Zinnia Sparrowhawk',
    'Zephyr / Sparrowhawk + Zinnia / Sparrowhawk = Zephyr & Zinnia Sparrowhawk',
  ],
  ['Mary Ann & Bob Smith', 'Mary Ann / Smith + Bob / Smith = Mary Ann & Bob Smith'],
  ['John Q. & Ann Smith', 'John Q. / Smith + Ann / Smith = John Q. & Ann Smith'],
  ['Bob & Mary Ann Smith', 'Bob / Smith + Mary Ann / Smith = Bob & Mary Ann Smith'],
  ['Ann Lee and Bob Jones', 'Ann / Lee + Bob / Jones = Ann Lee & Bob Jones'],
  ['Ann Smith & Bob Smith', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann Lee / Bob Jones', 'Ann / Lee + Bob / Jones = Ann Lee & Bob Jones'],
  ['Ann Smith & Bob', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Ann & Bob', 'Ann / - + Bob / - = Ann & Bob'],
  ['Ann, Bob and Carl Smith', 'Ann / Smith + Bob / Smith + Carl / Smith = Ann, Bob & Carl Smith'],
  ['Smith, Ann & Bob', 'Ann / Smith + Bob / Smith = Ann & Bob Smith'],
  ['Smith, Mary Ann and Bob', 'Mary Ann / Smith + Bob / Smith = Mary Ann & Bob Smith'],
  ['Smith, Ann & Bob Jones', 'Ann / Smith + Bob / Jones = Ann Smith & Bob Jones'],
  ['Smith, Ann & Jones, Bob', 'Ann / Smith + Bob / Jones = Ann Smith & Bob Jones'],
  ['Dr. & Mrs. John Smith', 'John / Smith = Dr. & Mrs. John Smith (Dr. & Mrs. John Smith)'],
  ['Mr. and Mrs. John Smith', 'John / Smith = Mr. and Mrs. John Smith (Mr. and Mrs. John Smith)'],
  ['Mr. John & Dr. Ann Smith', 'John / Smith + Ann / Smith = John & Ann Smith (Mr. John & Dr. Ann Smith)'],
  ['Ann Smith & Family', 'Ann / Smith = Ann Smith & Family (Ann Smith & Family)'],
  ['Ann & Bob Church', 'Ann / Church + Bob / Church = Ann & Bob Church'],
])('people who give together: %s', (typed, expected) => {
  expect(shown(readParty(typed))).toBe(expected)
})

test.each([
  'The Smith Family',
  'Smith Family',
  'Mr. & Mrs. Smith',
  'R&D Systems LLC',
  'Barnes & Noble',
  'Barnes&Noble',
  "Ben & Jerry's Foundation",
  'Johnson & Johnson',
  'Smith & Sons',
  'Smith & Associates',
  'Brightwater Farm & Kitchen',
  'Peach Tree & Garden',
  'Alder, Birch & Cedar LLP',
  'Alder Works, LLC',
  'Zimmerling Acupuncture',
  'Foxglove Healing Arts',
  'Hollowbrook Design Co',
  'Abernathy Family Foundation',
  'Estate of Ada Sample',
  'Friends of the Library',
  'First Methodist Church',
  'Class of 1984',
])('kept whole as a business name: %s', name => {
  expect(shown(readParty(name))).toBe(`[${name}]`)
})

test.each([
  null,
  '',
  '  ',
  'Anonymous',
  'anonymous donor',
  'Cash',
  'Cash Donations',
  'Not Specified',
  'Unknown',
])('nobody: %s', typed => {
  expect(shown(readParty(typed))).toBe('nobody')
})

const words = fc.constantFrom(
  ...'& and + / ; , Mr. Mrs. Dr. Ann Bob Smith van der Jr. PhD Family Guest Co A Lee, Smith, The of LLC &amp; 7 -'.split(
    ' ',
  ),
)

test('any words are read without a fault, and nobody in them has a blank name', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 8 }), typed => {
      const party = readParty(typed.join(' '))
      if (party === null) return
      for (const { firstName, lastName, businessName } of [party.person, ...party.others]) {
        const names = [firstName, lastName, businessName].filter(name => name !== null)
        expect(names.length).toBeGreaterThan(0)
        expect(names.filter(name => name.trim() === '')).toEqual([])
        expect(businessName === null || (firstName === null && lastName === null)).toBe(true)
      }
      expect(party.household?.name.trim()).not.toBe('')
      expect(party.others.length === 0 || party.household !== null).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
