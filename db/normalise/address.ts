import { countries, states, streetWords } from './address-words.ts'
import { foldText } from './fold.ts'

/** An address as typed; null where nothing is known. */
export type AddressValue = {
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  country: string | null
}

/**
 * What addresses are compared by: `12 Alder Street, Apt 4` and `12 ALDER ST #4` have one key. Street, direction and unit
 * words are brought to one spelling, line 2 is folded into line 1, states to codes, ZIP to five digits, and the United
 * States count as no country. Empty text when nothing is known.
 */
export function addressKey(address: AddressValue): string {
  const city = address.city === null ? '' : words(address.city, false)
  const line1 = address.line1 === null ? '' : words(address.line1, true)
  const line2 = address.line2 === null ? '' : words(address.line2, true)
  const repeated =
    line2 === line1 || (line2 !== '' && address.line2 !== null && words(address.line2, false) === city)
  const street = repeated || line2 === '' ? line1 : line1 === '' ? line2 : `${line1} ${line2}`
  const state = address.state === null ? '' : (stateCode(address.state) ?? words(address.state, false))
  const zip = address.postalCode === null ? '' : zipKey(address.postalCode)
  const country = address.country === null ? '' : countryKey(address.country)
  if (street === '' && city === '' && state === '' && zip === '' && country === '') return ''
  return `${street}|${city}|${state}|${zip}|${country}`
}

/** Two spellings of one address. Two addresses of which nothing is known are the same. */
export function sameAddress(a: AddressValue, b: AddressValue): boolean {
  return hasSameText(a, b) || addressKey(a) === addressKey(b)
}

/**
 * Whether `incoming` is the known address with parts left out: no flat number, no state, no ZIP, or nothing but the town. An empty cell
 * never erases, so such an address says nothing new.
 */
export function addsNothing(known: AddressValue, incoming: AddressValue): boolean {
  if (sameAddress(known, incoming)) return true
  const [street = '', ...place] = addressKey(known).split('|')
  const [inStreet = '', ...inPlace] = addressKey(incoming).split('|')
  const isSameStreet = inStreet === '' || inStreet === street || street.startsWith(`${inStreet} #`)
  return isSameStreet && inPlace.every((part, at) => part === '' || part === place[at])
}

/** Whether the street or the town would be lost with `incoming` in its place, which tells none. An address moves whole or not at all. */
export function tellsMore(known: AddressValue, incoming: AddressValue): boolean {
  return (hasStreet(known) && !hasStreet(incoming)) || (hasTown(known) && !hasTown(incoming))
}

const hasStreet = (address: AddressValue) => address.line1 !== null || address.line2 !== null
const hasTown = (address: AddressValue) => address.city !== null || address.postalCode !== null

function hasSameText(a: AddressValue, b: AddressValue): boolean {
  const isSameStreet = a.line1 === b.line1 && a.line2 === b.line2 && a.city === b.city
  return isSameStreet && a.state === b.state && a.postalCode === b.postalCode && a.country === b.country
}

/** The two-letter code of a US state or territory typed as code, name or older abbreviation; null for anything else. */
export function stateCode(typed: string): string | null {
  const known = states.get(typed) ?? states.get(typed.toLowerCase())
  if (known !== undefined) return known
  const text = words(typed, false)
  return states.get(text) ?? states.get(text.replaceAll(' ', '')) ?? null
}

function countryKey(typed: string): string {
  if (typed === 'US') return ''
  const text = words(typed, false)
  return countries.get(text) ?? text
}

function zipKey(typed: string): string {
  const text = typed.trim()
  if (text.length === 5) return text.toUpperCase()
  const digits = text.replace(/[\s-]/g, '').toUpperCase()
  return /^\d{9}$/.test(digits) ? digits.slice(0, 5) : digits
}

/** Lower-case words with single spaces; `street` also brings street and unit words to one spelling. */
function words(text: string, street: boolean): string {
  const folded = withoutSilentSigns(foldText(text))
  let result = ''
  let from = -1
  let last = ''
  for (let i = 0; i <= folded.length; i++) {
    const kind = i < folded.length ? kindOf(folded.charCodeAt(i)) : 'gap'
    if (kind === 'letter') {
      if (from < 0) from = i
      continue
    }
    if (from >= 0) {
      const typed = folded.slice(from, i)
      const word = street ? (streetWords.get(typed) ?? typed) : typed
      const next = street ? joined(last, word) : word
      from = -1
      if (next === last && next === '#') continue
      if (street && next !== word) result = result.slice(0, result.length - last.length) + next
      else result = result === '' ? next : `${result} ${next}`
      last = next
    }
    if (kind === 'number sign' && street && last !== '#') {
      result = result === '' ? '#' : `${result} #`
      last = '#'
    }
  }
  return result
}

function kindOf(code: number): 'letter' | 'number sign' | 'gap' {
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 127 && !isForeignGap(code)))
    return 'letter'
  return code === 35 ? 'number sign' : 'gap'
}

function isForeignGap(code: number): boolean {
  return code === 0xa0 || (code >= 0x2000 && code <= 0x206f) || code === 0x3000 || code === 0xfeff
}

/** Full stops and apostrophes do not part words: `N.E.` is `ne`. */
function withoutSilentSigns(text: string): string {
  const hasSome =
    text.includes('.') || text.includes("'") || text.includes('\u2019') || text.includes('\u2018')
  return hasSome ? text.replace(/[.'\u2018\u2019]/g, '') : text
}

/** `p o`, `po box`, `post office box`: words which are one word when they follow each other. */
function joined(last: string, word: string): string {
  if (last === 'p' && word === 'o') return 'po'
  if (last === 'post' && word === 'office') return 'po'
  if (last === 'po' && word === 'box') return 'pob'
  return word
}
