import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { lastUndoable, undoAction } from '../../electron/contract/office.ts'
import { call } from '../lib/call.ts'
import './parts.css'
import { tellDone, tellError } from './Toast.tsx'

const toastId = 'undo'

/** Says what was just done and offers to take it back; only the newest answer is offered. */
export async function offerUndo(message: string): Promise<void> {
  const last = await call(lastUndoable, {})
  const groupId = last.ok ? last.value.action?.groupId : undefined
  withdrawUndo()
  notifications.show({
    id: toastId,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': 'Close message' },
    withBorder: true,
    message: (
      <span className="sh-undo-toast">
        {message}
        {groupId && (
          <Button size="xs" variant="default" onClick={() => void undo(groupId)}>
            Undo
          </Button>
        )}
      </span>
    ),
  })
}

/** The action was taken back in another way: the offer goes with it. */
export function withdrawUndo(): void {
  notifications.hide(toastId)
}

async function undo(groupId: string): Promise<void> {
  withdrawUndo()
  const reply = await call(undoAction, { groupId })
  if (reply.ok) tellDone('Taken back.')
  else tellError(reply.error)
}
