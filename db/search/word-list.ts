/** Every different word of the search index in one text, so that a hundred thousand of them take a few megabytes and one walk a millisecond. */
export type WordList = {
  /** The words, a line feed before and after each. */
  text: string
  /** Where each word begins; one more at the end. */
  starts: number[]
  /** Which letters each word has, a bit each. */
  letters: number[]
  /** How many contacts have it. */
  contacts: number[]
}

export type CountedWord = { term: string; doc: number }

/** A list to which `addWords` adds in the order of the words, a part at a time. */
export function emptyWordList(): WordList {
  return { text: '\n', starts: [1], letters: [], contacts: [] }
}

/** Adds words that come after all that are there, in the index's order. */
export function addWords(list: WordList, words: readonly CountedWord[]): void {
  let added = ''
  for (const { term, doc } of words) {
    added += `${term}\n`
    list.starts.push(list.text.length + added.length)
    list.letters.push(lettersOf(term))
    list.contacts.push(doc)
  }
  list.text += added
}

/** a to z have a bit of their own, everything else shares the last six. */
function lettersOf(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i) - 97
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (word.charCodeAt(i) % 6))
  }
  return bits
}

const hasTwo = (bits: number) => (bits & (bits - 1)) !== 0

/** Fewer letters than this are too little to guess a typo from. */
const lettersForTypo = 4
const lettersForTypoInBeginning = 5
const lettersInside = 3
/** How many words that only begin so, or have it inside, are looked up: those that most contacts have. */
const mostGuesses = 30

/** A number has no typo: every other number is one. */
export function mayHaveTypo(typed: string): boolean {
  return typed.length >= lettersForTypo && !/^\d+$/.test(typed)
}

/** The words that are one typo away from the typed one, and the commonest of those whose beginnings are. */
export function wordsWithTypo(list: WordList, typed: string): string[] {
  if (!mayHaveTypo(typed)) return []
  const { text, starts } = list
  const whole: number[] = []
  const beginnings: number[] = []
  for (const place of placesToCompare(list, typed)) {
    const typo = typoIn(typed, text, starts[place] ?? 0, endOf(list, place))
    if (typo === 'whole') whole.push(place)
    else if (typo === 'beginning') beginnings.push(place)
  }
  return [...whole, ...commonest(list, beginnings)].map(place => wordAt(list, place))
}

/** With the first letter right, all words of that letter; with a typo in it, what the rest of the word still says. */
function placesToCompare(list: WordList, typed: string): Set<number> {
  const { starts, letters, text } = list
  const places = new Set<number>()
  const asked = lettersOf(typed)
  const take = (beginning: string) => {
    for (let i = firstNotBefore(list, beginning); text.startsWith(beginning, starts[i]); i++) {
      const isLongEnough = endOf(list, i) - (starts[i] ?? 0) >= typed.length - 1
      if (isLongEnough && !hasTwo(asked & ~(letters[i] ?? 0))) places.add(i)
    }
  }
  const [first = '', second = ''] = typed
  const rest = typed.slice(1)
  take(first)
  take(rest)
  take(second + first + typed.slice(2))
  for (let i = 0; i < letters.length; ) {
    const letter = text.charAt(starts[i] ?? 0)
    take(letter + rest)
    take(letter + typed)
    i = firstNotBefore(list, `${letter}\uffff`)
  }
  return places
}

/** The place of the first word that does not sort before `word`. */
function firstNotBefore(list: WordList, word: string): number {
  let low = 0
  let high = list.letters.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (wordAt(list, middle) < word) low = middle + 1
    else high = middle
  }
  return low
}

/** The commonest words that the typed one stands inside of, not at their beginning. */
export function wordsAround(list: WordList, typed: string): string[] {
  if (typed.length < lettersInside) return []
  const { text, starts } = list
  const found: number[] = []
  for (let at = text.indexOf(typed); at !== -1; ) {
    const place = placeOf(starts, at)
    if (starts[place] !== at) found.push(place)
    at = text.indexOf(typed, starts[place + 1] ?? text.length)
  }
  return commonest(list, found).map(place => wordAt(list, place))
}

function endOf({ starts }: WordList, place: number): number {
  return (starts[place + 1] ?? 0) - 1
}

function wordAt(list: WordList, place: number): string {
  return list.text.slice(list.starts[place], endOf(list, place))
}

/** The word that a place of the text lies in. */
function placeOf(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

function commonest({ contacts }: WordList, places: number[]): number[] {
  if (places.length <= mostGuesses) return places
  return places.sort((a, b) => (contacts[b] ?? 0) - (contacts[a] ?? 0)).slice(0, mostGuesses)
}

/**
 * Whether one letter too many, one missing, one wrong or two swapped lie between the typed word and `text` from `from` to `end`, or its
 * beginning, where a letter after the typo must confirm it. Null also when there is no typo at all.
 */
export function typoIn(typed: string, text: string, from: number, end: number): 'whole' | 'beginning' | null {
  const length = typed.length
  let i = 0
  while (i < length && from + i < end && typed.charCodeAt(i) === text.charCodeAt(from + i)) i++
  if (i === length) return null
  const at = from + i
  const isTooMany = isSame(typed, i + 1, text, { at, end })
  const isWrong = isSame(typed, i + 1, text, { at: at + 1, end })
  const isMissing = isSame(typed, i, text, { at: at + 1, end })
  const isSwapped =
    typed.charCodeAt(i) === text.charCodeAt(at + 1) &&
    typed.charCodeAt(i + 1) === text.charCodeAt(at) &&
    isSame(typed, i + 2, text, { at: at + 2, end })
  if (!isTooMany && !isWrong && !isMissing && !isSwapped) return null
  const more = end - from - length
  if ((isTooMany && more === -1) || (isMissing && more === 1)) return 'whole'
  if ((isWrong || isSwapped) && more === 0) return 'whole'
  const isConfirmed = i < length - 1 && length >= lettersForTypoInBeginning
  return isConfirmed ? 'beginning' : null
}

/** Whether what is left of the typed word stands at `at`. */
function isSame(typed: string, typedAt: number, text: string, { at, end }: { at: number; end: number }) {
  if (at + typed.length - typedAt > end) return false
  for (let i = typedAt, j = at; i < typed.length; i++, j++) {
    if (typed.charCodeAt(i) !== text.charCodeAt(j)) return false
  }
  return true
}
