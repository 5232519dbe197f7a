import { expect, test } from 'vitest'
import type { RecognisedFile } from '../../../electron/contract/imports.ts'
import {
  canPlan,
  emptySession,
  type ImportSession,
  leftOutSentence,
  leftOver,
  newFile,
  outcomeSentence,
  readyFiles,
  runInputOf,
  stopsTheRest,
  unansweredFiles,
  withFile,
  withMoved,
  withoutIdleFiles,
  withoutPlans,
  withSheet,
} from './import-session.ts'
import { inventedReport, recognisedFile } from './report-fixture.ts'

function recognised(fileId: string, source: string, asksOptIn = false): RecognisedFile {
  return recognisedFile({ fileId, fileName: `${source}.csv`, source, label: source, asksOptIn })
}

function sessionOf(...fileIds: string[]): ImportSession {
  return {
    ...emptySession,
    files: fileIds.map((fileId, number) => newFile({ fileId, fileName: `${fileId}.csv`, number })),
  }
}

function looked(session: ImportSession, fileId: string, source: string, asksOptIn = false): ImportSession {
  return withFile(session, fileId, { look: { status: 'ready', file: recognised(fileId, source, asksOptIn) } })
}

const idsOf = (session: ImportSession) => session.files.map(file => file.fileId)

test('files sort themselves as they are recognised', () => {
  const one = looked(sessionOf('pay', 'people'), 'pay', 'kajabi-transactions')
  expect(idsOf(looked(one, 'people', 'kajabi-contacts'))).toEqual(['people', 'pay'])
})

test('files of one kind stay as they were dropped, whichever is recognised first', () => {
  const later = looked(sessionOf('october', 'november'), 'november', 'kajabi-subscriptions')
  expect(idsOf(later)).toEqual(['november', 'october'])
  expect(idsOf(looked(later, 'october', 'kajabi-subscriptions'))).toEqual(['october', 'november'])
})

test('an order somebody chose is kept when another file is recognised', () => {
  const one = looked(sessionOf('pay', 'people'), 'pay', 'kajabi-transactions')
  const chosen = withMoved(looked(one, 'people', 'kajabi-contacts'), 'pay', -1)
  expect(idsOf(withFile(chosen, 'people', { optIn: 'unknown' }))).toEqual(['pay', 'people'])
})

test('another sheet is looked at anew; what was imported leaves the list, what was not waits again', () => {
  const session = sessionOf('book', 'done', 'failed')
  const report = inventedReport({})
  const run = { status: 'done', report } as const
  const imported = withFile(withFile(session, 'book', { run }), 'done', { run })
  const finished = withFile({ ...imported, stage: { step: 'finished' } }, 'failed', {
    run: { status: 'cancelled' },
  })
  const sheets = ['May', 'June']
  const next = withSheet(withFile(finished, 'book', { sheets, optIn: 'unknown' }), 'book', 'June')
  expect(next.stage.step).toBe('choosing')
  expect(next.files).toMatchObject([
    {
      fileId: 'book',
      sheet: 'June',
      sheets,
      optIn: null,
      look: { status: 'looking' },
      run: { status: 'waiting' },
    },
    { fileId: 'failed', run: { status: 'waiting' } },
  ])
})

test('a sheet is planned and imported by its name', () => {
  const file = recognisedFile({ fileId: 'book', sheet: 'May', sheets: ['Notes', 'May'] })
  const [ready] = readyFiles(withFile(sessionOf('book'), 'book', { look: { status: 'ready', file } }))
  expect(ready && runInputOf(ready)).toMatchObject({ fileId: 'book', sheet: 'May' })
})

test('a plan waits for every file and every answer', () => {
  const looking = looked(sessionOf('people', 'pay'), 'people', 'kajabi-contacts', true)
  expect(canPlan(looking)).toBe(false)
  const asked = looked(looking, 'pay', 'kajabi-transactions')
  expect(unansweredFiles(asked).map(file => file.fileId)).toEqual(['people'])
  expect(canPlan(asked)).toBe(false)
  expect(canPlan(withFile(asked, 'people', { optIn: 'unknown' }))).toBe(true)
})

test('a file that cannot be read stops nothing and is not imported', () => {
  const one = looked(sessionOf('pay', 'picture'), 'pay', 'kajabi-transactions')
  const failed = withFile(one, 'picture', { look: { status: 'failed', error: { code: 'file.binary' } } })
  expect(canPlan(failed)).toBe(true)
  expect(readyFiles(failed).map(file => file.fileId)).toEqual(['pay'])
})

test('only unreadable files make no plan', () => {
  const failed = withFile(sessionOf('picture'), 'picture', {
    look: { status: 'failed', error: { code: 'file.empty' } },
  })
  expect(canPlan(failed)).toBe(false)
})

