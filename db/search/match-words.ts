import type { ReadDb } from '../handles.ts'
import { isAscii } from '../normalise/fold.ts'

/** More words than this narrow nothing any more. */
const mostWords = 12
const mostLetters = 40

/** The words of a text as the index's tokenizer (unicode61) cuts them: letters and digits only, marks removed, lower-case. */
export function wordsOf(text: string): string[] {
  const plain = isAscii(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = isAscii(plain) ? plain.match(/[a-z0-9]+/g) : plain.match(/[\p{L}\p{N}]+/gu)
  return (words ?? []).slice(0, mostWords).map(word => word.slice(0, mostLetters))
}

const phoneRun = /^[+(]?\d[\d\s().\-/+]*\d$/

/** `(303) 555-01` read as the beginning of one number: its digits without signs; null when the text is not one number being typed. */
export function phoneDigitsOf(text: string): string | null {
  const typed = text.trim()
  const digits = typed.replace(/\D/g, '')
  return phoneRun.test(typed) && digits.length >= 3 && digits.length <= 15 ? digits : null
}

function quoted(word: string, ending: '' | '*'): string {
  return `"${word.replaceAll('"', '')}"${ending}`
}

/**
 * The FTS5 expression that asks for every word of the text: as the beginning of a word (`prefix`), as a whole word (`whole`), or only the
 * last one as a beginning (`last`: the others have been typed to their end). A phone number in any form is read as one. Null when the
 * text holds no word at all.
 */
export function matchExpression(text: string, how: 'prefix' | 'whole' | 'last' = 'prefix'): string | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const isBeginning = (place: number) => how === 'prefix' || (how === 'last' && place === words.length - 1)
  const every = words.map((word, place) => quoted(word, isBeginning(place) ? '*' : '')).join(' AND ')
  const digits = phoneDigitsOf(text)
  const asNumber = digits !== null && words.length > 1 && how === 'prefix'
  return asNumber ? `(${every}) OR ${quoted(digits, '*')}` : every
}

/** An expression that finds nobody. */
export const nothingFound = '"nothingisfound"'

/**
 * The expression if the index can answer it, else one that finds nothing: letters newer than the tokenizer's tables would make it
 * a phrase, which an index without positions refuses.
 */
export function safeExpression(db: ReadDb, text: string): string | null {
  const expression = matchExpression(text)
  if (expression === null || !/[^\x20-\u024f]/.test(expression)) return expression
  try {
    db.get('SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT 1', [expression])
    return expression
  } catch {
    return nothingFound
  }
}
