import { isGivenName, isMiddleName } from './given-names.ts'
import { isBusiness, type NameReading, readName } from './names.ts'
import { decodeEntities } from './text.ts'

/** Who one name cell names: a person, a company, or people who give together. */
export type Party = {
  person: NameReading
  /** The rest of a household, in the order of the cell. */
  others: NameReading[]
  /** `salutation` is the cell as typed where it holds titles: `Dr. & Mrs. John Smith`. */
  household: { name: string; salutation: string | null } | null
}

const titles = new Set(
  'mr mrs ms miss mx dr prof professor rev reverend hon sir fr pastor rabbi sister brother'.split(' '),
)
const particles = new Set('van von de del della di da du der den la le ter el al bin ten dos'.split(' '))
const companions = new Set('family guest wife husband spouse partner friends kids children'.split(' '))
const companyParts = new Set('co sons daughters associates company partners bros brothers'.split(' '))
const credentials =
  /,?\s+(?:md|m\.d\.|phd|ph\.d\.?|esq\.?|cpa|dds|rn|lcsw|mft|edd|ed\.d\.?|dvm|ret\.?)(?=$|,)/gi
const generations = /,\s*(jr|sr|ii|iii|iv)(?=\.?$)/i
const joiners = /\s+(?:&|and|\+)\s+|\s*[/;]\s*|(?<=\p{Ll})&(?=\p{Lu}\p{Ll})/iu
const maxPeople = 4
/** What is longer is a text. */
const maxNameChars = 200

/**
 * Reads the name of a customer or donor as bookkeepers type it: `Ann Smith`, `Smith, Ann`, `Ann & Bob Smith`, `Ann Lee and Bob Jones`,
 * `Smith, Ann & Bob`, `Dr. & Mrs. John Smith`, or a company. A name that fits no form of people's names is kept whole as a business name, so
 * that nobody is invented. Null when it names nobody: blank, `Anonymous`, `Cash`.
 */
export function readParty(typed: string | null): Party | null {
  const name = typed === null ? '' : decodeEntities(typed).replace(/\s+/g, ' ').trim()
  if (name === '' || namesNobody(name)) return null
  if (name.length > maxNameChars || isBusiness(name) || isGroup(name)) return group(name)
  const party = readPeople(name)
  return party !== null && [party.person, ...party.others].every(isPerson) ? party : group(name)
}

function readPeople(name: string): Party | null {
  const plain = name.replace(credentials, '').replace(generations, ' $1').trim()
  const parts = plain.split(joiners).map(part => part.trim())
  if (parts.length === 1) return single(plain)
  if (parts.length > maxPeople || parts.includes('')) return null
  const companion = parts.at(-1)?.toLowerCase() ?? ''
  if (companyParts.has(companion.replace('.', ''))) return null
  if (!companions.has(companion)) return couple(name, parts)
  const party = readPeople(parts.slice(0, -1).join(' & '))
  return party && { ...party, household: { name, salutation: name } }
}

/** Every part of a person's name has a letter in it. */
function isPerson({ firstName, lastName, businessName }: NameReading): boolean {
  const names = [firstName, lastName].filter(part => part !== null)
  return businessName === null && names.length > 0 && names.every(part => /\p{L}/u.test(part))
}

function namesNobody(name: string): boolean {
  return /^(?:anonymous|unknown|cash|walk[- ]?ins?|misc(?:ellaneous)?|various|not specified|no (?:name|customer|donor)|general public|n\/a|nan|none|-+)(?: (?:donors?|donations?|givers?|gifts?|customers?|cash))?$/i.test(
    name,
  )
}

