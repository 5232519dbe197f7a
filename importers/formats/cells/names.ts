import { isBlankName } from './read-cell.ts'
import { decodeEntities } from './text.ts'

/** A person's name, or a company's: never both. */
export type NameReading = { firstName: string | null; lastName: string | null; businessName: string | null }

/** Whether a name tells of anybody at all. */
export function namesSomebody({ firstName, lastName, businessName }: NameReading): boolean {
  return firstName !== null || lastName !== null || businessName !== null
}

/**
 * What three name cells say. The whole name is used only when first and last name are blank: its last word is then the
 * last name. A company (`Alder Works LLC`, `The Sample Center`) is a business name.
 */
export function readName(first: string | null, last: string | null, whole: string | null): NameReading {
  const firstName = nameOf(first)
  const lastName = nameOf(last)
  if (firstName === null && lastName === null) return splitName(nameOf(whole))
  const joined =
    firstName === null ? (lastName ?? '') : lastName === null ? firstName : `${firstName} ${lastName}`
  return isBusiness(joined) ? business(joined) : { firstName, lastName, businessName: null }
}

function splitName(whole: string | null): NameReading {
  if (whole === null) return { firstName: null, lastName: null, businessName: null }
  if (isBusiness(whole)) return business(whole)
  const at = whole.lastIndexOf(' ')
  if (at === -1) return { firstName: whole, lastName: null, businessName: null }
  return { firstName: whole.slice(0, at), lastName: whole.slice(at + 1), businessName: null }
}

function business(name: string): NameReading {
  return { firstName: null, lastName: null, businessName: name }
}

/** Spaces collapsed, entities decoded; null for blank words, also when every word is one (`nan nan`). */
function nameOf(typed: string | null): string | null {
  if (typed === null) return null
  let name = decodeEntities(typed)
  if (hasOddSpace(name)) name = name.trim().split(/\s+/).join(' ')
  if (isBlankName(name)) return null
  const isOnlyBlanks = name.startsWith('nan ') && name.split(' ').every(word => isBlankName(word))
  return isOnlyBlanks ? null : name
}

function hasOddSpace(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    if (
      code < 32 ||
      code === 0xa0 ||
      (code >= 0x2000 && code <= 0x3000) ||
      (code === 32 && name.charCodeAt(i + 1) === 32)
    )
      return true
  }
  return false
}

/** No person's name holds these words. */
const businessWords = new Set(
  (
    'llc inc incorporated corp corporation ltd llp pllc gmbh foundation institute association assn ministries university nonprofit ' +
    'enterprises services consulting collective coalition academy montessori acupuncture associates productions technologies'
  ).split(' '),
)

/** With these as its last word a name of two words or more is a place or a group. */
const businessEndings = new Set(
  (
    'center centre studio studios group fund club gallery college wellness yoga partners school society company co trust library museum ' +
    'arts massage therapy counseling farm farms bakery cafe restaurant theater theatre design designs solutions systems sons apothecary shop store'
  ).split(' '),
)

/** Surnames as well; a place only with `The`, `of` or a word such as `Community`. */
const endingsThatAreSurnames = new Set('church temple house chapel circle kitchen'.split(' '))
const placeWords = new Set(
  'the of first united community saint st grace holy sacred unity methodist baptist lutheran catholic presbyterian episcopal unitarian congregational christian farm'.split(
    ' ',
  ),
)

/** Without one of these at its end a name of two words is a person's. */
const tellingWords = new Set([...businessWords, ...businessEndings, ...endingsThatAreSurnames])

/** Whether a name is a company's, a church's or a group's rather than a person's. */
export function isBusiness(name: string): boolean {
  const space = name.indexOf(' ')
  if (space === -1) return false
  const isShort = name.indexOf(' ', space + 1) === -1
  if (isShort && !tellingWords.has(bareWord(name.slice(space + 1).toLowerCase()))) return false
  const words = name.toLowerCase().split(' ')
  const last = bareWord(words[words.length - 1] ?? '')
  for (let i = 1; i < words.length; i++) if (businessWords.has(bareWord(words[i] ?? ''))) return true
  const hasPlaceWord = words.some(word => placeWords.has(bareWord(word)))
  if (last === 'co' && words.length === 2) return false
  if (businessEndings.has(last)) return true
  if (endingsThatAreSurnames.has(last)) return hasPlaceWord
  return words[0] === 'the'
    ? words.some(word => isPlaceNoun(bareWord(word)))
    : words[0] !== undefined && isNamedAfter(words)
}

const bodies = new Set('estate friends city county town bank sisters diocese trustees department'.split(' '))

/** `Center for Inner Work`, `Church of the Sample`, `Estate of Ada Sample`: the place or the body first, then what for. */
function isNamedAfter(words: readonly string[]): boolean {
  const first = bareWord(words[0] ?? '')
  return words[1] === 'of'
    ? bodies.has(first) || isPlaceNoun(first)
    : words[1] === 'for' && isPlaceNoun(first)
}

function isPlaceNoun(word: string): boolean {
  return businessEndings.has(word) || endingsThatAreSurnames.has(word)
}

function bareWord(word: string): string {
  const last = word.charCodeAt(word.length - 1)
  return last >= 97 && last <= 122 && !word.includes('.') ? word : word.replace(/[.,]/g, '')
}
