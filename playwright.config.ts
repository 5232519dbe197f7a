import { defineConfig } from '@playwright/test'
import { browserFlags, findBrowser } from './electron/e2e/browser.ts'
import { findElectronBinary } from './electron/e2e/electron-binary.ts'
import type { ShellOptions } from './electron/e2e/office-fixture.ts'

const browser = findBrowser()

export default defineConfig<ShellOptions>({
  testDir: 'electron/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 720 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { args: browserFlags(), ...(browser === null ? {} : { executablePath: browser }) },
  },
  // The same specs run in every shell that can start here.
  projects: [
    { name: 'browser', use: { shell: 'browser' } },
    ...(findElectronBinary() === null ? [] : [{ name: 'electron', use: { shell: 'electron' as const } }]),
  ],
})
