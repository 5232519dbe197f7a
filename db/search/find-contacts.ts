import type { ReadDb, SqlValue } from '../handles.ts'
import { nameKey } from '../normalise/name.ts'
import { afterPrefix, liveContact } from '../queries/where.ts'
import { asBeginning, asWhole, everyWord, nobody, phoneDigitsOf, wordsOf } from './match-words.ts'
import { isMeant, type Meaning, meaningOf } from './meaning.ts'
import { type Asked, askedOf, type Candidate, judge, type Reason } from './rank.ts'

/** `score` 0..1, comparable only within one answer. `reason`: where it was found, when its name does not show that. */
export type FoundContact = {
  contactId: string
  fullName: string
  email: string | null
  phone: string | null
  city: string | null
  score: number
  reason: Reason | null
}

/** How many candidates each way of looking may bring; what is ranked is their union. */
const candidatesEach = 60
/** The index keeps the beginnings of words up to this length. */
const shortLetters = 3

/**
 * The people that a text means, best first. At most a few hundred candidates are ranked, so that one letter is answered as fast as a
 * whole name.
 */
export function findContacts(db: ReadDb, input: { text: string; limit: number }): FoundContact[] {
  const meaning = meaningOf(db, input.text)
  if (meaning === null) return []
  const seqs = candidateSeqs(db, meaning, input.text, Math.max(candidatesEach, input.limit))
  return judged(db, seqs, askedOf(input.text))
    .sort(
      (a, b) => b.score - a.score || (a.row.sort_name < b.row.sort_name ? -1 : 1) || a.row.seq - b.row.seq,
    )
    .slice(0, input.limit)
    .map(({ row, score, reason }) => ({
      contactId: row.id,
      fullName: row.full_name,
      email: row.email,
      phone: row.phone,
      city: row.city,
      score,
      reason: reason?.value === row.full_name ? null : reason,
    }))
}

/**
 * Who may be best, from the cheapest way of looking to the dearest, until there are enough: whole words, last names and phone numbers
 * that begin so (each a walk along an index), then every beginning of every word, then typos, then insides. Beginnings of up to three
 * letters have an index of their own and are always looked up.
 */
function candidateSeqs(db: ReadDb, meaning: Meaning, text: string, enough: number): number[] {
  const found = new Set<number>()
  const take = (sql: string, ...values: SqlValue[]) => {
    for (const row of db.all<{ seq: number }>(sql, [...values, enough])) found.add(row.seq)
  }
  if (meaning.by === 'email') {
    const { sql, values } = isMeant(meaning)
    take(`SELECT c.seq FROM contacts c WHERE ${sql} AND ${liveContact('c')} LIMIT ?`, ...values)
    return [...found]
  }
  const match = 'SELECT rowid AS seq FROM contact_search WHERE contact_search MATCH ? LIMIT ?'
  const words = wordsOf(text)
  const isShort = words.every(word => word.length <= shortLetters)
  const [asTyped, ...looser] = meaning.expressions
  if (asTyped === nobody) return []
  const takeFirst = () => {
    for (const seq of meaning.firstSeqs.slice(0, enough)) found.add(seq)
  }
  if (isShort) takeFirst()
  if (!isShort || found.size >= enough) {
    const whole = everyWord(words, word => [asWhole(word)])
    take(match, whole)
    if (words.length > 1 && found.size < enough) take(match, lastBegins(words))
    takeBySurname(text, take)
    takeByPhone(text, take)
    if (!isShort && found.size < enough) takeFirst()
  }
  for (const expression of looser) take(match, expression)
  return [...found]
}

type Take = (sql: string, ...values: SqlValue[]) => void

/** The last word may still be being typed; the others have been typed to their end. */
function lastBegins(words: readonly string[]): string {
  const last = words.length - 1
  return everyWord(words, (word, place) => [place === last ? asBeginning(word) : asWhole(word)])
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

type Row = {
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
type Lists = {
  seq: number
  emails: string | null
  phones: string | null
  places: string | null
  notes: string | null
}

const rowsSql = `SELECT c.seq, c.id, c.full_name, c.sort_name, c.first_name, c.last_name, c.business_name, c.email, c.phone,
    (SELECT a.city FROM contact_addresses a WHERE a.contact_id = c.id AND a.is_primary = 1 AND a.deleted_at IS NULL) AS city
  FROM json_each(?) found JOIN contacts c ON c.seq = found.value WHERE ${liveContact('c')}`

const linesOf = (column: string, table: string) =>
  `(SELECT group_concat(${column}, char(10)) FROM ${table} x WHERE x.contact_id = c.id AND x.deleted_at IS NULL)`

const listsSql = `SELECT c.seq,
    ${linesOf('x.email', 'contact_emails')} AS emails,
    ${linesOf('coalesce(x.phone_e164, x.phone)', 'contact_phones')} AS phones,
    ${linesOf("concat_ws(' ', x.city, x.state, x.postal_code)", 'contact_addresses')} AS places,
    ${linesOf('x.text', 'contact_notes')} AS notes
  FROM json_each(?) found JOIN contacts c ON c.seq = found.value`

/** Most are explained by their names; only for the others all that belongs to a contact is read. */
function judged(db: ReadDb, seqs: readonly number[], asked: Asked) {
  const all = db
    .all<Row>(rowsSql, [JSON.stringify(seqs)])
    .map(row => ({ row, ...judge(asked, candidateOf(row)) }))
  const unsure = all.filter(candidate => !candidate.isSure)
  const lists = db.all<Lists>(listsSql, [JSON.stringify(unsure.map(({ row }) => row.seq))])
  const bySeq = new Map(lists.map(list => [list.seq, list]))
  return all.map(candidate => {
    const list = bySeq.get(candidate.row.seq)
    return list ? { row: candidate.row, ...judge(asked, candidateOf(candidate.row, list)) } : candidate
  })
}

function candidateOf(row: Row, list?: Lists): Candidate {
  const lines = (text: string | null | undefined) => (text ? text.split('\n') : [])
  return {
    firstName: row.first_name,
    lastName: row.last_name,
    businessName: row.business_name,
    emails: lines(list?.emails),
    phones: lines(list?.phones),
    places: lines(list?.places),
    notes: lines(list?.notes),
  }
}
