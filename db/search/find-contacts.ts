import type { ReadDb } from '../handles.ts'
import { nameKey } from '../normalise/name.ts'
import { afterPrefix, liveContact } from '../queries/where.ts'
import { matchExpression, nothingFound, phoneDigitsOf, safeExpression, wordsOf } from './match-words.ts'

/** `score` 0..1, comparable only within one answer. */
export type FoundContact = {
  contactId: string
  fullName: string
  email: string | null
  phone: string | null
  city: string | null
  score: number
}

/** How many candidates each way of looking may bring; what is ranked is their union. */
const candidatesEach = 60
/** The index keeps the beginnings of words up to this length. */
const shortLetters = 3

type Candidate = {
  seq: number
  id: string
  full_name: string
  sort_name: string
  first_name: string | null
  last_name: string | null
  business_name: string | null
  email: string | null
  phone: string | null
  city: string | null
}

/**
 * The people that a text finds, best first: every word must begin a word of the name, business, e-mail, city, state or ZIP, or a
 * phone number (in any form, or its last seven or four digits). At most a few hundred candidates are ranked, so that one letter is
 * answered as fast as a whole name.
 */
export function findContacts(db: ReadDb, input: { text: string; limit: number }): FoundContact[] {
  const expression = safeExpression(db, input.text)
  if (expression === null || expression === nothingFound) return []
  const words = wordsOf(input.text)
  const seqs = candidateSeqs(db, {
    expression,
    text: input.text,
    enough: Math.max(candidatesEach, input.limit),
  })
  const rows = db.all<Candidate>(
    `SELECT c.seq, c.id, c.full_name, c.sort_name, c.first_name, c.last_name, c.business_name, c.email, c.phone,
       (SELECT a.city FROM contact_addresses a WHERE a.contact_id = c.id AND a.is_primary = 1 AND a.deleted_at IS NULL) AS city
     FROM json_each(?) found JOIN contacts c ON c.seq = found.value WHERE ${liveContact('c')}`,
    [JSON.stringify(seqs)],
  )
  const digits = phoneDigitsOf(input.text)
  return rows
    .map(row => ({ row, score: scoreOf(row, words, digits) }))
    .sort(
      (a, b) => b.score - a.score || (a.row.sort_name < b.row.sort_name ? -1 : 1) || a.row.seq - b.row.seq,
    )
    .slice(0, input.limit)
    .map(({ row, score }) => ({
      contactId: row.id,
      fullName: row.full_name,
      email: row.email,
      phone: row.phone,
      city: row.city,
      score,
    }))
}

type Ask = { text: string; expression: string; enough: number }

/**
 * Who may be meant, from the cheapest way of looking to the dearest, until there are enough: whole words, last names and phone numbers
 * that begin so (each a walk along an index), then every beginning of every word. Beginnings of up to three letters have an index of
 * their own and are always looked up.
 */
function candidateSeqs(db: ReadDb, ask: Ask): number[] {
  const found = new Set<number>()
  const take: Take = (sql, ...values) => {
    const rows = db.all<{ seq: number }>(sql, [...values, ask.enough])
    for (const row of rows) found.add(row.seq)
    return rows.length > 0
  }
  if (takeByEmail(ask.text, take)) return [...found]
  const fts = 'SELECT rowid AS seq FROM contact_search WHERE contact_search MATCH ? LIMIT ?'
  const isShort = wordsOf(ask.text).every(word => word.length <= shortLetters)
  if (isShort) take(fts, ask.expression)
  if (isShort && found.size < ask.enough) return [...found]
  const whole = matchExpression(ask.text, 'whole')
  if (whole !== null) take(fts, whole)
  const lastBegins = matchExpression(ask.text, 'last')
  if (lastBegins !== null && wordsOf(ask.text).length > 1) take(fts, lastBegins)
  takeBySurname(ask.text, take)
  takeByPhone(ask.text, take)
  if (!isShort && found.size < ask.enough) take(fts, ask.expression)
  return [...found]
}

/** Adds who a way of looking finds; whether that was anybody. */
type Take = (sql: string, ...values: string[]) => boolean

/**
 * What has an @ in it begins an e-mail: its index knows, where the words of a domain would be everybody's. Whether that found anybody;
 * an e-mail remembered from its middle still goes by words.
 */
function takeByEmail(text: string, take: Take): boolean {
  const typed = text.trim()
  if (!typed.includes('@') || /\s/.test(typed)) return false
  let hasFound = false
  for (const isShared of [0, 1]) {
    hasFound =
      take(
        `SELECT c.seq FROM contact_emails e JOIN contacts c ON c.id = e.contact_id AND ${liveContact('c')}
         WHERE e.email >= ? COLLATE NOCASE AND e.email < ? COLLATE NOCASE AND e.deleted_at IS NULL AND e.is_shared = ${isShared} LIMIT ?`,
        typed,
        afterPrefix(typed),
      ) || hasFound
  }
  return hasFound
}

function takeBySurname(text: string, take: Take): void {
  const key = nameKey(text)
  if (key === '') return
  take(
    `SELECT c.seq FROM contacts c WHERE ${liveContact('c')} AND c.sort_name >= ? AND c.sort_name < ? ORDER BY c.sort_name LIMIT ?`,
    key,
    afterPrefix(key),
  )
}

function takeByPhone(text: string, take: Take): void {
  const digits = phoneDigitsOf(text)
  if (digits === null) return
  for (const start of [`+1${digits}`, `+${digits}`]) {
    take(
      `SELECT c.seq FROM contact_phones p JOIN contacts c ON c.id = p.contact_id AND ${liveContact('c')}
       WHERE p.phone_e164 >= ? AND p.phone_e164 < ? AND p.deleted_at IS NULL AND p.phone_e164 IS NOT NULL LIMIT ?`,
      start,
      afterPrefix(start),
    )
  }
}

function scoreOf(row: Candidate, words: readonly string[], digits: string | null): number {
  const last = wordsOf(row.last_name ?? '')
  const first = wordsOf(row.first_name ?? '')
  const business = wordsOf(row.business_name ?? '')
  const email = wordsOf(row.email ?? '')
  const phone = (row.phone ?? '').replace(/\D/g, '')
  const asPhone = digits === null ? 0 : phoneScore(phone, digits)
  let sum = 0
  for (const word of words) {
    sum += Math.max(
      wordScore(last, word, 1),
      wordScore(first, word, 0.95),
      wordScore(business, word, 0.85),
      wordScore(email, word, 0.6),
      phoneScore(phone, word),
      0.3,
    )
  }
  return Math.round(Math.max(asPhone, sum / words.length) * 1000) / 1000
}

function wordScore(have: readonly string[], word: string, best: number): number {
  let score = 0
  for (const [place, text] of have.entries()) {
    const value = text === word ? best : text.startsWith(word) ? best * 0.8 : 0
    score = Math.max(score, place === 0 ? value : value * 0.9)
  }
  return score
}

function phoneScore(phone: string, digits: string): number {
  if (phone === '' || !/^\d+$/.test(digits)) return 0
  if (phone === digits) return 1
  if (digits.length >= 4 && phone.endsWith(digits)) return 0.9
  return phone.startsWith(digits) || phone.startsWith(`1${digits}`) ? 0.7 : 0
}
