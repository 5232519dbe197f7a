import type {
  AddressLevel,
  AreaLevel,
  BirthLevel,
  EmailLevel,
  Findings,
  GenerationLevel,
  GivenLevel,
  LastLevel,
  NameLevels,
  PhoneLevel,
  ValueLevel,
} from './findings.ts'
import type { PreparedPerson } from './prepare.ts'
import { shareOf, shareOfOwn, type ValueCounts } from './shares.ts'

/** Logarithms of the chance of everything that was found, would the two be one person, one household, or strangers. */
export type Evidence = { same: number; household: number; unrelated: number }

/** Chances of a finding when two records are one person's, of one household, of strangers. */
type Chances = readonly [same: number, household: number, unrelated: number]

/**
 * The one configuration of the engine: how often people write one person's data so, and what households share. Set by hand, the same for
 * all data. A third number of 0 stands for how common the value is among these people, which the household's chance is then raised by.
 */
const given: Record<GivenLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.8, 0.045, 0],
  nickname: [0.08, 0.002, 0],
  initial: [0.045, 0, 0],
  close: [0.07, 0.004, 0],
  alike: [0.02, 0.015, 0.01],
  couple: [0.01, 0.5, 0.3],
  different: [0.01, 0.93, 0.93],
}
const last: Record<LastLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.84, 0.7, 0],
  close: [0.08, 0.02, 0],
  part: [0.02, 0.04, 0.002],
  initial: [0.02, 0.02, 0.004],
  alike: [0.015, 0.01, 0.01],
  different: [0.045, 0.22, 0.97],
}
const swappedChance = 0.03
const middle: Record<ValueLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.8, 0.03, 0.03],
  close: [0.15, 0.06, 0.06],
  different: [0.05, 0.91, 0.91],
}
const generation: Record<GenerationLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.6, 0.02, 0.02],
  one: [0.06, 0.6, 0.2],
  different: [0.001, 0.3, 0.2],
}
const business: Record<ValueLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.6, 0.1, 0],
  close: [0.1, 0.01, 0],
  different: [0.15, 0.85, 0.99],
}
const email: Record<EmailLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.6, 0.06, 0],
  close: [0.12, 0.01, 0],
  alike: [0.03, 0.01, 0.002],
  'like the name': [0.05, 0.2, 0.3],
  generic: [0.4, 0.2, 0.01],
  different: [0.12, 0.85, 0.99],
}
/** The chance that a stranger's e-mail differs by a slip only. */
const slippedEmail = 0.0004
const phone: Record<PhoneLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.62, 0.42, 0],
  'two same': [0.62, 0.06, 0],
  'one of two': [0.12, 0.35, 0],
  close: [0.06, 0.01, 0.0003],
  different: [0.12, 0.4, 0.99],
}
const address: Record<AddressLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.62, 0.82, 0],
  close: [0.14, 0.05, 0.0003],
  'other unit': [0.03, 0.04, 0.00005],
  'same street': [0.04, 0.01, 0],
  different: [0.19, 0.08, 0.99],
}
/** ZIP and city, where the street does not already say it. */
const area: Record<AreaLevel, Chances> = {
  missing: [1, 1, 1],
  zip: [0.7, 0.9, 0],
  city: [0.7, 0.9, 0],
  close: [0.12, 0.04, 0.02],
  different: [0.18, 0.06, 0.95],
}
/** The same, of somebody who moved. */
const areaOfMoved: Record<AreaLevel, Chances> = {
  missing: [1, 1, 1],
  zip: [0.5, 0.3, 0],
  city: [0.15, 0.1, 0],
  close: [0.07, 0.05, 0.02],
  different: [0.28, 0.55, 0.95],
}
const birth: Record<BirthLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.78, 0.015, 0],
  close: [0.1, 0.004, 0.002],
  near: [0.06, 0.004, 0.004],
  parts: [0.03, 0.005, 0.006],
  different: [0.02, 0.97, 0.98],
}
const id: Record<ValueLevel, Chances> = {
  missing: [1, 1, 1],
  same: [0.85, 0.00005, 0.000001],
  close: [0.08, 0.001, 0.0003],
  different: [0.07, 0.99, 0.99],
}
const isMixedChances: Chances = [0.02, 0.5, 0.5]

function add(sums: Evidence, [same, household, unrelated]: Chances, share = 0): void {
  // Nothing is known.
  if (same === 1) return
  sums.same += Math.log(same)
  sums.household += Math.log(unrelated === 0 ? household + share : household)
  sums.unrelated += Math.log(unrelated === 0 ? share : unrelated)
}

