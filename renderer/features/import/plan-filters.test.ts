import { expect, test } from 'vitest'
import {
  firstFilter,
  importButtonLabel,
  overallSentence,
  planFigures,
  rowsInputOf,
  workSentence,
} from './plan-filters.ts'
import { inventedReport } from './report-fixture.ts'

const outcomes = { created: 214, updated: 12, unchanged: 5672, conflict: 0, skipped: 0, error: 0 }
const subscriptions = { created: 0, updated: 0, unchanged: 0, missing: 0, returned: 0 }

test('the five figures are always there, the others only when there is something', () => {
  expect(planFigures(inventedReport({ outcomes })).map(figure => figure.label)).toEqual([
    'New',
    'Changed',
    'Unchanged',
    'Protected',
    'Needs you',
  ])
  const trouble = planFigures(inventedReport({ outcomes: { ...outcomes, skipped: 2, error: 3 } }))
  expect(trouble.slice(5).map(figure => `${figure.label} ${figure.value}`)).toEqual([
    'Skipped 2',
    'Not readable 3',
  ])
})

test('what counts rows says so, and tells people beside them where there are more or fewer', () => {
  const contacts = { created: 3, updated: 12, unchanged: 1 }
  const hints = planFigures(inventedReport({ outcomes, contacts })).map(figure => figure.hint)
  expect(hints.slice(0, 3)).toEqual(['rows, with 3 new people', 'rows', 'rows'])
  const few = inventedReport({ outcomes: { ...outcomes, updated: 1 }, contacts: { ...contacts, updated: 2 } })
  expect(planFigures(few)[1]?.hint).toBe('row, with 2 people changed')
})

test('gold only when somebody is needed', () => {
  const figureOf = (conflicts: number) =>
    planFigures(inventedReport({ outcomes, conflicts })).find(f => f.filter === 'question')
  expect(figureOf(0)).toMatchObject({ value: 0, tone: 'plain', hint: null })
  expect(figureOf(1)).toMatchObject({ value: 1, tone: 'needsYou', hint: 'value to decide' })
  expect(figureOf(172)).toMatchObject({ value: 172, hint: 'values to decide' })
})

test('every filter asks for its own rows', () => {
  expect(rowsInputOf('b', 'all')).toEqual({ batchId: 'b' })
  expect(rowsInputOf('b', 'created')).toEqual({ batchId: 'b', outcome: 'created' })
  expect(rowsInputOf('b', 'protected')).toEqual({ batchId: 'b', only: 'protected' })
  expect(rowsInputOf('b', 'question')).toEqual({ batchId: 'b', only: 'question' })
  expect(rowsInputOf('b', 'unchanged')).toBeNull()
})

test('the table opens with what changes', () => {
  expect(firstFilter(inventedReport({ outcomes }))).toBe('updated')
  expect(firstFilter(inventedReport({ outcomes: { ...outcomes, updated: 0 } }))).toBe('created')
  expect(
    firstFilter(
      inventedReport({ outcomes: { ...outcomes, updated: 0, created: 0, conflict: 1 }, conflicts: 1 }),
    ),
  ).toBe('question')
  expect(firstFilter(inventedReport({ outcomes: { ...outcomes, updated: 0, created: 0 } }))).toBe('unchanged')
  expect(firstFilter(inventedReport({}))).toBe('all')
})

test('the button counts new and changed rows of all files', () => {
  expect(importButtonLabel([inventedReport({ outcomes })])).toBe('Import 226 changes')
  expect(importButtonLabel([inventedReport({ outcomes }), inventedReport({ outcomes })])).toBe(
    'Import 452 changes',
  )
  expect(importButtonLabel([inventedReport({ outcomes: { ...outcomes, created: 0, updated: 1 } })])).toBe(
    'Import 1 change',
  )
})

test('a file that changes no row can still ask, note or suggest; one with nothing cannot be imported', () => {
  const missing = inventedReport({ subscriptions: { ...subscriptions, missing: 144 } })
  const back = inventedReport({ subscriptions: { ...subscriptions, returned: 2 } })
  expect(importButtonLabel([inventedReport({ conflicts: 2 })])).toBe('Import 2 questions to decide')
  expect(importButtonLabel([missing])).toBe('Record 144 missing subscriptions')
  expect(importButtonLabel([back])).toBe('Record 2 subscriptions that are back')
  expect(workSentence(back)).toBe('2 back')
  expect(importButtonLabel([inventedReport({ suggestions: 1 })])).toBe('Import 1 suggestion')
  expect(
    importButtonLabel([inventedReport({ outcomes: { ...outcomes, created: 0, updated: 0 } })]),
  ).toBeNull()
})

test('a file in a phrase names what it does, and says so when it does nothing', () => {
  const report = inventedReport({ outcomes, conflicts: 7, subscriptions: { ...subscriptions, missing: 3 } })
  expect(workSentence(report)).toBe('226 changes, 7 to decide, 3 missing')
  expect(workSentence(inventedReport({ suggestions: 4 }))).toBe('4 suggestions')
  expect(workSentence(inventedReport({}))).toBe('No changes')
  expect(workSentence(inventedReport({ sameFileAgain: true }))).toBe('Same file again, no changes')
})

test('the overall sentence adds the files up', () => {
  const reports = [
    inventedReport({ outcomes, conflicts: 2 }),
    inventedReport({ outcomes: { ...outcomes, error: 3 } }),
  ]
  expect(overallSentence(reports)).toBe(
    '428 new, 24 changed, 11,344 unchanged, 3 not readable, 2 to decide in 2 files',
  )
})
