import Store from 'electron-store'
import { z } from 'zod'

const Bounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowBounds = z.infer<typeof Bounds>

/** What this computer remembers about its window; everything of the office itself is in the office. */
const DeskSettings = z.object({
  bounds: Bounds.optional().catch(undefined),
  lastFolder: z.string().min(1).max(4096).optional().catch(undefined),
})
export type DeskSettings = z.infer<typeof DeskSettings>

export type Settings = { read: () => DeskSettings; write: (change: DeskSettings) => void }

/** Whatever the file says is checked on each read; a wrong value counts as absent. */
export function openSettings(): Settings {
  const store = new Store<Record<string, unknown>>({ name: 'desk', clearInvalidConfig: true })
  return {
    read: () => DeskSettings.parse({ bounds: store.get('bounds'), lastFolder: store.get('lastFolder') }),
    write: change => {
      for (const [name, value] of Object.entries(DeskSettings.parse(change))) {
        if (value !== undefined) store.set(name, value)
      }
    },
  }
}
