import type { ReadDb } from '../handles.ts'
import { isAscii } from '../normalise/fold.ts'
import { nicknamesOf } from '../normalise/nicknames.ts'

/** More words than this narrow nothing any more. */
const mostWords = 12
const mostLetters = 40

/** Every word of a text as the index's tokenizer (unicode61) cuts them: letters and digits only, marks removed, lower-case. */
export function allWordsOf(text: string): string[] {
  const plain = isAscii(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (isAscii(plain) ? plain.match(/[a-z0-9]+/g) : plain.match(/[\p{L}\p{N}]+/gu)) ?? []
}

/** The words of what somebody typed. */
export function wordsOf(text: string): string[] {
  return allWordsOf(text)
    .slice(0, mostWords)
    .map(word => word.slice(0, mostLetters))
}

const phoneRun = /^[+(]?\d[\d\s().\-/+]*\d$/

/** `(303) 555-01` read as the beginning of one number: its digits without signs; null when the text is not one number being typed. */
export function phoneDigitsOf(text: string): string | null {
  const typed = text.trim()
  const digits = typed.replace(/\D/g, '')
  return phoneRun.test(typed) && digits.length >= 3 && digits.length <= 15 ? digits : null
}

/** The FTS5 term that a whole word is. */
export function asWhole(word: string): string {
  return `"${word.replaceAll('"', '')}"`
}

/** The FTS5 term that a word begins with. */
export function asBeginning(word: string): string {
  return `${asWhole(word)}*`
}

/** The expression that asks for every word, each as any of its terms. */
export function everyWord(
  words: readonly string[],
  termsOf: (word: string, place: number) => string[],
): string {
  const parts = words.map((word, place) => {
    const terms = termsOf(word, place)
    return terms.length === 1 ? terms[0] : `(${terms.join(' OR ')})`
  })
  return parts.join(' AND ')
}

/** What nobody has. */
export const nobody = '"nobodyhasthis"'

/** Whether the text is a piece of one e-mail: `fair@star-house`, `ada.fair`. */
export function isPieceOfEmail(text: string): boolean {
  return /^\S*[a-z]\S*$/i.test(text) && /[@._+-]/.test(text)
}

/**
 * The FTS5 expression of a text as it was typed: every word begins a word of the contact or is a nickname of one. What stands before the
 * last word of an e-mail with its @ has been typed to its end, and signs inside of a phone number mean nothing. Null when the text holds
 * no word at all; `nobody` when the index cannot be asked, because letters newer than its tokenizer's tables would make a phrase.
 */
export function asTyped(db: ReadDb, text: string): string | null {
  const words = wordsOf(text)
  const last = words.length - 1
  if (last < 0) return null
  const digits = phoneDigitsOf(text)
  if (digits !== null && last > 0 && hasAny(db, asBeginning(digits))) return asBeginning(digits)
  const isEmail = text.includes('@') && isPieceOfEmail(text.trim())
  const expression = everyWord(words, (word, place) =>
    isEmail && place < last ? [asWhole(word)] : [asBeginning(word), ...nicknamesOf(word).map(asWhole)],
  )
  const isPlain = !/[^\x20-\u024f]/.test(expression)
  return isPlain || canAnswer(db, expression) ? expression : nobody
}

const anyMatch = 'SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT 1'

function hasAny(db: ReadDb, expression: string): boolean {
  return db.get(anyMatch, [expression]) !== undefined
}

function canAnswer(db: ReadDb, expression: string): boolean {
  try {
    hasAny(db, expression)
    return true
  } catch {
    return false
  }
}
