import type { Reply } from './method.ts'
import { type OfficeEvent, StartedTask, WireMessage, type WireRequest } from './wire.ts'

/** What a shell can ask of the office. Nothing here rejects: every failure is a reply. */
export type OfficeClient = {
  call: (name: string, input: unknown) => Promise<Reply<unknown>>
  /** Starts a task; progress and the result come as events with its id. */
  start: (name: string, input: unknown) => Promise<Reply<unknown>>
  cancel: (taskId: string) => Promise<Reply<unknown>>
  /** Gives a file on this computer an opaque id that windows may hold. Value: `{ fileId }`. */
  registerFile: (file: { path: string; fileName: string; isTemporary: boolean }) => Promise<Reply<unknown>>
  on: (listener: (event: OfficeEvent) => void) => () => void
  close: () => Promise<void>
}

/** The two-way door to the office process: a worker thread's or an Electron utility process's port. */
export type OfficePort = {
  post: (message: WireRequest) => void
  /** Called once, with the listeners for messages and for the end of the process. */
  listen: (onMessage: (message: unknown) => void, onExit: () => void) => void
  stop: () => Promise<void>
}

const closed: Reply<never> = { ok: false, error: { code: 'office.closed' } }

/**
 * Talks to an office process over a port. When the process has ended, the tasks that were running end with `office.closed`, and every
 * call answers it.
 */
export function connectOffice(port: OfficePort): OfficeClient {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  const listeners = new Set<(event: OfficeEvent) => void>()
  /** Tasks whose end was not told yet. */
  const running = new Set<string>()
  let lastId = 0
  let isOpen = true

  function tell(event: OfficeEvent): void {
    if (event.type === 'done') running.delete(event.taskId)
    for (const listener of listeners) listener(event)
  }

  port.listen(
    raw => {
      const message = WireMessage.safeParse(raw)
      if (!message.success) return
      if (message.data.type === 'event') return tell(message.data.event)
      const { id, reply } = message.data
      // Noted before anything else is heard: the end of the task may be the next message.
      const started = StartedTask.safeParse(reply.ok ? reply.value : null)
      if (started.success) running.add(started.data.taskId)
      waiting.get(id)?.(reply as Reply<unknown>)
      waiting.delete(id)
    },
    () => {
      isOpen = false
      for (const resolve of waiting.values()) resolve(closed)
      waiting.clear()
      for (const taskId of running) tell({ type: 'done', taskId, reply: closed })
    },
  )

  function ask(request: (id: number) => WireRequest): Promise<Reply<unknown>> {
    if (!isOpen) return Promise.resolve(closed)
    const id = ++lastId
    return new Promise(resolve => {
      waiting.set(id, resolve)
      port.post(request(id))
    })
  }

  return {
    call: (name, input) => ask(id => ({ type: 'call', id, name, input })),
    start: (name, input) => ask(id => ({ type: 'start', id, name, input })),
    cancel: taskId => ask(id => ({ type: 'cancel', id, taskId })),
    registerFile: file => ask(id => ({ type: 'registerFile', id, ...file })),
    on: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await ask(id => ({ type: 'close', id }))
      isOpen = false
      await port.stop()
    },
  }
}
