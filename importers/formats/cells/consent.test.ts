import { expect, test } from 'vitest'
import { consentQuestion, readConsent } from './consent.ts'

test.each([
  'may we e-mail you about our events?',
  'are you open to receive emails from the house?',
  'would you like to receive our newsletter?',
  'join our mailing list',
  'newsletter',
  'sign me up for your email list!',
  'keep me informed',
  'email opt-in',
  'i agree to receive e-mails',
  'please do not e-mail me',
  'subscribe me to news',
  'please send me your newsletter',
])('%s asks for consent', header => {
  expect(consentQuestion.test(header)).toBe(true)
})

test.each([
  'email',
  'e-mail address',
  'your e-mail',
  'what is your e-mail?',
  'how did you hear about us? (newsletter, e-mail, friend)',
  'which newsletter do you read?',
  'please enter your email so that we can send your ticket',
  'confirm your email to get your ticket',
  'email of your second guest',
  'how would you like to help?',
  'would you like tea?',
  'notes',
])('%s does not', header => {
  expect(consentQuestion.test(header)).toBe(false)
})

const question = 'May we e-mail you about our events?'

test.each([
  ['Yes', true],
  ['yes, please!', true],
  ['Y', true],
  ['1', true],
  ['TRUE', true],
  ['✓', true],
  ['Checked', true],
  ['I agree', true],
  ['Sign me up', true],
  ['May we e-mail you about our events', true],
  ['Send me the newsletter', true],
  ['Sí', true],
  ['No', null],
  ['no thanks', null],
  ['0', null],
  ['false', null],
  ['No, do not e-mail me', false],
  ['Please don’t', false],
  ['I do not want that', false],
  ['Ok, but please do not e-mail me', null],
  ['Yes! Unsubscribe me', null],
  ['Yes (I can unsubscribe at any time)', true],
  ['Nein', null],
  ['Newsletter', null],
  ['perhaps', null],
  ['ada@example.org', null],
  ['x'.repeat(1000), null],
])('the answer %s', (answer, subscribed) => {
  const claim = readConsent(question, answer, '2025-11-07')
  expect(claim).toEqual(subscribed === null ? null : { subscribed, method: question, date: '2025-11-07' })
})

test('a question that refuses turns a yes round, and a no to it is no consent', () => {
  const refusing = 'Please do not\n e-mail me'
  const refused = { subscribed: false, method: 'Please do not e-mail me', date: null }
  expect(readConsent(refusing, 'Yes', null)).toEqual(refused)
  expect(readConsent(refusing, 'please do not e-mail me', null)).toEqual(refused)
  expect(readConsent(refusing, 'Yes, do not e-mail me', null)).toEqual(refused)
  expect(readConsent(refusing, 'No', null)).toBeNull()
  expect(readConsent(refusing, null, null)).toBeNull()
})

test('a question that only tells how to leave later refuses nothing', () => {
  const label = 'Join our newsletter (you can unsubscribe at any time)'
  const agreed = { subscribed: true, method: label, date: null }
  expect(readConsent(label, 'Yes', null)).toEqual(agreed)
  expect(readConsent(label, label, null)).toEqual(agreed)
  expect(readConsent('Unsubscribe me from the newsletter', 'Yes', null)?.subscribed).toBe(false)
})
