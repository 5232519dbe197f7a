import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { type FullOffice, fillOffice } from './full-office.ts'
import { contactsFile, manyPeople } from './kajabi-files.ts'
import { call, dropFiles, goTo, screenshotDir, searchFor } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]
const themes = ['light', 'dark'] as const

type Stop = { name: string; open: (page: Page, office: FullOffice) => Promise<void> }

/** A screen with its title, so that nothing is judged before it is there. */
function screen(
  name: string,
  title: string | RegExp,
  hash: (office: FullOffice) => string = () => `#/${name}`,
): Stop {
  return {
    name,
    open: async (page, office) => {
      await goTo(page, hash(office))
      await expect(page.locator('#main h1', { hasText: title }).first()).toBeVisible()
    },
  }
}

const stops: Stop[] = [
  screen('today', 'Today'),
  screen('people', 'People'),
  screen('people with a card', 'Orla Fairweather', ({ orlaId }) => `#/people?selected=${orlaId}`),
  screen('contact', 'Orla Fairweather', ({ orlaId }) => `#/contact?id=${orlaId}`),
  screen('transactions', 'Transactions'),
  screen('products', 'Products'),
  screen('subscriptions', 'Subscriptions'),
  screen('import', 'Import'),
  screen('import receipt', /contacts/i, ({ lastBatchId }) => `#/importBatch?batchId=${lastBatchId}`),
  screen('conflicts', 'Conflicts'),
  screen('suggestions', 'Conflicts', () => '#/conflicts?view=suggestions'),
  screen('reconciliation', 'Reconciliation'),
  screen('history', 'History'),
  screen('settings', 'Settings'),
  {
    name: 'import plan',
    open: async page => {
      await dropFiles(page, [{ name: 'contacts.csv', text: contactsFile(manyPeople(40)) }])
      await page.getByRole('radio', { name: 'Subscribed', exact: true }).check()
      await expect(page.getByRole('button', { name: /^Import \d/ })).toBeVisible()
    },
  },
  {
    name: 'palette',
    open: async page => {
      await searchFor(page, 'a')
      await expect(page.getByRole('dialog').getByRole('button', { name: /@/ }).first()).toBeVisible()
    },
  },
]

/** Waits until nothing more is loading or moving. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('.sh-waiting, [aria-busy="true"]')).toHaveCount(0)
  await expect(page.locator('#main h1').first()).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => null))),
  )
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter(found => found.impact === 'serious' || found.impact === 'critical')
    .map(found => `${found.id}: ${found.nodes.map(node => node.target.join(' ')).join(' | ')}`)
}

for (const theme of themes) {
  for (const size of sizes) {
    const look = `${theme}-${size.width}`
    test(`S55 S09: every screen is clean in ${look}`, async ({ office }) => {
      test.setTimeout(240_000)
      const { page, troubles } = office
      await page.setViewportSize(size)
      const faults: string[] = []

      async function inspect(name: string): Promise<void> {
        await settle(page)
        await page.screenshot({ path: join(screenshotDir, look, `${name.replaceAll(' ', '-')}.png`) })
        faults.push(...(await seriousFaults(page)).map(fault => `${name}: ${fault}`))
        faults.push(...troubles.splice(0).map(trouble => `${name}: ${trouble}`))
        const words = await page.locator('body').innerText()
        for (const bad of ['undefined', 'NaN', 'Invalid Date', '[object Object]']) {
          if (words.includes(bad)) faults.push(`${name}: shows "${bad}"`)
        }
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        if (tooWide) faults.push(`${name}: scrolls sideways`)
      }

      await call(page, 'settings.set', { theme }, z.unknown())
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
      await inspect('first run')
      const full = await fillOffice(page)
      for (const stop of stops) {
        await stop.open(page, full).catch((error: unknown) => faults.push(`${stop.name}: ${String(error)}`))
        await inspect(stop.name).catch((error: unknown) => faults.push(`${stop.name}: ${String(error)}`))
      }
      expect(faults).toEqual([])
    })
  }
}
