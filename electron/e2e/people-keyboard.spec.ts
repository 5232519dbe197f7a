import type { Locator, Page } from '@playwright/test'
import { fillWithImports } from './full-office.ts'
import { searchFor } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let steps = 0; steps < 120; steps++) {
    if (await target.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never came there')
}

async function openByKeyboard(page: Page, text: string): Promise<Locator> {
  await searchFor(page, text)
  await expect(page.getByRole('dialog').getByText('Orla Fairweather').first()).toBeVisible()
  await page.keyboard.press('Enter')
  const card = page.getByRole('article', { name: 'Contact card' })
  await expect(card.getByRole('heading', { level: 1 })).toContainText('Orla Fairweather')
  return card
}

test('find, read, edit a phone, add a note, merge and unmerge with the keyboard alone', async ({
  office,
}) => {
  const { page } = office
  await fillWithImports(page)

  const card = await openByKeyboard(page, 'orla@example.org')
  await expect(card.getByRole('region', { name: 'Timeline' })).toContainText('Imported')
  await expect(card.getByRole('region', { name: 'Reach' })).toContainText('orla@example.org')

  await tabTo(page, card.getByRole('button', { name: 'Edit Phone' }))
  await page.keyboard.press('Enter')
  await page.keyboard.type('303 555 0188')
  await page.keyboard.press('Enter')
  await expect(card.getByRole('button', { name: 'Edit Phone' })).toContainText('(303) 555-0188')
  await expect(card.getByRole('button', { name: 'Edit Phone' })).toBeFocused()

  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('Likes to be called after five.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card.getByRole('region', { name: 'Timeline' })).toContainText('Likes to be called after five.')

  await addTwinByKeyboard(page)

  await openByKeyboard(page, 'orla@example.org')
  await tabTo(page, card.getByRole('button', { name: 'Compare' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: /Orla Fairweather/ })).toBeVisible()
  await page.keyboard.press('m')
  await tabTo(page, page.getByRole('button', { name: 'Merge into one person' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Merge/ })).toHaveCount(0)

  await openByKeyboard(page, 'orla@example.org')
  const apart = card.getByRole('button', { name: /Take Orla Fairweather apart/ })
  await tabTo(page, apart)
  await page.keyboard.press('Enter')
  await expect(apart).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(
    page.getByRole('grid', { name: 'People' }).getByRole('row', { name: /Orla Fairweather/ }),
  ).toHaveCount(2)
})

/** Adds somebody who is there already; the form says so while the phone is typed. */
async function addTwinByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(page.getByRole('grid', { name: 'People' })).toBeVisible()
  await page.keyboard.press('n')
  const form = page.getByRole('form', { name: 'New person' })
  await expect(form.getByRole('textbox', { name: 'First name' })).toBeFocused()
  await page.keyboard.type('Orla')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Fairweather')
  await tabTo(page, form.getByRole('textbox', { name: 'Phone' }))
  await page.keyboard.type('303 555 0188')
  await expect(form.getByRole('status')).toContainText('Orla Fairweather')
  await page.keyboard.press('Enter')
  await expect(form).toHaveCount(0)
}
