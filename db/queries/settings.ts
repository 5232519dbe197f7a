import type { ReadDb } from '../handles.ts'
import { allSourceSystems, type SourceSystem } from './row-types.ts'
import { counted } from './where.ts'

/** What this office is called and how this desk likes it. `sourceOrder`: strongest first. `currency`: null until somebody chooses one. */
export type OfficeSettings = {
  officeName: string
  timeZone: string
  currency: string | null
  sourceOrder: SourceSystem[]
  theme: 'light' | 'dark' | 'auto'
  density: 'comfortable' | 'compact'
  largeType: boolean
  who: string
}

const defaults: OfficeSettings = {
  officeName: 'StarHouse',
  timeZone: 'America/Denver',
  currency: null,
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

/**
 * The one currency that figures and charts add up; money in others stands beside them. Until somebody chooses one it is that of most of the
 * newest payments: enough of them that a single one from abroad changes nothing, few enough to ask at any time.
 */
export function officeCurrency(db: ReadDb): string {
  const chosen = readSettings(db).currency
  if (chosen !== null) return chosen
  const usual = db.get<{ currency: string }>(
    `SELECT currency FROM (SELECT currency FROM transactions WHERE ${counted} ORDER BY transaction_date DESC LIMIT 100)
     GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1`,
  )
  return usual?.currency ?? 'USD'
}

/** Staff first, then the given order, then the systems it does not name (newer than the setting). */
export function completeOrder(order: readonly SourceSystem[]): SourceSystem[] {
  return [...new Set<SourceSystem>(['staff', ...order, ...allSourceSystems])]
}
