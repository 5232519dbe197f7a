import { compatibleWords } from '../normalise/name.ts'
import type { PreparedAddress, PreparedEmail, PreparedPerson } from './prepare.ts'
import { differingLetters, editDistance, jaroWinkler, sharedLetters } from './similarity.ts'

export type GivenLevel =
  | 'missing'
  | 'same'
  | 'nickname'
  | 'initial'
  | 'close'
  | 'alike'
  | 'couple'
  | 'different'
export type LastLevel = 'missing' | 'same' | 'close' | 'part' | 'initial' | 'alike' | 'different'
export type NameLevels = { given: GivenLevel; last: LastLevel; isSwapped: boolean }
export type ValueLevel = 'missing' | 'same' | 'close' | 'different'
export type PhoneLevel = ValueLevel | 'two same' | 'one of two'
export type EmailLevel = ValueLevel | 'generic' | 'alike' | 'like the name'
export type BirthLevel = ValueLevel | 'near' | 'parts'
export type AddressLevel = 'missing' | 'same' | 'close' | 'other unit' | 'same street' | 'different'
export type AreaLevel = 'missing' | 'zip' | 'city' | 'close' | 'different'
export type GenerationLevel = 'missing' | 'same' | 'one' | 'different'

/** What two people have in common and what tells them apart, field by field. */
export type Findings = NameLevels & {
  middle: ValueLevel
  generation: GenerationLevel
  /** One is an organisation, the other a person. */
  isMixed: boolean
  business: ValueLevel
  email: EmailLevel
  /** The shared or like one, for how common it is. */
  emailValue: string
  emailDomain: string
  /** The e-mail says no more than the name does. */
  isEmailOfName: boolean
  phone: PhoneLevel
  phoneValue: string
  address: AddressLevel
  addressValue: string
  roadValue: string
  area: AreaLevel
  areaValue: string
  birth: BirthLevel
  id: ValueLevel
}

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

function compareEmails(
  a: readonly PreparedEmail[],
  b: readonly PreparedEmail[],
  into: Pick<Findings, 'email' | 'emailValue' | 'emailDomain' | 'isEmailOfName'>,
): void {
  if (a.length === 0 || b.length === 0) return
  into.email = 'different'
  for (const x of a) {
    for (const y of b) {
      const level = compareEmail(x, y)
      const isOfName = x.isMadeOfName && y.isMadeOfName
      const key = x.key < y.key ? x.key : y.key
      const isTie = emailRank[level] === emailRank[into.email] && level !== 'different'
      const isBetter =
        emailRank[level] > emailRank[into.email] ||
        (isTie && (isOfName === into.isEmailOfName ? key < into.emailValue : !isOfName))
      if (!isBetter) continue
      into.email = level
      into.emailValue = key
      into.emailDomain = key === x.key ? x.domain : y.domain
      into.isEmailOfName = isOfName
    }
  }
}

const emailRank: Record<EmailLevel, number> = {
  missing: 0,
  different: 0,
  generic: 1,
  alike: 2,
  'like the name': 3,
  close: 4,
  same: 5,
}

function compareEmail(a: PreparedEmail, b: PreparedEmail): EmailLevel {
  if (a.key === b.key) return a.isGeneric ? 'generic' : 'same'
  if (a.isGeneric || b.isGeneric) return 'different'
  const isSameDomain = isAlikeDomain(a.domain, b.domain)
  if (a.isLikeName && b.isLikeName)
    return isSameDomain && isSlip(a.local, b.local) ? 'close' : 'like the name'
  if (a.local === b.local && a.local.length > 4)
    return a.isLikeName || b.isLikeName ? 'like the name' : 'close'
  if (a.key.length < 9 || Math.abs(a.key.length - b.key.length) > 3) return 'different'
  if (isSameDomain && editDistance(a.key, b.key, 2) <= 2) return 'close'
  return sharedLetters(a.key, b.key) >= 0.9 && jaroWinkler(a.key, b.key) >= 0.85 ? 'alike' : 'different'
}

