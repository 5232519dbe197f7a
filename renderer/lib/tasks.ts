import { useRef, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { AppError } from '../../electron/contract/errors.ts'
import type { Reply, Task } from '../../electron/contract/method.ts'
import { type OfficeEvent, type Progress, StartedTask } from '../../electron/contract/wire.ts'
import { checked } from './call.ts'

export type TaskState<T> =
  | { status: 'idle' }
  | { status: 'running'; progress: Progress | null }
  | { status: 'failed'; error: AppError }
  | { status: 'done'; value: T }

type Watcher = { onProgress: (progress: Progress) => void; onDone: (reply: Reply<unknown>) => void }

const watchers = new Map<string, Watcher>()
/** Tasks that were done before the reply with their id arrived. */
const finishedEarly = new Map<string, Reply<unknown>>()
let isListening = false

function receive(event: OfficeEvent): void {
  if (event.type === 'progress') watchers.get(event.taskId)?.onProgress(event.progress)
  if (event.type !== 'done') return
  const watcher = watchers.get(event.taskId)
  watchers.delete(event.taskId)
  const reply = event.reply as Reply<unknown>
  if (watcher) watcher.onDone(reply)
  else finishedEarly.set(event.taskId, reply)
}

function listenOnce(): void {
  if (isListening) return
  isListening = true
  window.office.on(receive)
}

/** Runs long work to its end. `onStarted` gets the function that cancels it. Never rejects. */
export async function runTask<In extends z.ZodType, Out extends z.ZodType>(
  method: Task<In, Out>,
  input: z.input<In>,
  watch: { onProgress?: (progress: Progress) => void; onStarted?: (cancel: () => void) => void } = {},
): Promise<Reply<z.output<Out>>> {
  listenOnce()
  const started = await window.office.start(method.name, input)
  if (!started.ok) return started
  const answer = StartedTask.safeParse(started.value)
  if (!answer.success) return { ok: false, error: { code: 'unexpected.partly' } }
  const { taskId } = answer.data
  watch.onStarted?.(() => void window.office.cancel(taskId))
  const early = finishedEarly.get(taskId)
  finishedEarly.delete(taskId)
  if (early) return checked(method, early)
  return new Promise(resolve => {
    watchers.set(taskId, {
      onProgress: progress => watch.onProgress?.(progress),
      onDone: reply => resolve(checked(method, reply)),
    })
  })
}

type Slot = { state: TaskState<unknown>; cancel: () => void; listeners: Set<() => void> }
const slots = new Map<string, Slot>()
const idle: TaskState<never> = { status: 'idle' }

function slotOf(name: string): Slot {
  const known = slots.get(name)
  if (known) return known
  const slot: Slot = { state: idle, cancel: () => undefined, listeners: new Set() }
  slots.set(name, slot)
  return slot
}

function setState(slot: Slot, state: TaskState<unknown>): void {
  slot.state = state
  for (const listener of slot.listeners) listener()
}

/** Starts the work that screens show under this name, and waits for its end. Never rejects. */
export async function startTask<In extends z.ZodType, Out extends z.ZodType>(
  method: Task<In, Out>,
  slotName: string,
  input: z.input<In>,
): Promise<Reply<z.output<Out>>> {
  const slot = slotOf(slotName)
  setState(slot, { status: 'running', progress: null })
  const reply = await runTask(method, input, {
    onProgress: progress => setState(slot, { status: 'running', progress }),
    onStarted: cancel => {
      slot.cancel = cancel
    },
  })
  setState(slot, reply.ok ? { status: 'done', value: reply.value } : { status: 'failed', error: reply.error })
  return reply
}

/**
 * One long piece of work a screen shows. Its state outlives the screen, so that a person can walk away and come back.
 * Different `slotName`s of one method run beside each other.
 */
export function useTask<In extends z.ZodType, Out extends z.ZodType>(
  method: Task<In, Out>,
  slotName: string = method.name,
) {
  const [state = idle] = useTaskStates(method, [slotName])
  return {
    state,
    start: (input: z.input<In>) => startTask(method, slotName, input),
    cancel: () => slotOf(slotName).cancel(),
    reset: () => setState(slotOf(slotName), idle),
  }
}

/** How several pieces of work of one method stand, by their names. */
export function useTaskStates<In extends z.ZodType, Out extends z.ZodType>(
  _method: Task<In, Out>,
  slotNames: readonly string[],
): TaskState<z.output<Out>>[] {
  const known = useRef<TaskState<unknown>[]>([])
  return useSyncExternalStore(
    listener => {
      const watched = slotNames.map(slotOf)
      for (const slot of watched) slot.listeners.add(listener)
      return () => {
        for (const slot of watched) slot.listeners.delete(listener)
      }
    },
    () => {
      const states = slotNames.map(name => slotOf(name).state)
      const isSame =
        states.length === known.current.length && states.every((each, i) => each === known.current[i])
      if (!isSame) known.current = states
      return known.current
    },
  ) as TaskState<z.output<Out>>[]
}
