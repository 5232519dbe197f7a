import { nameKey } from '../normalise/name.ts'
import { nicknamesOf } from '../normalise/nicknames.ts'
import { allWordsOf, phoneDigitsOf, wordsOf } from './match-words.ts'
import { mayHaveTypo, typoIn } from './word-list.ts'

/** What a candidate is judged by. Lists are what the contact has besides its own row. */
export type Candidate = {
  firstName: string | null
  lastName: string | null
  businessName: string | null
  emails: readonly string[]
  phones: readonly string[]
  places: readonly string[]
  notes: readonly string[]
}

type Field = 'name' | 'business' | 'email' | 'phone' | 'place' | 'note'
/** Where a word was found, other than plainly in the name, and the value it was found in. */
export type Reason = { foundIn: Exclude<Field, 'name'> | 'nickname'; value: string }

const worth = { whole: 1, beginning: 0.8, nickname: 0.7, typo: 0.5, inside: 0.45, typoInBeginning: 0.4 }
type Likeness = keyof typeof worth
/** Of a word that nothing told here explains: the index may know more than what is shown. */
const unexplained = 0.1
/** What a whole word in each of these is worth; a number is told apart from words. */
const shares = { lastName: 1, firstName: 0.95, business: 0.85, email: 0.6, place: 0.5, note: 0.4 }

type Typed = { word: string; nicknames: readonly string[]; mayHaveTypo: boolean }
/** What was typed, taken apart once for all candidates. */
export type Asked = { words: readonly Typed[]; digits: string | null; email: string | null }
type Match = { score: number; reason: Reason | null }
/** `isSure`: the names explain every word so well that nothing else of the contact could do better. */
type Judgement = Match & { isSure: boolean }

/** Takes a typed text apart for `judge`. */
export function askedOf(text: string): Asked {
  const words = wordsOf(text).map(word => ({
    word,
    nicknames: nicknamesOf(word),
    mayHaveTypo: mayHaveTypo(word),
  }))
  const email = text.includes('@') ? text.trim().toLowerCase() : null
  return { words, digits: phoneDigitsOf(text), email }
}

/**
 * How well a candidate is what was typed, 0 to 1, and why it was found where its name does not show it. Whole words come before
 * beginnings, nicknames, typos, insides of words and typos in beginnings; last names before first names, businesses, e-mails, places and notes.
 */
export function judge(asked: Asked, candidate: Candidate): Judgement {
  const matches = asked.words.map(typed => matchWord(typed, candidate))
  const score = matches.reduce((sum, match) => sum + match.score, 0) / matches.length
  const told = matches.filter(match => match.reason !== null).toSorted((a, b) => b.score - a.score)[0]
  const whole = matchWhole(asked, candidate)
  const best = whole.score >= score ? whole : { score, reason: told?.reason ?? null }
  const isSure =
    asked.digits === null && asked.email === null && matches.every(match => match.score > shares.email)
  return { score: Math.round(best.score * 1000) / 1000, reason: best.reason, isSure }
}

/** All that was typed as one number or one e-mail. */
function matchWhole({ digits, email }: Asked, candidate: Candidate): Match {
  let best: Match = { score: 0, reason: null }
  const offer = (score: number, foundIn: Reason['foundIn'], value: string) => {
    if (score > best.score) best = { score, reason: { foundIn, value } }
  }
  for (const phone of digits === null ? [] : candidate.phones)
    offer(phoneScore(phone, digits ?? ''), 'phone', phone)
  for (const value of email === null ? [] : candidate.emails) {
    const at = value.toLowerCase().indexOf(email ?? '')
    const isSame = at === 0 && value.length === email?.length
    offer(isSame ? 1 : at === 0 ? 0.9 : at > 0 ? 0.85 : 0, 'email', value)
  }
  return best
}

function matchWord(typed: Typed, candidate: Candidate): Match {
  let best: Match = { score: unexplained, reason: null }
  const offer = (text: string | null, share: number, field: Field) => {
    if (text === null || share <= best.score) return
    for (const [place, word] of (field === 'name' ? nameWordsOf(text) : allWordsOf(text)).entries()) {
      const likeness = likenessOf(typed, word, field)
      if (likeness === null) continue
      const score = worth[likeness] * share * (place === 0 || field !== 'name' ? 1 : 0.9)
      if (score > best.score) best = { score, reason: reasonFor(likeness, field, text) }
    }
  }
  offer(candidate.lastName, shares.lastName, 'name')
  offer(candidate.firstName, shares.firstName, 'name')
  offer(candidate.businessName, shares.business, 'business')
  for (const phone of candidate.phones) {
    const score = phoneScore(phone, typed.word)
    if (score > best.score) best = { score, reason: { foundIn: 'phone', value: phone } }
  }
  for (const email of candidate.emails) offer(email, shares.email, 'email')
  for (const place of candidate.places) offer(place, shares.place, 'place')
  for (const note of candidate.notes) offer(note, shares.note, 'note')
  return best
}

/** `O'Neil` is o, neil and oneil. */
function nameWordsOf(name: string): string[] {
  const words = allWordsOf(name)
  const whole = nameKey(name).split(' ')
  return [...words, ...whole.filter(word => !words.includes(word))]
}

function reasonFor(likeness: Likeness, field: Field, value: string): Reason | null {
  if (likeness === 'nickname') return { foundIn: 'nickname', value }
  return field === 'name' ? null : { foundIn: field, value }
}

function likenessOf(typed: Typed, word: string, field: Field): Likeness | null {
  const at = word.indexOf(typed.word)
  if (at === 0) return word.length === typed.word.length ? 'whole' : 'beginning'
  if (field === 'name' && typed.nicknames.includes(word)) return 'nickname'
  const typo = typed.mayHaveTypo ? typoIn(typed.word, word, 0, word.length) : null
  if (typo === 'whole') return 'typo'
  if (typo === 'beginning') return 'typoInBeginning'
  return at > 0 ? 'inside' : null
}

/** Of a number, its digits: all of them, its last four or more, or its beginning with or without the country. */
function phoneScore(phone: string, digits: string): number {
  if (digits.length < 3 || !/^\d+$/.test(digits)) return 0
  const number = phone.replace(/\D/g, '')
  const national = number.replace(/^1/, '')
  const asked = digits.length > 10 ? digits.replace(/^1/, '') : digits
  if (national === asked) return 1
  if (digits.length >= 4 && number.endsWith(digits)) return 0.9
  return number.startsWith(digits) || national.startsWith(digits) ? 0.7 : 0
}
