import type { ReadDb } from '../handles.ts'
import { allSourceSystems, type SourceSystem } from './row-types.ts'
import { counted } from './where.ts'

/**
 * What this office is called and how this desk likes it. `sourceOrder`: strongest first. `currency`: the one that figures are in; until
 * somebody says which, that of most of the newest payments.
 */
export type OfficeSettings = {
  officeName: string
  timeZone: string
  currency: string
  sourceOrder: SourceSystem[]
  theme: 'light' | 'dark' | 'auto'
  density: 'comfortable' | 'compact'
  largeType: boolean
  who: string
}

const defaults: OfficeSettings = {
  officeName: 'StarHouse',
  timeZone: 'America/Denver',
  currency: 'USD',
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
  return {
    ...settings,
    currency: Object.hasOwn(stored, 'currency') ? settings.currency : usualCurrency(db),
    sourceOrder: completeOrder(settings.sourceOrder),
  }
}

/** A single payment from abroad changes nothing; enough payments to see what is usual, few enough to ask at any time. */
function usualCurrency(db: ReadDb): string {
  const usual = db.get<{ currency: string }>(
    `SELECT currency FROM (SELECT currency FROM transactions WHERE ${counted} ORDER BY transaction_date DESC LIMIT 100)
     GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1`,
  )
  return usual?.currency ?? defaults.currency
}

/** The one currency that figures and charts add up; money in others stands beside them. */
export function officeCurrency(db: ReadDb): string {
  return readSettings(db).currency
}

/** Staff first, then the given order, then the systems it does not name (newer than the setting). */
export function completeOrder(order: readonly SourceSystem[]): SourceSystem[] {
  return [...new Set<SourceSystem>(['staff', ...order, ...allSourceSystems])]
}
