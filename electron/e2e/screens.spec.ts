import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { type FullOffice, fillOffice } from './full-office.ts'
import { contactsFile, manyPeople } from './kajabi-files.ts'
import { faultsOf } from './look-at.ts'
import { call, dropFiles, goTo, searchFor } from './office-calls.ts'
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
  screen('remembered columns', 'Remembered columns', () => '#/import?view=columns'),
  screen('conflicts', 'Conflicts'),
  screen('suggestions', 'Conflicts', () => '#/conflicts?view=suggestions'),
  screen('reconciliation', 'Reconciliation'),
  {
    name: 'quality',
    open: async page => {
      await goTo(page, '#/quality')
      await expect(page.getByRole('region', { name: 'Score' })).toBeVisible()
    },
  },
  {
    name: 'duplicates',
    open: async page => {
      await goTo(page, '#/duplicates')
      await expect(page.getByRole('complementary', { name: /Orla Fairweather/ })).toBeVisible()
    },
  },
  {
    name: 'merge',
    open: async page => {
      await page.getByRole('button', { name: /One person/ }).click()
      await expect(page.getByRole('dialog', { name: /^Merge/ })).toContainText('Nothing goes missing')
      await expect(page.getByRole('button', { name: 'Merge into one person' })).toBeVisible()
    },
  },
  {
    name: 'payment',
    open: async page => {
      await page.keyboard.press('Escape')
      await goTo(page, '#/transactions')
      await page.getByRole('grid', { name: 'Transactions' }).getByRole('row').nth(1).click()
      await expect(page.getByRole('dialog')).toContainText('Told by one system')
    },
  },
  {
    name: 'history',
    open: async page => {
      await page.keyboard.press('Escape')
      await goTo(page, '#/history')
      await expect(page.locator('#main h1', { hasText: 'History' }).first()).toBeVisible()
    },
  },
  screen('opt-ins', 'Opt-ins', () => '#/optIns'),
  {
    name: 'opt-ins put back',
    open: async page => {
      await page.getByRole('button', { name: /Put back as they were/ }).click()
      await page.getByRole('dialog').getByLabel('From day').fill('2020-01-01')
      await expect(page.getByRole('dialog')).toContainText('gets back what they had')
    },
  },
  {
    name: 'settings',
    open: async page => {
      await page.keyboard.press('Escape')
      await goTo(page, '#/settings')
      await expect(page.locator('#main h1', { hasText: 'Settings' }).first()).toBeVisible()
    },
  },
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
  {
    name: 'keys',
    open: async page => {
      await page.keyboard.press('Escape')
      await page.locator('#main').focus()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    },
  },
  {
    name: 'protection',
    open: async (page, { orlaId }) => {
      await page.keyboard.press('Escape')
      await goTo(page, `#/contact?id=${orlaId}`)
      await page.getByRole('button', { name: 'Change the protection' }).click()
      await expect(page.getByRole('dialog', { name: 'Protection' })).toBeVisible()
    },
  },
  {
    name: 'new person',
    open: async page => {
      await goTo(page, '#/people?isNew=true')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'one action',
    open: async page => {
      await goTo(page, '#/history')
      await page
        .getByRole('grid', { name: 'History' })
        .getByRole('row', { name: /phone of Orla/ })
        .click()
      await expect(page.getByRole('dialog')).toContainText('555-0199')
    },
  },
]

for (const theme of themes) {
  for (const size of sizes) {
    const look = `${theme}-${size.width}`
    test(`S55 S09: every screen is clean in ${look}`, async ({ office }) => {
      test.setTimeout(240_000)
      const { page, troubles } = office
      await page.setViewportSize(size)
      const faults: string[] = []

      const inspect = async (name: string) => {
        faults.push(
          ...(await faultsOf(page, join(look, name))),
          ...troubles.splice(0).map(t => `${name}: ${t}`),
        )
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
