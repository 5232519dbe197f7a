import { expect, test } from 'vitest'
import { emailKey, isEmail } from './email.ts'

test.each([
  [' Orla.F@Example.ORG ', 'orla.f@example.org'],
  ['mailto:orla@example.org', 'orla@example.org'],
  ['<orla@example.org>', 'orla@example.org'],
  ['Orla Fixture <Orla@example.org>', 'orla@example.org'],
  ['orla@example.org.,;', 'orla@example.org'],
  ['\u00a0orla@example.org\u200b', 'orla@example.org'],
  ['MAILTO:Orla@example.org;', 'orla@example.org'],
  ['', ''],
])('%s has the key %s', (typed, expected) => {
  expect(emailKey(typed)).toBe(expected)
})

test.each([
  'a@b.co',
  'Orla+list@example.org',
  "o'neil@mail.example",
  'jürgen@müller.example',
  ' X@EXAMPLE.ORG. ',
])('%s is an address', typed => {
  expect(isEmail(typed)).toBe(true)
})

test.each([
  '',
  'orla',
  'orla@',
  '@example.org',
  'orla@example',
  'or la@example.org',
  'a@b@example.org',
  'a..b@example.org',
  '.a@example.org',
  'a.@example.org',
  'a@.org',
  'a@b.c',
  'a@example.org, b@example.org',
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(260)}.org`,
])('%s is no address', typed => {
  expect(isEmail(typed)).toBe(false)
})