/** Weighs what was found, each value by how common it is among these people. */
export function weighFindings(
  found: Findings,
  a: PreparedPerson,
  b: PreparedPerson,
  counts: ValueCounts,
): Evidence {
  const sums: Evidence = { same: 0, household: 0, unrelated: 0 }
  if (found.isSwapped) addSwappedNames(sums, found, sharesAcross(a, b, counts))
  else {
    add(sums, given[found.given], givenShare(found.given, a, b, counts))
    add(sums, last[found.last], lastShare(found.last, a, b, counts))
  }
  add(sums, middle[found.middle])
  add(sums, generation[found.generation])
  if (found.isMixed) add(sums, isMixedChances)
  add(sums, business[found.business], businessShare(found.business, a, b, counts))
  addEmail(sums, found, counts)
  add(sums, phone[found.phone], found.phoneValue === '' ? 0 : shareOfOwn(counts, 'phone', found.phoneValue))
  addPlace(sums, found, counts)
  add(sums, birth[found.birth], found.birth === 'same' ? shareOf(counts, 'birth', a.birth) : 0)
  add(sums, id[found.id])
  return sums
}

function givenShare(level: GivenLevel, a: PreparedPerson, b: PreparedPerson, counts: ValueCounts): number {
  // `Mary Ann` and `Maryann` are the same, and counted by their first words.
  if (level === 'same') return lower(counts, 'given', a.given, b.given)
  if (level === 'initial') return 0.06 * shareOf(counts, 'initial', a.given.charAt(0))
  if (level === 'nickname') return 0.0005 + 0.5 * lower(counts, 'given', a.given, b.given)
  return level === 'close' ? 0.002 + lower(counts, 'given', a.given, b.given) : 0
}

function lastShare(level: LastLevel, a: PreparedPerson, b: PreparedPerson, counts: ValueCounts): number {
  if (level === 'same') return shareOf(counts, 'last', a.last)
  return level === 'close' ? 0.001 + lower(counts, 'last', a.last, b.last) : 0
}

function businessShare(level: ValueLevel, a: PreparedPerson, b: PreparedPerson, counts: ValueCounts): number {
  return level === 'same' || level === 'close'
    ? Math.min(shareOf(counts, 'business', a.business), shareOf(counts, 'business', b.business))
    : 0
}

function lower(counts: ValueCounts, kind: 'given' | 'last', a: string, b: string): number {
  return Math.min(shareOf(counts, kind, a), shareOf(counts, kind, b))
}

/** First and last name exchanged. */
function addSwappedNames(sums: Evidence, found: NameLevels, shares: readonly number[]): void {
  sums.same += Math.log(swappedChance)
  for (const [i, level] of [found.given, found.last].entries()) {
    const share = shares[i] ?? 0
    if (level === 'same') add(sums, [0.8, 0.001, 0], share)
    else if (level === 'close') add(sums, [0.08, 0.001, 0], share + 0.002)
    else add(sums, last[level as LastLevel])
  }
}

/** How common the two words are that stand in each other's place, the rarer first. Either may be a first or a last name. */
function sharesAcross(a: PreparedPerson, b: PreparedPerson, counts: ValueCounts): number[] {
  const ofWord = (word: string) => Math.max(shareOf(counts, 'given', word), shareOf(counts, 'last', word))
  const shares = [Math.min(ofWord(a.given), ofWord(b.last)), Math.min(ofWord(a.last), ofWord(b.given))]
  return shares.sort((x, y) => x - y)
}

function addEmail(sums: Evidence, found: Findings, counts: ValueCounts): void {
  const { email: level } = found
  const share = level === 'same' ? shareOfOwn(counts, 'email', found.emailValue) : slippedEmail
  const isOther = level === 'different' || level === 'like the name'
  if (isOther) addOtherEmail(sums, level, counts.sharesEmails)
  else add(sums, email[level], share)
  // Namesakes who are strangers have like addresses in many lists: an address made of the name says little beyond the name.
  if (found.isEmailOfName && (level === 'same' || level === 'close'))
    sums.unrelated += Math.log(1 + (0.3 * shareOf(counts, 'domain', found.emailDomain)) / share)
}

/** Different e-mails speak against one person only as far as these records may share e-mails. */
function addOtherEmail(sums: Evidence, level: 'different' | 'like the name', weight: number): void {
  const [same, household, unrelated] = email[level]
  sums.same += weight * Math.log(same)
  sums.household += weight * Math.log(household)
  sums.unrelated += weight * Math.log(unrelated)
}

function addPlace(sums: Evidence, found: Findings, counts: ValueCounts): void {
  if (found.address === 'same') {
    // The street says where it is; only another town says something more.
    const isElsewhere = found.area === 'different'
    add(
      sums,
      isElsewhere ? [0.1, 0.02, 0] : address.same,
      isElsewhere ? 0.002 : shareOfOwn(counts, 'street', found.addressValue),
    )
    return
  }
  const road = found.address === 'same street' ? shareOf(counts, 'road', found.roadValue) : 0
  add(sums, address[found.address], road)
  if (found.address === 'close' && found.area !== 'different') return
  const share =
    found.area === 'zip' || found.area === 'city' ? shareOf(counts, found.area, found.areaValue) : 0
  const chances = found.address === 'different' ? areaOfMoved : area
  add(sums, chances[found.area], share)
}
