import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { makeReadable } from './read/sheet-file.ts'
import { type TestCell, workbookParts, writeZip } from './read/write-workbook.ts'
import { type TestOffice, testOffice } from './test-office.ts'

const fixturesOf = (id: string, file: string) => join(import.meta.dirname, '../formats', id, 'fixtures', file)

/** The cells as Excel would hold them: amounts as numbers, QuickBooks' as formulas that are numbers, days as serial numbers. */
function excelCell(text: string, isQuickbooks: boolean): TestCell {
  if (text === '') return null
  const amount = /^-?[\d,]+\.\d\d$/.test(text) ? text.replaceAll(',', '') : null
  if (amount !== null) return isQuickbooks ? { inside: `<f>${amount}</f><v></v>` } : Number(amount)
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? []
  const at = new Date(`${year}-${month}-${day}T00:00Z`)
  // What is no day stays text, also in Excel.
  if (year === undefined || at.getUTCDate() !== Number(day)) return text
  return { attributes: 's="1"', inside: `<v>${at.getTime() / 86_400_000 + 25_569}</v>` }
}

function importWorkbook(office: TestOffice, id: string, file: string) {
  const text = readFileSync(fixturesOf(id, file), 'utf8').replace(/^\ufeff/, '')
  const rows = Papa.parse<string[]>(text).data.map(cells =>
    cells.map(cell => excelCell(cell, id.startsWith('quickbooks'))),
  )
  const path = join(office.dir, 'export.xlsx')
  writeFileSync(path, writeZip(workbookParts([{ name: 'Sheet', rows }])))
  const readable = makeReadable(path, 'export.xlsx', {
    folder: office.dir,
    isKnown: () => true,
    isList: () => true,
  })
  return office.importNamed({ path: readable.path, fileName: 'export.xlsx', sheet: readable.sheet })
}

test.each([
  ['quickbooks-donations', 'grouped.csv'],
  ['paypal-activity', 'activity.csv'],
  ['kajabi-contacts', 'contacts.csv'],
  ['kajabi-transactions', 'transactions.csv'],
  ['ticket-tailor-orders', 'orders.csv'],
  ['zoho-invoices', 'invoices.csv'],
])('%s: the workbook of an export changes nothing after its CSV file', (id, file) => {
  const office = testOffice()
  const text = office.import(fixturesOf(id, file))
  const book = importWorkbook(office, id, file)
  const { created, updated, conflict, skipped, error } = book.outcomes
  expect([created, updated, conflict]).toEqual([0, 0, 0])
  expect([skipped, error, book.totals]).toEqual([text.outcomes.skipped, text.outcomes.error, text.totals])
  expect(book.checksums).toEqual(text.checksums)
  expect(text.outcomes.created).toBeGreaterThan(0)
})
