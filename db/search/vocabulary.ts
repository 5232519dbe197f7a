import type { ReadDb } from '../handles.ts'
import { newestGroup } from '../journal/group.ts'
import {
  addWords,
  type CountedWord,
  emptyWordList,
  type WordList,
  wordsAround,
  wordsWithTypo,
} from './word-list.ts'

/** The words of one office's search index, as they were when `group` was the newest. */
type Vocabulary = {
  group: number
  list: WordList
  /** What was asked before, while somebody goes on typing. */
  known: Map<string, string[]>
}
/** `readsLeft`: so much more may questions themselves read. */
type Reading = { group: number; list: WordList; last: string; readsLeft: number }
type Kept = { vocabulary: Vocabulary | null; reading: Reading | null }

const kept = new WeakMap<ReadDb, Kept>()
/** About a millisecond of reading, so that a question never waits long behind it. */
const wordsAtOnce = 400
/** How much questions themselves read on after a change, all of them together: all of a small office, a little of a large one. */
const readsInQuestions = 4
/** What comes after every word that begins with a digit. */
const lastDigits = '9\u{10ffff}'
const longestWord = 40
const mostKnown = 500

/**
 * Begins to read the words of the search index when they have changed, a little at a time between other work. Every search calls it, so
 * that the words are there when the third letter is typed.
 */
function keepVocabulary(db: ReadDb): Kept {
  const there = kept.get(db) ?? { vocabulary: null, reading: null }
  kept.set(db, there)
  const group = newestGroup(db)
  if (there.reading === null && there.vocabulary?.group !== group) {
    there.reading = { group, list: emptyWordList(), last: lastDigits, readsLeft: readsInQuestions }
    readInTurns(db, there)
  }
  return there
}

/** Which words are known of which state of the office: the same as long as an answer stays true. */
export function vocabularyState(db: ReadDb): string {
  return `${newestGroup(db)} ${keepVocabulary(db).vocabulary?.group}`
}

function readInTurns(db: ReadDb, there: Kept): void {
  setImmediate(() => {
    try {
      if (readOn(db, there)) readInTurns(db, there)
    } catch {
      // Closed meanwhile, or in trouble that the next question will tell of.
      there.reading = null
    }
  }).unref()
}

/**
 * Reads on, in the order of the words; whether there is more to read. Words that begin with a digit are left out: they have no typo, and
 * nobody looks for their inside.
 */
function readOn(db: ReadDb, there: Kept): boolean {
  const { reading } = there
  if (reading === null) return false
  const words = db.all<CountedWord>('SELECT term, doc FROM contact_words WHERE term > ? LIMIT ?', [
    reading.last,
    wordsAtOnce,
  ])
  addWords(
    reading.list,
    words.filter(word => word.term.length <= longestWord),
  )
  reading.last = words.at(-1)?.term ?? reading.last
  if (words.length === wordsAtOnce) return true
  there.vocabulary = { group: reading.group, list: reading.list, known: new Map() }
  there.reading = null
  return false
}

/** The words that the typed one may have been meant as, when it has a typo or is the inside of one. */
export function likelyMeant(db: ReadDb, typed: string, how: 'typo' | 'inside'): string[] {
  const { list, known } = vocabularyOf(db)
  const asked = `${how} ${typed}`
  const before = known.get(asked)
  if (before) return before
  const likely = how === 'typo' ? wordsWithTypo(list, typed) : wordsAround(list, typed)
  if (known.size >= mostKnown) known.clear()
  known.set(asked, likely)
  return likely
}

/** Waits for all words only when none were read yet; a large office that has just changed is answered with the words from before. */
function vocabularyOf(db: ReadDb): Vocabulary {
  const there = keepVocabulary(db)
  while (there.reading && (there.vocabulary === null || there.reading.readsLeft-- > 0)) readOn(db, there)
  if (there.vocabulary === null) throw new Error('the words of the index were read to no end')
  return there.vocabulary
}
