import { compatibleWords } from '../normalise/name.ts'
import { compareAddresses, compareEmails, comparePhones } from './compare-reach.ts'
import type {
  BirthLevel,
  Findings,
  GenerationLevel,
  GivenLevel,
  LastLevel,
  NameLevels,
  ValueLevel,
} from './findings.ts'
import type { PreparedPerson } from './prepare.ts'
import { differingLetters, editDistance, jaroWinkler, sharedLetters } from './similarity.ts'

/** Compares everything. Gives the same for (a, b) and (b, a). */
export function comparePeople(a: PreparedPerson, b: PreparedPerson): Findings {
  const names = compareNames(a, b)
  const findings: Findings = {
    given: names.given,
    last: names.last,
    isSwapped: names.isSwapped,
    middle: compareMiddle(a, b),
    generation: compareGeneration(a, b),
    isMixed: a.isOrganisation !== b.isOrganisation,
    business: compareBusiness(a.business, b.business),
    email: 'missing',
    emailValue: '',
    emailDomain: '',
    isEmailOfName: false,
    phone: 'missing',
    phoneValue: '',
    address: 'missing',
    addressValue: '',
    roadValue: '',
    area: 'missing',
    areaValue: '',
    birth: compareBirth(a.birth, b.birth),
    id: compareIds(a.ids, b.ids),
  }
  compareEmails(a.emails, b.emails, findings)
  comparePhones(a.phones, b.phones, findings)
  compareAddresses(a.addresses, b.addresses, findings)
  return findings
}

/** Whether two names, as wholes, can be one person's. Quick, for the many pairs that met by a common name. */
export function namesGoTogether(a: PreparedPerson, b: PreparedPerson): boolean {
  const { given, last } = compareNames(a, b)
  return given !== 'different' && last !== 'different'
}

function compareNames(a: PreparedPerson, b: PreparedPerson): NameLevels {
  const given = compareGiven(a, b)
  const last = compareLast(a, b)
  if (given !== 'different' && last !== 'different') return { given, last, isSwapped: false }
  if (given === 'same' || last === 'same') return { given, last, isSwapped: false }
  const forth = compareAcross(a, b)
  const back = compareAcross(b, a)
  const isSwapped =
    (isAgreement(forth) && back !== 'different') || (isAgreement(back) && forth !== 'different')
  if (!isSwapped) return { given, last, isSwapped: false }
  const isForthBetter = wordRank[forth] >= wordRank[back]
  return { given: isForthBetter ? forth : back, last: isForthBetter ? back : forth, isSwapped }
}

const wordRank = { missing: 0, different: 1, alike: 2, initial: 3, close: 4, same: 5 }

/** The first name of one with the last name of the other; a middle name may stand beside it. */
function compareAcross(a: PreparedPerson, b: PreparedPerson): keyof typeof wordRank {
  const whole = compareWord(a.givenWords, b.last, differingLetters(a.givenWordsBits, b.lastBits))
  if (whole !== 'different' || a.given === a.givenWords) return whole
  return compareWord(a.given, b.last, differingLetters(a.givenBits, b.lastBits))
}

function isAgreement(level: keyof typeof wordRank): boolean {
  return level === 'same' || level === 'close'
}

function compareGiven(a: PreparedPerson, b: PreparedPerson): GivenLevel {
  if (a.given === '' || b.given === '') return 'missing'
  if (a.isCouple !== b.isCouple) return 'couple'
  if (a.given === b.given) return 'same'
  if (a.given.length === 1 || b.given.length === 1) return a.given[0] === b.given[0] ? 'initial' : 'different'
  if (compatibleWords(a.given, b.given)) return 'nickname'
  if (a.givenWords === b.givenWords) return 'same'
  const level = compareSpelling(a.given, b.given, differingLetters(a.givenBits, b.givenBits))
  // A space within a name: `Yas min`.
  return level !== 'close' && isTorn(a, b) && editDistance(a.givenWords, b.givenWords, 1) <= 1
    ? 'close'
    : level
}

