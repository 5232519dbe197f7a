import { expect, test } from 'vitest'
import { batchFacts, protectionSentence, sameFileSentence, toldTwiceSentence } from './batch-facts.ts'
import { inventedReport } from './report-fixture.ts'

test('facts name what happened to each kind of record and leave out the rest', () => {
  const report = inventedReport({
    contacts: { created: 5, updated: 1, unchanged: 9 },
    transactions: { created: 1, updated: 0, unchanged: 0 },
    subscriptions: { created: 0, updated: 2, unchanged: 0, missing: 146, returned: 0 },
    optInsOff: 1,
  })
  expect(batchFacts(report)).toEqual([
    '5 new people, 1 person changed',
    '2 subscriptions changed',
    '1 new payment',
    '1 newsletter sign-up off',
    '146 subscriptions missing from this export',
  ])
  expect(batchFacts(inventedReport({}))).toEqual([])
})

test('the promise counts what stays, before and after', () => {
  const report = inventedReport({ protectedFields: 1204 })
  expect(protectionSentence(report, false, 0)).toBe(
    'Nothing you corrected will be touched: 1,204 values stay as they are.',
  )
  expect(protectionSentence(inventedReport({ protectedFields: 1 }), true, 0)).toBe(
    'Nothing you corrected was touched: 1 value stayed as it was.',
  )
  expect(protectionSentence(inventedReport({}), false, 0)).toBe('Nothing you corrected will be touched.')
})

test('the promise names the rules that break it', () => {
  expect(protectionSentence(inventedReport({}), false, 2)).toBe(
    'Nothing you corrected will be touched, except where you said to always take the file’s value (2 rules).',
  )
})

test('tickets and bookings are named, and money told twice counts once', () => {
  const report = inventedReport({
    registrations: { created: 3, updated: 0, unchanged: 0 },
    bookings: { created: 0, updated: 1, unchanged: 2 },
    paymentsToldTwice: 2,
  })
  expect(batchFacts(report)).toEqual(['3 new tickets', '1 booking changed'])
  expect(toldTwiceSentence(report)).toBe('2 payments are also told by another system; each counts once.')
})

test('a file that is here again is told, and that nothing changes only where that is so', () => {
  const none = { created: 0, updated: 0, unchanged: 0, conflict: 0, skipped: 0, error: 0 }
  const again = inventedReport({
    rows: 3,
    outcomes: { ...none, unchanged: 1, skipped: 1, error: 1 },
    sameFileAgain: true,
  })
  expect(sameFileSentence(again)).toBe(
    'This exact file was imported before, or stands in this drop a second time. Nothing changes by it: every record counts once.',
  )
  expect(sameFileSentence({ ...again, dryRun: false, outcomes: { ...none, updated: 3 } })).toBe(
    'This exact file had been imported before.',
  )
  expect(sameFileSentence({ ...again, sameFileAgain: false })).toBeNull()
})
