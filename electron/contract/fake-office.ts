import { vi } from 'vitest'
import type { Reply } from './method.ts'
import type { OfficeClient } from './office-client.ts'
import type { OfficeEvent } from './wire.ts'

/** An office for tests of the shells: it answers what it was asked and remembers it. */
export type FakeOffice = { [Key in keyof OfficeClient]: ReturnType<typeof vi.fn<OfficeClient[Key]>> } & {
  emit: (event: OfficeEvent) => void
}

export function createFakeOffice(): FakeOffice {
  const listeners = new Set<(event: OfficeEvent) => void>()
  let lastFile = 0
  const echo = async (name: string, input: unknown): Promise<Reply<unknown>> => ({
    ok: true,
    value: { name, input },
  })
  return {
    call: vi.fn<OfficeClient['call']>(echo),
    start: vi.fn<OfficeClient['start']>(async () => ({ ok: true, value: { taskId: 'task_1' } })),
    cancel: vi.fn<OfficeClient['cancel']>(async taskId => ({ ok: true, value: { taskId } })),
    registerFile: vi.fn<OfficeClient['registerFile']>(async () => {
      lastFile += 1
      return { ok: true, value: { fileId: `file_${String(lastFile).padStart(32, '0')}` } }
    }),
    on: vi.fn<OfficeClient['on']>(listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }),
    close: vi.fn<OfficeClient['close']>(async () => {}),
    emit: event => {
      for (const listener of listeners) listener(event)
    },
  }
}
