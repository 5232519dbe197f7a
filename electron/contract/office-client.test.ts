import { beforeEach, expect, test } from 'vitest'
import type { OfficeClient } from './office-client.ts'
import { connectOffice } from './office-client.ts'
import type { OfficeEvent, WireMessage } from './wire.ts'

let say: (message: WireMessage) => void
let die: () => void
let office: OfficeClient
let events: OfficeEvent[]

beforeEach(() => {
  office = connectOffice({
    post: () => {},
    listen: (onMessage, onExit) => {
      say = onMessage
      die = onExit
    },
    stop: async () => {},
  })
  events = []
  office.on(event => events.push(event))
})

const closed = { ok: false, error: { code: 'office.closed' } } as const

test('when the office process dies, every task under way ends with office.closed, and only those', async () => {
  const started = ['task_1', 'task_2'].map(async taskId => [taskId, await office.start('demo.create', {})])
  say({ type: 'reply', id: 1, reply: { ok: true, value: { taskId: 'task_1' } } })
  say({ type: 'reply', id: 2, reply: { ok: true, value: { taskId: 'task_2' } } })
  await Promise.all(started)
  say({ type: 'event', event: { type: 'done', taskId: 'task_1', reply: { ok: true, value: 7 } } })
  events.length = 0
  die()
  expect(events).toEqual([{ type: 'done', taskId: 'task_2', reply: closed }])
})

test('a task whose end comes right behind the reply that it began is not ended twice', () => {
  void office.start('demo.create', {})
  say({ type: 'reply', id: 1, reply: { ok: true, value: { taskId: 'task_1' } } })
  say({ type: 'event', event: { type: 'done', taskId: 'task_1', reply: { ok: true, value: 7 } } })
  die()
  expect(events).toEqual([{ type: 'done', taskId: 'task_1', reply: { ok: true, value: 7 } }])
})

test('calls that wait when the process dies, and all after it, answer office.closed', async () => {
  const waiting = office.call('office.status', {})
  die()
  expect(await waiting).toEqual(closed)
  expect(await office.start('demo.create', {})).toEqual(closed)
  expect(events).toEqual([])
})
