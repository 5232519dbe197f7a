import type { Page } from '@playwright/test'
import { dropFiles, goTo } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

const list = [
  'Who,Where to write,Born,Shirt',
  'Orla Fairweather,orla@example.org,03/04/1961,M',
  'Pim Vantongeren,pim@example.org,05/06/1970,L',
].join('\n')

const columnsOf = (page: Page) => page.getByRole('region', { name: /^Columns of / })

test('an unknown list: its columns are named, it is imported, seen, undone, and remembered', async ({
  office,
}) => {
  const { page } = office
  await dropFiles(page, [{ name: 'volunteers.csv', text: list }])
  const columns = columnsOf(page)
  await expect(columns.getByRole('rowheader', { name: 'Where to write' })).toBeVisible()
  await expect(columns.getByLabel('What “Where to write” is')).toHaveValue('Email')
  await expect(columns.getByRole('button', { name: 'Use these columns' })).toBeDisabled()
  await columns.getByLabel('What “Shirt” is').selectOption('Tags')
  // Both dates can be read in two ways, so this is asked as well.
  await columns.getByRole('radio', { name: '3 Apr 1961' }).check()
  await columns.getByRole('button', { name: 'Use these columns' }).click()
  await expect(columns).toHaveCount(0)

  await page.getByRole('radio', { name: 'We do not know' }).check()
  await page.getByRole('button', { name: 'Import 2 changes' }).click()
  await expect(page.getByText('Imported', { exact: true })).toBeVisible()
  await goTo(page, '#/people')
  await page
    .getByRole('grid', { name: 'People' })
    .getByRole('row', { name: /Orla Fairweather/ })
    .click()
  await expect(page.getByRole('article', { name: 'Contact card' })).toContainText('orla@example.org')

  await goTo(page, '#/import')
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click()
  await expect(page.getByText('Undone', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Import other files' }).click()

  await dropFiles(page, [
    { name: 'volunteers-2.csv', text: `${list}\nLee Fable,lee@example.org,07/08/1980,S\n` },
  ])
  await expect(page.getByText('Its columns are as answered last time.')).toBeVisible()
  await page.getByRole('button', { name: 'Import 3 changes' }).click()
  await expect(page.getByText('Imported', { exact: true })).toBeVisible()
})