/** `The Smith Family`, `The Wanderers`: several people, none of whom is named. Names with numbers or signs are no people's either. */
function isGroup(name: string): boolean {
  return (
    /^the\s|\s(?<!(?:&|\+|\band)\s)(?:family|household|families)$/i.test(name) ||
    /[\d@#$%*]|\s(?:of|for|in)\s/i.test(name)
  )
}

function group(name: string): Party {
  return { person: { firstName: null, lastName: null, businessName: name }, others: [], household: null }
}

function single(name: string): Party | null {
  const inverted = /^([^,]+),\s*([^,]+)$/.exec(name)
  const straight = inverted ? `${inverted[2]} ${inverted[1]}` : name
  const person = readName(null, null, withoutTitles(straight).trim())
  return person.firstName === null ? null : { person, others: [], household: null }
}

/** Null when the parts are no people. */
function couple(name: string, typedParts: readonly string[]): Party | null {
  const hasTitles = typedParts.some(part => withoutTitles(part) !== part)
  const parts = typedParts.map(withoutTitles)
  const named = parts.filter(part => part !== '')
  if (named.length === 1 && hasTitles) {
    const party = single(named[0] ?? '')
    return party?.person.lastName ? { ...party, household: { name, salutation: name } } : null
  }
  if (named.length < parts.length) return null
  const people = invertedPeople(parts) ?? straightPeople(parts)
  const [person, ...others] = people ?? []
  if (!person) return null
  return {
    person,
    others,
    household: { name: householdName([person, ...others]), salutation: hasTitles ? name : null },
  }
}

/** `Smith, Ann & Bob`, `Smith, Ann & Jones, Bob`. */
function invertedPeople(parts: readonly string[]): NameReading[] | null {
  const [first = '', ...rest] = parts
  const cut = first.split(/\s*,\s*/)
  const [family = '', given = ''] = cut
  if (cut.length !== 2 || given === '') return null
  if (isGivenName(family) && hasSurname(rest.at(-1) ?? '')) return null
  const people = rest.map(part => {
    const [otherFamily = '', otherGiven] = part.split(/\s*,\s*/)
    if (otherGiven !== undefined) return person(otherGiven, otherFamily)
    return hasSurname(part) ? splitSurname(part) : person(part, family)
  })
  return [person(given, family), ...people]
}

/** `Ann & Bob Smith`, `Ann Lee and Bob Jones`, `Ann Smith & Bob`, `Ann, Bob and Carl Smith`. */
function straightPeople(typedParts: readonly string[]): NameReading[] | null {
  const parts = typedParts.flatMap(part => part.split(/\s*,\s*/))
  if (parts.length > maxPeople || parts.includes('')) return null
  const last = parts.at(-1) ?? ''
  if (!hasSurname(last)) return withoutSurnameAtEnd(parts)
  const family = splitSurname(last).lastName
  return parts.map(part => (hasSurname(part) ? splitSurname(part) : person(part, family)))
}

/** The last is one given name: `Ann Smith & Bob`, or `Ann & Bob` of whom no surname is known. Anything else is a shop. */
function withoutSurnameAtEnd(parts: readonly string[]): NameReading[] | null {
  const [first = ''] = parts
  const given = hasSurname(first) ? parts.slice(1) : parts
  if (!given.every(part => part.split(' ').every(word => isGivenName(word) || isMiddleName(word))))
    return null
  if (!hasSurname(first))
    return parts.every(part => part.length > 2) ? parts.map(part => person(part, null)) : null
  const head = splitSurname(first)
  return [head, ...given.map(part => person(part, head.lastName))]
}

function hasSurname(part: string): boolean {
  const words = part.split(' ')
  return words.length > 1 && !isMiddleName(words.at(-1) ?? '')
}

/** `Bob van der Lund`: a surname begins with its particles. `Ann Smith Jr` keeps the `Jr` with it. */
function splitSurname(part: string): NameReading {
  const words = part.split(' ')
  let at = words.length - 1
  if (at > 1 && /^(?:jr|sr|ii|iii|iv)\.?$/i.test(words[at] ?? '')) at--
  while (at > 1 && particles.has((words[at - 1] ?? '').toLowerCase())) at--
  return person(words.slice(0, at).join(' '), words.slice(at).join(' '))
}

function person(firstName: string, lastName: string | null): NameReading {
  return { firstName, lastName, businessName: null }
}

function withoutTitles(part: string): string {
  const words = part.split(' ')
  const at = words.findIndex(word => !titles.has(word.replace(/\.$/, '').toLowerCase()))
  return at === -1 ? '' : words.slice(at).join(' ')
}

/** `Ann & Bob Smith`, `Ann Lee & Bob Jones`: the same however the cell wrote it. */
function householdName(people: readonly NameReading[]): string {
  const [first] = people
  const isOneFamily = people.every(({ lastName }) => lastName === first?.lastName)
  const names = people.map(({ firstName, lastName }) =>
    isOneFamily || lastName === null ? firstName : `${firstName} ${lastName}`,
  )
  const joined = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' & ')
  return isOneFamily && first?.lastName ? `${joined} ${first.lastName}` : joined
}
