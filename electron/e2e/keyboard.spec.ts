import { fillWithImports } from './full-office.ts'
import { searchFor } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

test('from the list to a corrected value and back without a mouse', async ({ office }) => {
  const { page } = office
  await fillWithImports(page)
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  const list = page.getByRole('grid', { name: 'People' })
  await expect(list.getByRole('row', { name: /Abernathy/ })).toBeVisible()
  await list.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const card = page.getByRole('article', { name: 'Contact card' })
  await expect(card.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('e')
  await expect(card.getByRole('textbox', { name: 'First name' })).toBeFocused()
  await page.keyboard.type('Orlanda')
  await page.keyboard.press('Enter')
  await expect(card.getByRole('heading', { level: 1 })).toContainText('Orlanda')
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await expect(list).toBeFocused()

  await page.keyboard.press('ControlOrMeta+z')
  await expect(list.getByRole('row', { name: /Orla Fairweather/ })).toBeVisible()
})

test('keys typed right after Ctrl+K land in the palette, and are no shortcuts', async ({ office }) => {
  const { page } = office
  await fillWithImports(page)
  await page.reload()
  await expect(page.locator('main h1')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  for (const key of ['g', 'p', 'Backspace', 'Backspace', 'o', 'r', 'l', 'a']) await page.keyboard.press(key)
  await expect(page.getByRole('textbox', { name: 'Search people, numbers, actions' })).toHaveValue('orla')
  await expect(page.getByRole('dialog').getByText('Orla Fairweather')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'People' })).toHaveCount(0)
})

test('Enter right after the last key opens who was typed, not the first hit of the beginning', async ({
  office,
}) => {
  const { page } = office
  await fillWithImports(page)
  await searchFor(page, '010')
  await expect(page.getByRole('dialog').getByText('Tobin Marchbanks')).toBeVisible()
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Contact card' })).toContainText('Tobin Marchbanks')
})

test('the palette finds a person by the last digits of a phone', async ({ office }) => {
  const { page } = office
  await fillWithImports(page)
  await searchFor(page, '0102')
  await expect(page.getByRole('dialog').getByText('Tobin Marchbanks')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Contact card' })).toContainText('Tobin Marchbanks')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0)
})
