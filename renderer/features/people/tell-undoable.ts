import type { Reply } from '../../../electron/contract/method.ts'
import { tellError } from '../../ui/Toast.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

/** Says what was done and offers to take it back, or why it was not. */
export async function tellUndoable(work: Promise<Reply<unknown>>, message: string): Promise<void> {
  const reply = await work
  if (reply.ok) await offerUndo(message)
  else tellError(reply.error)
}
