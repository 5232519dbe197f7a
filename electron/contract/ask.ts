import type { z } from 'zod'
import { OfficeError } from './errors.ts'
import type { Command, Query, Reply, Task } from './method.ts'
import type { OfficeClient } from './office-client.ts'
import type { Progress } from './wire.ts'

function valueOf<Value>(reply: Reply<unknown>): Value {
  if (!reply.ok) throw new OfficeError(reply.error.code, reply.error.facts)
  return reply.value as Value
}

/** One query or command, typed by its method. Throws OfficeError: for programs that end at the first failure. */
export async function ask<In extends z.ZodType, Out extends z.ZodType>(
  office: OfficeClient,
  method: Query<In, Out> | Command<In, Out>,
  input: z.input<In>,
): Promise<z.output<Out>> {
  return valueOf(await office.call(method.name, input))
}

/** One task to its end. Throws OfficeError. */
export async function runTask<In extends z.ZodType, Out extends z.ZodType>(
  office: OfficeClient,
  method: Task<In, Out>,
  input: z.input<In>,
  onProgress: (progress: Progress) => void = () => {},
): Promise<z.output<Out>> {
  const done = new Map<string, Reply<unknown>>()
  let taskId: string | null = null
  let wake = () => {}
  const forget = office.on(event => {
    if (event.type === 'progress' && event.taskId === taskId) onProgress(event.progress)
    if (event.type !== 'done') return
    done.set(event.taskId, event.reply as Reply<unknown>)
    wake()
  })
  try {
    taskId = valueOf<{ taskId: string }>(await office.start(method.name, input)).taskId
    for (;;) {
      const reply = done.get(taskId)
      if (reply) return valueOf(reply)
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  } finally {
    forget()
  }
}

/** Gives the office a file by its path and answers its id. Throws OfficeError. */
export async function giveFile(office: OfficeClient, path: string, fileName: string): Promise<string> {
  const reply = await office.registerFile({ path, fileName, isTemporary: false })
  return valueOf<{ fileId: string }>(reply).fileId
}