function isTorn(a: PreparedPerson, b: PreparedPerson): boolean {
  return a.givenWords.length !== a.given.length || b.givenWords.length !== b.given.length
}

function compareLast(a: PreparedPerson, b: PreparedPerson): LastLevel {
  if (a.last === '' || b.last === '') return 'missing'
  if (a.last === b.last) return 'same'
  if (a.last.length === 1 || b.last.length === 1) return a.last[0] === b.last[0] ? 'initial' : 'different'
  if (a.lastParts.length + b.lastParts.length > 2 && shareLastPart(a, b)) return 'part'
  return compareSpelling(a.last, b.last, differingLetters(a.lastBits, b.lastBits))
}

function shareLastPart(a: PreparedPerson, b: PreparedPerson): boolean {
  return a.lastParts.some(part => part.length > 2 && b.lastParts.includes(part))
}

function compareWord(a: string, b: string, differing: number): keyof typeof wordRank {
  if (a === '' || b === '') return 'missing'
  if (a === b) return 'same'
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'initial' : 'different'
  return compareSpelling(a, b, differing)
}

/** One typing slip is close; scrambled or twice mistyped is alike. */
function compareSpelling(a: string, b: string, differing: number): 'close' | 'alike' | 'different' {
  if (differing > 5) return 'different'
  const shorter = Math.min(a.length, b.length)
  const slips = editDistance(a, b, shorter > 6 ? 2 : 1)
  if (slips <= (shorter > 6 ? 2 : shorter > 2 ? 1 : 0)) return 'close'
  if (jaroWinkler(a, b) >= 0.9 && shorter > 3) return 'close'
  if (shorter < 3) return 'different'
  return sharedLetters(a, b) >= (shorter > 4 ? 0.8 : 1) || jaroWinkler(a, b) >= 0.85 ? 'alike' : 'different'
}

function compareMiddle(a: PreparedPerson, b: PreparedPerson): ValueLevel {
  if (a.middle === '' || b.middle === '' || (a.given !== b.given && a.givenWords === b.givenWords))
    return 'missing'
  if (a.middle === b.middle) return 'same'
  if (a.middle[0] !== b.middle[0]) return 'different'
  return a.middle.length === 1 || b.middle.length === 1 || jaroWinkler(a.middle, b.middle) >= 0.85
    ? 'close'
    : 'different'
}

function compareGeneration(a: PreparedPerson, b: PreparedPerson): GenerationLevel {
  if (a.generation === b.generation) return a.generation === 0 ? 'missing' : 'same'
  return a.generation === 0 || b.generation === 0 ? 'one' : 'different'
}

function compareBusiness(a: string, b: string): ValueLevel {
  if (a === '' || b === '') return 'missing'
  if (a === b) return 'same'
  return jaroWinkler(a, b) >= 0.93 ? 'close' : 'different'
}

function compareBirth(a: string, b: string): BirthLevel {
  if (a === '' || b === '') return 'missing'
  if (a === b) return 'same'
  if (editDistance(a, b, 1) <= 1 || a === b.slice(0, 4) + b.slice(6) + b.slice(4, 6)) return 'close'
  const years = Math.abs(number(a, 0, 4) - number(b, 0, 4))
  const months = Math.abs(number(a, 4, 6) - number(b, 4, 6))
  const days = Math.abs(number(a, 6, 8) - number(b, 6, 8))
  const near = (years <= 1 || years === 10) && (months <= 1 || months === 11) && (days <= 3 || days >= 27)
  if (near) return 'near'
  const same = (years === 0 ? 1 : 0) + (months === 0 ? 1 : 0) + (days === 0 ? 1 : 0)
  return same === 2 ? 'parts' : 'different'
}

function number(text: string, from: number, to: number): number {
  return Number(text.slice(from, to))
}

function compareIds(a: readonly string[], b: readonly string[]): ValueLevel {
  if (a.length === 0 || b.length === 0) return 'missing'
  if (a.some(id => b.includes(id))) return 'same'
  return a.some(x => x.length > 5 && b.some(y => editDistance(x, y, 2) <= 2)) ? 'close' : 'different'
}
