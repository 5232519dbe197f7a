import type { ReadDb } from '../handles.ts'
import { allSourceSystems, type SourceSystem } from './row-types.ts'

/** What this office is called and how this desk likes it. `sourceOrder`: strongest first. */
export type OfficeSettings = {
  officeName: string
  timeZone: string
  sourceOrder: SourceSystem[]
  theme: 'light' | 'dark' | 'auto'
  density: 'comfortable' | 'compact'
  largeType: boolean
  who: string
}

const defaults: OfficeSettings = {
  officeName: 'StarHouse',
  timeZone: 'America/Denver',
  sourceOrder: [...allSourceSystems],
  theme: 'auto',
  density: 'comfortable',
  largeType: false,
  who: 'Office',
}

/** All settings that people see; what nobody set yet has its default. */
export function readSettings(db: ReadDb): OfficeSettings {
  const stored = Object.fromEntries(
    db
      .all<{ name: string; value: string }>('SELECT name, value FROM settings')
      .filter(row => Object.hasOwn(defaults, row.name))
      .map(row => [row.name, JSON.parse(row.value) as unknown]),
  )
  const settings: OfficeSettings = { ...defaults, ...stored }
  return { ...settings, sourceOrder: completeOrder(settings.sourceOrder) }
}

/** Staff first, then the given order, then the systems it does not name (newer than the setting). */
export function completeOrder(order: readonly SourceSystem[]): SourceSystem[] {
  return [...new Set<SourceSystem>(['staff', ...order, ...allSourceSystems])]
}
