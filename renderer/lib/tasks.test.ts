import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { task } from '../../electron/contract/method.ts'
import type { OfficeEvent } from '../../electron/contract/wire.ts'

const countStars = task({
  name: 'stars.count',
  input: z.strictObject({}),
  output: z.object({ stars: z.int() }),
})
const progress = { phase: 'counting', done: 1, total: 2, rowsPerSecond: null, secondsLeft: null }

let emit: (event: OfficeEvent) => void
type Ask = () => Promise<unknown>
let office: { start: ReturnType<typeof vi.fn<Ask>>; cancel: ReturnType<typeof vi.fn>; on: unknown }
let runTask: typeof import('./tasks.ts')['runTask']

beforeEach(async () => {
  office = {
    start: vi.fn<Ask>(async () => ({ ok: true, value: { taskId: 'task_1' } })),
    cancel: vi.fn(async () => ({ ok: true, value: {} })),
    on: (listener: (event: OfficeEvent) => void) => {
      emit = listener
      return () => undefined
    },
  }
  vi.stubGlobal('window', { office })
  vi.resetModules()
  runTask = (await import('./tasks.ts')).runTask
})

afterEach(() => vi.unstubAllGlobals())

test('a task reports its progress and resolves with its checked result', async () => {
  const onProgress = vi.fn()
  const running = runTask(countStars, {}, { onProgress })
  await vi.waitFor(() => expect(office.start).toHaveBeenCalled())
  await Promise.resolve()
  emit({ type: 'progress', taskId: 'task_1', progress })
  emit({ type: 'progress', taskId: 'another', progress })
  emit({ type: 'done', taskId: 'task_1', reply: { ok: true, value: { stars: 9 } } })
  expect(await running).toEqual({ ok: true, value: { stars: 9 } })
  expect(onProgress).toHaveBeenCalledExactlyOnceWith(progress)
})

test('a task that is done before its id is known still resolves', async () => {
  office.start.mockImplementation(async () => {
    emit({ type: 'done', taskId: 'task_1', reply: { ok: true, value: { stars: 9 } } })
    return { ok: true, value: { taskId: 'task_1' } }
  })
  expect(await runTask(countStars, {})).toEqual({ ok: true, value: { stars: 9 } })
})

test('a task that could not be started answers the failure', async () => {
  office.start.mockResolvedValue({ ok: false, error: { code: 'office.busy' } })
  expect(await runTask(countStars, {})).toEqual({ ok: false, error: { code: 'office.busy' } })
})

test('a result of another shape is a failure', async () => {
  office.start.mockImplementation(async () => {
    emit({ type: 'done', taskId: 'task_1', reply: { ok: true, value: { stars: 'many' } } })
    return { ok: true, value: { taskId: 'task_1' } }
  })
  expect(await runTask(countStars, {})).toEqual({ ok: false, error: { code: 'output.lost' } })
})

test('cancelling names the task', async () => {
  void runTask(countStars, {}, { onStarted: cancel => cancel() })
  await vi.waitFor(() => expect(office.cancel).toHaveBeenCalledWith('task_1'))
})