test('the answer travels only with files that ask', () => {
  const asking = withFile(looked(sessionOf('people'), 'people', 'kajabi-contacts', true), 'people', {
    optIn: 'subscribed',
  })
  expect(readyFiles(asking).map(runInputOf)).toEqual([
    { fileId: 'people', source: 'kajabi-contacts', optIn: 'subscribed' },
  ])
  const plain = withFile(looked(sessionOf('pay'), 'pay', 'kajabi-transactions'), 'pay', {
    optIn: 'subscribed',
  })
  expect(readyFiles(plain).map(runInputOf)).toEqual([{ fileId: 'pay', source: 'kajabi-transactions' }])
})

test('changed files take the old plan away', () => {
  const planned = withFile(looked(sessionOf('pay'), 'pay', 'kajabi-transactions'), 'pay', {
    plan: inventedReport({}),
  })
  const stale = withoutPlans({ ...planned, stage: { step: 'planned' } })
  expect(stale.stage).toEqual({ step: 'choosing' })
  expect(stale.files[0]?.plan).toBeNull()
})

test('what is left over after a stop is what was not done', () => {
  const both = looked(
    looked(sessionOf('people', 'pay'), 'people', 'kajabi-contacts'),
    'pay',
    'kajabi-transactions',
  )
  const stopped = withFile(
    withFile(both, 'people', { run: { status: 'done', report: inventedReport({}) } }),
    'pay',
    { run: { status: 'cancelled' } },
  )
  expect(leftOver(stopped).map(file => file.fileId)).toEqual(['pay'])
})

test('after a stop it is said what is in, and nothing that might not be true', () => {
  const both = {
    ...looked(looked(sessionOf('people', 'pay'), 'people', 'kajabi-contacts'), 'pay', 'kajabi-transactions'),
    stage: { step: 'finished' } as const,
  }
  const failed = { run: { status: 'failed', error: { code: 'unexpected.partly' } } } as const
  const done = { run: { status: 'done', report: inventedReport({}) } } as const
  expect(outcomeSentence(withFile(withFile(both, 'people', done), 'pay', failed))).toBe(
    'Stopped. 1 file not imported. 1 file before that is imported and can be undone.',
  )
  expect(outcomeSentence(withFile(both, 'people', failed))).toBe('Stopped. 2 files not imported.')
  expect(outcomeSentence(withFile(both, 'people', { run: { status: 'cancelled' } }))).toBe(
    'Cancelled. 2 files not imported. Nothing was changed.',
  )
})

test('a bad file does not stop the others, a full disk does', () => {
  expect(stopsTheRest({ code: 'file.binary' })).toBe(false)
  expect(stopsTheRest({ code: 'database.full' })).toBe(true)
})

test('files with nothing to do are left out', () => {
  const idle = inventedReport({})
  const busy = inventedReport({ outcomes: { ...idle.outcomes, created: 1 } })
  const planned = (...plans: (typeof idle)[]) => ({
    ...emptySession,
    files: plans.map((plan, i) => ({
      ...newFile({ fileId: `${i}`, fileName: `${i}.csv`, number: i }),
      plan,
    })),
  })
  const runsOf = (session: ImportSession) => withoutIdleFiles(session).files.map(file => file.run.status)
  expect(runsOf(planned(idle, busy, idle))).toEqual(['nothing', 'waiting', 'nothing'])
  expect(runsOf(planned(busy, busy))).toEqual(['waiting', 'waiting'])
  expect(runsOf(planned(idle, idle))).toEqual(['nothing', 'nothing'])
})

test('a guessed file and dates that can be read both ways hold the plan back until somebody answered', () => {
  const dateOrder = { value: 'mdy' as const, isOpen: true, samples: ['03/04/2025'], otherwise: 0 }
  for (const asks of [{ isGuessed: true }, { dateOrder }]) {
    const file = { ...recognised('list', 'mapped-list'), ...asks }
    const session = withFile(sessionOf('list'), 'list', { look: { status: 'ready', file } })
    expect([canPlan(session), unansweredFiles(session).length]).toEqual([false, 1])
  }
  const answers = { source: 'mapped-list', columns: { Who: 'Full Name' } }
  const answered = withFile(looked(sessionOf('list'), 'list', 'mapped-list'), 'list', { answers })
  expect(canPlan(answered)).toBe(true)
  expect(readyFiles(answered).map(runInputOf)).toMatchObject([{ fileId: 'list', answers }])
})

test('files that cannot be read are named beside those that can', () => {
  const bad = { look: { status: 'failed', error: { code: 'file.binary' } } } as const
  const three = looked(sessionOf('people', 'photo', 'letter'), 'people', 'kajabi-contacts')
  const one = withFile(three, 'photo', bad)
  expect(leftOutSentence(three)).toBeNull()
  expect(leftOutSentence(one)).toBe('photo.csv cannot be read and is left out.')
  expect(leftOutSentence(withFile(one, 'letter', bad))).toBe(
    '2 files cannot be read and are left out: photo.csv, letter.csv.',
  )
  expect(leftOutSentence(withFile(sessionOf('photo'), 'photo', bad))).toBeNull()
})
