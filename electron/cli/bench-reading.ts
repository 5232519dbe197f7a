import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import Papa from 'papaparse'
import { workbookParts, writeZip } from '../../importers/pipeline/read/write-workbook.ts'
import { giveFile, runTask } from '../contract/ask.ts'
import { recogniseFile } from '../contract/imports.ts'
import { startOfficeThread } from '../office/start.ts'

/** The rows of a CSV file as the one sheet of a workbook. */
export function writeWorkbook({ csv, workbook }: { csv: string; workbook: string }): void {
  const rows = Papa.parse<string[]>(readFileSync(csv, 'utf8'), { skipEmptyLines: true }).data
  writeFileSync(workbook, writeZip(workbookParts([{ name: 'Export', rows }])))
}

/** From the drop until it is known what the file is, with the job's thread at hand; and until all is known about it. */
export async function recognise(
  dataDir: string,
  path: string,
): Promise<{ seconds: number; rows: number; note: string }> {
  const office = startOfficeThread({ dataDir })
  await runTask(office, recogniseFile, { fileId: await giveFile(office, smallFile(dataDir), 'small.csv') })
  const startedAt = performance.now()
  const secondsNow = () => (performance.now() - startedAt) / 1000
  let known: number | null = null
  const fileId = await giveFile(office, path, basename(path))
  const { rowCount } = await runTask(office, recogniseFile, { fileId }, ({ phase }) => {
    if (phase !== 'looking') known ??= secondsNow()
  })
  const whole = secondsNow()
  await office.close()
  return { seconds: known ?? whole, rows: rowCount, note: `${whole.toFixed(2)} s until its rows are counted` }
}

/** Starts the thread. */
function smallFile(dataDir: string): string {
  const path = `${dataDir}-small.csv`
  writeFileSync(path, 'ID,Member ID,Email,Tags\n1,11,a@example.org,\n')
  return path
}
