import { expect, test } from 'vitest'
import { compatibleFirstNames, nameKey, sameName } from './name.ts'
import { nicknameGroups } from './nicknames.ts'

test.each([
  ["  Orla  O'Neil ", 'orla oneil'],
  ['Ray-Smith', 'ray smith'],
  ['J. R. Test', 'j r test'],
  ['Søndermark', 'sondermark'],
  ['Mu\u0308llerin', 'mullerin'],
  ['Nuñez', 'nunez'],
  ['STRAßE', 'strasse'],
  ['Orla\u00a0Fixture', 'orla fixture'],
  ['O\u2019Neil', 'oneil'],
  ['Анна', 'анна'],
  ['王小明', '王小明'],
  ['...', ''],
])('%s has the key %s', (text, expected) => {
  expect(nameKey(text)).toBe(expected)
})

test.each([
  ['Orla', ' Orla '],
  ['Mary  Ann', 'Mary Ann'],
  ['Nu\u0301nez', 'N\u00fanez'],
  ["O'Neil", 'O\u2019Neil'],
  ['NICO', 'Nico'],
  ['mcdonald', 'McDonald'],
  [null, ''],
  [null, null],
])('%s and %s are one name', (a, b) => {
  expect(sameName(a, b)).toBe(true)
  expect(sameName(b, a)).toBe(true)
})

test.each([
  ['Mcdonald', 'McDonald'],
  ['Nunez', 'Nuñez'],
  ['Orla', 'Orla F.'],
  ['Orla', null],
  ['Ann', 'Anne'],
])('%s and %s are two names', (a, b) => {
  expect(sameName(a, b)).toBe(false)
  expect(sameName(b, a)).toBe(false)
})

test.each([
  ['Orla', 'ORLA'],
  ['Robert', 'Bob'],
  ['Liz', 'Elizabeth'],
  ['Peggy', 'margaret'],
  ['J.', 'Jora'],
  ['Mara', 'Mara Lynn'],
  ['Mara L', 'Mara Lynn'],
  ['Mary Ann', 'Maryann'],
  ['Renée', 'Renee'],
  ['Ann & Bo', 'ann & bo'],
])('%s and %s can be one person', (a, b) => {
  expect(compatibleFirstNames(a, b)).toBe(true)
  expect(compatibleFirstNames(b, a)).toBe(true)
})

test.each([
  ['', 'Orla'],
  ['', ''],
  ['Orla', 'Jora'],
  ['Alan', 'Albert'],
  ['J', 'Orla'],
  ['Mary Ann', 'Mary Beth'],
  ['Ann & Bo', 'Ann'],
  ['Ann and Bo', 'Ann'],
])('%s and %s are two people', (a, b) => {
  expect(compatibleFirstNames(a, b)).toBe(false)
  expect(compatibleFirstNames(b, a)).toBe(false)
})

test('every nickname is written as the key of itself and no group is a single name', () => {
  for (const group of nicknameGroups) {
    expect(nameKey(group)).toBe(group)
    expect(new Set(group.split(' ')).size).toBe(group.split(' ').length)
    expect(group).toContain(' ')
  }
})
