import { type Settings, setSettings } from '../../../electron/contract/office.ts'
import { call } from '../../lib/call.ts'
import { tellError } from '../../ui/Toast.tsx'

/** Saves some settings; a failure is told. True when saved. */
export async function saveSettings(set: Partial<Settings>): Promise<boolean> {
  const reply = await call(setSettings, set)
  if (!reply.ok) tellError(reply.error)
  return reply.ok
}
