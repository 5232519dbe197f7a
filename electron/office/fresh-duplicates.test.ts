import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask } from '../contract/ask.ts'
import { createContact } from '../contract/contact-edits.ts'
import { listDuplicates } from '../contract/duplicates.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { keepDuplicatesFresh } from './fresh-duplicates.ts'
import { isCancelled } from './job-messages.ts'
import { createOffice } from './office.ts'

const begun: { cancel: SharedArrayBuffer; end: () => void }[] = []
const state = { isOutdated: false, isBusy: false }

function keepFresh() {
  return keepDuplicatesFresh({
    isOutdated: () => state.isOutdated,
    isBusy: () => state.isBusy,
    compare: cancel => new Promise<void>(end => begun.push({ cancel, end })),
  })
}
const muchLater = () => vi.advanceTimersByTimeAsync(60_000)

beforeEach(() => {
  vi.useFakeTimers()
  begun.length = 0
  Object.assign(state, { isOutdated: false, isBusy: false })
})
afterEach(() => vi.useRealTimers())

test('nothing is compared while nothing changed, also not again and again', async () => {
  const fresh = keepFresh()
  await muchLater()
  fresh.note(['contacts'])
  await muchLater()
  state.isOutdated = true
  fresh.note(['money', 'backups'])
  await muchLater()
  expect(begun).toEqual([])
})

test('what was left outdated when the program ended is compared after the next start', async () => {
  state.isOutdated = true
  keepFresh()
  await muchLater()
  expect(begun).toHaveLength(1)
})

test('a burst of changes is compared once, when it is over; what changes meanwhile is compared after it', async () => {
  const fresh = keepFresh()
  state.isOutdated = true
  for (let edit = 0; edit < 100; edit++) {
    fresh.note(['contacts', 'history'])
    await vi.advanceTimersByTimeAsync(500)
    expect(begun).toEqual([])
  }
  await muchLater()
  fresh.note(['contacts'])
  await muchLater()
  expect(begun).toHaveLength(1)
  begun[0]?.end()
  await muchLater()
  expect(begun).toHaveLength(2)
})

test('it gives way to a task, and is taken up when no task is under way', async () => {
  state.isOutdated = true
  const fresh = keepFresh()
  await muchLater()
  state.isBusy = true
  const stopped = fresh.giveWay()
  expect(isCancelled(begun[0]?.cancel ?? new SharedArrayBuffer(4))).toBe(true)
  begun[0]?.end()
  await stopped
  await muchLater()
  expect(begun).toHaveLength(1)
  state.isBusy = false
  await muchLater()
  expect(begun).toHaveLength(2)
})

test('closing stops what is under way, and nothing begins after it', async () => {
  state.isOutdated = true
  const fresh = keepFresh()
  await muchLater()
  const stopped = fresh.stop()
  begun[0]?.end()
  await stopped
  await muchLater()
  expect(begun).toHaveLength(1)
})

test('in an office by itself, also after it was closed too early: whoever was added twice waits in the queue, and the screens are told', async () => {
  vi.useRealTimers()
  const dataDir = mkdtempSync(join(tmpdir(), 'starhouse-fresh-'))
  const closed = createOffice({ dataDir })
  const ada = { firstName: 'Ada', lastName: 'Quill', phones: ['303 555 0101'], emails: [] }
  const added = [await ask(closed, createContact, ada), await ask(closed, createContact, ada)]
  await closed.close()
  const office = createOffice({ dataDir })
  const events: OfficeEvent[] = []
  office.on(event => events.push(event))
  await vi.waitFor(() => expect(events).not.toEqual([]), { timeout: 30_000, interval: 50 })
  expect(events).toEqual([{ type: 'changed', topics: ['contacts'] }])
  const ids = added.map(({ contactId }) => contactId)
  const { sets } = await ask(office, listDuplicates, { contactId: ids[0] ?? '' })
  expect(sets.map(set => set.contactIds.toSorted())).toEqual([ids.toSorted()])
  await office.close()
}, 40_000)
