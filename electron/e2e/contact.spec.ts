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
