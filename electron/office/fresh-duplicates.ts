import type { Topic } from '../contract/method.ts'
import { askToStop, newCancel } from './job-messages.ts'

/** So long nobody changes anything before people are compared: a burst of edits is compared once. */
const quietMs = 1500

export type FreshDuplicates = {
  /** Rows of these topics changed. */
  note: (topics: readonly Topic[]) => void
  /** Something heavier or urgent begins: a comparison under way stops, and is taken up when the office is at rest. Resolves when it has stopped. */
  giveWay: () => Promise<void>
  /** The office closes. */
  stop: () => Promise<void>
}

/**
 * Keeps the queue of duplicates up to date by itself, so that Today, the cards and the queue agree. What is outdated is told by the data, so
 * nothing is lost when the program ends in the middle: at the next start it is compared again.
 */
export function keepDuplicatesFresh(office: {
  isOutdated: () => boolean
  /** A task is under way. */
  isBusy: () => boolean
  compare: (cancel: SharedArrayBuffer) => Promise<void>
}): FreshDuplicates {
  let timer: NodeJS.Timeout | undefined
  let running: { cancel: SharedArrayBuffer; ended: Promise<void> } | null = null

  function waitForQuiet(): void {
    clearTimeout(timer)
    timer = setTimeout(look, quietMs).unref()
  }

  function look(): void {
    if (running || office.isBusy()) waitForQuiet()
    else if (office.isOutdated()) running = begin()
  }

  function begin(): NonNullable<typeof running> {
    const cancel = newCancel()
    const ended = office.compare(cancel).then(() => {
      running = null
    })
    return { cancel, ended }
  }

  async function giveWay(): Promise<void> {
    if (!running) return
    askToStop(running.cancel)
    waitForQuiet()
    await running.ended
  }

  waitForQuiet()
  return {
    note: topics => {
      if (topics.includes('contacts')) waitForQuiet()
    },
    giveWay,
    stop: async () => {
      await giveWay()
      clearTimeout(timer)
    },
  }
}