function isAlikeDomain(a: string, b: string): boolean {
  return a === b || editDistance(a, b, 2) <= 2 || (a.length > 8 && sharedLetters(a, b) >= 0.85)
}

/** One letter or digit was mistyped; `orla.fixture` and `orla_fixture` are two addresses. */
function isSlip(a: string, b: string): boolean {
  return (
    a === b || (editDistance(a, b, 1) <= 1 && a.replace(/[^a-z0-9]/g, '') !== b.replace(/[^a-z0-9]/g, ''))
  )
}

function comparePhones(
  a: readonly string[],
  b: readonly string[],
  into: Pick<Findings, 'phone' | 'phoneValue'>,
): void {
  if (a.length === 0 || b.length === 0) return
  let shared = 0
  for (const phone of a) {
    if (!b.includes(phone)) continue
    if (shared === 0 || phone < into.phoneValue) into.phoneValue = phone
    shared++
  }
  if (shared > 1) into.phone = 'two same'
  else if (shared === 1) into.phone = a.length > 1 && b.length > 1 ? 'one of two' : 'same'
  else into.phone = a.some(x => b.some(y => editDistance(x, y, 1) <= 1)) ? 'close' : 'different'
}

function compareAddresses(
  a: readonly PreparedAddress[],
  b: readonly PreparedAddress[],
  into: Pick<Findings, 'address' | 'addressValue' | 'roadValue' | 'area' | 'areaValue'>,
): void {
  let best = 0
  for (const x of a) {
    for (const y of b) {
      const level = compareStreet(x, y)
      const areaLevel = compareArea(x, y)
      const rank = addressRank[level] * 10 + areaRank[areaLevel]
      const street = x.street < y.street ? x.street : y.street
      const place = areaLevel === 'zip' ? x.zip : x.city < y.city ? x.city : y.city
      const isFirst = `${street} ${place}` < `${into.addressValue} ${into.areaValue}`
      if (rank < best || (rank === best && !isFirst)) continue
      best = rank
      into.address = level
      into.addressValue = street
      into.roadValue = x.road < y.road ? x.road : y.road
      into.area = areaLevel
      into.areaValue = place
    }
  }
}

const addressRank: Record<AddressLevel, number> = {
  missing: 0,
  different: 1,
  'same street': 2,
  'other unit': 3,
  close: 4,
  same: 5,
}
const areaRank: Record<AreaLevel, number> = { missing: 0, different: 1, close: 2, city: 3, zip: 4 }

function compareStreet(a: PreparedAddress, b: PreparedAddress): AddressLevel {
  if (a.street === '' || b.street === '') return 'missing'
  if (a.street === b.street) {
    if (a.unit === b.unit || a.unit === '' || b.unit === '') return 'same'
    return editDistance(a.unit, b.unit, 1) <= 1 && a.unit.length > 2 ? 'close' : 'other unit'
  }
  if (a.number !== b.number && a.number !== '' && b.number !== '') {
    if (!isSameRoad(a.road, b.road)) return 'different'
    return a.number.length > 2 && editDistance(a.number, b.number, 1) <= 1 ? 'close' : 'same street'
  }
  return isSameRoad(a.road, b.road) || sharedLetters(a.road, b.road) >= 0.92 ? 'close' : 'different'
}

function isSameRoad(a: string, b: string): boolean {
  return a === b || (a.startsWith(b.slice(0, 2)) && jaroWinkler(a, b) >= 0.9)
}

function compareArea(a: PreparedAddress, b: PreparedAddress): AreaLevel {
  if (a.zip !== '' && a.zip === b.zip) return 'zip'
  if (a.city !== '' && a.city === b.city) return 'city'
  const zips = a.zip !== '' && b.zip !== ''
  const cities = a.city !== '' && b.city !== ''
  if (zips && editDistance(a.zip, b.zip, 1) <= 1) return 'close'
  if (
    cities &&
    a.city[0] === b.city[0] &&
    (jaroWinkler(a.city, b.city) >= 0.88 || sharedLetters(a.city, b.city) >= 0.85)
  )
    return 'close'
  return zips || cities ? 'different' : 'missing'
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
