import type { ReadDb, SqlValue } from '../handles.ts'
import { nicknamesOf } from '../normalise/nicknames.ts'
import { afterPrefix, liveContact } from '../queries/where.ts'
import {
  asBeginning,
  asTyped,
  asWhole,
  everyWord,
  isPieceOfEmail,
  nobody,
  phoneDigitsOf,
  wordsOf,
} from './match-words.ts'
import { likelyMeant, vocabularyState } from './vocabulary.ts'

/**
 * Whom a text means. `email`: everybody with an e-mail that begins so. `words`: everybody whom any of the FTS5 `expressions` finds, the
 * surest first; `firstSeqs` are some whom the first one finds. `isCommon`: many.
 */
export type Meaning =
  | { by: 'email'; beginning: string }
  | { by: 'words'; expressions: readonly string[]; firstSeqs: readonly number[]; isCommon: boolean }

/** When fewer than this match what was typed, those who match it with a typo, or inside of a word, are meant as well. */
const few = 20
const many = 1000
/** Three letters stand inside of so many words that they are looked for there only when nothing else is found. */
const lettersTellingInside = 4

type Known = { text: string; state: string; meaning: Meaning | null }
const last = new WeakMap<ReadDb, Known>()

/**
 * The one meaning of a search text, for the palette, the command line and the list of people. Null when nothing was typed. The last one
 * is remembered: a list asks for its rows and for their number.
 */
export function meaningOf(db: ReadDb, text: string): Meaning | null {
  const state = vocabularyState(db)
  const before = last.get(db)
  if (before?.text === text && before.state === state) return before.meaning
  const meaning = findMeaning(db, text)
  last.set(db, { text, state: vocabularyState(db), meaning })
  return meaning
}

function findMeaning(db: ReadDb, text: string): Meaning | null {
  const beginning = text.trim()
  if (beginning.includes('@') && !/\s/.test(beginning) && hasEmail(db, beginning))
    return { by: 'email', beginning }
  const typed = asTyped(db, text)
  if (typed === null) return null
  if (typed === nobody) return { by: 'words', expressions: [nobody], firstSeqs: [], isCommon: false }
  const words = wordsOf(text)
  const wholeWords = everyWord(words, word => [asWhole(word)])
  const whole = seqsOf(db, wholeWords, many)
  const firstSeqs = whole.length === many ? whole : seqsOf(db, typed, many)
  const isPhone = phoneDigitsOf(text) !== null && words.length > 1
  const looser = firstSeqs.length < few && !isPhone ? looserThan(db, text, firstSeqs.length > 0) : []
  const expressions = [typed, ...looser.filter(expression => expression !== typed)]
  return { by: 'words', expressions, firstSeqs, isCommon: firstSeqs.length === many }
}

/**
 * With a typo in any word, and with words inside of others: a single word always, several only when nothing else is found. A word of a
 * letter or two in a piece of an e-mail is the end of one, and no help.
 */
function looserThan(db: ReadDb, text: string, hasAny: boolean): string[] {
  const words = wordsOf(text)
  const mistyped = (word: string) => [
    asBeginning(word),
    ...[...nicknamesOf(word), ...likelyMeant(db, word, 'typo')].map(asWhole),
  ]
  const withTypos = everyWord(words, mistyped)
  const isFound = hasAny || seqsOf(db, withTypos, 1).length > 0
  if (isFound && words.length > 1) return [withTypos]
  const around = (word: string) =>
    isFound && word.length < lettersTellingInside ? [] : likelyMeant(db, word, 'inside').map(asWhole)
  const telling = isPieceOfEmail(text.trim()) ? words.filter(word => word.length > 2) : words
  const isAlone = words.length === 1
  const inside = everyWord(telling, word => (isAlone ? around(word) : [...mistyped(word), ...around(word)]))
  return [withTypos, inside].filter(isSomething)
}

/** Of no words, or of no terms of the only one, there is nothing to ask. */
const isSomething = (expression: string) => expression !== '' && expression !== '()'

function seqsOf(db: ReadDb, expression: string, most: number): number[] {
  const sql = 'SELECT rowid AS seq FROM contact_search WHERE contact_search MATCH ? LIMIT ?'
  return db.all<{ seq: number }>(sql, [expression, most]).map(row => row.seq)
}

/** The index knows where an e-mail begins; the words of its domain would be everybody's. */
const emailsFrom = ['0', '1']
  .map(
    isShared => `SELECT contact_id FROM contact_emails INDEXED BY ${isShared === '0' ? 'contact_emails_one_owner' : 'contact_emails_shared'}
  WHERE email >= ? COLLATE NOCASE AND email < ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = ${isShared}`,
  )
  .join(' UNION ALL ')

function rangeOf(beginning: string): SqlValue[] {
  return [beginning, afterPrefix(beginning), beginning, afterPrefix(beginning)]
}

function hasEmail(db: ReadDb, beginning: string): boolean {
  return db.get(`SELECT 1 FROM (${emailsFrom}) LIMIT 1`, rangeOf(beginning)) !== undefined
}

/**
 * The SQL condition on `contacts c` that holds for whom is meant. Many are looked for along the index that the list is sorted by (the
 * plus keeps SQLite from sorting all of them), a handful is looked up.
 */
export function isMeant(meaning: Meaning): { sql: string; values: SqlValue[] } {
  if (meaning.by === 'email') return { sql: `c.id IN (${emailsFrom})`, values: rangeOf(meaning.beginning) }
  return {
    sql: `${meaning.isCommon ? '+' : ''}c.seq IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)`,
    values: [anyOf(meaning)],
  }
}

/** How many are meant: the index holds nobody who was removed or merged away. */
export function countMeant(db: ReadDb, meaning: Meaning): number {
  const { sql, values } =
    meaning.by === 'email'
      ? {
          sql: `SELECT count(*) AS n FROM contacts c WHERE ${isMeant(meaning).sql} AND ${liveContact('c')}`,
          values: isMeant(meaning).values,
        }
      : {
          sql: 'SELECT count(*) AS n FROM contact_search WHERE contact_search MATCH ?',
          values: [anyOf(meaning)],
        }
  return db.get<{ n: number }>(sql, values)?.n ?? 0
}

function anyOf({ expressions }: { expressions: readonly string[] }): string {
  return expressions.map(expression => `(${expression})`).join(' OR ')
}
