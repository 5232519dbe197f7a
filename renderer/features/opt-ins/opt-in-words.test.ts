import { expect, test } from 'vitest'
import type { OptInChange } from '../../../electron/contract/privacy.ts'
import { changeWords, putBackLabel, putBackSentence } from './opt-in-words.ts'

const line: OptInChange = {
  seq: 1,
  at: '2025-03-03T10:00:00.000Z',
  contactId: null,
  contactName: 'No longer here',
  wasSubscribed: null,
  subscribed: true,
  why: 'new contact',
  who: 'Ada',
  origin: 'import',
  fileName: 'contacts.csv',
}

test.each([
  [null, true, 'Subscribed'],
  [null, false, 'Unsubscribed'],
  [false, true, 'Subscribed'],
  [true, false, 'Unsubscribed'],
  [false, false, 'Stays unsubscribed'],
  [true, true, 'Stays subscribed'],
])('from %s to %s reads: %s', (wasSubscribed, subscribed, words) => {
  expect(changeWords({ ...line, wasSubscribed, subscribed })).toBe(words)
})

test('nobody is counted as subscribed again before it is said how we know', () => {
  expect(putBackLabel({ on: 3, off: 1 }, ' ')).toBe('Put back 1 opt-in')
  expect(putBackLabel({ on: 3, off: 1 }, 'it was a wrong file')).toBe('Put back 4 opt-ins')
})

test('the sentence names both ends of the time', () => {
  expect(putBackSentence({ from: '2025-03-03', to: undefined })).toBe(
    'Everybody whose opt-in changed until now gets back what they had when 3 Mar 2025 began, with its evidence.',
  )
  expect(putBackSentence({ from: '2025-03-03', to: '2025-03-04' })).toMatch(
    /until the end of 4 Mar 2025 .* What somebody said after that stands\.$/,
  )
})
