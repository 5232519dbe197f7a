import { createContext, useContext } from 'react'
import type { Settings } from '../../electron/contract/office.ts'

/** What holds until the office has answered, and when it cannot be opened. */
export const firstSettings: Settings = {
  officeName: 'StarHouse',
  timeZone: 'America/Denver',
  currency: 'USD',
  sourceOrder: [],
  theme: 'auto',
  density: 'comfortable',
  largeType: false,
  who: 'This desk',
}

/** Given by the app once for the whole window: thousands of cells read it. */
export const SettingsContext = createContext<Settings>(firstSettings)

export function useSettings(): Settings {
  return useContext(SettingsContext)
}

export function useTimeZone(): string {
  return useSettings().timeZone
}

export function useCurrency(): string {
  return useSettings().currency
}

const largeTypeScale = 17 / 14

/** Height of a list's row: 32 px comfortable, 26 px compact, in proportion with large type. */
export function useRowHeightPx(): number {
  const { density, largeType } = useSettings()
  return Math.round((density === 'compact' ? 26 : 32) * (largeType ? largeTypeScale : 1))
}
