import { fillWithImports } from './full-office.ts'
import { faultsOf } from './look-at.ts'
import { goTo } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

test('a copy of everything, the consent history, and erasing, asked twice', async ({ office }) => {
  const { page } = office
  const { orlaId } = await fillWithImports(page)
  await goTo(page, `#/contact?id=${orlaId}`)
  const card = page.getByRole('article', { name: 'Contact card' })
  const choose = async (name: string) => {
    await card.getByRole('button', { name: 'Privacy' }).click()
    await page.getByRole('menuitem', { name }).click()
  }

  const saved = page.waitForEvent('download')
  await choose('Everything about this person as PDF')
  expect((await saved).suggestedFilename()).toBe('Orla Fairweather.pdf')

  await choose('Newsletter consent history')
  await expect(page.getByRole('dialog')).toContainText('Subscribed')
  const faults = await faultsOf(page, 'privacy consent')
  await page.keyboard.press('Escape')

  await choose('Erase this person')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('cannot be undone')
  faults.push(...(await faultsOf(page, 'privacy erase')))
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await faultsOf(page, 'privacy erase dark')))
  await dialog.getByRole('button', { name: 'Go on to erase' }).click()
  const name = dialog.getByRole('textbox', { name: 'Type the full name' })
  const button = dialog.getByRole('button', { name: 'Erase for ever' })
  await expect(button).toBeDisabled()
  await name.fill('Orla Fairweather')
  faults.push(...(await faultsOf(page, 'privacy erase name dark')))
  await page.keyboard.press('Enter')
  await expect(page.getByText('The person was erased.')).toBeVisible()
  await expect(card).toBeHidden()
  await goTo(page, '#/history')
  await expect(page.getByText('Erased a person at their wish')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('Orla Fairweather')
  expect(faults).toEqual([])
})
