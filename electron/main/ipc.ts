import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { z } from 'zod'
import type { Channel } from '../contract/channels.ts'
import type { Reply } from '../contract/method.ts'
import { factsOfError, logError } from './log.ts'
import { isPageUrl } from './protocol.ts'

/** One door: what may come in, and who answers. */
export type Door = { input: z.ZodType; answer: (input: unknown) => Promise<Reply<unknown>> }

/** A door whose answer gets the checked input. */
export function door<In>(input: z.ZodType<In>, answer: (input: In) => Promise<Reply<unknown>>): Door {
  return { input, answer: checked => answer(checked as In) }
}

/** Only the top frame of our own page in a window of our own may ask anything. */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>,
  isOwnContents: (id: number) => boolean,
): boolean {
  const frame = event.senderFrame
  if (!frame || frame.detached || frame.parent !== null) return false
  return isOwnContents(event.sender.id) && isPageUrl(frame.url)
}

/** The only place that listens to windows. Whatever goes wrong, the answer is a code without details. */
export function openDoors(doors: Record<Channel, Door>, isOwnContents: (id: number) => boolean): void {
  for (const [channel, { input, answer }] of Object.entries(doors)) {
    ipcMain.handle(channel, async (event, raw: unknown): Promise<Reply<unknown>> => {
      if (!isTrustedSender(event, isOwnContents)) {
        logError('a stranger knocked', { channel })
        return { ok: false, error: { code: 'unexpected' } }
      }
      const checked = input.safeParse(raw)
      if (!checked.success) {
        return {
          ok: false,
          error: { code: 'input.invalid', facts: { problem: 'the request has another shape' } },
        }
      }
      try {
        return await answer(checked.data)
      } catch (cause) {
        logError('a door failed', { channel, ...factsOfError(cause) })
        return { ok: false, error: { code: 'unexpected' } }
      }
    })
  }
}

/** electron-store opens a channel that tells any window where the user's data is; nobody here needs it. */
export function closeForeignChannels(): void {
  ipcMain.removeAllListeners('electron-store-get-data')
}
