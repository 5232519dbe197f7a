import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { addWords, type CountedWord, emptyWordList, typoIn, wordsAround, wordsWithTypo } from './word-list.ts'

function wordListOf(words: CountedWord[]) {
  const list = emptyWordList()
  for (const word of words) addWords(list, [word])
  return list
}
const listOf = (...words: string[]) => wordListOf(words.sort().map(term => ({ term, doc: 1 })))
const typos = (list: ReturnType<typeof listOf>, typed: string) => wordsWithTypo(list, typed).toSorted()

test('one letter wrong, missing, too many or swapped is found, the first one included; two are not', () => {
  const list = listOf('robert', 'rupert', 'mandeville', 'lee', 'zoë')
  for (const typed of ['xobert', 'robrt', 'roberrt', 'orbert', 'robetr', 'obert', 'arobert', 'robertt'])
    expect(typos(list, typed)).toEqual(['robert'])
  for (const typed of ['xxbert', 'robbret', 'rbret', 'robert', 'robe']) expect(typos(list, typed)).toEqual([])
})

test('a typo in a beginning counts once a letter after it confirms it', () => {
  const list = listOf('mandeville', 'mandrake')
  expect(typos(list, 'mamdev')).toEqual(['mandeville'])
  expect(typos(list, 'mandz')).toEqual([])
  expect(typos(list, 'manrda')).toEqual(['mandrake'])
})

test('short words and numbers have no typo', () => {
  const list = listOf('lee', 'leo', '80301', 'adam')
  expect(typos(list, 'lea')).toEqual([])
  expect(typos(list, '80302')).toEqual([])
  expect(typos(list, 'adma')).toEqual(['adam'])
})

test('the inside of a word is found from three letters on, its beginning is no inside', () => {
  const list = listOf('mandeville', 'melville', 'villegas', 'villeville')
  expect(wordsAround(list, 'ville')).toEqual(['mandeville', 'melville'])
  expect(wordsAround(list, 'ille')).toHaveLength(4)
  expect(wordsAround(list, 'il')).toEqual([])
  expect([wordsAround(listOf(), 'ville'), wordsWithTypo(listOf(), 'ville')]).toEqual([[], []])
})

test('of very many beginnings and insides those that most contacts have are taken; whole words always', () => {
  const words = Array.from({ length: 500 }, (_, i) => ({ term: `harbor${1000 + i}`, doc: i }))
  const list = wordListOf([...words, { term: 'harbox', doc: 0 }])
  const typo = wordsWithTypo(list, 'hrbor')
  expect(typo).toHaveLength(30)
  expect(typo).toContain('harbor1499')
  expect(wordsWithTypo(list, 'harbzx')).toEqual(['harbox'])
  expect(wordsAround(list, 'arbo')).toHaveLength(30)
})

/** The plain definition: every word that is one typo away. */
function oneTypoAway(word: string, letters: string): Set<string> {
  const away = new Set<string>()
  for (let i = 0; i <= word.length; i++) {
    for (const letter of letters) {
      away.add(word.slice(0, i) + letter + word.slice(i))
      if (i < word.length) away.add(word.slice(0, i) + letter + word.slice(i + 1))
    }
    away.add(word.slice(0, i) + word.slice(i + 1))
    if (i + 1 < word.length) away.add(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2))
  }
  away.delete(word)
  return away
}

const abc = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 7 })

property.prop([abc, abc], { numRuns: 3000 })(
  'it is one typo exactly when the plain definition says so',
  (typed, word) => {
    const isLonger = word.length === typed.length + 1 && word.startsWith(typed)
    const isOne = oneTypoAway(typed, 'abc').has(word) && !isLonger
    expect(typoIn(typed, word, 0, word.length) === 'whole').toBe(isOne)
    expect(typos(listOf(word), typed).includes(word)).toBe(typoIn(typed, word, 0, word.length) !== null)
  },
)
