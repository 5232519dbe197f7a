import type { ReadDb } from '../handles.ts'
import { readWholePerson, wordsOf } from './person.ts'
import { namesInTexts, ownWords, type Scrubber, scrubberOf, textPieces } from './scrub.ts'

/** A text of somebody else, or of nobody, that speaks of a person. No erasure changes it: it is that other person's. */
export type Mention = {
  kind: 'note' | 'payment' | 'rental'
  /** Whose text it is; null for a payment that is nobody's. */
  contactId: string | null
  contactName: string | null
  at: string | null
  /** What it says, near the first word of theirs. */
  text: string
}

type Row = Omit<Mention, 'kind' | 'text'> & { texts: string }

const listedAtMost = 200
const nearChars = { before: 60, all: 240 }

/** Whose texts may speak of them: `texts` is a JSON list of what one row says. */
const places: readonly { kind: Mention['kind']; sql: string }[] = [
  {
    kind: 'note',
    sql: `SELECT r.contact_id AS contactId, r.created_at AS at, json_array(r.text) AS texts FROM contact_notes r WHERE r.deleted_at IS NULL`,
  },
  {
    kind: 'payment',
    sql: `SELECT r.contact_id AS contactId, r.transaction_date AS at, json_array(r.memo, r.raw_source) AS texts FROM transactions r WHERE r.deleted_at IS NULL`,
  },
  {
    kind: 'rental',
    sql: `SELECT r.contact_id AS contactId, r.starts_at AS at, json_array(r.title, r.notes) AS texts FROM bookings r WHERE r.deleted_at IS NULL`,
  },
]

/** Texts of others that name a person in full, or hold an e-mail, phone or street of theirs: for a person to look at. */
export function findMentions(db: ReadDb, contactId: string): { total: number; mentions: Mention[] } {
  const person = readWholePerson(db, contactId)
  const words = wordsOf(db, person)
  // A namesake keeps the name; here a person looks and decides, so it counts.
  const names = namesInTexts(words).filter(name => /\s/.test(name.trim()))
  const scrubber = scrubberOf([...ownWords(db, person, words), ...names])
  const numbers = words.phones.flatMap(({ e164 }) => e164?.slice(-10) ?? [])
  const dialled = numbers.map(digits => new RegExp(`(?<!\\d)${digits.split('').join('\\D{0,3}')}(?!\\d)`))
  const pieces = [...scrubber.pieces, ...numbers.map(digits => digits.slice(-4))]
  if (pieces.length === 0) return { total: 0, mentions: [] }
  const found = places.flatMap(({ kind, sql }) =>
    db
      .all<Row>(
        `SELECT t.*, c.full_name AS contactName FROM (${sql}) t LEFT JOIN contacts c ON c.id = t.contactId
         WHERE (t.contactId IS NULL OR t.contactId NOT IN (SELECT value FROM json_each(@ids)))
           AND EXISTS (SELECT 1 FROM json_each(@pieces) p WHERE instr(lower(t.texts), p.value))`,
        { ids: JSON.stringify(person.contactIds), pieces: JSON.stringify([...new Set(pieces)]) },
      )
      .flatMap(({ texts, ...row }): Mention[] => {
        const text = textPieces(JSON.parse(texts)).find(
          piece => scrubber.mentions(piece) || dialled.some(number => number.test(piece)),
        )
        return text === undefined ? [] : [{ kind, ...row, text: near(text, { scrubber, dialled }) }]
      }),
  )
  return { total: found.length, mentions: found.slice(0, listedAtMost) }
}

function near(text: string, by: { scrubber: Scrubber; dialled: readonly RegExp[] }): string {
  const places = [by.scrubber.firstIn(text), ...by.dialled.map(number => text.search(number))]
  const first = Math.min(...places.filter(place => place >= 0))
  const start = Math.max(0, first - nearChars.before)
  const end = start + nearChars.all
  return `${start > 0 ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`
}
