import { createBackup } from '../../../electron/contract/office.ts'
import { bytesText } from '../../lib/format.ts'
import { startTask } from '../../lib/tasks.ts'
import { tellDone } from '../../ui/Toast.tsx'

/** Makes a backup and says so. From wherever it was begun, the list of backups shows how far it is. */
export async function makeBackup() {
  const reply = await startTask(createBackup, createBackup.name, {})
  if (reply.ok) tellDone(`Backup made and checked: ${bytesText(reply.value.sizeBytes)}`)
  return reply
}
