import { z } from 'zod'
import { fillWithImports, idOf } from './full-office.ts'
import { faultsOf } from './look-at.ts'
import { call, goTo } from './office-calls.ts'
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

  const text = 'Neighbour of Orla Fairweather, who has her key'
  await call(page, 'notes.add', { contactId: await idOf(page, 'Tobin'), text }, z.unknown())
  await choose('Erase this person')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('cannot be undone')
  await expect(dialog).toContainText('1 text of others')
  await expect(dialog).toContainText(text)
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
  await expect(dialog.getByRole('link', { name: 'Tobin Marchbanks' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(card).toBeHidden()
  await goTo(page, '#/history')
  await expect(page.getByText('Erased a person at their wish')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('Orla Fairweather')
  expect(faults).toEqual([])
})

test('the log of opt-ins leads to people, and a day is put back with a word on how we know', async ({
  office,
}) => {
  const { page } = office
  const { orlaId } = await fillWithImports(page)
  const evidence = { source: 'staff', method: 'a wrong list', date: '2025-08-01' }
  await call(page, 'contacts.setOptIn', { contactId: orlaId, subscribed: false, evidence }, z.unknown())
  await goTo(page, `#/contact?id=${orlaId}`)
  await page.getByRole('button', { name: 'Privacy' }).click()
  await page.getByRole('menuitem', { name: 'Newsletter consent history' }).click()
  await page.getByRole('link', { name: 'Everybody’s opt-ins' }).click()
  const list = page.getByRole('grid', { name: 'Opt-ins', exact: true })
  await expect(list.getByRole('row', { name: /Orla Fairweather Unsubscribed a wrong list/ })).toBeVisible()

  await page.getByRole('button', { name: /Put back as they were/ }).click()
  const dialog = page.getByRole('dialog')
  const today = await page.evaluate(() =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(),
  )
  await dialog.getByLabel('From day').fill(today)
  await expect(dialog.getByRole('row', { name: /Orla Fairweather Subscribed again/ })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Put back 0 opt-ins' })).toBeDisabled()
  const faults = await faultsOf(page, 'opt-ins put back one')
  await dialog.getByRole('textbox', { name: /How do we know/ }).fill('It was the list of another office')
  await dialog.getByRole('button', { name: 'Put back 1 opt-in' }).click()
  await expect(page.getByText('1 opt-in put back.')).toBeVisible()
  await expect(list.getByRole('row', { name: /Orla Fairweather Subscribed put back as of/ })).toBeVisible()
  await list.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Contact card' })).toContainText('Orla Fairweather')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await expect(
    list.getByRole('row', { name: /Orla Fairweather Unsubscribed an action was undone/ }),
  ).toBeVisible()
  expect(faults).toEqual([])
})
