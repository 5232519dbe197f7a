import { contactsFile, people, subscriptionsFile, transactionsFile } from './kajabi-files.ts'
import { dropFiles, goTo } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

test('three Kajabi files: dropped, planned, imported, read, undone', async ({ office }) => {
  const { page } = office
  await dropFiles(page, [
    { name: 'contacts.csv', text: contactsFile(people) },
    { name: 'subscriptions.csv', text: subscriptionsFile(people) },
    { name: 'transactions.csv', text: transactionsFile(people) },
  ])
  const files = page.getByRole('list', { name: 'Files' }).getByRole('listitem')
  await expect(files).toHaveCount(3)
  await page.getByRole('radio', { name: 'Subscribed', exact: true }).check()

  const plan = page.getByRole('button', { name: /^New\b/ })
  await expect(plan).toContainText('3')
  await expect(page.getByText('Nothing you corrected will be touched')).toBeVisible()
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await expect(files.getByText('Imported', { exact: true })).toHaveCount(3)

  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  const list = page.getByRole('grid', { name: 'People' })
  await expect(list.getByRole('row', { name: /Orla Fairweather/ })).toBeVisible()
  await list.getByRole('row', { name: /Orla Fairweather/ }).click()
  const card = page.getByRole('article', { name: 'Contact card' })
  await expect(card.getByRole('heading', { level: 1 })).toContainText('Orla Fairweather')
  await expect(card).toContainText('$22')
  await expect(card).toContainText('Antares monthly')

  await goTo(page, '#/import')
  await page.getByRole('button', { name: 'Import other files' }).click()
  const history = page.getByRole('grid', { name: 'Imports' })
  await history.getByRole('row', { name: /transactions\.csv/ }).click()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click()
  await expect(page.getByRole('button', { name: 'Undo this import' })).toHaveCount(0)
  await goTo(page, '#/transactions')
  await expect(page.getByRole('region', { name: 'Transactions' })).not.toContainText('Orla Fairweather')
})

test('a file that is no export is refused in words, beside one that is', async ({ office }) => {
  const { page } = office
  await dropFiles(page, [
    { name: 'letter.csv', text: 'Dear friends,\nthank you for everything.\n' },
    { name: 'contacts.csv', text: contactsFile(people) },
  ])
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByText('Cannot be read')).toBeVisible()
  await page.getByRole('radio', { name: 'We do not know' }).check()
  await expect(page.getByRole('button', { name: /^Import \d/ })).toBeVisible()
})
