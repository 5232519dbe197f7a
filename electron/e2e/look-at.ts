import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const screenshotDir = join(import.meta.dirname, '..', '..', 'test-results', 'screens')
const signsOfCarelessness = ['undefined', 'NaN', 'Invalid Date', '[object Object]']

/** Waits until nothing more is loading or moving. */
async function settle(page: Page): Promise<void> {
  await expect(page.locator('.sh-waiting, [aria-busy="true"]')).toHaveCount(0)
  await expect(page.locator('main h1, main h2').first()).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => null))),
  )
}

/** Keeps a picture of what is shown, and answers what is wrong with it for an eye, a screen reader or a narrow window. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  await settle(page)
  await page.screenshot({ path: join(screenshotDir, `${name.replaceAll(' ', '-')}.png`) })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const serious = violations
    .filter(found => found.impact === 'serious' || found.impact === 'critical')
    .map(found => `${found.id}: ${found.nodes.map(node => node.target.join(' ')).join(' | ')}`)
  const words = await page.locator('body').innerText()
  const careless = signsOfCarelessness.filter(sign => words.includes(sign)).map(sign => `shows "${sign}"`)
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  return [...serious, ...careless, ...(isTooWide ? ['scrolls sideways'] : [])].map(
    fault => `${name}: ${fault}`,
  )
}
