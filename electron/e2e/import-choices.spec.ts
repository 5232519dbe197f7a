import iconv from 'iconv-lite'
import { workbookParts, writeZip } from '../../importers/pipeline/read/write-workbook.ts'
import { contactsFile, people, subscriptionsFile, transactionsFile } from './kajabi-files.ts'
import { faultsOf } from './look-at.ts'
import { dropFiles, goTo } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

const sheetOf = (id: string) => [
  ['ID', 'Member ID', 'Email', 'First Name', 'Last Name', 'Tags'],
  [id, `1${id}`, `orla${id}@example.org`, 'Orla', `Fairweather ${id}`, ''],
]

test('the sheets of a workbook: the first known one is read, another can be, one after the other', async ({
  office,
}) => {
  const { page } = office
  const sheets = [
    { name: 'Notes', rows: [['Dear office', 'please turn over']] },
    { name: 'May', rows: sheetOf('5') },
    { name: 'June', rows: sheetOf('6') },
  ]
  await dropFiles(page, [{ name: 'people.xlsx', bytes: writeZip(workbookParts(sheets)) }])
  const file = page.getByRole('list', { name: 'Files' }).getByRole('listitem')
  await expect(file).toContainText('3 sheets:')
  await expect(file.getByText('May (read)')).toBeVisible()

  await file.getByRole('button', { name: 'Read sheet Notes of people.xlsx' }).click()
  await expect(file.getByText('Notes (cannot be read)')).toBeVisible()
  for (const sheet of ['June', 'May']) {
    await file.getByRole('button', { name: `Read sheet ${sheet} of people.xlsx` }).click()
    await page.getByRole('radio', { name: 'We do not know' }).check()
    await page.getByRole('button', { name: 'Import 1 change' }).click()
    await expect(file.getByText(`${sheet} (imported)`)).toBeVisible()
  }
  expect(await faultsOf(page, 'import of a sheet')).toEqual([])
  await page.getByRole('button', { name: 'Import other files' }).click()
  const history = page.getByRole('grid', { name: 'Imports' })
  await expect(history.getByRole('row', { name: /people\.xlsx, sheet “June”/ })).toBeVisible()
  await history.getByRole('row', { name: /people\.xlsx, sheet “May”/ }).click()
  await expect(page.getByText(/people\.xlsx, sheet “May” · imported/)).toBeVisible()
})

test('several files are undone by one press, the newest first', async ({ office }) => {
  const { page } = office
  await dropFiles(page, [
    { name: 'contacts.csv', text: contactsFile(people) },
    { name: 'subscriptions.csv', text: subscriptionsFile(people) },
    { name: 'transactions.csv', text: transactionsFile(people) },
  ])
  await page.getByRole('radio', { name: 'Subscribed', exact: true }).check()
  await page.getByRole('button', { name: /^Import \d/ }).click()
  const undoAll = page.getByRole('button', { name: 'Undo all 3 files' })
  await undoAll.click()
  const dialog = page.getByRole('dialog', { name: 'Undo all 3 files?' })
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
  await dialog.getByRole('button', { name: 'Undo all 3 files' }).click()
  await expect(page.getByText('All 3 files are undone.')).toBeVisible()
  await expect(undoAll).toHaveCount(0)
  const files = page.getByRole('list', { name: 'Files' })
  await expect(files.getByText('Undone', { exact: true })).toHaveCount(3)
  await goTo(page, '#/people')
  await expect(page.getByText('Orla Fairweather')).toHaveCount(0)
})

test('a file whose letters were guessed wrong is read again as somebody says, and seen before anything is written', async ({
  office,
}) => {
  const { page } = office
  const text = 'ID,Member ID,Email,First Name,Last Name,Tags\n1,11,zoe@example.org,Zoë,Ebner,\n'
  await dropFiles(page, [{ name: 'mac.csv', bytes: iconv.encode(text, 'macroman') }])
  const file = page.getByRole('list', { name: 'Files' }).getByRole('listitem')
  await expect(file).toContainText('was read as Windows-1252')
  await file.getByRole('button', { name: 'Columns of mac.csv' }).click()
  const columns = page.getByRole('region', { name: 'Columns of mac.csv' })
  const firstName = columns.getByRole('row', { name: /^First Name/ })
  await expect(firstName).toContainText('Zo‘')
  await columns.getByRole('radio', { name: /^Mac Roman: .*Zoë/ }).check()
  await expect(firstName).toContainText('Zoë')
  await columns.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('radio', { name: 'We do not know' }).check()
  await page.getByRole('button', { name: 'Import 1 change' }).click()
  await expect(page.getByText('Imported', { exact: true })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Rows of the file' })).toContainText('Zoë Ebner')
})
