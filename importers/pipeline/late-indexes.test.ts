import { expect, test } from 'vitest'
import { undoGroup } from '../../db/journal/undo.ts'
import { ImportCancelled, largeFileBytes, runImport } from './run.ts'
import { contactColumns, snapshot, type TestOffice, testOffice, transactionColumns } from './test-office.ts'

const filler = 'Told in many words. '.repeat(250)
const columns = [...contactColumns, 'Notes to nobody']
const people = Array.from({ length: largeFileBytes / filler.length + 1 }, (_, i) => ({
  'First Name': `Orla${i}`,
  'Last Name': 'Fixture',
  Email: `orla${i}@example.org`,
  ID: String(2100000001 + i),
  Tags: 'Choir',
  Products: 'Winter Course',
  'Notes to nobody': filler,
}))
const payments = people.map((person, i) => ({
  ID: String(2160000001 + i),
  Amount: '22.00',
  Currency: 'USD',
  Type: 'charge',
  Status: 'succeeded',
  'Customer Name': `${person['First Name']} Fixture`,
  'Customer Email': person.Email,
  'Offer ID': '2147000001',
  'Offer Title': 'Winter Course',
  'Created At': '2025-11-08 04:11:00 -0700',
  Address: filler,
}))

const schemaOf = (office: TestOffice) =>
  office.read.all(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`,
  )
const check = (office: TestOffice) => office.sqlite.pragma('integrity_check', { simple: true })

test('a large first file leaves every index as it was, and can be taken back', () => {
  const office = testOffice()
  const before = snapshot(office.sqlite)
  const schema = schemaOf(office)
  const files = [office.csv(columns, people), office.csv(transactionColumns, payments)]
  const reports = files.map(file => office.import(file, { optIn: 'subscribed' }))
  expect(reports.map(report => [report.contacts.created, report.transactions.created])).toEqual([
    [people.length, 0],
    [0, payments.length],
  ])
  expect([schemaOf(office), check(office)]).toEqual([schema, 'ok'])
  for (const report of reports.toReversed()) undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
  expect([schemaOf(office), check(office)]).toEqual([schema, 'ok'])
})

test('a dry run and a cancelled import of a large file leave every index as it was', () => {
  const office = testOffice()
  const schema = schemaOf(office)
  const path = office.csv(columns, people)
  expect(office.import(path, { dryRun: true }).contacts.created).toBe(people.length)
  expect([schemaOf(office), check(office)]).toEqual([schema, 'ok'])
  const request = { path, fileName: 'export.csv', dryRun: false, who: 'Ada' }
  expect(() =>
    runImport(office.sqlite, request, { onProgress: () => undefined, isCancelled: () => true }),
  ).toThrow(ImportCancelled)
  expect([schemaOf(office), check(office)]).toEqual([schema, 'ok'])
})
