import type { ReadDb } from '../handles.ts'
import type { PersonWords, WholePerson } from './person.ts'

/** Takes somebody's words out of texts that programs wrote about others as well. */
export type Scrubber = {
  words: readonly string[]
  /** Of which one stands in every text that speaks of them, lower-cased as SQLite does it: it leaves letters beyond ASCII as they are. */
  pieces: readonly string[]
  mentions: (text: string) => boolean
  /** Where the first word stands; -1 when none does. */
  firstIn: (text: string) => number
  text: (text: string) => string
  /** Every text inside a JSON value. */
  json: (value: unknown) => unknown
}

const nobody = 'an erased person'

/** Shorter ones stand in too many other texts. */
const shortest = { number: 7, street: 6, id: 5 }

/** A single word may be any name of somebody else. */
const isTelling = (text: string) => /\s|@/.test(text.trim())
const hasDigit = (text: string) => /\d/.test(text)

/** Their names as texts show them, single words too: for texts that are about them. */
export function namesInTexts(words: PersonWords): string[] {
  const whole = words.names.flatMap(({ firstName, lastName }) =>
    firstName !== null && lastName !== null
      ? [`${firstName} ${lastName}`, `${lastName}, ${firstName}`, `${lastName} ${firstName}`]
      : [],
  )
  return [...whole, ...words.fullNames, ...words.businessNames]
}

/** What is theirs alone: words that somebody else has as well say nothing about them. */
export function ownWords(db: ReadDb, person: WholePerson, words: PersonWords): string[] {
  const ids = JSON.stringify(person.contactIds)
  const isAnothers = (sql: string, value: string) =>
    db.get(`SELECT 1 FROM ${sql} AND deleted_at IS NULL LIMIT 1`, { value, ids }) !== undefined
  const notTheirs = (column: string) => `${column} NOT IN (SELECT value FROM json_each(@ids))`
  const namesake = `contacts WHERE (full_name = @value COLLATE NOCASE OR business_name = @value COLLATE NOCASE) AND ${notTheirs('id')}`
  const sharesPhone = `contact_phones WHERE phone_e164 = @value AND ${notTheirs('contact_id')}`
  const sharesHome = `contact_addresses WHERE line_1 = @value COLLATE NOCASE AND ${notTheirs('contact_id')}`
  const names = namesInTexts(words).filter(isTelling)
  const isNamesakes = names.some(name => isAnothers(namesake, name))
  const phones = words.phones.filter(({ e164 }) => e164 === null || !isAnothers(sharesPhone, e164))
  const streets = words.addresses.flatMap(({ line1 }) => line1 ?? [])
  return [
    ...(isNamesakes ? [] : names),
    ...words.emails,
    ...phones
      .flatMap(({ typed, e164 }) => [typed, ...(e164 === null ? [] : [e164, e164.slice(1), e164.slice(-10)])])
      .filter(number => number.length >= shortest.number),
    ...streets.filter(
      street => street.length >= shortest.street && hasDigit(street) && !isAnothers(sharesHome, street),
    ),
    ...words.externalIds.map(({ id }) => id).filter(id => id.length >= shortest.id && hasDigit(id)),
  ]
}

const special = /[.*+?^${}()|[\]\\]/g

export function scrubberOf(given: readonly string[]): Scrubber {
  const words = [...new Set(given.map(word => word.toLowerCase()))].sort((a, b) => b.length - a.length)
  const choices = words.map(word => word.replaceAll(special, '\\$&')).join('|')
  const pattern =
    words.length === 0 ? /(?!)/u : new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, 'giu')
  const text = (value: string) => value.replace(pattern, nobody)
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(json)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]))
  }
  return {
    words,
    pieces: [...new Set(words.map(longestAscii))],
    mentions: value => value.search(pattern) >= 0,
    firstIn: value => value.search(pattern),
    text,
    json,
  }
}

/** Empty, and so a part of every text, for a word without any sign of ASCII that stands in JSON as it is. */
function longestAscii(word: string): string {
  const runs = word.match(/[ !#-[\]-~]+/g) ?? []
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
}

/** Every text inside a JSON value; of a row of a file (JSON inside a text) each cell with its column. */
export function textPieces(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textPieces)
  if (typeof value !== 'string') return []
  if (!value.startsWith('{')) return [value]
  try {
    return Object.entries(JSON.parse(value) as object).map(([column, cell]) => `${column}: ${String(cell)}`)
  } catch {
    return [value]
  }
}

/** The same words as they stand inside JSON text. */
export function wordsInJson(words: readonly string[]): string[] {
  return words.map(word => JSON.stringify(word).slice(1, -1))
}
