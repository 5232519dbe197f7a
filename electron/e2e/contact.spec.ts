import { correctedPhone, fillWithImports, idOf } from './full-office.ts'
import { contactsFile, people } from './kajabi-files.ts'
import { goTo, importFiles } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

test('a correction by hand closes the padlock, and the next import leaves it alone', async ({ office }) => {
  const { page } = office
  await importFiles(page, [{ name: 'contacts.csv', text: contactsFile(people) }])
  await goTo(page, `#/contact?id=${await idOf(page, 'Tobin Marchbanks')}`)
  const card = page.getByRole('article', { name: 'Contact card' })
  const padlock = card.getByRole('button', { name: 'Change the protection' })
  await expect(padlock).toContainText('Unprotected')

  await card.getByRole('button', { name: 'Edit Phone' }).click()
  await card.getByRole('textbox', { name: 'Phone' }).fill('303 555 0188')
  await page.keyboard.press('Enter')
  await expect(card.getByRole('button', { name: 'Edit Phone' })).toContainText('(303) 555-0188')
  await expect(padlock).toContainText('Fully protected')

  const moved = people.map(person => ({ ...person, phone: '(303) 555-0150' }))
  const { batches } = await importFiles(page, [{ name: 'contacts.csv', text: contactsFile(moved) }])
  expect(batches[0]?.conflicts).toBe(1)
  await expect(card.getByRole('button', { name: 'Edit Phone' })).toContainText('(303) 555-0188')
})

test('hovering a value tells where it came from and what others say', async ({ office }) => {
  const { page } = office
  const { orlaId } = await fillWithImports(page)
  await goTo(page, `#/contact?id=${orlaId}`)
  const phone = page.getByRole('button', { name: 'Edit Phone' })
  await expect(phone).toContainText(correctedPhone)
  await phone.hover()
  const story = page.getByRole('tooltip')
  await expect(story).toContainText('Kajabi says')
  await expect(story).toContainText('555-0177')
})

test('a note is corrected where it stands, pinned to the top and removed, with the keyboard', async ({
  office,
}) => {
  const { page } = office
  const { orlaId } = await fillWithImports(page)
  await goTo(page, `#/contact?id=${orlaId}`)
  const card = page.getByRole('article', { name: 'Contact card' })
  await expect(card.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('Sings alto.')
  await page.keyboard.press('ControlOrMeta+Enter')

  const note = card.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'Edit the note' })
  await expect(note).toContainText('Sings alto.')
  await note.press('F2')
  await expect(card.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await card.getByRole('textbox', { name: 'Note' }).fill('Sings soprano.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(note).toContainText('Sings soprano.')
  await expect(note).toBeFocused()

  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Pin to the top of the card' }).press('Enter')
  await expect(card.locator('header')).toContainText('Sings soprano.')
  await card.getByRole('button', { name: 'More about this note' }).last().press('Enter')
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter')
  await expect(note).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(note).toContainText('Sings soprano.')
})

test('a card goes along the list it was opened from, and back to it', async ({ office }) => {
  const { page } = office
  await fillWithImports(page)
  await goTo(page, '#/subscriptions')
  const list = page.getByRole('grid', { name: 'Subscriptions' })
  await list.press('End')
  await list.press('Home')
  await list.press('Enter')
  const card = page.getByRole('article', { name: 'Contact card' })
  await expect(card).toContainText(/\b1 of \d+/)
  const first = await card.getByRole('heading', { level: 1 }).innerText()
  await page.keyboard.press(']')
  await expect(card.getByRole('heading', { level: 1 })).not.toHaveText(first)
  await expect(card).toContainText(/\b[2-9]\d* of \d+/)
  await page.keyboard.press('[')
  await expect(card.getByRole('heading', { level: 1 })).toHaveText(first)
  await page.keyboard.press('Escape')
  await expect(list).toBeVisible()
})
