import { expect, test } from 'vitest'
import { defaultDataDir } from './data-dir.ts'

test.each([
  ['linux', {}, '/home/ada/.config/starhouse-office/office'],
  ['linux', { XDG_CONFIG_HOME: '/xdg' }, '/xdg/starhouse-office/office'],
  ['darwin', {}, '/home/ada/Library/Application Support/starhouse-office/office'],
  ['win32', { APPDATA: 'C:/roaming' }, 'C:/roaming/starhouse-office/office'],
  ['win32', {}, '/home/ada/AppData/Roaming/starhouse-office/office'],
])('on %s with %j the office is in %s', (platform, env, folder) => {
  expect(defaultDataDir(platform, env, '/home/ada')).toBe(folder)
})
