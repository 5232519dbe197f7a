import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { workbookParts, writeZip } from '../../importers/pipeline/read/write-workbook.ts'
import { runCli } from '../cli/run.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'starhouse-sheets-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function importFile(file: string, ...words: string[]): Promise<{ exit: number; said: string }> {
  let said = ''
  const hear = (text: string) => {
    said += text
  }
  const path = join(dataDir, file)
  const io = { out: hear, err: hear, showsProgress: false }
  return { exit: await runCli(['--data', dataDir, 'import', path, ...words], io), said }
}

test('on the command line the wanted sheet of a workbook is imported, and told; one that is not there is refused', async () => {
  const rowsOf = (id: string) => [
    ['ID', 'Member ID', 'Email', 'Tags'],
    [id, id, `a${id}@example.org`, ''],
  ]
  const sheets = ['May', 'June'].map((name, place) => ({ name, rows: rowsOf(`${place}`) }))
  writeFileSync(join(dataDir, 'people.xlsx'), writeZip(workbookParts(sheets)))
  writeFileSync(join(dataDir, 'people.csv'), `${rowsOf('7').join('\n')}\n`)
  expect(await importFile('people.xlsx', '--sheet', 'June', '--dry-run')).toMatchObject({
    exit: 0,
    said: expect.stringContaining('Would import people.xlsx, sheet "June" (Kajabi contacts): 1 row'),
  })
  const { said } = await importFile('people.xlsx')
  expect(said).toContain('Imported people.xlsx, sheet "May" (Kajabi contacts): 1 row')
  expect(await importFile('people.xlsx', '--sheet', 'July')).toMatchObject({
    exit: 2,
    said: expect.stringContaining('Choose one of its sheets: "May", "June".'),
  })
  expect(await importFile('people.csv', '--sheet', 'May')).toMatchObject({ exit: 2 })
})
