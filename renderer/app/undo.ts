import { lastUndoable, undoAction } from '../../electron/contract/office.ts'
import { call } from '../lib/call.ts'
import { countOf } from '../lib/format.ts'
import { navigate } from '../lib/use-place.ts'
import { tellDone, tellError } from '../ui/Toast.tsx'
import { withdrawUndo } from '../ui/undo-toast.tsx'

/** Ctrl Z: takes back the newest action of this desk. An import is undone on its own receipt, where one sees what happens. */
export async function undoLastAction(): Promise<void> {
  const last = await call(lastUndoable, {})
  if (!last.ok) return tellError(last.error)
  const { action } = last.value
  if (!action) return tellDone('There is nothing to undo.')
  if (action.batchId) {
    navigate({ screen: 'importBatch', batchId: action.batchId })
    return tellDone('The last action was this import. Undo it here.')
  }
  const undone = await call(undoAction, { groupId: action.groupId })
  if (!undone.ok) return tellError(undone.error)
  withdrawUndo()
  const leftCount = undone.value.left.length
  tellDone(
    leftCount === 0
      ? `Undid: ${action.title}`
      : `Undid: ${action.title}. ${countOf(leftCount, 'later change')} kept; History says which.`,
  )
}
