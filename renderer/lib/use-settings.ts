import { getSettings, type Settings } from '../../electron/contract/office.ts'
import { useCall } from './use-call.ts'

/** What holds until the office has answered, and when it cannot be opened. */
export const firstSettings: Settings = {
  officeName: 'StarHouse',
  timeZone: 'America/Denver',
  sourceOrder: [],
  theme: 'auto',
  density: 'comfortable',
  largeType: false,
  who: 'This desk',
}

export function useSettings(): Settings {
  const settings = useCall(getSettings, {})
  return settings.status === 'ready' ? settings.value : firstSettings
}

export function useTimeZone(): string {
  return useSettings().timeZone
}

/** 17 px in place of 14 px. */
export const largeTypeScale = 17 / 14

/** Height of a list's row: 32 px comfortable, 26 px compact, in proportion with large type. */
export function useRowHeightPx(): number {
  const { density, largeType } = useSettings()
  return Math.round((density === 'compact' ? 26 : 32) * (largeType ? largeTypeScale : 1))
}
