import { type AddressValue, addressKey } from '../normalise/address.ts'
import { emailKey } from '../normalise/email.ts'
import { foldText } from '../normalise/fold.ts'
import { compatibleWords, nameKey } from '../normalise/name.ts'
import { phoneE164 } from '../normalise/phone.ts'
import type { PersonForMatching } from './person.ts'
import { editDistance, letterBits } from './similarity.ts'

export type PreparedEmail = {
  key: string
  local: string
  domain: string
  /** `info@`, `office@`: whoever sits there. */
  isGeneric: boolean
  /** The letters before the @ say no more than the name does: `orla.fixture`, `ofixture77`. */
  isLikeName: boolean
  /** And nothing else stands there. */
  isMadeOfName: boolean
}

export type PreparedAddress = {
  street: string
  /** The house number, digits only. */
  number: string
  /** The street without its number and spaces. */
  road: string
  unit: string
  city: string
  state: string
  zip: string
}

/** A person brought to the form that is compared. Empty text is unknown. */
export type PreparedPerson = {
  given: string
  givenBits: number
  /** The whole cell of first names as one word, to be found in the other's last name. */
  givenWords: string
  givenWordsBits: number
  middle: string
  /** All last names together: `ray smith` is `raysmith`. */
  last: string
  lastBits: number
  /** More than one, for double names. */
  lastParts: readonly string[]
  /** 1 junior, 2 senior or first, 3 and up the third and following; 0 unknown. */
  generation: number
  /** `Ann & Bo`. */
  isCouple: boolean
  isOrganisation: boolean
  business: string
  emails: readonly PreparedEmail[]
  /** Digits, with the country's. */
  phones: readonly string[]
  addresses: readonly PreparedAddress[]
  /** YYYYMMDD. */
  birth: string
  ids: readonly string[]
}

const blankWords = new Set(['nan', 'null', 'none', 'na', 'n/a', 'undefined', 'unknown'])
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'rev', 'prof', 'sir', 'fr', 'mx'])
/** After the name: what somebody is, not whom they are called after. */
const degrees = new Set(['md', 'phd', 'dds', 'dvm', 'rn', 'cpa', 'esq', 'mba', 'lcsw', 'lpc'])
const generations = new Map([
  ['jr', 1],
  ['junior', 1],
  ['sr', 2],
  ['senior', 2],
  ['ii', 1],
  ['2nd', 1],
  ['iii', 3],
  ['3rd', 3],
  ['iv', 4],
  ['4th', 4],
])
const legalForms = new Set([
  'inc',
  'llc',
  'ltd',
  'corp',
  'co',
  'llp',
  'plc',
  'pllc',
  'pc',
  'gmbh',
  'incorporated',
  'corporation',
  'limited',
  'company',
  'the',
])
const organisationWords = new Set([
  'inc',
  'llc',
  'ltd',
  'corp',
  'llp',
  'pllc',
  'gmbh',
  'incorporated',
  'corporation',
  'foundation',
  'church',
  'university',
  'association',
  'trust',
  'partners',
  'school',
  'clinic',
  'ministries',
  'society',
])
const genericLocals = new Set([
  'info',
  'office',
  'contact',
  'admin',
  'hello',
  'mail',
  'sales',
  'support',
  'enquiries',
  'inquiries',
  'team',
  'accounts',
  'billing',
  'noreply',
  'donations',
])

/** Brings a person to the form that is compared. */
export function preparePerson(person: PersonForMatching): PreparedPerson {
  const first = words(person.firstName)
  const last = words(person.lastName)
  while (last.length > 1 && degrees.has(last[last.length - 1] ?? '')) last.pop()
  const generation =
    takeGeneration(last) || takeGeneration(first) || (generations.get(words(person.suffix)[0] ?? '') ?? 0)
  while (first.length > 1 && titles.has(first[0] ?? '')) first.shift()
  const business = words(person.businessName)
    .filter(word => !legalForms.has(word))
    .join(' ')
  const isOrganisation =
    namesOrganisation(first) ||
    namesOrganisation(last) ||
    (first.length + last.length === 0 && business !== '')
  const given = first[0] ?? ''
  const lastName = last.join('')
  const givenWords = first.join('')
  return {
    given,
    givenBits: letterBits(given),
    givenWords,
    givenWordsBits: letterBits(givenWords),
    middle: [...first.slice(1), ...words(person.middleName)].join(' '),
    last: lastName,
    lastBits: letterBits(lastName),
    lastParts: last,
    generation,
    isCouple: person.firstName !== null && /&|\+|\band\b/i.test(person.firstName),
    isOrganisation,
    business,
    emails: unique(person.emails.map(emailKey))
      .filter(isEmailLike)
      .map(email => prepareEmail(email, given, lastName)),
    phones: unique(person.phones.map(phoneKey)),
    addresses: person.addresses.map(prepareAddress).filter(a => a !== null),
    birth: birthKey(person.birthDate),
    ids: unique(person.otherIds.map(id => foldText(id).replace(/[^a-z0-9:]/g, ''))),
  }
}

