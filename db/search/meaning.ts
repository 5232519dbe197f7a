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
import { keepVocabulary, likelyMeant } from './vocabulary.ts'

/**
 * Whom a text means. `email`: everybody with an e-mail that begins so. `words`: everybody whom any of the FTS5 `expressions` finds, the
 * surest first. `isCommon`: many.
 */
export type Meaning =
  | { by: 'email'; beginning: string }
  | { by: 'words'; expressions: readonly string[]; isCommon: boolean }

/** When fewer than this match what was typed, those who match it with a typo, or inside of a word, are meant as well. */
const few = 20
const many = 1000

/** The one meaning of a search text, for the palette, the command line and the list of people. Null when nothing was typed. */
export function meaningOf(db: ReadDb, text: string): Meaning | null {
  keepVocabulary(db)
  const beginning = text.trim()
  if (beginning.includes('@') && !/\s/.test(beginning) && hasEmail(db, beginning))
    return { by: 'email', beginning }
  const typed = asTyped(db, text)
  if (typed === null) return null
  if (typed === nobody) return { by: 'words', expressions: [nobody], isCommon: false }
  const wholeWords = everyWord(wordsOf(text), word => [asWhole(word)])
  const wholeCount = countUpTo(db, wholeWords, many)
  const count = wholeCount === many ? many : countUpTo(db, typed, many)
  const isNumber = phoneDigitsOf(text) !== null
  const looser = count < few && !isNumber ? looserThan(db, { typed, text, hasAny: count > 0 }) : []
  return { by: 'words', expressions: [typed, ...looser], isCommon: count === many }
}

/** Three letters stand inside of so many words that they are looked for there only when nothing else is found. */
const lettersTellingInside = 4

/**
 * With a typo in any word, and with words inside of others, too: only what adds something. A word of a letter or two in a piece of an
 * e-mail is the end of one, and no help.
 */
function looserThan(db: ReadDb, asked: { typed: string; text: string; hasAny: boolean }): string[] {
  const { typed, text, hasAny } = asked
  const words = wordsOf(text)
  const likely = new Map(words.map(word => [word, likelyMeant(db, word)]))
  const mistyped = (word: string) => [
    asBeginning(word),
    ...[...nicknamesOf(word), ...(likely.get(word)?.typo ?? [])].map(asWhole),
  ]
  const inside = (word: string) => {
    const around = hasAny && word.length < lettersTellingInside ? [] : (likely.get(word)?.inside ?? [])
    return [...mistyped(word), ...around.map(asWhole)]
  }
  const telling = isPieceOfEmail(text.trim()) ? words.filter(word => word.length > 2) : words
  const looser = [everyWord(words, mistyped), everyWord(telling, inside)]
  return [...new Set(looser)].filter(expression => expression !== typed && expression !== '')
}

function countUpTo(db: ReadDb, expression: string, most: number): number {
  const sql =
    'SELECT count(*) AS n FROM (SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT ?) found'
  return db.get<{ n: number }>(sql, [expression, most])?.n ?? 0
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
