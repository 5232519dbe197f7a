import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OfficeEvent } from '../../../electron/contract/wire.ts'
import { inventedReport } from './report-fixture.ts'

const outcomes = { created: 200, updated: 6, unchanged: 0, conflict: 0, skipped: 0, error: 0 }
const reports = ['1', '2', '3'].map(end =>
  inventedReport({ batchId: `01930000-0000-7000-8000-00000000000${end}`, file: `${end}.csv`, outcomes }),
)

/** How the office answers the undo of each file; it answers well when nothing is said. */
let failures: Record<string, unknown>
let asked: string[]
let undo: typeof import('./undo-all.ts')

beforeEach(async () => {
  failures = {}
  asked = []
  let tell: (event: OfficeEvent) => void = () => undefined
  const office = {
    on: (listener: typeof tell) => {
      tell = listener
      return () => undefined
    },
    start: async (_: string, { batchId }: { batchId: string }) => {
      const file = reports.find(report => report.batchId === batchId)?.file ?? ''
      asked.push(file)
      const value = { batchId, undone: true, restoredRows: 1, removedRows: 1, left: [], leftCount: 0 }
      const reply = failures[file] ?? { ok: true, value }
      tell({ type: 'done', taskId: file, reply } as OfficeEvent)
      return { ok: true, value: { taskId: file } }
    },
  }
  vi.stubGlobal('window', { office })
  vi.resetModules()
  undo = await import('./undo-all.ts')
})
afterEach(() => vi.unstubAllGlobals())

test('the newest is undone first, and one that cannot be undone does not keep the others', async () => {
  failures['2.csv'] = { ok: false, error: { code: 'undo.impossible', facts: { reason: 'It is done.' } } }
  await undo.undoAll(reports)
  expect(asked).toEqual(['3.csv', '2.csv', '1.csv'])
})

test('a failure of the whole office ends it', async () => {
  failures['2.csv'] = { ok: false, error: { code: 'database.full' } }
  await undo.undoAll(reports)
  expect(asked).toEqual(['3.csv', '2.csv'])
})

test('what is taken back, how far it is and what stays are told', () => {
  const done = { status: 'done', value: null } as const
  const running = { status: 'running', progress: null } as const
  const idle = { status: 'idle' } as const
  const error = { code: 'undo.impossible', facts: { reason: 'A later merge needs it.' } } as const
  const failed = { status: 'failed', error } as const
  expect(undo.undoneInWords(reports)).toBe('600 new and 18 changed rows')
  expect(undo.undoSentences(reports, [idle, running, done])).toEqual([
    'Undoing “2.csv”. 1 of 3 files undone.',
  ])
  expect(undo.undoSentences(reports, [done, done, done])).toEqual(['All 3 files are undone.'])
  expect(undo.undoSentences(reports, [done, failed, done])).toEqual([
    '2 of 3 files undone.',
    '“2.csv” stays imported. This cannot be undone: A later merge needs it. Nothing was changed.',
  ])
  expect(undo.undoSentences(reports, [idle, idle, done])).toEqual([])
})