function words(text: string | null): string[] {
  if (text === null || text === '') return []
  const key = nameKey(text)
  return key === '' || blankWords.has(key) ? [] : key.split(' ')
}

/** `Zelgen Trust` in one cell; not `John` `Church`. */
function namesOrganisation(name: readonly string[]): boolean {
  return name.length > 1 && name.some(word => organisationWords.has(word))
}

function takeGeneration(name: string[]): number {
  if (name.length < 2) return 0
  const found = generations.get(name[name.length - 1] ?? '') ?? 0
  if (found > 0) name.pop()
  return found
}

function unique(texts: readonly string[]): string[] {
  if (texts.length < 2) return texts.filter(text => text !== '')
  return [...new Set(texts)].filter(text => text !== '')
}

function isEmailLike(key: string): boolean {
  return key.length > 4 && !blankWords.has(key)
}

function prepareEmail(key: string, given: string, last: string): PreparedEmail {
  const at = key.lastIndexOf('@')
  const local = at < 0 ? key : key.slice(0, at)
  const isLikeName = isMadeOfName(local, given, last)
  return {
    key,
    local,
    domain: at < 0 ? '' : key.slice(at + 1),
    isGeneric: genericLocals.has(local),
    isLikeName,
    isMadeOfName: isLikeName && !/\d\d/.test(local),
  }
}

/** `orla.fixture`, `ofixture`, `fixture.o`, with a typing slip in either the name or the address. */
function isMadeOfName(local: string, given: string, last: string): boolean {
  const parts = local.split(/[^a-z]+/).filter(part => part !== '')
  if (parts.length > 1) return parts.every(part => isPartOfName(part, given) || isPartOfName(part, last))
  const text = parts[0] ?? ''
  const rest = last.length > 1 ? text.replace(last, '') : text
  return rest.length < 2 || isPartOfName(rest, given)
}

function isPartOfName(part: string, name: string): boolean {
  return (
    name !== '' &&
    (name.startsWith(part) ||
      compatibleWords(part, name) ||
      editDistance(part, name, 2) <= (name.length > 4 ? 2 : 1))
  )
}

/** Digits with the country's; empty when it is no number. */
export function phoneKey(typed: string): string {
  const e164 = phoneE164(typed)
  if (e164 !== null) return e164.slice(1)
  const digits = typed.replace(/\D/g, '')
  return digits.length < 6 || /^(\d)\1+$/.test(digits) ? '' : digits.length === 10 ? `1${digits}` : digits
}

/** Null when neither street nor place is known. */
export function prepareAddress(address: AddressValue): PreparedAddress | null {
  const [where = '', city = '', state = '', zip = ''] = addressKey(address).split('|')
  const unitAt = where.indexOf('# ')
  const street = unitAt < 0 ? where : where.slice(0, unitAt).trim()
  const unit = unitAt < 0 ? '' : where.slice(unitAt + 2)
  if (street === '' && city === '' && zip === '') return null
  const number = /^\d+/.exec(street)?.[0] ?? ''
  return {
    street: blankWords.has(street) ? '' : street,
    number,
    road: street.slice(number.length).replaceAll(' ', ''),
    unit,
    city: blankWords.has(city) ? '' : city,
    state,
    zip,
  }
}

/** YYYYMMDD of a date written year first, or of a US date; empty for anything else. */
function birthKey(typed: string | null): string {
  if (typed === null || typed === '') return ''
  const us = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim())
  if (us) return `${us[3]}${us[1]?.padStart(2, '0')}${us[2]?.padStart(2, '0')}`
  const digits = typed.slice(0, 10).replace(/\D/g, '')
  return digits.length === 8 ? digits : ''
}
