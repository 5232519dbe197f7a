import { expect, test } from 'vitest'
import { dateMeanings, draftOf, openQuestion, rulesFor, withColumn, withRule } from './columns-draft.ts'
import { recognisedFile } from './report-fixture.ts'

const list = {
  id: 'mapped-list',
  label: 'A list of people',
  system: 'list' as const,
  requiredColumns: [],
  oneOfColumns: ['Email', 'Full Name'],
  optionalColumns: ['Birth Date'],
  fillableColumns: ['Email', 'Birth Date'],
  clearableColumns: ['Birth Date'],
  asksOptIn: true,
}
const file = recognisedFile({
  source: 'mapped-list',
  columns: [
    { header: 'Who', samples: ['Orla'], column: null },
    { header: 'Post', samples: ['orla@example.org'], column: 'Email' },
  ],
})

test('what the office guessed is the start; a column has one meaning and one header', () => {
  const draft = draftOf(file)
  expect(draft).toEqual({ source: 'mapped-list', columns: { Who: null, Post: 'Email' } })
  expect(draftOf({ ...file, rules: { Email: 'fill' } }).rules).toEqual({ Email: 'fill' })
  expect(withColumn(draft, 'Who', 'Email').columns).toEqual({ Who: 'Email', Post: null })
  expect(withColumn(draft, 'Post', null).columns).toEqual({ Who: null, Post: null })
})

test('what is still to be said is said in a sentence', () => {
  const draft = draftOf(file)
  expect(openQuestion(draft, list, file)).toBeNull()
  expect(openQuestion(withColumn(draft, 'Post', null), list, file)).toBe(
    'Say which column is “Email” or “Full Name”.',
  )
  expect(openQuestion(draft, { ...list, requiredColumns: ['Record Id'] }, file)).toBe(
    'Say which column is “Record Id”.',
  )
})

test('dates that could be read both ways are asked about, once', () => {
  const dateOrder = { value: 'mdy' as const, isOpen: true, samples: ['03/04/1961'], otherwise: 0 }
  const open = { ...file, dateOrder }
  expect(openQuestion(draftOf(open), list, open)).toBe('Say how its dates are written.')
  expect(openQuestion({ ...draftOf(open), dateOrder: 'dmy' }, list, open)).toBeNull()
  expect(dateMeanings('03/04/1961')).toEqual({ mdy: '4 Mar 1961', dmy: '3 Apr 1961' })
})

test('a column is told what it may do, as far as its part of a person allows', () => {
  expect(['Email', 'Birth Date', 'Full Name', null].map(column => rulesFor(list, column))).toEqual([
    ['keep', 'fill'],
    ['keep', 'fill', 'clear'],
    [],
    [],
  ])
  const told = withRule(draftOf(file), 'Birth Date', 'clear')
  expect(told.rules).toEqual({ 'Birth Date': 'clear' })
  expect(withRule(told, 'Birth Date', 'keep').rules).toEqual({})
})
