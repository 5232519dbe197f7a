import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { otherReports } from '../../formats/other-reports.ts'
import { formats } from '../../formats/registry.ts'
import { openSource } from './open-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'wrong-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function open(text: string) {
  const path = join(folder, 'report.csv')
  writeFileSync(path, text)
  return openSource(path, 'report.csv', formats)
}

test.each(
  otherReports.map(report => ({ ...report, name: `${report.system}: ${report.columns.join(', ')}` })),
)('$name is refused with the report to ask for', ({ columns, sentence }) => {
  const header = columns.map(column => column.toUpperCase()).join(',')
  const refused = expect.objectContaining({
    code: 'file.wrongReport',
    facts: { file: 'report.csv', sentence },
  })
  expect(() => open(`${header}\n${columns.map((_, index) => index).join(',')}\n`)).toThrow(refused)
  expect(() => open(`Our house\n,${header},Total\n,1,2,3,4,5,6,7,8\n`)).toThrow(refused)
})

test('a file that fits a format is that export, whatever stands in its rows', () => {
  const source = open('ID,Member ID,Name,Email,Tags\n1,11,Balance Sheet,a@example.org,Profit and Loss\n')
  expect(source.format.id).toBe('kajabi-contacts')
})
