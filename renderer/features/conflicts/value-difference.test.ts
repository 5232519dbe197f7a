import { expect, test } from 'vitest'
import { differenceTo } from './value-difference.ts'

test('only the words that differ are marked', () => {
  expect(differenceTo('12 Alder St, Boulder', '12 Elder St, Boulder')).toEqual([
    { text: '12 ', isDifferent: false },
    { text: 'Alder ', isDifferent: true },
    { text: 'St, Boulder', isDifferent: false },
  ])
})

test('a value without anything in common is marked whole, an equal one not at all', () => {
  expect(differenceTo('Orla', 'Renata')).toEqual([{ text: 'Orla', isDifferent: true }])
  expect(differenceTo('Orla', 'Orla')).toEqual([{ text: 'Orla', isDifferent: false }])
})

test('a word more is the only thing marked', () => {
  expect(differenceTo('Orla Mae Fairweather', 'Orla Fairweather')).toEqual([
    { text: 'Orla ', isDifferent: false },
    { text: 'Mae ', isDifferent: true },
    { text: 'Fairweather', isDifferent: false },
  ])
  expect(differenceTo('Orla Fairweather', 'Orla Mae Fairweather').every(part => !part.isDifferent)).toBe(true)
})
