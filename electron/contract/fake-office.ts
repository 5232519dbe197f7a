import type { OfficeClient } from './office-client.ts'
import type { OfficeEvent } from './wire.ts'

export type FakeOffice = OfficeClient & { emit: (event: OfficeEvent) => void }

/** Makes a function of the fake observable, as `vi.fn` does. */
type Spy = <F extends (...args: never[]) => unknown>(implementation: F) => F

/** An office for tests of the shells: calls answer what was asked, files get ids in order, events come when `emit` is called. */
export function createFakeOffice(spy: Spy): FakeOffice {
  const listeners = new Set<(event: OfficeEvent) => void>()
  let lastFile = 0
  return {
    call: spy<OfficeClient['call']>(async (name, input) => ({ ok: true, value: { name, input } })),
    start: spy<OfficeClient['start']>(async () => ({ ok: true, value: { taskId: 'task_1' } })),
    cancel: spy<OfficeClient['cancel']>(async taskId => ({ ok: true, value: { taskId } })),
    registerFile: spy<OfficeClient['registerFile']>(async () => {
      lastFile += 1
      return { ok: true, value: { fileId: `file_${String(lastFile).padStart(32, '0')}` } }
    }),
    on: spy<OfficeClient['on']>(listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }),
    close: spy<OfficeClient['close']>(async () => {}),
    emit: event => {
      for (const listener of listeners) listener(event)
    },
  }
}
